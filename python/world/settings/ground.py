"""Grounds and what grows on them."""

from math import pi, sin
from random import Random

from ..paint.brush import Brush
from ..paint.canvas import Texture
from ..paint.colour import Rgb, hex_, mix, shade
from ..paint.path import ellipse, smooth_closed
from .sky import band

PETALS = tuple(hex_(code) for code in ("#f4efe2", "#f0c850", "#e08aa4", "#b49ad8"))


def ground(b: Brush, top: float, bottom: float, far: Rgb, near: Rgb, texture: Texture = ("field", 15, 1)) -> None:
    """Ground from its far to its near edge."""
    b.blend(band(top, bottom + 0.02), [far, mix(far, near, 0.6), near], (0.5, top), (0.5, bottom), texture)


def meadow(b: Brush, random: Random, top: float, colour: Rgb, flowers: bool, tufts: int = 80) -> None:
    """Tufts of grass and small flowers, larger towards the viewer."""
    groups: dict[float, list] = {-0.3: [], -0.12: [], 0.12: [], 0.28: []}
    for _ in range(tufts):
        depth = random.random() ** 0.7
        size = 0.008 + 0.026 * depth
        tuft = _tuft(random.random(), top + (1 - top) * depth, size, random.uniform(-0.3, 0.3), b.aspect)
        groups[random.choice(tuple(groups))].append(tuft)
    for tone, paths in groups.items():
        b.flats(paths, shade(colour, tone), 0.85)
    if flowers:
        for petal in random.sample(PETALS, 2):
            _blossoms(b, random, top, petal)


def _tuft(x: float, y: float, size: float, lean: float, aspect: float) -> list[float]:
    blades = (-0.62, -0.25, 0.1, 0.38, 0.7)
    heights = (0.7, 0.25, 1, 0.28, 0.75)
    path = [x - 0.2 * size / aspect, y]
    for across, up in zip(blades, heights, strict=True):
        path += [x + (across * 0.8 + lean * up) * size / aspect, y - up * size]
    return [*path, x + 0.2 * size / aspect, y]


def _blossoms(b: Brush, random: Random, top: float, colour: Rgb) -> None:
    paths = []
    for _ in range(16):
        depth = random.random() ** 0.7
        r = 0.0025 + 0.006 * depth
        paths.append(ellipse(random.random(), top + (1 - top) * depth, r / b.aspect, r * 0.8, points=8))
    b.flats(paths, colour)


def far_trees(b: Brush, random: Random, places: list[tuple[float, float, float]], colour: Rgb) -> None:
    """Round-headed far trees of one colour, each from its foot's place and its height; painted as one mass."""
    trunks, crowns = [], []
    for x, y, height in places:
        w = height / b.aspect
        trunks.append([x - w * 0.03, y, x + w * 0.03, y, x + w * 0.02, y - height * 0.5, x - w * 0.02,
                       y - height * 0.5])  # fmt: skip
        for _ in range(6):
            u, v, r = random.uniform(-0.17, 0.17), random.uniform(0.45, 0.82), random.uniform(0.14, 0.22)
            crowns.append((x + u * w, y - v * height, r * w, r * height))
    side = b.look.light.source[0] * 0.35
    b.flats(trunks, hex_("#6a4c3e"))
    for shift, lift, size, tone in ((0, 0, 1, -0.2), (1, 0.25, 0.78, 0), (1.6, 0.5, 0.4, 0.2)):
        puffs = [ellipse(x + side * shift * rx, y - lift * ry, rx * size, ry * size, points=16)
                 for x, y, rx, ry in crowns]  # fmt: skip
        b.flats(puffs, shade(colour, tone))


def firs(b: Brush, places: list[tuple[float, float, float]], colour: Rgb, snow: bool = False) -> None:
    """Pointed far firs of one colour, each from its foot's place and its height; painted as one mass."""
    trunks, caps = [], []
    tiers: list[list] = [[], [], [], []]
    for x, y, height in places:
        w = height / b.aspect
        trunks.append([x - w * 0.025, y, x + w * 0.025, y, x + w * 0.025, y - height * 0.2, x - w * 0.025,
                       y - height * 0.2])  # fmt: skip
        for i, tier in enumerate(tiers):
            base, half = y - height * (0.1 + i * 0.2), w * (0.24 - i * 0.042)
            tier.append([x - half, base, x, base - height * 0.03, x + half, base, x, base - height * 0.38])
            caps.append([x - half * 0.5, base - height * 0.19, x + half * 0.4, base - height * 0.2, x,
                         base - height * 0.38])  # fmt: skip
    b.flats(trunks, hex_("#5c463c"))
    for i, tier in enumerate(tiers):
        b.flats(tier, shade(colour, i * 0.07 - 0.08))
        if snow:
            b.flats(caps[i::4], (240, 244, 248), 0.85)


def bushes(b: Brush, random: Random, y: float, size: float, colour: Rgb, count: int = 14) -> None:
    """A row of bushes over the whole width, standing at `y`."""
    rounds = [((i + random.random()) / count, size * random.uniform(0.6, 1.1)) for i in range(count)]
    side = b.look.light.source[0] * 0.25
    for shift, grow, tone in ((0, 1, -0.2), (0.6, 0.82, 0), (1, 0.5, 0.16)):
        shapes = [ellipse(x + side * shift * r, y, r / b.aspect * 1.5 * grow, r * grow, start=pi, end=2 * pi, points=16)
                  for x, r in rounds]  # fmt: skip
        b.flats(shapes, shade(colour, tone))


def waves(b: Brush, random: Random, horizon: float, colour: Rgb, count: int = 60, bottom: float = 1) -> None:
    """Light strokes on water below the horizon."""
    groups: dict[int, list] = {0: [], 1: [], 2: []}
    for _ in range(count):
        depth = random.random() ** 1.4
        x, y, w = random.random(), horizon + 0.01 + (bottom - horizon) * depth, 0.01 + 0.06 * depth
        rise = 0.004 + 0.006 * depth
        crest = [x - w, y, x - w / 2, y - rise, x, y, x + w / 2, y - rise, x + w, y]
        dip = 0.0012 + 0.003 * depth
        back = [x + w / 2, y - rise + dip, x, y + dip, x - w / 2, y - rise + dip]
        groups[int(depth * 2.999)].append([*crest, *back])
    for paths in groups.values():
        b.flats(paths, colour, 0.5)


def lake(b: Brush, shore: list[float], bank: Rgb, far: Rgb, near: Rgb) -> None:
    """Water from a shore line (points from left to right) down to the picture's foot, with a bank around it."""
    low = [1.2, 1.2, -0.2, 1.2]
    raised = [value - 0.015 * (i % 2) for i, value in enumerate(shore)]
    top = min(shore[1::2])
    b.blend(smooth_closed([*raised, *low]), [bank, shade(bank, -0.1)], (0, top), (0, 1))
    b.blend(smooth_closed([*shore, *low]), [far, near], (0, top), (0, 1), ("brush", 14, 0.5))


def trail(b: Brush, random: Random, top: float, width: float, far: Rgb, near: Rgb) -> None:
    """A path that winds from its far end at `top` to the picture's foot, where it is `width` wide."""
    x, bend = random.uniform(0.3, 0.7), random.uniform(-0.16, 0.16)
    for grow, tone in ((1.12, -0.14), (1, 0)):
        left, right = [], []
        for i in range(13):
            t = i / 12
            y, half = top + (1.04 - top) * t, grow * (0.006 + width / 2 * t**1.4)
            middle = x + bend * sin(5 * t**0.7) * (0.3 + t)
            left += [middle - half, y]
            right = [middle + half, y, *right]
        b.blend([*left, *right], [shade(far, tone), shade(near, tone)], (0, top), (0, 1), ("field", 12, 1))
