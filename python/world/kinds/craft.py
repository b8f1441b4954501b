"""What sails and flies."""

from ..paint.brush import Brush
from ..paint.colour import hex_, shade
from ..paint.path import ellipse, rectangle, smooth_closed
from .kind import BRIGHT, kind
from .shapes import CREAM, METAL, RUBBER, pale

WATER = (30, 50, 80)


@kind("sailboat", BRIGHT, height=1.25, half_width=0.54)
def sailboat(b: Brush) -> None:
    b.flat(ellipse(0, -0.01, 0.56, 0.045), WATER, 0.4)
    b.form([-0.03, 0.22, -0.03, 0.9, -0.42, 0.24], METAL if pale(b.colour) else CREAM)
    b.blob([0.02, 0.21, 0.03, 0.6, 0.02, 1, 0.24, 0.72, 0.48, 0.23])
    for y, x in ((0.42, 0.38), (0.64, 0.27)):
        b.line([0.03, y, x, y + 0.02], 0.01, shade(b.colour, -0.25))
    b.line([0, 0.14, 0, 1.02], 0.024, hex_("#5f4431"))
    b.blob([-0.5, 0.17, 0, 0.15, 0.54, 0.18, 0.4, 0.01, 0, -0.03, -0.36, 0.01])
    b.line([-0.48, 0.14, 0.5, 0.15], 0.026, METAL if pale(b.colour) else CREAM)


@kind("ship", ("red", "orange", "green", "blue", "white"), height=0.85, half_width=1.2)
def ship(b: Brush) -> None:
    b.flat(ellipse(0, -0.01, 1.2, 0.06), WATER, 0.4)
    b.box(-0.7, 0.36, 0.45, 0.58, hex_("#e4ded2"))
    b.box(-0.55, 0.58, 0.2, 0.7, hex_("#e4ded2"))
    for x in (-0.42, -0.06):
        b.form([x, 0.68, x + 0.2, 0.68, x + 0.17, 1, x - 0.03, 1], b.colour)
        b.flat([x - 0.02, 0.92, x + 0.18, 0.92, x + 0.17, 1, x - 0.03, 1], RUBBER)
    for i in range(6):
        b.dot(-0.58 + i * 0.19, 0.47, 0.04, hex_("#5d7c92"))
    b.line([0.75, 0.4, 0.75, 0.8], 0.025, hex_("#5f4431"))
    b.form([-1.1, 0.38, 0.5, 0.38, 1.2, 0.48, 0.9, -0.02, -0.92, -0.02], b.colour)
    b.flat([-0.98, 0.09, 0.96, 0.09, 0.9, -0.02, -0.92, -0.02], shade(b.colour, -0.5))


@kind("hot-air balloon", BRIGHT, height=1.0, half_width=0.36)
def hot_air_balloon(b: Brush) -> None:
    for s in (-1, 1):
        b.line([s * 0.13, 0.32, s * 0.06, 0.12], 0.014, hex_("#5a4636"))
    b.blob([0, 0.26, -0.12, 0.32, -0.35, 0.62, -0.25, 0.92, 0, 1, 0.25, 0.92, 0.35, 0.62, 0.12, 0.32])
    light = shade(b.colour, -0.2) if pale(b.colour) else shade(b.colour, 0.5)
    gore = smooth_closed([-0.03, 0.27, -0.13, 0.62, -0.09, 0.93, 0, 0.995, 0.09, 0.93, 0.13, 0.62, 0.03, 0.27])
    b.form(gore, light, 0.6)
    for s in (-1, 1):
        b.line([s * 0.06, 0.29, s * 0.245, 0.62, s * 0.16, 0.94], 0.012, shade(b.colour, -0.35), smooth=True)
    b.box(-0.085, 0, 0.085, 0.13, hex_("#9a6a40"), 0.02)
    b.line([-0.09, 0.12, 0.09, 0.12], 0.025, hex_("#6f4a2c"))


@kind("rocket", ("red", "orange", "yellow", "blue", "purple", "white"), height=1.1, half_width=0.3)
def rocket(b: Brush) -> None:
    b.glow(0, 0.02, 0.3, hex_("#ffb84a"), 0.7)
    b.shine(smooth_closed([-0.1, 0.16, -0.07, 0.04, 0, -0.14, 0.07, 0.04, 0.1, 0.16]), hex_("#ffd36a"))
    trim = hex_("#8f97a6") if pale(b.colour) else CREAM
    for s in (-1, 1):
        b.form([s * 0.13, 0.16, s * 0.3, 0.02, s * 0.28, 0.26, s * 0.15, 0.46], shade(b.colour, -0.25))
    b.blob([-0.12, 0.14, -0.18, 0.45, -0.12, 0.78, 0, 1, 0.12, 0.78, 0.18, 0.45, 0.12, 0.14])
    b.form(smooth_closed([-0.125, 0.78, -0.07, 0.91, 0, 1, 0.07, 0.91, 0.125, 0.78, 0, 0.76]), trim)
    b.flat(rectangle(-0.15, 0.24, 0.15, 0.29), trim)
    b.oval(0, 0.56, 0.09, 0.08, trim)
    b.shine(ellipse(0, 0.56, 0.06, 0.054), hex_("#8fc4d8"))


CRAFT = (sailboat, ship, hot_air_balloon, rocket)
