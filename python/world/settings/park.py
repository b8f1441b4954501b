"""Parks."""

from random import Random

from ..paint.brush import Brush
from ..paint.colour import Rgb, hex_, mix, shade
from ..paint.path import ellipse
from .facades import skyline
from .ground import bushes, far_trees, ground, lake, meadow, trail, waves
from .setting import OUTDOORS, Stage, chance, in_weather, zone
from .sky import ridge, sky

LAWN = "dog, woman, bench, bench, bicycle, flower, flower, tree"
LEAVES = {
    "summer": ("#6f9a58", "#84a050", "#5c9068"),
    "autumn": ("#c8843c", "#b8622f", "#d0a440"),
    "spring": ("#9cbc6c", "#d8a0b4", "#b8c87c"),
}
LAWNS = {"summer": ("#b4cc84", "#7aa658"), "autumn": ("#c4bc78", "#8f9a4c"), "spring": ("#bcd890", "#84b85c")}


def park(random: Random) -> Stage:
    """Lawns with trees around, a path, a pond or neither."""
    horizon = random.uniform(0.38, 0.46)
    feature = random.choice(("pond", "pond", "path", "path", "beds", "lawn"))
    season = random.choice(("summer", "summer", "summer", "autumn", "spring"))
    pond = feature == "pond"
    zones = [
        zone(horizon + 0.2, 0.74 if pond else 0.94, (0.28, 0.4), LAWN),
        zone(horizon * 0.6, horizon * 0.95, (0.24, 0.3), "kite, kite, kite, bird", distance=(0.15, 0.1)),
        zone(horizon + 0.14, horizon + 0.2, (0.24, 0.26), "tree, tree, woman, bench", distance=(0.3, 0.2)),
    ]
    if pond:
        zones.append(zone(0.85, 0.95, (0.34, 0.42), "duck, duck, fish"))

    def paint(b: Brush) -> None:
        sky(b, random, horizon)
        if chance(random, 0.4):
            skyline(b.at(0.9), random, horizon + 0.045)
        _trees(b.at(0.7), random, horizon + 0.05, hex_(random.choice(LEAVES[season])))
        far, near = (hex_(code) for code in LAWNS[season])
        ground(b, horizon + 0.04, 1, far, near)
        if chance(random, 0.5):
            bushes(b.at(0.45), random, horizon + 0.075, 0.03, mix(near, hex_("#4f7a4c"), 0.4))
        if feature == "path":
            trail(b, random, horizon + 0.045, 0.45, hex_("#dccfae"), hex_("#ecdebc"))
        meadow(b, random, horizon + 0.1, shade(near, -0.06), not pond)
        if pond:
            _pond(b, random)
        if feature == "beds":
            _bed(b, random, horizon + 0.11)
        if season == "autumn":
            _fallen(b, random, horizon + 0.1)

    if season == "autumn" and chance(random, 0.5):
        return Stage(OUTDOORS, tuple(zones), paint, "leaves")
    return in_weather(random, tuple(zones), paint, 0.1)


def _trees(b: Brush, random: Random, foot: float, leaves: Rgb) -> None:
    """Two rows of trees, the second in another tone, on a low bank."""
    ridge(b, random, foot, 0.035, mix(leaves, hex_("#7a9a60"), 0.6))
    for row in range(2):
        places = [(i / 6 + row / 12 + random.uniform(-0.03, 0.03), foot, random.uniform(0.14, 0.27)) for i in range(7)]
        far_trees(b, random, places, mix(leaves, (190, 170, 80), random.random() * 0.3 + 0.08 * row))


def _pond(b: Brush, random: Random) -> None:
    shore = [-0.2, 0.87, 0.2, 0.785, 0.7, 0.8, 1.2, 0.86]
    lake(b, shore, hex_("#cfc096"), hex_("#a8cfd4"), hex_("#5f9ab0"))
    waves(b, random, 0.82, hex_("#dcefee"), 24)
    reeds = [[x, 0.83, x + lean, 0.74] for x in (0.04, 0.06, 0.075, 0.95, 0.97) for lean in (-0.006, 0.005)]
    b.lines(reeds, 0.004, hex_("#6a8a48"))


def _bed(b: Brush, random: Random, y: float) -> None:
    """A round bed of small flowers, too small and many to count."""
    x, rx, ry = random.uniform(0.25, 0.75), 0.18, 0.026
    b.form(ellipse(x, y, rx, ry), hex_("#5f8a4c"), 0.6)
    for code in random.sample(("#d8607c", "#f0c850", "#e8e0f0", "#9c78c0", "#e88a4c"), 3):
        spots = []
        for _ in range(34):
            u, v = random.uniform(-0.95, 0.95), random.uniform(-0.8, 0.8)
            across = rx * u * (1 - v * v) ** 0.5
            spots.append(ellipse(x + across, y + ry * v - 0.006, 0.006 / b.aspect, 0.006, points=8))
        b.flats(spots, hex_(code))


def _fallen(b: Brush, random: Random, top: float) -> None:
    for code in ("#c8702c", "#d8a040", "#a84c2c"):
        leaves = []
        for _ in range(22):
            depth = random.random() ** 0.7
            x, y, r = random.random(), top + (1 - top) * depth, 0.003 + 0.007 * depth
            leaves.append([x - r / b.aspect, y, x, y - r * 0.7, x + r / b.aspect, y + r * 0.2, x, y + r * 0.5])
        b.flats(leaves, hex_(code), 0.9)
