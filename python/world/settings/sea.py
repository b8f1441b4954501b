"""The sea."""

from random import Random

from ..paint.brush import Brush
from ..paint.colour import Rgb, hex_, mix, shade
from ..paint.path import rectangle, smooth_closed
from .facades import ROOFS, WALLS
from .ground import waves
from .setting import OUTDOORS, Stage, chance, zone
from .sky import band, ridge, sky

LIGHTS = (*OUTDOORS, "evening")
BOATS = "sailboat, sailboat, ship, ship, sailboat"


def beach(random: Random) -> Stage:
    """The sea from a beach."""
    horizon, sand = random.uniform(0.36, 0.48), random.uniform(0.76, 0.82)
    zones = (
        zone(horizon + 0.06, sand - 0.05, (0.16, 0.38), BOATS, distance=(0.7, 0.1)),
        zone(horizon + 0.03, horizon + 0.07, (0.22, 0.26), "lighthouse", distance=(0.3, 0.25)),
        zone(sand + 0.07, 0.96, (0.3, 0.4), "umbrella, umbrella, ball, bird"),
        zone(horizon + 0.12, sand - 0.04, (0.3, 0.4), "duck, fish", distance=(0.2, 0.1)),
    )

    def paint(b: Brush) -> None:
        _water(b, random, horizon, chance(random, 0.5))
        points = [-0.1, 0.01, 0.2, 0.035, 0.5, 0, 0.8, 0.03, 1.1, 0.01]
        for drop, *tones in ((-0.02, "#f8f6ee", "#f8f6ee"), (0, "#c8ab78", "#d4bc8c"), (0.015, "#d8bf92", "#ecd6a8")):
            shore = [value + (sand + drop) * (i % 2) for i, value in enumerate(points)]
            path = smooth_closed([*shore, 1.1, 1.2, -0.1, 1.2])
            b.blend(path, [hex_(tone) for tone in tones], (0, sand), (0, 1), ("grain", 10, 1) if drop > 0 else None)
        _shells(b, random, sand + 0.08)

    return Stage(LIGHTS, zones, paint)


def open_sea(random: Random) -> Stage:
    """Nothing but water, or an island."""
    horizon = random.uniform(0.38, 0.5)
    storm = chance(random, 0.2)
    zones = (
        zone(horizon + 0.08, 0.92, (0.2, 0.44), BOATS, distance=(0.7, 0)),
        zone(horizon + 0.03, horizon + 0.08, (0.22, 0.27), "lighthouse", distance=(0.3, 0.2)),
        zone(horizon + 0.26, 0.94, (0.34, 0.44), "duck, fish, fish", distance=(0.2, 0)),
    )

    def paint(b: Brush) -> None:
        _water(b, random, horizon, chance(random, 0.5))
        if storm:
            for i in range(5):
                _swell(b, random, horizon + 0.08 + 0.1 * i, 0.03 + 0.012 * i)

    return Stage(("overcast",) if storm else LIGHTS, zones, paint, "rain" if storm else None)


def harbour(random: Random) -> Stage:
    """A quay with small houses across the water."""
    horizon = random.uniform(0.42, 0.5)
    zones = (
        zone(horizon + 0.16, 0.92, (0.24, 0.42), BOATS, distance=(0.4, 0)),
        zone(horizon + 0.3, 0.94, (0.34, 0.44), "duck, fish", distance=(0.2, 0)),
    )

    def paint(b: Brush) -> None:
        _water(b, random, horizon, True)
        _quay(b.at(0.55), random, horizon + 0.035)

    return Stage(LIGHTS, zones, paint)


def _water(b: Brush, random: Random, horizon: float, land: bool) -> None:
    sky(b, random, horizon)
    stops = b.look.light.sky
    own = random.choice((hex_("#2f6f8c"), hex_("#2f6f8c"), hex_("#2f8088"), hex_("#345f96")))
    deep = mix(own, stops[0], 0.25)
    if land:
        height, rough = random.uniform(0.05, 0.12), float(chance(random, 0.3))
        ridge(b.at(0.85), random, horizon + 0.005, height, hex_("#6f8a80"), rough)
    tones = [mix(deep, stops[2], 0.6), deep, shade(deep, -0.25)]
    b.blend(band(horizon, 1.02), tones, (0.5, horizon), (0.5, 1), ("water", 15, 1))
    if b.look.light.shadow > 0.2:
        _glitter(b, random, horizon, 0.5 + b.look.light.source[0] * 0.35)
    waves(b, random, horizon, mix(deep, stops[2], 0.7))


def _glitter(b: Brush, random: Random, horizon: float, x: float) -> None:
    """The sun's path on the water."""
    paths = []
    for _ in range(45):
        depth = random.random()
        y, w = horizon + 0.006 + 0.4 * depth**1.5, 0.004 + 0.03 * depth
        u = x + random.gauss(0, 0.02 + 0.07 * depth)
        paths.append([u - w, y, u, y - 0.0025 - 0.003 * depth, u + w, y, u, y + 0.0015 + 0.002 * depth])
    b.flats(paths, (255, 246, 220), 0.55)


def _swell(b: Brush, random: Random, y: float, height: float) -> None:
    """A long wave over the whole width, foam on its crests."""
    shift, crests, foam = random.random() * 0.5, [], []
    for i in range(-1, 3):
        x, top = i * 0.5 + shift, y - height * random.uniform(0.7, 1)
        crests += [x - 0.25, y + height * 0.3, x, top]
        foam.append([x - 0.07, top + height * 0.16, x, top - height * 0.02, x + 0.05, top + height * 0.1, x,
                     top + height * 0.12])  # fmt: skip
    deep = mix(hex_("#3c6478"), b.look.light.sky[1], 0.2)
    path = smooth_closed([-0.6, y + 0.2, *crests, 1.8, y + 0.2], 8)
    b.blend(path, [shade(deep, 0.3), deep], (0, y - height), (0, y + 0.1), ("brush", 12, 0.7))
    b.flats(foam, (240, 244, 246), 0.75)


def _shells(b: Brush, random: Random, top: float) -> None:
    spots = []
    for _ in range(14):
        x, y = random.random(), random.uniform(top, 1)
        spots.append([x - 0.004, y, x, y - 0.004, x + 0.004, y, x, y + 0.003])
    b.flats(spots[:9], hex_("#a98c62"), 0.7)
    b.flats(spots[9:], hex_("#f6ece0"))


def _quay(b: Brush, random: Random, foot: float) -> None:
    x = -0.02
    while x < 1:
        w, h = random.uniform(0.05, 0.09), random.uniform(0.05, 0.1)
        wall: Rgb = random.choice(WALLS)
        b.flat(rectangle(x, foot - h, x + w, foot), wall)
        b.flat([x - 0.004, foot - h, x + w + 0.004, foot - h, x + w / 2, foot - h - 0.04], random.choice(ROOFS))
        b.flats([rectangle(x + w * u, foot - h + 0.02, x + w * (u + 0.16), foot - h + 0.04) for u in (0.2, 0.6)],
                hex_("#6a8090"))  # fmt: skip
        x += w + random.choice((0, 0, 0.02))
    b.blend(band(foot, foot + 0.03), [hex_("#b0a698"), hex_("#7f776c")], (0, foot), (0, foot + 0.03))
