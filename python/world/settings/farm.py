"""Farms."""

from random import Random

from ..paint.brush import Brush
from ..paint.colour import hex_, shade
from ..paint.path import smooth_closed
from .ground import far_trees, firs, ground, meadow
from .setting import OUTDOORS, Stage, chance, zone
from .sky import ridge, sky

CROPS = tuple(hex_(code) for code in ("#d8c878", "#94b460", "#c2b66a", "#7ea458"))
EARTHS = (("#e4cf84", "#c8a048"), ("#b89a72", "#8a6448"), ("#b4c878", "#7f9c44"))
"""Corn, ploughed earth and young green, each at its far and at its near edge."""
BEASTS = "cow, cow, sheep, sheep, hen, tractor, haystack"


def pasture(random: Random) -> Stage:
    """Meadows with a fence, fields and hills behind."""
    horizon = random.uniform(0.36, 0.46)
    grass = random.choice((("#a9bf7a", "#6f9a4e"), ("#b8c078", "#86a04c"), ("#9cc084", "#5f9454")))
    far, near = (hex_(code) for code in grass)
    alps = chance(random, 0.25)

    def paint(b: Brush) -> None:
        sky(b, random, horizon)
        if alps:
            ridge(b.at(0.9), random, horizon + 0.02, 0.26, hex_("#8c9cb0"), 1, snow=True)
        ridge(b.at(0.9), random, horizon + 0.02, 0.14, hex_("#8aa68c"))
        ridge(b.at(0.6), random, horizon + 0.05, 0.09, hex_("#8fae68"))
        ground(b, horizon + 0.04, 1, far, near)
        _fields(b, random, horizon)
        places = [(random.random(), horizon + random.uniform(0.05, 0.09), random.uniform(0.07, 0.11)) for _ in range(6)]
        if alps:
            firs(b.at(0.55), places, hex_("#5a8060"))
        else:
            far_trees(b.at(0.55), random, places, hex_("#6a8f54"))
        if chance(random, 0.7):
            _fence(b.at(0.15), horizon + 0.22)
        meadow(b, random, horizon + 0.24, shade(near, -0.1), chance(random, 0.5))

    return Stage(OUTDOORS, _zones(horizon, BEASTS), paint)


def cornfield(random: Random) -> Stage:
    """Ploughed or golden rows that run to the horizon."""
    horizon = random.uniform(0.38, 0.46)
    far, near = (hex_(code) for code in random.choice(EARTHS))

    def paint(b: Brush) -> None:
        sky(b, random, horizon)
        ridge(b.at(0.85), random, horizon + 0.02, 0.12, hex_("#8aa68c"))
        ridge(b.at(0.5), random, horizon + 0.04, 0.05, hex_("#7f9c5c"))
        ground(b, horizon + 0.03, 1, far, near)
        aim = random.uniform(0.3, 0.7)
        rows = []
        for i in range(-14, 16):
            x, w = i / 10, 0.028
            rows.append([aim + (x - aim) * 0.12, horizon + 0.03, aim + (x - aim) * 2.2 - w, 1.02,
                         aim + (x - aim) * 2.2 + w, 1.02])  # fmt: skip
        b.flats(rows, shade(near, -0.3), 0.45)
        b.flats([[v - 0.012 * (i == 2) for i, v in enumerate(row)] for row in rows[::2]], shade(far, 0.2), 0.2)
        places = [(random.random(), horizon + 0.045, random.uniform(0.07, 0.11)) for _ in range(5)]
        far_trees(b.at(0.55), random, places, hex_("#6a8f54"))

    return Stage(OUTDOORS, _zones(horizon, "tractor, tractor, haystack, haystack, hen, cow"), paint)


def _zones(horizon: float, main: str):
    return (
        zone(horizon + 0.26, 0.93, (0.3, 0.44), main),
        zone(horizon + 0.12, horizon + 0.18, (0.19, 0.22), "barn, barn, windmill, windmill, haystack",
             distance=(0.4, 0.25)),  # fmt: skip
        zone(horizon + 0.26, 0.93, (0.3, 0.44), "sheep, hen, hen, haystack, cow"),
    )


def _fields(b: Brush, random: Random, horizon: float) -> None:
    for i in range(4):
        x, w = random.random(), random.uniform(0.15, 0.4)
        y = horizon + 0.06 + i * 0.035
        path = smooth_closed([x - w, y, x, y - 0.014, x + w, y, x, y + 0.02])
        b.blend(path, [random.choice(CROPS), hex_("#a9bf6a")], (x - w, y), (x + w, y), ("brush", 10, 0.8))


def _fence(b: Brush, y: float) -> None:
    wood = hex_("#a88a68")
    b.lines([[-0.02, y - rise, 1.02, y - rise - 0.006] for rise in (0.02, 0.05)], 0.009, wood)
    posts = [[i / 12 - 0.006, y + 0.015, i / 12 + 0.006, y + 0.015, i / 12 + 0.006, y - 0.075, i / 12 - 0.006,
              y - 0.075] for i in range(13)]  # fmt: skip
    b.flats(posts, shade(wood, -0.15))
    b.flats([[v + 0.004 * (j in (0, 6)) for j, v in enumerate(post)] for post in posts], wood)
