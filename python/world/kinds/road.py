"""What drives on roads and fields."""

import math

from ..paint.brush import Brush
from ..paint.colour import hex_, shade
from ..paint.path import ellipse, rectangle, smooth_closed
from .kind import BRIGHT, kind
from .shapes import CREAM, METAL, RUBBER, panes, rays, wheel

LAMP = hex_("#fff3b8")
TAIL_LAMP = hex_("#c8342c")


@kind("car", BRIGHT, height=0.62, half_width=1.17)
def car(b: Brush) -> None:
    b.shadow(1.2, 0, 0.04)
    b.blob([
        -1.12, 0.2, -1.14, 0.5, -0.78, 0.6, -0.5, 0.96, 0.22, 0.98, 0.58, 0.62, 1.08, 0.5, 1.16, 0.22, 0.5, 0.15,
        -0.6, 0.15,
    ])  # fmt: skip
    panes(b, [-0.56, 0.62, -0.12, 0.62, -0.12, 0.88, -0.42, 0.88], [-0.04, 0.62, 0.44, 0.62, 0.2, 0.88, -0.04, 0.88])
    b.line([-0.08, 0.2, -0.08, 0.6], 0.02, shade(b.colour, -0.45))
    b.line([0.06, 0.53, 0.2, 0.53], 0.035, shade(b.colour, -0.5))
    b.flat(rectangle(-0.9, 0.15, 0.95, 0.22), shade(b.colour, -0.45))
    b.flat(ellipse(1.05, 0.42, 0.07, 0.08), LAMP)
    b.flat(ellipse(-1.09, 0.42, 0.05, 0.08), TAIL_LAMP)
    for x in (-0.62, 0.64):
        wheel(b, x, 0.23)


@kind("bus", ("red", "orange", "yellow", "green", "blue", "white"), height=1.25, half_width=1.05)
def bus(b: Brush) -> None:
    b.shadow(1.1, 0, 0.02)
    b.box(-1, 0.12, 1, 1, b.colour, 0.1)
    b.flat(rectangle(-0.98, 0.38, 0.99, 0.44), shade(b.colour, 0.6))
    windows = [rectangle(-0.92 + i * 0.33, 0.54, -0.65 + i * 0.33, 0.84) for i in range(5)]
    panes(b, *windows, rectangle(0.74, 0.2, 0.94, 0.86))
    b.line([-0.9, 0.93, 0.9, 0.93], 0.025, shade(b.colour, -0.3))
    b.flat(ellipse(0.97, 0.25, 0.04, 0.05), LAMP)
    for x in (-0.58, 0.5):
        wheel(b, x, 0.16)


@kind("truck", ("red", "orange", "yellow", "green", "blue", "white"), height=1.05, half_width=1.17)
def truck(b: Brush) -> None:
    b.shadow(1.2, 0, 0.02)
    b.flat(rectangle(-1.12, 0.12, 1.1, 0.22), RUBBER)
    b.box(-1.16, 0.22, 0.4, 1)
    b.flat(rectangle(-1.16, 0.5, 0.4, 0.7), CREAM if min(b.colour) < 200 else METAL)
    b.lines([[x, 0.24, x, 0.97] for x in (-0.84, -0.52, -0.2, 0.12)], 0.014, shade(b.colour, -0.4))
    b.blob([0.48, 0.15, 0.48, 0.8, 0.84, 0.8, 1.02, 0.52, 1.14, 0.44, 1.15, 0.16], shade(b.colour, 0.08))
    panes(b, [0.6, 0.48, 0.98, 0.48, 0.83, 0.71, 0.6, 0.71])
    b.line([0.62, 0.4, 0.74, 0.4], 0.03, shade(b.colour, -0.5))
    b.flat(ellipse(1.1, 0.3, 0.04, 0.05), LAMP)
    for x in (-0.85, -0.48, 0.8):
        wheel(b, x, 0.18)


@kind("bicycle", BRIGHT, height=0.62, half_width=0.9)
def bicycle(b: Brush) -> None:
    b.shadow(0.85, 0, 0, 0.12)
    for x in (-0.52, 0.52):
        b.lines([[x, 0.36, x + u * 0.33, 0.36 + v * 0.33] for _, u, v in rays(8)], 0.012, METAL)
        b.line(ellipse(x, 0.36, 0.33, 0.33, start=0, end=2 * math.pi, points=24), 0.055, RUBBER)
        b.line(ellipse(x, 0.36, 0.42, 0.42, start=0.5, end=2.5, points=8), 0.06, b.colour)
    b.line([-0.52, 0.36, -0.04, 0.34, 0.36, 0.78, -0.22, 0.78, -0.52, 0.36], 0.085, b.colour)
    b.line([-0.04, 0.34, -0.26, 0.9], 0.085, b.colour)
    b.line([0.52, 0.36, 0.34, 0.96, 0.5, 1], 0.075, b.colour)
    b.line([-0.4, 0.92, -0.14, 0.92], 0.09, RUBBER)
    b.line([0.42, 1, 0.54, 1], 0.08, RUBBER)
    b.dot(-0.04, 0.34, 0.09, METAL)
    b.line([-0.14, 0.2, 0.06, 0.48], 0.035, RUBBER)


@kind("tractor", ("red", "orange", "yellow", "green", "blue"), height=0.95, half_width=0.85)
def tractor(b: Brush) -> None:
    b.shadow(0.9, 0, 0.02)
    b.line([0.46, 0.6, 0.46, 0.94], 0.06, RUBBER)
    b.box(-0.1, 0.28, 0.84, 0.64, b.colour, 0.07)
    b.form([-0.64, 0.36, 0.02, 0.36, -0.04, 0.96, -0.58, 0.96], b.colour)
    panes(b, [-0.5, 0.62, -0.06, 0.62, -0.11, 0.88, -0.48, 0.88])
    b.box(-0.7, 0.92, 0.08, 1, shade(b.colour, -0.2), 0.03)
    b.lines([[0.6, y, 0.78, y] for y in (0.4, 0.48, 0.56)], 0.025, shade(b.colour, -0.6))
    b.form(smooth_closed([-0.74, 0.5, -0.6, 0.72, -0.2, 0.74, 0.02, 0.5, -0.36, 0.5]), shade(b.colour, -0.12))
    wheel(b, -0.36, 0.34)
    wheel(b, 0.62, 0.2)


ROAD = (car, bus, truck, bicycle, tractor)
