"""Signs by the road, charts in a room, and one sign before a bare wall."""

from random import Random

from ..paint.brush import Brush
from ..paint.colour import hex_, shade
from ..paint.path import ellipse, rectangle
from .ground import far_trees, ground, meadow
from .setting import OUTDOORS, Stage, chance, zone
from .sky import band, ridge, sky
from .window import window_on

SIGNS = "stop sign, warning sign, arrow sign, traffic light"
CHARTS = "bar chart, line chart, pie chart"


def roadside(random: Random) -> Stage:
    """A road through the country with nothing but sky and hills about."""
    horizon = random.uniform(0.5, 0.6)
    dry = chance(random, 0.3)
    zones = (
        zone(horizon + 0.2, 0.9, (0.4, 0.54), SIGNS, 0.15, 0.85),
        zone(horizon + 0.2, 0.9, (0.38, 0.5), SIGNS, 0.15, 0.85),
    )

    def paint(b: Brush) -> None:
        sky(b, random, horizon)
        hills = hex_("#b08a70") if dry else hex_("#8a9a8c")
        ridge(b.at(0.9), random, horizon + 0.03, 0.14, hills, float(chance(random, 0.4)))
        if dry:
            ground(b, horizon + 0.03, 1, hex_("#d8b888"), hex_("#c09460"), ("sand", 12, 1))
        else:
            ground(b, horizon + 0.03, 1, hex_("#bcb878"), hex_("#8a9a50"))
        x = random.uniform(0.3, 0.7)
        _road(b, x, horizon)
        if not dry:
            places = [(random.random(), horizon + 0.04, random.uniform(0.05, 0.09)) for _ in range(7)]
            far_trees(b.at(0.7), random, places, hex_("#7a9458"))
        meadow(b, random, horizon + 0.3, hex_("#a88a50") if dry else hex_("#7f8f48"), False, 50)

    return Stage(OUTDOORS, zones, paint)


def _road(b: Brush, x: float, horizon: float) -> None:
    path = [x - 0.015, horizon + 0.03, x + 0.015, horizon + 0.03, x + 0.5, 1.02, x - 0.5, 1.02]
    b.blend(path, [hex_("#9a9a9e"), hex_("#6e6c74")], (0, horizon), (0, 1), ("sand", 14, 1))
    b.flats([[x - 0.013, horizon + 0.03, x - 0.011, horizon + 0.03, x - 0.42, 1.02, x - 0.45, 1.02],
             [x + 0.013, horizon + 0.03, x + 0.011, horizon + 0.03, x + 0.42, 1.02, x + 0.45, 1.02]],
            hex_("#e8e2d0"), 0.8)  # fmt: skip
    marks = []
    for i in range(6):
        y0, y1 = (horizon + 0.05 + ((i + part) / 6) ** 1.8 * 0.45 for part in (0, 0.55))
        w0, w1 = ((y - horizon) * 0.018 for y in (y0, y1))
        marks.append([x - w0, y0, x + w0, y0, x + w1, y1, x - w1, y1])
    b.flats(marks, hex_("#f2e6bc"))


def meeting(random: Random) -> Stage:
    """A room where charts stand on easels."""
    foot = random.uniform(0.66, 0.74)
    wall = hex_(random.choice(("#b4c2c8", "#c8bca8", "#a9b89c", "#b8aec4", "#c4a8a0")))
    floor = hex_(random.choice(("#b89470", "#8f99a4", "#a8907c")))
    back = random.choice(("window", "window", "panels", "plain"))
    zones = (
        zone(foot + 0.06, 0.9, (0.4, 0.5), CHARTS, 0.15, 0.85, (0, 0)),
        zone(foot + 0.06, 0.9, (0.38, 0.46), CHARTS, 0.15, 0.85, (0, 0)),
    )

    def paint(b: Brush) -> None:
        b.blend(band(0, foot), [shade(wall, 0.18), shade(wall, -0.18)], (0, 0), (1, foot), ("cloud", 9, 0.7))
        if back == "window":
            window_on(b, random, foot - 0.1, town=True)
        elif back == "panels":
            b.lines([[x / 10, 0, x / 10, foot] for x in range(1, 10, 2)], 0.004, shade(wall, -0.2), 0.6)
        ground(b, foot, 1, shade(floor, 0.15), shade(floor, -0.12), ("brush", 10, 0.8))
        b.form(band(foot - 0.025, foot), hex_("#f0eadc"), 0.4)
        for x in (0.25, 0.5, 0.75):
            b.glow(x, -0.02, 0.3, (255, 246, 220), 0.3)

    return Stage(("indoor",), zones, paint)


def plain_sign(random: Random) -> Stage:
    """Nothing but one sign before an even wall: little to see, and yet a fine picture."""
    wall = hex_(random.choice(("#e8e4da", "#d4e0e4", "#efe0cc", "#dfe4d4")))
    zones = (zone(0.84, 0.9, (0.5, 0.6), "stop sign, warning sign, arrow sign", 0.35, 0.65, (0, 0)),)

    def paint(b: Brush) -> None:
        b.flat(rectangle(-0.1, -0.1, 1.1, 0.87), wall)
        b.flat(rectangle(-0.1, 0.86, 1.1, 1.1), shade(wall, -0.12))
        b.flat(ellipse(0.5, 0.93, 0.3, 0.02), shade(wall, -0.16), 0.4)

    return Stage(("overcast",), zones, paint)
