"""Desks in studies and offices."""

from random import Random

from ..paint.brush import Brush
from ..paint.colour import Rgb, hex_, mix, shade
from ..paint.path import rectangle
from .ground import ground
from .setting import Stage, zone
from .sky import band
from .window import window_on

THINGS = "laptop, laptop, desk lamp, desk lamp, clock, book, book, plant, globe"
WALLS = tuple(hex_(code) for code in ("#8fa4ac", "#b0a890", "#7f8f84", "#a98f88", "#6f8098", "#c8c2b4"))
TOPS = tuple(hex_(code) for code in ("#6f4c38", "#a87c54", "#e0dad0", "#4c443f", "#c09468"))
NOTES = tuple(hex_(code) for code in ("#f4e08c", "#f0b8b0", "#b8dcc0", "#b4cce8", "#f4f0e4"))
COAST = ((-1, -0.2), (-0.6, -0.9), (-0.1, -0.5), (0.5, -0.9), (1, -0.3), (0.5, 0.2), (0.3, 0.9), (-0.3, 0.4))
"""The outline of a land on the map, before chance moves its points."""


def desk(random: Random) -> Stage:
    """A desk with a leather pad before a wall with a board, a window or a map."""
    edge = random.uniform(0.54, 0.62)
    wall, top = random.choice(WALLS), random.choice(TOPS)
    back = random.choice(("window", "window", "board", "map", "frames"))
    zones = (
        zone(edge + 0.18, 0.93, (0.46, 0.58), THINGS),
        zone(edge + 0.07, edge + 0.12, (0.42, 0.46), "desk lamp, globe, plant, clock", distance=(0.05, 0.05)),
        zone(edge + 0.2, 0.93, (0.46, 0.58), "book, clock, plant, globe"),
    )

    def paint(b: Brush) -> None:
        right = b.look.light.source[0] > 0
        tones = [shade(wall, 0.2), wall, shade(wall, -0.25)]
        b.blend(band(0, edge), tones, (float(right), 0), (float(not right), edge), ("cloud", 9, 0.7))
        _back(b, random, back, edge, wall)
        ground(b, edge, 0.97, shade(top, 0.12), shade(top, -0.06), ("brush", 11, 0.7))
        _pad(b, random, edge)
        b.flat(band(edge - 0.004, edge + 0.008), shade(top, -0.5), 0.7)
        b.blend(band(0.965, 1.01), [shade(top, 0.25), shade(top, -0.4)], (0, 0.965), (0, 1), ("brush", 8, 0.7))

    return Stage(("indoor", "indoor", "indoor", "evening"), zones, paint)


def _back(b: Brush, random: Random, back: str, edge: float, wall: Rgb) -> None:
    if back == "window":
        window_on(b, random, edge, town=True)
    elif back == "board":
        _board(b, random, edge)
    elif back == "map":
        _map(b, random, edge)
    else:
        _frames(b, random, edge)
    if back in ("board", "frames"):
        b.lines([[0, edge * 0.92, 1, edge * 0.92]], 0.006, shade(wall, -0.25), 0.6)


def _board(b: Brush, random: Random, edge: float) -> None:
    """Cork with notes pinned to it."""
    x0, x1, y0, y1 = 0.14, 0.86, 0.07, edge - 0.13
    b.flat(rectangle(x0 - 0.008, y0 + 0.012, x1 + 0.022, y1 + 0.03), (30, 26, 40), 0.25)
    b.form(rectangle(x0 - 0.015, y0 - 0.018, x1 + 0.015, y1 + 0.018), hex_("#7c583c"), 0.5)
    b.blend(rectangle(x0, y0, x1, y1), [hex_("#cba474"), hex_("#b88e60")], (0, y0), (0, y1), ("grain", 16, 1))
    for i in range(7):
        x, y = x0 + 0.03 + (i + random.random() * 0.5) * 0.09, random.uniform(y0 + 0.03, y1 - 0.14)
        w, h, lean = random.uniform(0.05, 0.075), random.uniform(0.07, 0.11), random.uniform(-0.012, 0.012)
        note = [x, y, x + w, y + lean, x + w - lean, y + h + lean, x - lean, y + h]
        b.flat([value + 0.005 for value in note], (40, 30, 30), 0.25)
        b.flat(note, random.choice(NOTES))
        b.lines([[x + 0.01, y + h * u, x + w * 0.8, y + h * u + lean] for u in (0.3, 0.5, 0.7)], 0.0025,
                hex_("#8a8478"), 0.6)  # fmt: skip
        b.dot(x + w / 2, y + 0.008, 0.006, random.choice((hex_("#c8403a"), hex_("#3f6cb0"), hex_("#e0b040"))))


def _map(b: Brush, random: Random, edge: float) -> None:
    """A sheet with lands and seas."""
    x0, x1, y0, y1 = 0.16, 0.84, 0.06, edge - 0.12
    b.flat(rectangle(x0 + 0.008, y0 + 0.012, x1 + 0.01, y1 + 0.014), (30, 26, 40), 0.3)
    b.blend(rectangle(x0, y0, x1, y1), [hex_("#dfe6dc"), hex_("#cdd8d4")], (0, y0), (0, y1), ("cloud", 10, 1))
    tones = (hex_("#c8c084"), hex_("#a8bc8c"), hex_("#d4ac84"), hex_("#c8b4a0"))
    for i in range(4):
        cx, cy = x0 + 0.12 + i * (x1 - x0 - 0.24) / 3, random.uniform(y0 + 0.12, y1 - 0.12)
        points = []
        for u, v in COAST:
            points += [cx + u * random.uniform(0.05, 0.1), cy + v * random.uniform(0.06, 0.11)]
        b.blob(points, random.choice(tones))
    grid = [[x0 + (x1 - x0) * i / 8, y0, x0 + (x1 - x0) * i / 8, y1] for i in range(1, 8)]
    grid += [[x0, y0 + (y1 - y0) * i / 5, x1, y0 + (y1 - y0) * i / 5] for i in range(1, 5)]
    b.lines(grid, 0.0018, hex_("#8a9a9c"), 0.5)


def _frames(b: Brush, random: Random, edge: float) -> None:
    """Small pictures of hills and colours."""
    for i in range(3):
        x, w, h = 0.12 + i * 0.27 + random.uniform(0, 0.04), random.uniform(0.14, 0.18), random.uniform(0.16, 0.24)
        y = random.uniform(0.07, edge - h - 0.16)
        b.flat(rectangle(x - 0.008, y - 0.002, x + w + 0.022, y + h + 0.028), (30, 26, 40), 0.3)
        b.form(rectangle(x - 0.014, y - 0.016, x + w + 0.014, y + h + 0.016), hex_("#5c4434"), 0.6)
        b.flat(rectangle(x, y, x + w, y + h), hex_("#f2ecde"))
        tone = random.choice(NOTES[:4])
        u0, u1, v0, v1 = x + 0.018, x + w - 0.018, y + 0.024, y + h - 0.024
        b.blend(rectangle(u0, v0, u1, v1), [mix(tone, (255, 250, 240), 0.3), tone], (0, v0), (0, v1))
        b.flat([u0, v1, u0, v1 - h * 0.2, u0 + w * 0.3, v1 - h * 0.36, u1, v1 - h * 0.12, u1, v1], shade(tone, -0.35))


def _pad(b: Brush, random: Random, edge: float) -> None:
    leather = random.choice((hex_("#2f5a4c"), hex_("#6c3438"), hex_("#34405c"), hex_("#8a8078")))
    y0, y1 = edge + 0.13, 0.94
    b.blend([0.2, y0, 0.8, y0, 0.94, y1, 0.06, y1], [shade(leather, 0.2), leather], (0, y0), (0, y1), ("grain", 8, 1))
    b.line([0.215, y0 + 0.012, 0.785, y0 + 0.012, 0.917, y1 - 0.014, 0.083, y1 - 0.014, 0.215, y0 + 0.012], 0.003,
           shade(leather, 0.5), opacity=0.6)  # fmt: skip
