"""Starry nights."""

from random import Random

from ..paint.brush import Brush
from ..paint.colour import hex_
from ..paint.path import smooth_closed
from .ground import firs, ground, lake, meadow
from .setting import Stage, chance, zone
from .sky import ridge, sky


def mountains(random: Random) -> Stage:
    """Mountains under the stars, with firs, sometimes by a lake or in snow."""
    horizon = random.uniform(0.55, 0.63)
    water, snow = random.choice(((True, False), (False, False), (False, False), (False, True)))
    zones = (
        zone(horizon + 0.14, 0.8 if water else 0.92, (0.3, 0.42), "tent, tent, house, cat, dog, cat"),
        zone(horizon * 0.5, horizon * 0.82, (0.26, 0.36), "rocket, rocket, hot-air balloon, hot-air balloon",
             distance=(0.1, 0)),  # fmt: skip
        zone(horizon + 0.12, horizon + 0.18, (0.22, 0.25), "house, house, tent", distance=(0.3, 0.2)),
    )

    def paint(b: Brush) -> None:
        sky(b, random, horizon)
        ridge(b.at(0.7), random, horizon + 0.02, 0.24, hex_("#8c90b4"), 1, snow=chance(random, 0.5))
        ridge(b.at(0.4), random, horizon + 0.05, 0.1, hex_("#6a7a8c"))
        places = [(random.random(), horizon + random.uniform(0.06, 0.1), random.uniform(0.1, 0.2)) for _ in range(11)]
        firs(b.at(0.3), places, hex_("#4a6a5c"), snow)
        if snow:
            ground(b, horizon + 0.07, 1, hex_("#c8d0e0"), hex_("#e4e8f0"))
        else:
            ground(b, horizon + 0.07, 1, hex_("#7a9474"), hex_("#546e50"))
            meadow(b, random, horizon + 0.16, hex_("#5f7c58"), False)
        if water:
            _shore(b, random)

    return Stage(("night",), zones, paint, "snow" if snow else None)


def dunes(random: Random) -> Stage:
    """A desert under the stars."""
    horizon = random.uniform(0.54, 0.62)
    zones = (
        zone(horizon + 0.16, 0.92, (0.3, 0.42), "tent, tent, tent, cat, dog"),
        zone(horizon * 0.5, horizon * 0.82, (0.28, 0.38), "rocket, rocket, hot-air balloon", distance=(0.1, 0)),
    )

    def paint(b: Brush) -> None:
        sky(b, random, horizon)
        ridge(b.at(0.6), random, horizon + 0.03, 0.1, hex_("#a8926c"))
        ground(b, horizon + 0.03, 1, hex_("#b49a70"), hex_("#c8ac7c"), ("sand", 10, 1))
        for i in range(3):
            y, turn = horizon + 0.07 + 0.12 * i, random.uniform(0.2, 0.8)
            crest = [-0.1, y + 0.05, turn, y - 0.02 - 0.01 * i, 1.1, y + 0.06]
            b.blend(smooth_closed([*crest, 1.1, y + 0.3, -0.1, y + 0.3]), [hex_("#d0b484"), hex_("#a88c64")],
                    (turn, y), (turn + 0.2, y + 0.2), ("brush", 8, 0.6))  # fmt: skip

    return Stage(("night",), zones, paint)


def _shore(b: Brush, random: Random) -> None:
    lake(b, [-0.2, 0.9, 0.3, 0.85, 0.8, 0.86, 1.2, 0.92], hex_("#7c8a80"), hex_("#8ca4d8"), hex_("#5468a0"))
    sparks = []
    for _ in range(26):
        x, y, w = random.random(), random.uniform(0.9, 1), random.uniform(0.003, 0.012)
        sparks.append([x - w, y, x, y - 0.002, x + w, y, x, y + 0.002])
    b.glows(sparks, hex_("#dfe6ff"), 0.7)
