"""What stands, grows and flies in parks, fields and streets, and who walks there."""

from ..paint.brush import Brush
from ..paint.colour import hex_, mix, shade
from ..paint.path import ellipse, smooth_closed
from .kind import BRIGHT, kind
from .shapes import CREAM, LEAF, at_night, eye, pale, rays

IRON = hex_("#4c4850")


@kind("tree", ("green", "green", "yellow", "red", "pink"), height=1.7, half_width=0.42)
def tree(b: Brush) -> None:
    b.shadow(0.36, 0, 0.01)
    b.form(smooth_closed([-0.09, 0, -0.05, 0.26, -0.14, 0.5, 0.16, 0.5, 0.06, 0.26, 0.1, 0]), hex_("#75523f"))
    random = b.look.random
    for x, y, r in ((-0.21, 0.52, 0.2), (0.21, 0.54, 0.2), (-0.15, 0.72, 0.2), (0.16, 0.74, 0.19), (0, 0.6, 0.23),
                    (0, 0.82, 0.17)):  # fmt: skip
        points: list[float] = []
        for _, u, v in rays(9):
            reach = r * random.uniform(0.9, 1.1)
            points += [x + reach * u, y + reach * v]
        b.form(smooth_closed(points), shade(b.colour, (y - 0.66) * 0.6), 0.8)
    for amount in (-0.25, 0.35):
        spots = [(random.uniform(-0.27, 0.27), random.uniform(0.46, 0.88)) for _ in range(6)]
        b.flats([ellipse(x, y, 0.024, 0.024, points=12) for x, y in spots], shade(b.colour, amount), 0.7)


@kind("lamp post", ("red", "green", "blue", "grey"), height=1.5, half_width=0.14)
def lamp_post(b: Brush) -> None:
    b.shadow(0.12, 0, 0.005)
    b.form([-0.08, 0, 0.08, 0, 0.045, 0.14, -0.045, 0.14])
    b.box(-0.032, 0.12, 0.032, 0.74)
    b.line([-0.11, 0.64, 0.11, 0.64], 0.032, shade(b.colour, -0.2))
    b.dot(0, 0.64, 0.045, b.colour)
    if at_night(b):
        b.glow(0, 0.84, 0.5, hex_("#ffd98a"), 0.75)
        b.shine([-0.07, 0.76, 0.07, 0.76, 0.1, 0.91, -0.1, 0.91], hex_("#fff0bc"))
    else:
        b.form([-0.07, 0.76, 0.07, 0.76, 0.1, 0.91, -0.1, 0.91], hex_("#fff2c4"))
    b.form([-0.085, 0.73, 0.085, 0.73, 0.085, 0.77, -0.085, 0.77])
    b.form([-0.135, 0.9, 0.135, 0.9, 0.04, 0.99, 0, 1.02, -0.04, 0.99])


@kind("flower", ("red", "orange", "yellow", "blue", "purple", "pink", "white"), height=0.42, half_width=0.28)
def flower(b: Brush) -> None:
    b.line([0, 0, 0.03, 0.4, 0, 0.7], 0.045, hex_("#4f8a46"), smooth=True)
    b.blob([0.01, 0.12, 0.14, 0.34, 0.27, 0.4, 0.18, 0.2], LEAF)
    b.blob([0.02, 0.22, -0.14, 0.44, -0.26, 0.5, -0.16, 0.28], LEAF)
    for angle, u, v in rays(7, 0.2):
        b.oval(0.15 * u, 0.76 + 0.15 * v, 0.13, 0.085, b.colour, angle)
    b.form(ellipse(0, 0.76, 0.085, 0.085), hex_("#9c6a2c"))


@kind("bench", ("red", "green", "blue", "brown", "white"), height=0.5, half_width=1.14, top=0.5)
def bench(b: Brush) -> None:
    b.shadow(1.1, 0, 0, 0.1)
    for x in (-0.85, 0.85):
        b.form([x - 0.06, 0, x + 0.06, 0, x + 0.05, 0.98, x - 0.05, 0.98], IRON)
    for y in (0.6, 0.76, 0.92):
        b.box(-1.08, y - 0.06, 1.08, y + 0.06)
    b.form([-1.12, 0.37, 1.12, 0.37, 1.06, 0.5, -1.06, 0.5])
    for x in (-0.98, 0.98):
        b.form([x - 0.05, -0.04, x + 0.05, -0.04, x + 0.05, 0.4, x - 0.05, 0.4], IRON)


@kind("kite", ("red", "orange", "yellow", "green", "blue", "purple", "pink"), height=0.8, half_width=0.4)
def kite(b: Brush) -> None:
    b.line([0, 0.28, -0.12, 0.18, 0.06, 0.08, -0.1, -0.04, 0.04, -0.18], 0.016, CREAM, smooth=True)
    for x, y in ((-0.09, 0.18), (0.05, 0.08), (-0.08, -0.04)):
        b.form([x - 0.08, y + 0.05, x - 0.08, y - 0.04, x + 0.08, y + 0.05, x + 0.08, y - 0.04], shade(b.colour, -0.1))
    b.form([0, 0.26, -0.34, 0.72, 0, 1])
    b.form([0, 0.26, 0.34, 0.72, 0, 1], shade(b.colour, 0.3))
    b.line([0, 0.26, 0, 1], 0.016, hex_("#6a4a34"))
    b.line([-0.34, 0.72, 0.34, 0.72], 0.016, hex_("#6a4a34"))


@kind("umbrella", ("red", "orange", "yellow", "green", "blue", "purple", "pink"), height=0.9, half_width=0.56)
def umbrella(b: Brush) -> None:
    b.shadow(0.4)
    b.line([0.06, 0, 0, 0.96], 0.035, hex_("#e8dcc6"))
    b.blob([-0.55, 0.54, -0.42, 0.82, 0, 0.98, 0.42, 0.84, 0.57, 0.58, 0.37, 0.62, 0.17, 0.54, -0.04, 0.6, -0.23, 0.53,
            -0.38, 0.58])  # fmt: skip
    stripe = mix(b.colour, (255, 250, 238), 0.78)
    b.flat(smooth_closed([-0.22, 0.545, -0.17, 0.78, 0, 0.97, 0.1, 0.8, 0.16, 0.555, -0.03, 0.6]), stripe)
    b.dot(0, 1, 0.03, hex_("#e8dcc6"))


@kind("haystack", ("yellow",), height=0.62, half_width=0.74, top=0.94)
def haystack(b: Brush) -> None:
    b.shadow(0.7)
    b.blob([-0.7, 0, -0.62, 0.46, -0.34, 0.86, 0, 0.98, 0.34, 0.86, 0.62, 0.46, 0.7, 0, 0, -0.05])
    random = b.look.random
    for amount in (-0.35, -0.2, 0.45):
        straws = []
        for _ in range(14):
            y = random.uniform(0, 0.84)
            x = random.uniform(-0.6, 0.6) * (1 - y * 0.6)
            straws.append([x, y, x * 0.9 + random.uniform(-0.06, 0.06), y + 0.13])
        b.lines(straws, 0.02, shade(b.colour, amount))
    edge = ((-0.68, 0.04, -0.09), (0.68, 0.05, 0.09), (-0.58, 0.48, -0.09), (0.6, 0.46, 0.08), (0, 0.97, 0.05))
    b.lines([[x, y, x + dx, y + 0.07] for x, y, dx in edge], 0.022, shade(b.colour, -0.12))


@kind("woman", BRIGHT, height=0.95, half_width=0.25)
def woman(b: Brush) -> None:
    random = b.look.random
    skin = hex_(random.choice(("#f2cba8", "#c98f66", "#8a5a3e", "#e0ac84")))
    hair = hex_(random.choice(("#3a2a22", "#6a4026", "#b88438", "#262026")))
    b.shadow(0.2)
    for x in (-0.06, 0.06):
        b.box(x - 0.03, 0.03, x + 0.03, 0.3, skin)
        b.oval(x + 0.02, 0.02, 0.055, 0.025, hex_("#3c3a4c"))
    b.blob([-0.1, 0.94, -0.15, 0.82, -0.12, 0.7, 0.04, 0.7, 0.1, 0.9], hair)
    b.line([-0.11, 0.67, -0.2, 0.54, -0.18, 0.42], 0.06, shade(b.colour, -0.2), smooth=True)
    b.blob([-0.12, 0.72, -0.1, 0.5, -0.23, 0.22, 0, 0.19, 0.23, 0.22, 0.1, 0.5, 0.12, 0.72, 0, 0.75])
    b.line([0.11, 0.68, 0.2, 0.56, 0.22, 0.44], 0.065, shade(b.colour, 0.1), smooth=True)
    for x, y in ((-0.18, 0.4), (0.22, 0.42)):
        b.dot(x, y, 0.032, skin)
    b.line([-0.1, 0.49, 0.1, 0.49], 0.03, shade(b.colour, -0.5 if pale(b.colour) else 0.6))
    b.oval(0.01, 0.85, 0.085, 0.1, skin)
    b.form(smooth_closed([-0.1, 0.84, -0.09, 0.98, 0.03, 1, 0.11, 0.92, 0.03, 0.92, -0.05, 0.87]), hair)
    b.dot(-0.1, 0.95, 0.055, hair)
    eye(b, 0.05, 0.85, 0.014)


OUTDOORS = (tree, lamp_post, flower, bench, kite, umbrella, haystack, woman)
