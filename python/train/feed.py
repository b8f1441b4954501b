"""Batches from the store, on the device that trains."""

from dataclasses import dataclass

import torch
from torch import Tensor

from train.examples import FOREIGN, HALF_TRUE, PAIRS, TRUE_TEXTS
from train.store import CHUNK, Store
from train.truth import possible

LONGEST = 40
"""Tokens of a caption that are trained on; one in fifty is longer."""

MOST_COPIES = 8
"""Chunks that are copied to the device before one step, so that no step waits long."""


@dataclass(frozen=True)
class Batch:
    """B pictures with texts and labels; all on the device."""

    pixels: Tensor
    """[B, 3, SIDE, SIDE], from -1 to 1."""
    true: Tensor
    """Ids [B, T] of a true caption."""
    wrong: Tensor
    """Ids [B, T] of a caption that does not match, often the true one with one attribute wrong."""
    other: Tensor
    """Ids [B, T] of another true caption."""
    answers: Tensor
    """Ids [B, A] of numbered sentences."""
    settings: Tensor
    """[B] position in SETTINGS."""
    labels: Tensor
    """[B, 3] strength of the degradation, watermark, hazard."""
    true_elsewhere: Tensor
    """[B, B] whether the true caption of a row may be true of another picture too."""
    wrong_elsewhere: Tensor
    """[B, B] the same of the wrong caption; its own picture it does not match."""
    clear: Tensor
    """[B] 1 where the picture still shows what its captions say, else 0."""


class Feed:
    """The finished examples of one part of a store."""

    def __init__(self, store: Store, device: str, encoder_b: bool) -> None:
        self.store = store
        self.waiting = [chunk for chunk in range(store.chunks) if store.is_for_encoder_b(chunk) == encoder_b]
        self.slots = len(self.waiting)
        self.filled = 0
        self.arrays = {}
        for name, array in store.arrays.items():
            kind = torch.from_numpy(array).dtype
            self.arrays[name] = torch.zeros((self.slots * CHUNK, *array.shape[1:]), dtype=kind, device=device)
        self.device = device

    def refresh(self) -> int:
        """Takes in chunks that have been finished; gives the number of pairs now at hand."""
        ready = [chunk for chunk in self.waiting if self.store.finished[chunk]][:MOST_COPIES]
        for chunk in ready:
            here = slice(self.filled * CHUNK, (self.filled + 1) * CHUNK)
            there = slice(chunk * CHUNK, (chunk + 1) * CHUNK)
            for name, array in self.store.arrays.items():
                self.arrays[name][here] = torch.from_numpy(array[there]).to(self.device)
            self.waiting.remove(chunk)
            self.filled += 1
        return self.filled * CHUNK

    def batch(self, size: int) -> Batch:
        """`size` pictures in pairs, drawn without putting back; a third of them spoilt."""
        pairs = torch.randperm(self.filled * CHUNK, device=self.device)[: size // 2]
        data = {name: array[pairs] for name, array in self.arrays.items()}
        count = len(pairs)
        spoilt = (torch.rand(count, device=self.device) < 0.6)[:, None]
        source = torch.arange(2, device=self.device)[None] == data["source"][:, None]
        taken = spoilt & source
        pictures = torch.where(taken[..., None, None, None], data["spoilt"][:, None], data["pictures"])
        labels = torch.where(taken[..., None], data["labels"][:, None], 0.0).flatten(0, 1)
        slots = _slots(2 * count, self.device)
        texts = data["texts"].flatten(0, 1)[:, :, :LONGEST]
        true, wrong, other = (_taken(texts, slot).long() for slot in slots)
        return Batch(
            pixels=pictures.flatten(0, 1).permute(0, 3, 1, 2).float() / 127.5 - 1.0,
            true=true,
            wrong=wrong,
            other=other,
            answers=_one(data["answers"].flatten(0, 1), (0.42, 0.42, 0.16)),
            settings=data["settings"].flatten(),
            labels=labels,
            true_elsewhere=_elsewhere(data, slots[0]),
            wrong_elsewhere=_elsewhere(data, slots[1]),
            clear=((labels[:, 0] < 0.5) & (labels[:, 2] == 0)).float(),
        )


def _slots(count: int, device: str) -> tuple[Tensor, Tensor, Tensor]:
    """A true, a wrong and another true text of each row; in half of the rows the wrong one is the true one's twin."""
    pair = torch.tensor(PAIRS, device=device)[_choice(count, (0.37, 0.49, 0.14), device)]
    free = torch.tensor(TRUE_TEXTS, device=device)
    twin = torch.rand(count, device=device) < 0.6
    true = torch.where(twin, pair[:, 0], free[torch.randint(len(free), (count,), device=device)])
    odd = torch.tensor((HALF_TRUE, FOREIGN), device=device)[_choice(count, (0.6, 0.4), device)]
    wrong = torch.where(~twin & (torch.rand(count, device=device) < 0.5), odd, pair[:, 1])
    other = free[torch.randint(len(free), (count,), device=device)]
    return true, wrong, other


def _taken(rows: Tensor, slot: Tensor) -> Tensor:
    return rows[torch.arange(len(rows), device=rows.device), slot]


def _elsewhere(data: dict[str, Tensor], slot: Tensor) -> Tensor:
    """[B, B] of texts and pictures; exact for the two scenes of a pair, with some doubt in favour of others."""
    table = possible(_taken(data["needs"].flatten(0, 1), slot), data["has"].flatten(0, 1))
    rows = torch.arange(len(slot), device=slot.device)
    table[rows, rows ^ 1] = _taken(data["crossed"].flatten(0, 1), slot) > 0
    table[rows, rows] = False
    return table


def _one(table: Tensor, shares: tuple[float, ...]) -> Tensor:
    rows = torch.arange(len(table), device=table.device)
    return table[rows, _choice(len(table), shares, table.device)].long()


def _choice(count: int, shares: tuple[float, ...], device: torch.device) -> Tensor:
    return torch.multinomial(torch.tensor(shares, device=device), count, replacement=True)
