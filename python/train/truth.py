"""Which texts may be true of which pictures: what is true of another scene too must not count as wrong there."""

import zlib

import numpy as np
import torch
from torch import Tensor

from world.kinds import kind_of
from world.scene import Scene
from world.words import claims
from world.words.facts import facts_of

NEEDS, HAS = 8, 24
"""Most facts that are kept of a text and of a scene."""

SLOTS = 4096
NEVER = SLOTS - 1
"""What no scene has: the need of a text that is not understood."""


def needs_of(text: str, language: str) -> np.ndarray:
    """int16 [NEEDS]: the facts that a text claims, -1 behind the last. Sizes and relations are left out."""
    found = claims(text, language) if language in ("en", "zh") else None
    if found is None:
        return _row([NEVER], NEEDS)
    facts = [_slot("thing", one.kind, one.colour, one.count) for one in found.things if one.kind != "thing"]
    facts += [_slot("place", place) for place in found.places] + [_slot("light", light) for light in found.lights]
    return _row(facts, NEEDS)


def has_of(scene: Scene) -> np.ndarray:
    """int16 [HAS]: the facts of a scene, -1 behind the last."""
    kinds = [thing.kind for thing in scene.objects]
    coloured = [(thing.kind, thing.colour) for thing in scene.objects]
    facts = [_slot("thing", kind, None, kinds.count(kind)) for kind in sorted(set(kinds))]
    facts += [_slot("thing", *both, coloured.count(both)) for both in sorted(set(coloured))]
    known = facts_of(scene)
    facts += [_slot("place", known.place)] + [_slot("light", light) for light in sorted(known.lights)]
    return _row(facts, HAS)


def possible(needs: Tensor, has: Tensor) -> Tensor:
    """[T, S]: whether all that each text needs [T, NEEDS] is among what each scene has [S, HAS]."""
    wanted, there = _table(needs), _table(has)
    return (wanted @ there.t()) >= wanted.sum(dim=1, keepdim=True) - 0.5


def _slot(*fact: object) -> int:
    # A thing whose kind has one colour is told without it, and counted the same.
    if fact[0] == "thing" and len(kind_of(str(fact[1])).colours) == 1:
        fact = (fact[0], fact[1], None, fact[3])
    return zlib.crc32(repr(fact).encode()) % NEVER


def _row(facts: list[int], length: int) -> np.ndarray:
    row = np.full(length, -1, np.int16)
    unique = sorted(set(facts))[:length]
    row[: len(unique)] = unique
    return row


def _table(rows: Tensor) -> Tensor:
    table = torch.zeros(len(rows), SLOTS + 1, device=rows.device)
    table.scatter_(1, torch.where(rows < 0, SLOTS, rows.long()), 1.0)
    return table[:, :SLOTS]
