"""The pieces that all towers are made of: pre-norm transformer blocks."""

from torch import Tensor, cat, nn
from torch.nn import functional

from train.sizes import HEADS, WIDTH

KeyValue = tuple[Tensor, Tensor]
"""Keys and values [B, heads, T, WIDTH / heads] of what is attended to."""


class Attention(nn.Module):
    """Multi-head attention to given keys and values."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key_value = nn.Linear(WIDTH, 2 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)

    def look_at(self, source: Tensor) -> KeyValue:
        """Keys and values of `source` [B, T, WIDTH]."""
        key, value = self.key_value(source).chunk(2, dim=-1)
        return split_heads(key), split_heads(value)

    def forward(self, x: Tensor, seen: KeyValue, mask: Tensor | None = None) -> Tensor:
        """What `x` [B, T, WIDTH] finds in `seen`; `mask` [B or 1, 1, T or 1, S] is added to the scores."""
        query = split_heads(self.query(x))
        added = None if mask is None else mask.to(query.dtype)
        found = functional.scaled_dot_product_attention(query, *seen, attn_mask=added)
        return self.out(found.transpose(1, 2).flatten(2))


def split_heads(x: Tensor) -> Tensor:
    """[B, T, WIDTH] as [B, heads, T, WIDTH / heads]."""
    return x.unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)


class Block(nn.Module):
    """Attention to itself, to something else if `cross`, and two dense layers."""

    def __init__(self, growth: int = 2, cross: bool = False) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.attention = Attention()
        self.cross_norm = nn.LayerNorm(WIDTH) if cross else None
        self.cross = Attention() if cross else None
        self.dense = nn.Sequential(
            nn.LayerNorm(WIDTH), nn.Linear(WIDTH, growth * WIDTH), nn.GELU(), nn.Linear(growth * WIDTH, WIDTH)
        )

    def forward(self, x: Tensor, mask: Tensor | None = None, other: KeyValue | None = None) -> Tensor:
        """One layer further; `mask` as in `Attention`, `other` what the cross attention looks at."""
        return self.step(x, None, mask, other)[0]

    def step(
        self, x: Tensor, past: KeyValue | None, mask: Tensor | None, other: KeyValue | None
    ) -> tuple[Tensor, KeyValue]:
        """As `forward`, going on from the keys and values of earlier tokens; gives those of all tokens too."""
        normed = self.norm(x)
        seen = self.attention.look_at(normed)
        if past is not None:
            seen = cat([past[0], seen[0]], dim=2), cat([past[1], seen[1]], dim=2)
        x = x + self.attention(normed, seen, mask)
        if self.cross is not None and self.cross_norm is not None and other is not None:
            x = x + self.cross(self.cross_norm(x), other)
        return x + self.dense(x), seen


def start_weights(module: nn.Module) -> None:
    """Starts the weights of one module: small normal ones, as transformers like them; for `Module.apply`."""
    if isinstance(module, nn.Linear | nn.Embedding):
        nn.init.normal_(module.weight, std=0.02 if isinstance(module, nn.Embedding) else 0.04)
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
    if isinstance(module, nn.Linear | nn.Conv2d) and module.bias is not None:
        nn.init.zeros_(module.bias)
