"""What stands at roads."""

from ..paint.brush import Brush
from ..paint.colour import COLOUR_RGB, hex_, mix, shade
from ..paint.path import ellipse
from .kind import kind
from .shapes import CREAM, WOOD, pale, rays

POST = hex_("#8e949c")
INK = hex_("#2e2a2e")


@kind("warning sign", ("red", "orange", "yellow"), height=1.2, half_width=0.4)
def warning_sign(b: Brush) -> None:
    b.shadow(0.12, 0, 0, 0.1)
    b.box(-0.03, 0, 0.03, 0.5, POST)
    b.form([-0.4, 0.4, 0.4, 0.4, 0, 1.06], INK)
    b.form([-0.335, 0.44, 0.335, 0.44, 0, 0.985])
    b.line([0, 0.8, 0, 0.63], 0.06, INK)
    b.dot(0, 0.53, 0.038, INK)


@kind("stop sign", ("red",), height=1.2, half_width=0.36, lettered=True)
def stop_sign(b: Brush) -> None:
    b.shadow(0.12, 0, 0, 0.1)
    b.box(-0.03, 0, 0.03, 0.5, POST)
    for radius, colour in ((0.36, CREAM), (0.325, b.colour)):
        b.form([value for _, u, v in rays(8, 0.3927) for value in (radius * u, 0.68 + radius * v)], colour)
    b.lines([
        [-0.16, 0.745, -0.19, 0.76, -0.23, 0.75, -0.24, 0.72, -0.17, 0.67, -0.16, 0.63, -0.19, 0.6, -0.24, 0.615],
        [-0.13, 0.755, -0.01, 0.755],
        [-0.07, 0.755, -0.07, 0.605],
        ellipse(0.065, 0.68, 0.045, 0.075, end=6.2, points=12),
        [0.16, 0.605, 0.16, 0.755, 0.22, 0.755, 0.245, 0.72, 0.22, 0.685, 0.16, 0.685],
    ], 0.03, CREAM)  # fmt: skip


@kind("arrow sign", ("orange", "yellow", "green", "blue", "white"), height=1.1, half_width=0.6)
def arrow_sign(b: Brush) -> None:
    b.shadow(0.12, 0, 0, 0.1)
    b.box(-0.04, 0, 0.04, 0.98, WOOD)
    b.form([-0.48, 0.52, 0.32, 0.52, 0.62, 0.73, 0.32, 0.94, -0.48, 0.94, -0.36, 0.73])
    mark = hex_("#4a4654") if pale(b.colour) else mix(b.colour, (255, 250, 240), 0.92)
    b.lines([[-0.24, 0.73, 0.36, 0.73], [0.2, 0.85, 0.38, 0.73, 0.2, 0.61]], 0.06, mark)


@kind("traffic light", ("red", "yellow", "green"), height=1.3, half_width=0.2)
def traffic_light(b: Brush) -> None:
    b.shadow(0.12, 0, 0, 0.1)
    b.box(-0.03, 0, 0.03, 0.42, POST)
    lamps = {COLOUR_RGB[name]: y for name, y in (("red", 0.89), ("yellow", 0.69), ("green", 0.49))}
    b.glow(0, lamps.get(b.colour, 0.69), 0.36, b.colour, 0.6)
    b.box(-0.18, 0.36, 0.18, 1.02, hex_("#35343c"), 0.07)
    for own, y in lamps.items():
        if own == b.colour:
            b.shine(ellipse(0, y, 0.105, 0.097), own)
            b.shine(ellipse(0, y + 0.015, 0.06, 0.05), mix(own, (255, 250, 200), 0.45))
        else:
            b.flat(ellipse(0, y, 0.085, 0.08), shade(hex_("#4a4952"), -0.2))


SIGNS = (warning_sign, stop_sign, arrow_sign, traffic_light)
