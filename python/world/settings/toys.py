"""Children's rooms."""

from random import Random

from ..paint.brush import Brush
from ..paint.colour import Rgb, hex_, mix, shade
from ..paint.path import ellipse, rectangle
from .ground import ground
from .setting import Stage, zone
from .sky import band
from .window import window_on

THINGS = "ball, ball, toy block, toy block, teddy bear, teddy bear, toy train, toy train, drum, robot"
WALLS = tuple(hex_(code) for code in ("#c9d8dc", "#ecd9c0", "#d9cfe0", "#cfdcc0", "#f0cfc4", "#f0e2a8"))
CARPETS = tuple(hex_(code) for code in ("#b8615a", "#5f83a8", "#7a9870", "#b48a5c", "#8a6c98", "#4f8c8c"))


def toys(random: Random) -> Stage:
    """A carpet in a child's room."""
    skirting = random.uniform(0.34, 0.44)
    wall, carpet = random.choice(WALLS), random.choice(CARPETS)
    pattern = random.choice(("stripes", "dots", "window", "window", "bunting", "clouds"))
    rug = random.choice(("oblong", "oblong", "round", "stripes"))
    zones = (
        zone(skirting + 0.26, 0.94, (0.36, 0.48), THINGS),
        zone(skirting + 0.14, skirting + 0.2, (0.32, 0.35), "teddy bear, robot, drum, toy block", distance=(0.1, 0.1)),
        zone(skirting + 0.26, 0.94, (0.36, 0.48), "ball, toy block, toy train"),
    )

    def paint(b: Brush) -> None:
        b.blend(band(0, skirting), [shade(wall, 0.12), shade(wall, -0.12)], (0, 0), (1, skirting), ("cloud", 8, 0.7))
        _wallpaper(b, random, pattern, skirting, wall)
        ground(b, skirting, 1, hex_("#c49a6c"), hex_("#b08458"), ("brush", 10, 0.8))
        boards = [[0.5 + x * 0.12, skirting, 0.5 + x * 0.3, 1.02] for x in range(-9, 10)]
        b.lines(boards, 0.0025, hex_("#8a6240"), 0.6)
        b.form(band(skirting - 0.035, skirting), hex_("#f4eee2"), 0.4)
        b.flat(band(skirting, skirting + 0.012), (50, 30, 40), 0.25)
        _rug(b, rug, skirting + 0.05, carpet)

    return Stage(("indoor",), zones, paint)


def corner(random: Random) -> Stage:
    """The corner of a playroom: two walls that meet, a floor of coloured mats or of boards."""
    foot, x = random.uniform(0.36, 0.42), random.uniform(0.3, 0.7)
    wall, mats = random.choice(WALLS), random.random() < 0.6
    zones = (
        zone(foot + 0.3, 0.94, (0.36, 0.48), THINGS),
        zone(foot + 0.3, 0.94, (0.36, 0.48), "ball, toy block, toy train"),
    )

    def paint(b: Brush) -> None:
        low = foot + 0.16
        walls = ([-0.02, -0.02, x, -0.02, x, foot, -0.02, low], [x, -0.02, 1.02, -0.02, 1.02, low, x, foot])
        bright = 0 if b.look.light.source[0] > 0 else 1
        ground(b, foot, 1, hex_("#c8a070"), hex_("#b08458"), ("brush", 10, 0.8))
        if mats:
            _mats(b, random, foot, x)
        for side, path in enumerate(walls):
            tone = shade(wall, 0.15 if side == bright else -0.16)
            b.blend(path, [shade(tone, 0.08), shade(tone, -0.08)], (0, 0), (0, low), ("cloud", 8, 0.7))
        spots = [(0.04 + i * 0.1 + 0.05 * (row % 2), 0.05 + row * 0.09) for i in range(10) for row in range(4)]
        paper = [ellipse(u, v, 0.011 / b.aspect, 0.011, points=10) for u, v in spots if v < foot - 0.06]
        b.flats(paper, shade(wall, 0.5), 0.7)
        b.line([x, -0.02, x, foot], 0.006, shade(wall, -0.35), opacity=0.6)
        b.flats([[-0.02, low - 0.035, x, foot - 0.03, x, foot, -0.02, low],
                 [1.02, low - 0.035, x, foot - 0.03, x, foot, 1.02, low]], hex_("#f4eee2"))  # fmt: skip

    return Stage(("indoor",), zones, paint)


def _mats(b: Brush, random: Random, foot: float, x: float) -> None:
    """Square mats in perspective, towards the corner's vanishing point."""
    tones = [mix(code, (250, 240, 220), 0.3) for code in random.sample(CARPETS, 3)]
    edges = [foot + (1.03 - foot) * (i / 5) ** 1.6 for i in range(6)]
    groups: dict[int, list] = {0: [], 1: [], 2: []}
    for row, (y0, y1) in enumerate(zip(edges, edges[1:], strict=False)):
        spread0, spread1 = (0.06 + 0.3 * (y - foot) / (1 - foot) for y in (y0, y1))
        for i in range(-12, 12):
            path = [x + i * spread0, y0, x + (i + 1) * spread0, y0, x + (i + 1) * spread1, y1, x + i * spread1, y1]
            groups[(i * 2 + row) % 3].append(path)
    for tone, paths in zip(tones, groups.values(), strict=True):
        b.flats(paths, tone, 0.85)


def _wallpaper(b: Brush, random: Random, pattern: str, low: float, wall: Rgb) -> None:
    light = shade(wall, 0.4)
    if pattern == "stripes":
        b.flats([rectangle(i / 12, 0, i / 12 + 0.04, low) for i in range(12)], light, 0.6)
    elif pattern == "dots":
        rows = int(low / 0.09)
        b.flats([ellipse(i / 12 + 0.04 * (row % 2), 0.04 + row * 0.09, 0.009 / b.aspect, 0.009, points=10)
                 for i in range(13) for row in range(rows)], light)  # fmt: skip
    elif pattern == "bunting":
        _bunting(b, random)
    elif pattern == "clouds":
        for _ in range(5):
            x, y, w = random.random(), random.uniform(0.06, low - 0.1), random.uniform(0.05, 0.08)
            b.flats([ellipse(x + w * u, y - w * v, w * r / b.aspect * 1.3, w * r, points=16)
                     for u, v, r in ((-0.6, 0, 0.4), (0, 0.15, 0.6), (0.6, 0, 0.42))], shade(wall, 0.6))  # fmt: skip
    else:
        window_on(b, random, low + 0.02)


def _bunting(b: Brush, random: Random) -> None:
    flags = [random.choice(CARPETS) for _ in range(12)]
    height = [0.07 + 0.07 * (1 - ((i % 6) / 3 - 1) ** 2) for i in range(14)]
    b.line([value for i in range(14) for value in (i / 12, height[i])], 0.004, hex_("#8a7a68"), smooth=True)
    for i, colour in enumerate(flags):
        x, y = (i + 0.5) / 12, (height[i] + height[i + 1]) / 2
        b.flat([x - 0.026, y, x + 0.026, y, x, y + 0.075], mix(colour, (255, 255, 255), 0.25))


def _rug(b: Brush, rug: str, top: float, carpet: Rgb) -> None:
    trim = mix(carpet, (250, 236, 206), 0.65)
    if rug == "round":
        for grow, tone in ((1, shade(carpet, -0.25)), (0.985, carpet), (0.86, trim), (0.83, carpet), (0.4, trim),
                           (0.37, carpet)):  # fmt: skip
            path = ellipse(0.5, 0.76, 0.56 * grow, (0.76 - top) * grow, points=60)
            b.blend(path, [shade(tone, 0.1), tone], (0, top), (0, 1), ("grain", 18, 1.1))
        return
    inner = [0.08, top, 0.92, top, 1.25, 1.02, -0.25, 1.02]
    b.flat([0.075, top - 0.004, 0.925, top - 0.004, 1.27, 1.02, -0.27, 1.02], shade(carpet, -0.3))
    b.blend(inner, [shade(carpet, 0.1), carpet], (0, top), (0, 1), ("grain", 20, 1.1))
    if rug == "stripes":
        rows = [(top + (1 - top) * (i / 9) ** 1.3, top + (1 - top) * ((i + 0.5) / 9) ** 1.3) for i in range(9)]
        b.flats([[_left(y0, top), y0, 1 - _left(y0, top), y0, 1 - _left(y1, top), y1, _left(y1, top), y1]
                 for y0, y1 in rows], trim, 0.6)  # fmt: skip
        return
    b.line([0.105, top + 0.025, 0.895, top + 0.025], 0.012, trim, opacity=0.9)
    b.lines([[_left(top + 0.025, top) + 0.03, top + 0.025, -0.2, 1.02],
             [0.97 - _left(top + 0.025, top), top + 0.025, 1.2, 1.02]], 0.014, trim, 0.9)  # fmt: skip
    diamonds = []
    for i in range(-2, 3):
        for j in range(3):
            x, y, r = 0.5 + i * (0.18 + j * 0.06), top + 0.1 + j * 0.17, 0.022 + j * 0.01
            diamonds.append([x, y - r * 0.6, x + r, y, x, y + r * 0.6, x - r, y])
    b.flats(diamonds, trim, 0.65)


def _left(y: float, top: float) -> float:
    """The oblong rug's left edge at a height."""
    return 0.08 - 0.33 * (y - top) / (1.02 - top)
