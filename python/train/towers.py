"""The models: what goes in, what comes out."""

import torch
from torch import Tensor, nn

from train.layers import Block, KeyValue, start_weights
from train.sizes import ANSWER_LENGTH, CAPTION_LENGTH, CAPTIONER_LAYERS, MATCHING_LAYERS, PATCH, SIDE, WIDTH


class VisionTower(nn.Module):
    """Pictures [B, 3, SIDE, SIDE], normalised, to hidden states [B, 1 + patches, WIDTH], the first for the whole."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        channels = [3, 24, 48, 96, WIDTH]
        # Four small steps instead of one large patch: small models learn faster so.
        self.stem = nn.Sequential(
            *(
                part
                for i in range(4)
                for part in (nn.Conv2d(channels[i], channels[i + 1], 3, stride=2, padding=1), nn.GELU())
            )
        )
        self.stem_norm = nn.LayerNorm(WIDTH)
        self.whole = nn.Parameter(torch.randn(1, 1, WIDTH) * 0.02)
        self.places = nn.Parameter(torch.randn(1, 1 + (SIDE // PATCH) ** 2, WIDTH) * 0.02)
        self.blocks = nn.ModuleList(Block() for _ in range(layers))
        self.norm = nn.LayerNorm(WIDTH)
        self.apply(start_weights)

    def forward(self, pixels: Tensor) -> Tensor:
        """Hidden states of all tokens, after the last norm."""
        patches = self.stem_norm(self.stem(pixels).flatten(2).transpose(1, 2))
        x = torch.cat([self.whole.expand(patches.shape[0], -1, -1), patches], dim=1) + self.places
        for block in self.blocks:
            x = block(x)
        return self.norm(x)


class TextTower(nn.Module):
    """Tokens [B, T] and which of them count [B, T] to hidden states [B, T, WIDTH]; `cross` looks at pictures too."""

    def __init__(self, vocabulary: int, layers: int, cross: bool = False) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(CAPTION_LENGTH, WIDTH)
        self.blocks = nn.ModuleList(Block(cross=cross) for _ in range(layers))
        self.norm = nn.LayerNorm(WIDTH)
        self.apply(start_weights)

    def forward(self, ids: Tensor, counts: Tensor, picture: Tensor | None = None) -> Tensor:
        """Hidden states; `picture` [B, P, WIDTH] is what a tower with `cross` looks at."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(places)
        mask = (1.0 - counts[:, None, None, :].to(x.dtype)) * -1e4
        for block in self.blocks:
            other = None if picture is None else block.cross.look_at(picture)
            x = block(x, mask, other)
        return self.norm(x)


class Clip(nn.Module):
    """Similarity of pictures and texts: two towers into one space."""

    def __init__(self, vocabulary: int, vision_layers: int, text_layers: int) -> None:
        super().__init__()
        self.vision = VisionTower(vision_layers)
        self.text = TextTower(vocabulary, text_layers)
        self.vision_out = nn.Linear(WIDTH, WIDTH, bias=False)
        self.text_out = nn.Linear(WIDTH, WIDTH, bias=False)
        self.log_scale = nn.Parameter(torch.tensor(14.0).log())

    def image_embeds(self, hidden: Tensor) -> Tensor:
        """Embeddings [B, WIDTH], not normalised, of the vision tower's hidden states."""
        return self.vision_out(hidden[:, 0])

    def text_embeds(self, ids: Tensor, counts: Tensor) -> Tensor:
        """Embeddings [B, WIDTH], not normalised, of texts."""
        return self.text_out(self.text(ids, counts)[:, 0])


class Matching(nn.Module):
    """Whether a text is true of a picture: reads the text while looking at the picture."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.text = TextTower(vocabulary, MATCHING_LAYERS, cross=True)
        self.out = nn.Linear(WIDTH, 2)

    def forward(self, ids: Tensor, counts: Tensor, picture: Tensor) -> Tensor:
        """Scores [B, 2] of no match and match."""
        return self.out(self.text(ids, counts, picture)[:, 0])


class Head(nn.Module):
    """A few numbers about a picture from the hidden states of a vision tower, by pooling with learned attention."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        self.attention = nn.Linear(WIDTH, 4)
        self.out = nn.Sequential(nn.Linear(4 * WIDTH, 64), nn.GELU(), nn.Linear(64, outputs))

    def forward(self, hidden: Tensor) -> Tensor:
        """[B, 1 + P, WIDTH] to [B, outputs]."""
        shares = self.attention(hidden).softmax(dim=1)
        return self.out((shares.transpose(1, 2) @ hidden).flatten(1))


class Captioner(nn.Module):
    """Writes sentences about a picture, token by token, from the hidden states of a vision tower."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(ANSWER_LENGTH, WIDTH)
        self.blocks = nn.ModuleList(Block(growth=3, cross=True) for _ in range(CAPTIONER_LAYERS))
        self.norm = nn.LayerNorm(WIDTH)
        self.apply(start_weights)

    def look_at(self, picture: Tensor) -> list[KeyValue]:
        """What each layer's cross attention sees of a picture [B, P, WIDTH]; computed once per picture."""
        return [block.cross.look_at(picture) for block in self.blocks]

    def forward(self, ids: Tensor, past: list[KeyValue] | None, seen: list[KeyValue]) -> tuple[Tensor, list[KeyValue]]:
        """
        Scores [B, T, vocabulary] of the tokens that follow `ids`, and all keys and values for the next call.
        `past` holds those of earlier calls, None at the beginning.
        """
        before, length = past[0][0].shape[2] if past else 0, ids.shape[1]
        places = torch.arange(length, device=ids.device) + before
        x = self.words(ids) + self.places(places)
        mask = causal(places, before + length).to(x.dtype)
        present = []
        for block, earlier, picture in zip(self.blocks, past or [None] * len(self.blocks), seen, strict=True):
            x, now = block.step(x, earlier, mask, picture)
            present.append(now)
        return self.norm(x) @ self.words.weight.t(), present


def causal(places: Tensor, length: int | Tensor) -> Tensor:
    """A mask [1, 1, T, length] that hides from each of `places` [T] what comes after it."""
    later = torch.arange(length, device=places.device)[None, :] > places[:, None]
    return later[None, None].float() * -1e4
