"""Forests."""

from random import Random

from ..paint.brush import Brush
from ..paint.colour import Rgb, hex_, mix, shade
from ..paint.path import ellipse
from .ground import bushes, firs, ground, meadow, trail
from .setting import OUTDOORS, Stage, chance, in_weather, zone
from .sky import band, sky

THINGS = "mushroom, mushroom, mushroom, fox, fox, tent, campfire, backpack, backpack, deer"
WOODS = {
    "oak": ("#6a5244", "#a8b87c", "#5f8250"),
    "birch": ("#e4e0d4", "#c8d49c", "#86a45c"),
    "pine": ("#7c5440", "#8fae98", "#4f7460"),
    "autumn": ("#6c4c3c", "#e0b070", "#b8783c"),
}
"""A wood's bark, the light between its trunks, and its leaves."""


def wood(random: Random) -> Stage:
    """Among trunks, row behind row, the far ones in the haze."""
    foot = random.uniform(0.5, 0.58)
    name = random.choice(("oak", "birch", "pine", "autumn"))
    bark, air, leaves = (hex_(code) for code in WOODS[name])

    def paint(b: Brush) -> None:
        light = b.look.light
        glow = mix(air, light.sky[2], 0.35)
        b.wash(band(0, foot + 0.05), [_dim(b, shade(leaves, -0.1)), _dim(b, mix(air, leaves, 0.2)), glow], (0.5, 0),
               (0.5, foot), ("cloud", 14, 1))  # fmt: skip
        for distance, count, width in ((0.9, 16, 0.012), (0.6, 10, 0.022), (0.3, 6, 0.036)):
            low = foot + 0.05 - 0.05 * distance
            _trunks(b.at(distance), random, name, low, count, width, bark)
            bushes(b.at(distance), random, low + 0.01, 0.035, mix(leaves, bark, 0.15), 12)
        _floor(b, random, foot + 0.03, leaves, name)
        _canopy(b, random, leaves)
        if light.shadow > 0.2:
            _beams(b, random, foot)

    if name == "autumn":
        return Stage(OUTDOORS, _zones(foot), paint, "leaves")
    return in_weather(random, _zones(foot), paint)


def clearing(random: Random) -> Stage:
    """A clearing with firs around it and the sky above."""
    foot = random.uniform(0.48, 0.54)
    snow = chance(random, 0.2)
    green = random.choice((hex_("#4f7c5c"), hex_("#5c8454"), hex_("#44706c")))

    def paint(b: Brush) -> None:
        sky(b, random, foot)
        for distance, count, low, high in ((0.8, 16, 0.2, 0.3), (0.5, 12, 0.26, 0.42), (0.25, 7, 0.34, 0.56)):
            row = [(i + random.random()) / count for i in range(count)]
            row = [x for x in row if distance > 0.3 or abs(x - 0.5) > 0.22]
            places = [(x, foot + 0.05 - 0.04 * distance, random.uniform(low, high)) for x in row]
            firs(b.at(distance), places[::2], shade(green, -0.06), snow)
            firs(b.at(distance), places[1::2], shade(green, 0.06), snow)
            if not snow:
                bushes(b.at(distance), random, foot + 0.045 - 0.04 * distance, 0.04, mix(green, hex_("#7a9050"), 0.4))
        if snow:
            ground(b, foot + 0.02, 1, hex_("#dde4ee"), hex_("#f2f4f8"))
            return
        _floor(b, random, foot + 0.02, hex_("#6f9450"), "pine")

    return Stage(("overcast", "day") if snow else OUTDOORS, _zones(foot), paint, "snow" if snow else None)


def _zones(foot: float):
    return (
        zone(foot + 0.22, 0.93, (0.34, 0.46), THINGS),
        zone(foot + 0.1, foot + 0.16, (0.27, 0.3), "tree, tree, tent, deer, deer", distance=(0.25, 0.2)),
        zone(foot + 0.24, 0.94, (0.36, 0.46), "mushroom, mushroom, backpack, fox"),
    )


def _dim(b: Brush, colour: Rgb) -> Rgb:
    return mix(colour, b.look.light.haze, 0.25)


def _trunks(b: Brush, random: Random, name: str, foot: float, count: int, width: float, bark: Rgb) -> None:
    near, trunks, marks = width > 0.03, [], []
    for i in range(count):
        x, w, lean = (i + random.random()) / count, width * random.uniform(0.7, 1.25), random.uniform(-0.02, 0.02)
        trunks.append([x - w * 1.3, foot, x + w * 1.3, foot, x + w, foot - 0.06, x + w * 0.8 + lean, -0.02,
                       x - w * 0.8 + lean, -0.02, x - w, foot - 0.06])  # fmt: skip
        for _ in range(6 if near else 0):
            y = random.uniform(0.02, foot - 0.08)
            u = x + lean * (1 - y / foot) + w * random.uniform(-0.6, 0.2)
            across, down = (0.7, 0.008) if name == "birch" else (0.12, 0.05)
            marks.append([u, y, u + w * across, y + 0.004, u + w * 0.1, y + down])
    if near:
        for trunk in trunks:
            b.form(trunk, bark)
    else:
        b.flats(trunks[::2], shade(bark, -0.12))
        b.flats(trunks[1::2], shade(bark, 0.1))
    b.flats(marks, hex_("#4a423e"), 0.7 if name == "birch" else 0.35)


def _floor(b: Brush, random: Random, top: float, leaves: Rgb, name: str) -> None:
    earth = hex_("#8a7450") if name != "autumn" else hex_("#a8703c")
    ground(b, top, 1, mix(leaves, earth, 0.35), mix(shade(leaves, -0.1), earth, 0.2), ("field", 16, 1))
    trail(b, random, top + 0.01, 0.5, shade(earth, 0.08), shade(earth, 0.3))
    meadow(b, random, top + 0.06, shade(leaves, -0.12), False, 60)
    _ferns(b, random, top + 0.08, mix(leaves, hex_("#5c9048"), 0.4))


def _ferns(b: Brush, random: Random, top: float, colour: Rgb) -> None:
    fronds = []
    for _ in range(7):
        depth = random.random()
        x, y, size = random.random(), top + (1 - top) * depth, 0.03 + 0.06 * depth
        for turn in (-0.9, -0.45, 0, 0.45, 0.9):
            dx, dy = turn * size / b.aspect, size * (1 - 0.45 * abs(turn))
            outer, inner = (x + dx * 0.4 - 0.004, y - dy * 0.7), (x + dx * 0.55 + 0.004, y - dy * 0.55)
            fronds.append([x, y, *outer, x + dx, y - dy, *inner])
    b.flats(fronds, colour, 0.9)


def _canopy(b: Brush, random: Random, leaves: Rgb) -> None:
    """Boughs that hang into the picture from above."""
    for tone, drop in ((-0.3, 0.09), (-0.1, 0.06), (0.12, 0.035)):
        tufts = []
        for i in range(16):
            x, r = (i + random.random()) / 16, random.uniform(0.04, 0.075)
            tufts.append(ellipse(x, random.uniform(-0.02, drop), r / b.aspect, r * 0.75, points=14))
        b.flats(tufts, shade(leaves, tone))


def _beams(b: Brush, random: Random, foot: float) -> None:
    """Light that falls through the leaves."""
    lean, beams = -0.35 * b.look.light.source[0], []
    for _ in range(4):
        x, w = random.uniform(0.05, 0.95), random.uniform(0.03, 0.08)
        beams.append([x, -0.02, x + w, -0.02, x + w * 1.6 + lean, foot + 0.14, x + lean, foot + 0.14])
    b.glows(beams, (255, 246, 208), 0.13)
