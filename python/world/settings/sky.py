"""Skies with what is in them."""

from math import hypot
from random import Random

from ..paint.brush import Brush
from ..paint.colour import Rgb, hex_, mix, shade
from ..paint.path import ellipse, smooth_closed
from .setting import chance


def band(top: float, bottom: float) -> list[float]:
    """A rectangle over the whole width."""
    return [-0.02, top, 1.02, top, 1.02, bottom, -0.02, bottom]


def at_night(b: Brush) -> bool:
    """Whether the scene's light is the night's."""
    return b.look.light.tint[0] < 150


def sky(b: Brush, random: Random, horizon: float) -> None:
    """The sky down to the horizon, with the sun or the moon and clouds as the light has it."""
    light = b.look.light
    b.wash(band(0, horizon + 0.08), list(light.sky), (0.5, 0), (0.5, horizon), ("cloud", 10, 0.8))
    x = 0.5 + light.source[0] * random.uniform(0.2, 0.42)
    y = max(0.1, horizon * (0.85 - light.source[1] * 0.7))
    if at_night(b):
        _stars(b, random, horizon)
        _moon(b, x, y)
        return
    if light.shadow > 0.2:
        b.glow(x, y, 0.42, hex_("#fff2c8"), 0.55)
        b.glow(x, y, 0.09, hex_("#fffbe6"), 1)
    _clouds(b, random, horizon)


def _clouds(b: Brush, random: Random, horizon: float) -> None:
    light = b.look.light
    white = mix(light.sky[2], (255, 252, 246), 0.65)
    below = mix(white, light.sky[0], 0.35)
    way = random.choice(("heaps", "heaps", "streaks", "clear")) if light.shadow > 0.2 else "heaps"
    if way == "streaks":
        for _ in range(random.randrange(3, 7)):
            _streak(b, random, horizon, white)
    elif way == "heaps":
        for _ in range(random.randrange(1, 6)):
            _heap(b, random, horizon, white, below)


def _heap(b: Brush, random: Random, horizon: float, white: Rgb, below: Rgb) -> None:
    cy = random.uniform(0.05, 0.62) * horizon
    cx, w = random.random(), random.uniform(0.07, 0.17) * (1.25 - 0.7 * cy / horizon)
    sides = [i / 3 - 1 for i in range(7)]
    puffs = [(cx + w * 0.85 * u, w * (0.34 - 0.15 * abs(u)) * random.uniform(0.8, 1.25)) for u in sides]
    shapes = [ellipse(x, cy - r * 0.35, r, r * 0.95, points=20) for x, r in puffs]
    base = smooth_closed([cx - w * 1.25, cy, cx, cy - w * 0.12, cx + w * 1.25, cy, cx, cy + w * 0.12], 5)
    b.glows([*shapes, base], below, 1)
    lift = w * 0.06
    b.glows([ellipse(x, cy - r * 0.35 - lift, r * 0.93, r * 0.85, points=20) for x, r in puffs], white, 0.85)


def _streak(b: Brush, random: Random, horizon: float, white: Rgb) -> None:
    cx, cy, w = random.random(), random.uniform(0.08, 0.9) * horizon, random.uniform(0.15, 0.4)
    h = random.uniform(0.006, 0.016)
    b.glows([smooth_closed([cx - w, cy, cx - w / 3, cy - h, cx + w, cy - h / 3, cx + w / 4, cy + h], 6)], white, 0.55)


def _moon(b: Brush, x: float, y: float) -> None:
    b.glow(x, y, 0.3, hex_("#dfe6ff"), 0.5)
    b.disc(x, y, 0.06, hex_("#f6f0d8"))
    b.disc(x + 0.012, y - 0.014, 0.012, hex_("#e2dabc"))
    b.disc(x - 0.014, y + 0.016, 0.016, hex_("#e6dec2"))


def _stars(b: Brush, random: Random, horizon: float) -> None:
    tilt, ahead = random.uniform(-0.5, 0.5), random.random()
    for i in range(5):
        x = (ahead + i * 0.2) % 1
        b.glow(x, horizon * (0.4 + tilt * (x - 0.5)), 0.26, mix(b.look.light.sky[2], (200, 200, 240), 0.3), 0.16)
    for size, number in ((0.0017, 60), (0.0028, 30), (0.004, 8)):
        places = [(random.random(), random.random() * horizon) for _ in range(number)]
        b.glows([_spot(b, x, y, size) for x, y in places], hex_("#f4f2e6"), 0.95)
    for _ in range(random.randrange(2, 7)):
        b.glow(random.random(), random.random() * horizon * 0.8, 0.022, hex_("#fff6d8"), 0.9)
    if chance(random, 0.2):
        x, y = random.uniform(0.2, 0.7), random.uniform(0.1, 0.4) * horizon
        b.glows([[x, y, x + 0.1, y - 0.045, x + 0.1, y - 0.042, x + 0.002, y + 0.004]], hex_("#fffbe8"), 0.8)


def _spot(b: Brush, x: float, y: float, size: float) -> list[float]:
    across = size / b.aspect
    return ellipse(x, y, across, size, points=8)


def ridge(
    b: Brush, random: Random, y: float, height: float, colour: Rgb, rough: float = 0, snow: bool = False
) -> None:
    """A row of hills (`rough` 0) or of mountains (1), their tops white where there is snow."""
    steps = 14 if rough else 7
    tops = []
    for i in range(steps + 1):
        low = 0.45 if rough and i % 2 == 0 else 1
        tops.append((-0.1 + 1.2 * i / steps, y - height * random.random() * low))
    points = [-0.1, y + 0.3, *(value for top in tops for value in top), 1.1, y + 0.3]
    path = points if rough else smooth_closed(points, 8)
    tones = [shade(colour, 0.18), colour, shade(colour, -0.15)]
    b.blend(path, tones, (0.5, y - height), (0.5, y + 0.15), ("brush", 9, 0.9))
    if not rough:
        return
    peaks = [(tops[i - 1], tops[i], tops[i + 1]) for i in range(1, steps) if tops[i][1] < y - 0.3 * height]
    side = 1 if b.look.light.source[0] < 0 else -1
    b.flats([_flank(*peak, side) for peak in peaks], shade(colour, -0.32), 0.45)
    if snow:
        b.flats([_cap(*peak) for peak in peaks], (244, 246, 250), 0.92)


Spot = tuple[float, float]


def _flank(left: Spot, top: Spot, right: Spot, side: int) -> list[float]:
    foot = right if side > 0 else left
    return [*top, *foot, top[0] + (foot[0] - top[0]) * 0.3, foot[1] + 0.02]


def _cap(left: Spot, top: Spot, right: Spot) -> list[float]:
    a, c = ((top[0] + (end[0] - top[0]) * 0.3, top[1] + (end[1] - top[1]) * 0.3) for end in (left, right))
    drop = 0.4 * hypot(c[0] - a[0], c[1] - a[1])
    return [*top, *c, top[0] + 0.4 * (c[0] - top[0]), c[1] - drop * 0.3, top[0], top[1] + drop, *a]
