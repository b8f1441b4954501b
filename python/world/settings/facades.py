"""Rows of houses and the tops of towns."""

from random import Random

from ..paint.brush import Brush
from ..paint.colour import Rgb, hex_, mix, shade
from ..paint.path import rectangle
from .ground import far_trees
from .setting import chance

WALLS = tuple(
    hex_(code)
    for code in ("#d9a382", "#e3c896", "#b9c4a8", "#a9bccb", "#d8b0a8", "#c9b8cc", "#e6dac4", "#b88a78", "#9fb3a6")
)
ROOFS = tuple(hex_(code) for code in ("#9a5648", "#6f6470", "#84584c", "#5f6a74"))
AWNINGS = tuple(hex_(code) for code in ("#c4574a", "#4f8a7c", "#d89a48", "#5c7ab0"))
SNOW = (240, 243, 248)
CREAM = hex_("#fffaf0")
FLOOR = 0.115
"""Height of a storey."""


def row(b: Brush, random: Random, foot: float, snow: bool = False) -> None:
    """Houses side by side over the whole width, with trees in some gaps."""
    x = -0.04
    while x < 1:
        w = random.uniform(0.13, 0.24) * min(1.2, 1.25 / b.aspect)
        if chance(random, 0.12):
            places = [(x + w * (0.2 + 0.3 * i), foot + 0.01, random.uniform(0.2, 0.3)) for i in range(3)]
            far_trees(b, random, places, hex_("#7a9a5c"))
        else:
            _facade(b, random, x, w, foot, snow)
        x += w


def _facade(b: Brush, random: Random, x: float, w: float, foot: float, snow: bool) -> None:
    wall, roof = random.choice(WALLS), random.choice(ROOFS)
    floors = random.choice((2, 2, 3, 3))
    top = foot - floors * FLOOR - 0.04
    _roof(b, random, x, w, top, roof, snow)
    b.form(rectangle(x, top, x + w, foot), wall, 0.5)
    b.flat(rectangle(x - 0.004, top, x + w + 0.004, top + 0.012), mix(wall, CREAM, 0.5))
    b.flat(rectangle(x, foot - 0.02, x + w, foot), shade(wall, -0.3))
    shop = chance(random, 0.5)
    columns = 3 if w > 0.17 else 2
    panes = []
    for floor in range(floors - 1 if shop else floors):
        y = top + 0.035 + floor * FLOOR
        for column in range(columns):
            door = floor == floors - 1 and column == 0
            panes.append((x + w * (column + 0.5) / columns, y, foot if door else y + 0.065))
    _panes(b, random, panes, w * 0.075, wall)
    if shop:
        _shop(b, random, x, w, top + 0.035 + (floors - 1) * FLOOR, foot)


def _roof(b: Brush, random: Random, x: float, w: float, top: float, colour: Rgb, snow: bool) -> None:
    if chance(random, 0.6):
        path = [x - 0.006, top, x + w + 0.006, top, x + w * 0.8, top - 0.07, x + w * 0.2, top - 0.07]
    else:
        path = [x - 0.006, top, x + w + 0.006, top, x + w / 2, top - 0.1]
    if chance(random, 0.5):
        u = x + w * random.uniform(0.25, 0.65)
        b.form(rectangle(u, top - 0.1, u + w * 0.1, top - 0.01), shade(colour, -0.1), 0.6)
    b.form(path, SNOW if snow else colour)


def _panes(b: Brush, random: Random, places: list[tuple[float, float, float]], half: float, wall: Rgb) -> None:
    """Windows (and a door) with their frames, each from (middle, top, bottom); some are lit."""
    frame = mix(wall, CREAM, 0.6)
    b.flats([rectangle(x - half * 1.3, y - 0.007, x + half * 1.3, low + 0.007) for x, y, low in places], frame)
    dark: dict[float, list] = {-0.25: [], 0.05: []}
    lit = []
    for x, y, low in places:
        group = lit if chance(random, 0.15) else random.choice(tuple(dark.values()))
        group.append(rectangle(x - half, y, x + half, low))
    for tone, paths in dark.items():
        b.flats(paths, shade(hex_("#7a94a4"), tone))
    b.flats(lit, hex_("#ffe2a0"))
    b.flats([rectangle(x - half, y, x - half * 0.2, (y + low) / 2) for x, y, low in places], (255, 255, 255), 0.14)
    b.lines([[x, y, x, low] for x, y, low in places], 0.003, frame)


def _shop(b: Brush, random: Random, x: float, w: float, y: float, foot: float) -> None:
    awning = random.choice(AWNINGS)
    b.flat(rectangle(x + w * 0.1, y + 0.01, x + w * 0.9, foot - 0.015), hex_("#5c6c78"))
    b.flat(rectangle(x + w * 0.16, y + 0.02, x + w * 0.6, foot - 0.03), hex_("#f0dcae"), 0.7)
    stripes = []
    for i in range(6):
        u = x + w * (0.06 + i * 0.147)
        stripes.append([u + w * 0.01, y - 0.01, u + w * 0.14, y - 0.01, u + w * 0.147, y + 0.032, u, y + 0.032])
    b.flats(stripes[::2], awning)
    b.flats(stripes[1::2], hex_("#f4ecdc"))
    b.flat(rectangle(x + w * 0.06, y + 0.026, x + w * 0.95, y + 0.036), (40, 34, 60), 0.25)


def skyline(b: Brush, random: Random, y: float) -> None:
    """The tops of a town behind the trees."""
    x, lit = -0.02, []
    while x < 1:
        w, h = random.uniform(0.05, 0.11), random.uniform(0.08, 0.24)
        tone = shade(hex_("#8f9ab0"), random.uniform(-0.1, 0.25))
        b.flat(rectangle(x, y - h, x + w, y), tone)
        for row_ in range(int(h / 0.025) - 1):
            v = y - h + 0.02 + row_ * 0.025
            lit += [rectangle(x + 0.01 + i * 0.02, v, x + 0.02 + i * 0.02, v + 0.013) for i in range(int(w / 0.024))]
        x += w + random.uniform(-0.005, 0.03)
    b.flats(lit, hex_("#dfe4ea"), 0.35)


def receding(b: Brush, random: Random, foot: float, far: float, gap: tuple[float, float]) -> None:
    """
    Houses along both sides of a street that runs away from the viewer: from the picture's edges at height `foot` to
    a gap between two x at height `far`.
    """
    for side, end in ((0, gap[0]), (1, gap[1])):
        start = -0.02 if side == 0 else 1.02
        cuts = [0, *sorted(random.uniform(0.15, 0.85) for _ in range(3)), 1]
        height = random.uniform(0.42, 0.5)
        for a, c in list(zip(cuts, cuts[1:], strict=False))[::-1]:
            tall = height * random.uniform(0.85, 1.1)
            near, distant = (_corner(start, end, foot, far, t, tall) for t in (a, c))
            _side(b.at(0.15 + 0.4 * c), random, near, distant)


Edge = tuple[float, float, float]
"""An upright edge of a house: its x, its foot and its top."""


def _corner(start: float, end: float, foot: float, far: float, t: float, tall: float) -> Edge:
    """The edge at a share of the way into the distance; what is twice as far looks half as high."""
    deep = t / (t + 0.6 * (1 - t))
    low = foot + (far - foot) * deep
    return start + (end - start) * deep, low, low - tall * (1 - 0.62 * deep)


def _side(b: Brush, random: Random, near: Edge, distant: Edge) -> None:
    wall, roof = random.choice(WALLS), random.choice(ROOFS)

    def at(u: float, v: float) -> list[float]:
        x, low, top = (p + (q - p) * u for p, q in zip(near, distant, strict=True))
        return [x, low + (top - low) * v]

    b.form([*at(0, 0), *at(1, 0), *at(1, 1), *at(0, 1)], wall, 0.5)
    b.flat([*at(-0.02, 0.97), *at(1.02, 0.97), *at(0.9, 1.16), *at(0.1, 1.16)], roof)
    b.flat([*at(0, 0), *at(1, 0), *at(1, 0.04), *at(0, 0.04)], shade(wall, -0.3))
    panes = []
    for v in (0.12, 0.42, 0.7):
        panes += [[*at(u, v), *at(u + 0.14, v), *at(u + 0.14, v + 0.17), *at(u, v + 0.17)] for u in (0.14, 0.43, 0.72)]
    b.flats(panes, shade(hex_("#7a94a4"), -0.15))
    b.flats([pane for pane in panes if chance(random, 0.2)], hex_("#ffe2a0"))
