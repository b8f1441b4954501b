"""Houses and towers."""

from ..paint.brush import Brush
from ..paint.colour import hex_, shade
from ..paint.path import rectangle, smooth_closed
from .kind import BRIGHT, kind
from .shapes import CREAM, WOOD, at_night, rays, window

SLATE = hex_("#5b5662")


@kind("house", BRIGHT, height=1.9, half_width=0.53)
def house(b: Brush) -> None:
    b.shadow(0.5, 0, 0.01)
    b.box(-0.42, 0, 0.42, 0.62)
    b.lines([[-0.41, y, 0.41, y] for y in (0.12, 0.24, 0.36, 0.48)], 0.007, shade(b.colour, -0.25))
    b.box(0.18, 0.72, 0.29, 1, hex_("#77636a"))
    b.form([-0.53, 0.58, 0.53, 0.58, 0.3, 0.92, -0.3, 0.92], SLATE)
    rows = ((0.66, 0.448), (0.75, 0.385), (0.84, 0.322))
    b.lines([[-x, y, x, y] for y, x in rows], 0.009, shade(SLATE, -0.35))
    b.box(-0.09, 0, 0.09, 0.32, WOOD, 0.02)
    b.dot(0.055, 0.15, 0.014, hex_("#e8c860"))
    window(b, -0.34, 0.24, -0.18, 0.44)
    window(b, 0.18, 0.24, 0.34, 0.44)


@kind("barn", ("red", "brown", "white", "grey", "green"), height=1.7, half_width=0.68)
def barn(b: Brush) -> None:
    b.shadow(0.68, 0, 0.01)
    b.form([-0.6, 0, 0.6, 0, 0.6, 0.5, 0.36, 0.86, 0, 1, -0.36, 0.86, -0.6, 0.5])
    b.lines([[i * 0.13, 0.02, i * 0.13, 0.5] for i in range(-4, 5)], 0.007, shade(b.colour, -0.3))
    b.line([-0.67, 0.44, -0.38, 0.87, 0, 1.02, 0.38, 0.87, 0.67, 0.44], 0.055, SLATE)
    b.box(-0.21, 0, 0.21, 0.4, shade(b.colour, -0.3))
    b.line([-0.21, 0, -0.21, 0.4, 0.21, 0.4, 0.21, 0, -0.21, 0.4], 0.028, CREAM)
    b.line([-0.21, 0, 0.21, 0.4], 0.028, CREAM)
    b.flat(rectangle(-0.12, 0.56, 0.12, 0.76), CREAM)
    b.flat(rectangle(-0.09, 0.58, 0.09, 0.74), hex_("#3c3036"))


@kind("lighthouse", ("red", "orange", "green", "blue"), height=1.9, half_width=0.36)
def lighthouse(b: Brush) -> None:
    b.blob([-0.36, -0.02, -0.28, 0.07, 0, 0.1, 0.3, 0.06, 0.36, -0.02], hex_("#8a8078"))
    b.form([-0.17, 0.05, 0.17, 0.05, 0.105, 0.74, -0.105, 0.74], CREAM)
    for low, high in ((0.05, 0.21), (0.33, 0.48), (0.6, 0.74)):
        w0, w1 = (0.172 - (y - 0.05) * 0.094 for y in (low, high))
        b.form([-w0, low, w0, low, w1, high, -w1, high])
    b.box(-0.15, 0.73, 0.15, 0.765, hex_("#4a4448"))
    b.box(-0.08, 0.765, 0.08, 0.87, hex_("#fff0b0"))
    if at_night(b):
        b.glow(0, 0.82, 0.5, hex_("#ffe9a0"), 0.8)
    b.line([0, 0.765, 0, 0.87], 0.014, hex_("#4a4448"))
    b.form([-0.12, 0.86, 0.12, 0.86, 0.05, 0.95, 0, 1, -0.05, 0.95])


@kind("windmill", ("white", "brown", "red", "grey"), height=1.8, half_width=0.45)
def windmill(b: Brush) -> None:
    b.shadow(0.3, 0, 0.01)
    b.form([-0.25, 0, 0.25, 0, 0.15, 0.66, -0.15, 0.66])
    for y, x in ((0.2, 0.215), (0.42, 0.185)):
        b.line([-x, y, x, y], 0.012, shade(b.colour, -0.3))
    b.form(smooth_closed([-0.17, 0.65, -0.13, 0.77, 0, 0.83, 0.13, 0.77, 0.17, 0.65]), SLATE)
    b.box(-0.06, 0, 0.06, 0.16, WOOD)
    window(b, -0.04, 0.26, 0.04, 0.36)
    for _, u, v in rays(4, 0.2 + b.look.random.random()):
        hub, tip = (0.1 * u, 0.7 + 0.1 * v), (0.42 * u, 0.7 + 0.42 * v)
        side = (-0.1 * v, 0.1 * u)
        b.form([*hub, *tip, tip[0] + side[0], tip[1] + side[1], hub[0] + side[0], hub[1] + side[1]], hex_("#e9dcc0"))
        b.line([0, 0.7, *tip], 0.02, hex_("#5a4030"))
    b.dot(0, 0.7, 0.04, hex_("#4a3830"))


BUILDINGS = (house, barn, lighthouse, windmill)
