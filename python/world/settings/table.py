"""Kitchen tables."""

from math import cos, sin
from random import Random

from ..paint.brush import Brush
from ..paint.colour import Rgb, hex_, mix, shade
from ..paint.path import ellipse, rectangle
from .ground import ground
from .setting import Stage, chance, zone
from .sky import band
from .window import window_on

THINGS = "apple, apple, pear, cup, cup, teapot, bottle, bowl, vase, cake, loaf of bread, candle"
WALLS = tuple(hex_(code) for code in ("#dcc9a4", "#a9c4c0", "#d9b8a8", "#b9c79c", "#c3b8cf", "#9fb4c8"))
WOODS = tuple(hex_(code) for code in ("#b07c4e", "#c89a68", "#8f6244", "#d0ac80"))
CLOTHS = tuple(hex_(code) for code in ("#d86a5c", "#6c94b8", "#8cab6c", "#e4b458"))


def table(random: Random) -> Stage:
    """A table before a kitchen wall."""
    edge = random.uniform(0.5, 0.6)
    wall, wood = random.choice(WALLS), random.choice(WOODS)
    cover = random.choice(("wood", "wood", "checks", "checks", "stripes", "runner"))
    cloth = random.choice(CLOTHS)
    back = random.choice(("tiles", "window", "window", "shelf", "panels", "plates"))
    zones = (
        zone(edge + 0.2, 0.93, (0.4, 0.52), THINGS),
        zone(edge + 0.08, edge + 0.16, (0.38, 0.42), "bottle, vase, teapot, bowl, candle, cake", distance=(0.1, 0.1)),
        zone(edge + 0.2, 0.93, (0.4, 0.52), "apple, pear, cup, apple, loaf of bread"),
    )

    def paint(b: Brush) -> None:
        right = b.look.light.source[0] > 0
        tones = [shade(wall, 0.14), wall, shade(wall, -0.16)]
        b.blend(band(0, edge), tones, (float(right), 0), (float(not right), edge), ("cloud", 10, 0.7))
        _back(b, random, back, edge, wall)
        ground(b, edge, 1, shade(wood, 0.15), shade(wood, -0.05), ("brush", 14, 0.8))
        planks = [[0.5 + (i / 6 - 0.5) * 0.9, edge, 0.5 + (i / 6 - 0.5) * 1.9, 1.02] for i in range(-3, 9)]
        b.lines(planks, 0.003, shade(wood, -0.35), 0.6)
        _cover(b, cover, edge + 0.05, cloth)
        b.flat(band(edge - 0.004, edge + 0.008), shade(wood, -0.4), 0.7)
        if back == "window":
            _sunbeam(b, random, edge)

    return Stage(("indoor", "indoor", "indoor", "evening"), zones, paint)


def round_table(random: Random) -> Stage:
    """A round table in a kitchen, its floor in sight."""
    floor, edge = random.uniform(0.4, 0.46), random.uniform(0.58, 0.62)
    wall, wood = random.choice(WALLS), random.choice(WOODS)
    cloth = random.choice((None, *CLOTHS))
    back = random.choice(("tiles", "window", "panels", "plates"))
    zones = (
        zone(edge + 0.12, 0.9, (0.38, 0.48), THINGS, 0.18, 0.82),
        zone(edge + 0.12, 0.9, (0.38, 0.48), "apple, pear, cup, apple, loaf of bread", 0.18, 0.82),
    )

    def paint(b: Brush) -> None:
        b.blend(band(0, floor), [shade(wall, 0.12), shade(wall, -0.14)], (0, 0), (1, floor), ("cloud", 10, 0.7))
        _back(b, random, back, floor, wall)
        stone = mix(wall, hex_("#8a7f78"), 0.7)
        ground(b, floor, 1, shade(stone, 0.2), shade(stone, -0.2), ("sand", 6, 1))
        b.form(band(floor - 0.025, floor), hex_("#f0eadc"), 0.4)
        b.flat(ellipse(0.5, 0.95, 0.72, 0.3), (40, 30, 46), 0.35)
        top = shade(wood, 0.08) if cloth is None else cloth
        for drop, tone in ((0.035, shade(top, -0.45)), (0, top)):
            disc = ellipse(0.5, 0.86 + drop, 0.64, 0.86 - edge, points=64)
            grain = ("brush", 12, 0.8) if cloth is None else ("grain", 9, 1)
            b.blend(disc, [shade(tone, 0.12), shade(tone, -0.1)], (0.2, edge), (0.7, 1), grain)
        if cloth is not None:
            b.line(ellipse(0.5, 0.86, 0.58, 0.8 - edge, points=64), 0.01, hex_("#f4ecdc"), opacity=0.8)

    return Stage(("indoor", "indoor", "indoor", "evening"), zones, paint)


def _back(b: Brush, random: Random, back: str, edge: float, wall: Rgb) -> None:
    if back == "tiles":
        _tiles(b, edge, wall, chance(random, 0.5))
    elif back == "panels":
        b.lines([[x / 100, 0, x / 100, edge] for x in range(4, 100, 8)], 0.004, shade(wall, -0.25), 0.6)
        b.form(band(edge * 0.4, edge * 0.4 + 0.02), shade(wall, 0.3), 0.5)
    elif back == "plates":
        _plates(b, random, edge, wall)
    else:
        window_on(b, random, edge)
        if back == "shelf":
            _shelf(b, random)


def _tiles(b: Brush, edge: float, wall: Rgb, square: bool) -> None:
    rows = int(edge / 0.09) + 1
    joints = [[0, edge - row * 0.09, 1, edge - row * 0.09] for row in range(rows)]
    for row in range(rows):
        y = edge - row * 0.09
        shift = 0.05 if square or row % 2 == 0 else 0
        joints += [[shift + i / 10, y, shift + i / 10, y - 0.09] for i in range(11)]
    b.lines(joints, 0.0035, shade(wall, 0.5), 0.8)


def _plates(b: Brush, random: Random, edge: float, wall: Rgb) -> None:
    """Plates that hang on the wall."""
    rim = random.choice(CLOTHS)
    for i in range(3):
        x, y, r = 0.2 + i * 0.3 + random.uniform(-0.05, 0.05), edge * random.uniform(0.32, 0.42), 0.085
        b.flat(ellipse(x + 0.008, y + 0.01, r / b.aspect, r), shade(wall, -0.4), 0.5)
        b.form(ellipse(x, y, r / b.aspect, r), mix(rim, (250, 246, 236), 0.15), 0.5)
        b.flat(ellipse(x, y, 0.7 * r / b.aspect, 0.7 * r), hex_("#efe8d8"))
        petals = [(x + 0.02 * cos(turn) / b.aspect, y + 0.02 * sin(turn)) for turn in (0.3, 1.55, 2.8, 4.1, 5.3)]
        b.flats([ellipse(u, v, 0.014 / b.aspect, 0.014, points=10) for u, v in petals], shade(rim, -0.1))


def _shelf(b: Brush, random: Random) -> None:
    """Jars on a board, seen far enough to be part of the wall."""
    y = random.uniform(0.2, 0.26)
    for i in range(6):
        x, w, h = 0.63 + i * 0.06, random.uniform(0.018, 0.024), random.uniform(0.05, 0.1)
        colour = mix(random.choice(CLOTHS), hex_("#cfc4b0"), 0.65)
        b.form(rectangle(x - w, y - h, x + w, y), colour, 0.7)
        b.flat(rectangle(x - w * 1.1, y - h - 0.014, x + w * 1.1, y - h), hex_("#9a7a58"))
    b.form(rectangle(0.58, y, 1.02, y + 0.022), hex_("#a07850"))


def _sunbeam(b: Brush, random: Random, edge: float) -> None:
    """Light from the window on the table."""
    x, lean = random.uniform(0.2, 0.6), -0.3 * b.look.light.source[0]
    beams = []
    for i in range(2):
        u = x + i * 0.17
        beams.append([u, edge + 0.12, u + 0.13, edge + 0.12, u + 0.2 + lean, 0.98, u + 0.03 + lean, 0.98])
    b.glows(beams, (255, 244, 208), 0.16)


def _cover(b: Brush, cover: str, top: float, colour: Rgb) -> None:
    cream = hex_("#f4ecdc")
    if cover == "wood":
        return
    if cover == "runner":
        b.blend([0.24, top, 0.76, top, 1.05, 1.02, -0.05, 1.02], [shade(colour, 0.2), colour], (0, top), (0, 1),
                ("grain", 8, 1))  # fmt: skip
        left = [0.26, top, 0.28, top, 0.02, 1.02, -0.02, 1.02]
        b.flats([left, [value if i % 2 else 1 - value for i, value in enumerate(left)]], cream)
        return
    b.blend(band(top, 1.02), [shade(cream, -0.08), cream], (0, top), (0, 1), ("grain", 8, 1))
    edges = [0.5 + (i / 10 - 0.5) for i in range(-6, 17)]
    spread = 1 + (1.02 - top) * 1.6
    strips = [[x, top, y, top, 0.5 + (y - 0.5) * spread, 1.02, 0.5 + (x - 0.5) * spread, 1.02]
              for x, y in zip(edges[::2], edges[1::2], strict=False)]  # fmt: skip
    b.flats(strips, colour, 0.5)
    if cover == "checks":
        rows = [(top + (1 - top) * (i / 7) ** 1.3, top + (1 - top) * ((i + 1) / 7) ** 1.3) for i in range(0, 7, 2)]
        b.flats([band(y0, y1) for y0, y1 in rows], colour, 0.5)
