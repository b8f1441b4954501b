"""Streets in a town."""

from random import Random

from ..paint.brush import Brush
from ..paint.colour import hex_
from .facades import receding, row, skyline
from .ground import bushes, far_trees, firs, ground
from .setting import Stage, chance, in_weather, zone
from .sky import band, ridge, sky

VEHICLES = "car, car, bus, truck, bicycle, car"
PAVEMENT = "woman, lamp post, dog, traffic light, stop sign, woman"
NEAR = "woman, dog, bicycle, traffic light"


def town(random: Random) -> Stage:
    """A street with a row of houses on the far side."""
    foot = random.uniform(0.5, 0.58)
    kerb = foot + 0.09
    snow = chance(random, 0.15)
    zones = (
        zone(kerb + 0.09, 0.9, (0.28, 0.4), VEHICLES, 0.15, 0.85),
        zone(foot + 0.04, kerb - 0.01, (0.26, 0.28), PAVEMENT, distance=(0.15, 0.12)),
        zone(0.95, 0.985, (0.42, 0.46), NEAR, distance=(0, 0)),
    )

    def paint(b: Brush) -> None:
        sky(b, random, foot)
        if chance(random, 0.5):
            skyline(b.at(0.9), random, foot)
        row(b.at(0.2), random, foot, snow)
        _pavement(b, foot, kerb, snow)
        _road(b, random, kerb, snow)

    return Stage(("overcast",), zones, paint, "snow") if snow else in_weather(random, zones, paint)


def avenue(random: Random) -> Stage:
    """The edge of a town: hedges, far roofs, and houses that stand alone."""
    foot = random.uniform(0.48, 0.54)
    kerb = foot + 0.11
    zones = (
        zone(kerb + 0.09, 0.9, (0.28, 0.4), VEHICLES, 0.15, 0.85),
        zone(foot + 0.05, kerb - 0.02, (0.25, 0.27), "house, house, tree, house, bus", distance=(0.12, 0.1)),
        zone(0.95, 0.985, (0.42, 0.46), NEAR, distance=(0, 0)),
    )
    hills = chance(random, 0.6)

    def paint(b: Brush) -> None:
        sky(b, random, foot)
        if hills:
            ridge(b.at(0.9), random, foot + 0.01, 0.16, hex_("#86a08c"), float(chance(random, 0.3)))
        else:
            skyline(b.at(0.9), random, foot)
        green = random.choice((hex_("#7f9f62"), hex_("#6c9468"), hex_("#9a9c58")))
        places = [((i + random.random()) / 9, foot + 0.02, random.uniform(0.1, 0.2)) for i in range(9)]
        split = random.randrange(6) if hills else 0
        firs(b.at(0.6), places[:split], green)
        far_trees(b.at(0.65), random, places[split:], green)
        ground(b, foot, kerb, hex_("#a9c07c"), hex_("#8fae64"))
        bushes(b.at(0.3), random, foot + 0.035, 0.035, hex_("#6f9456"))
        _pavement(b, kerb - 0.045, kerb, False)
        _road(b, random, kerb, False)

    return in_weather(random, zones, paint)


def crossroads(random: Random) -> Stage:
    """A street that runs away between two rows of houses, seen from across another."""
    foot = random.uniform(0.54, 0.58)
    far, kerb, middle = foot - 0.1, foot + 0.05, random.uniform(0.4, 0.6)
    zones = (
        zone(kerb + 0.1, 0.9, (0.28, 0.4), VEHICLES, 0.15, 0.85),
        zone(0.95, 0.985, (0.42, 0.46), NEAR, distance=(0, 0)),
        zone(kerb - 0.03, kerb - 0.01, (0.26, 0.28), PAVEMENT, 0.05, 0.95, (0.15, 0.12)),
    )

    def paint(b: Brush) -> None:
        sky(b, random, far)
        skyline(b.at(0.9), random, far)
        far_trees(b.at(0.7), random, [(middle + x, far + 0.01, 0.12) for x in (-0.05, 0, 0.06)], hex_("#7f9f62"))
        b.blend(band(far, kerb), [hex_("#cfc8bc"), hex_("#b8b0a4")], (0, far), (0, kerb), ("grain", 8, 1))
        receding(b, random, foot, far, (middle - 0.11, middle + 0.11))
        road = [middle - 0.04, far, middle + 0.04, far, middle + 0.2, kerb + 0.02, middle - 0.2, kerb + 0.02]
        b.blend(road, [hex_("#9a999e"), hex_("#85848a")], (0, far), (0, kerb), ("sand", 10, 1))
        marks = ((far + 0.02, 0.002), (far + 0.06, 0.004), (far + 0.11, 0.006))
        b.flats([[middle - w, y, middle + w, y, middle + w * 1.4, y + 0.02, middle - w * 1.4, y + 0.02]
                 for y, w in marks], hex_("#efe8d4"))  # fmt: skip
        edge = kerb - 0.012
        b.flats([[-0.02, edge, middle - 0.19, edge, middle - 0.2, kerb, -0.02, kerb],
                 [1.02, edge, middle + 0.19, edge, middle + 0.2, kerb, 1.02, kerb]], hex_("#e2dcd0"))  # fmt: skip
        _road(b, random, kerb, False)

    return in_weather(random, zones, paint)


def _pavement(b: Brush, top: float, bottom: float, snow: bool) -> None:
    far, near = (hex_("#e6e8ec"), hex_("#d8dce4")) if snow else (hex_("#cbc4b8"), hex_("#b8b0a4"))
    b.blend(band(top, bottom), [far, near], (0, top), (0, bottom), ("grain", 8, 1))
    joints = [[x / 100, top + 0.004, x / 100 + (x / 100 - 0.5) * 0.08, bottom - 0.006] for x in range(2, 100, 7)]
    b.lines(joints, 0.002, hex_("#9a9288"), 0.7)
    b.flat(band(bottom - 0.012, bottom + 0.004), hex_("#e2dcd0"))


def _road(b: Brush, random: Random, kerb: float, snow: bool) -> None:
    far, near = (hex_("#b0b2b8"), hex_("#8c8c94")) if snow else (hex_("#8b8a90"), hex_("#66646c"))
    ground(b, kerb + 0.002, 0.94, far, near, ("sand", 14, 1))
    middle = kerb + (0.94 - kerb) * 0.6
    start = random.uniform(-0.2, 0)
    marks = []
    for i in range(7):
        x = start + i * 0.2
        marks.append([x, middle, x + 0.11, middle, x + 0.115, middle + 0.012, x, middle + 0.012])
    b.flats(marks, hex_("#efe8d4"), 0.85)
    if chance(random, 0.25):
        _crossing(b, random.uniform(0.2, 0.7), kerb + 0.02, 0.93)
    b.flat(band(0.94, 0.952), hex_("#e2dcd0"))
    near_stone = hex_("#e0e2e8") if snow else hex_("#b8b0a4")
    b.blend(band(0.952, 1.01), [near_stone, hex_("#a89f94")], (0, 0.95), (0, 1.1), ("grain", 8, 1))


def _crossing(b: Brush, x: float, top: float, bottom: float) -> None:
    """Stripes across the road, wider towards the viewer."""
    stripes = []
    for i in range(5):
        y0, y1 = (top + (bottom - top) * ((i + part) / 5) ** 1.3 for part in (0, 0.55))
        w0, w1 = (0.07 * (1 + y - top) for y in (y0, y1))
        stripes.append([x - w0, y0, x + w0, y0, x + w1, y1, x - w1, y1])
    b.flats(stripes, hex_("#efe8d4"), 0.85)
