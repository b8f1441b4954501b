"""What is eaten."""

from ..paint.brush import Brush
from ..paint.colour import hex_, mix, shade
from ..paint.path import ellipse
from .kind import kind
from .shapes import WOOD, both_sides, glint, pale


@kind("apple", ("red", "green", "yellow"), height=0.4, half_width=0.52)
def apple(b: Brush) -> None:
    b.shadow(0.42)
    b.blob([0, 0.06, -0.26, 0, -0.5, 0.3, -0.45, 0.66, -0.2, 0.8, 0, 0.72, 0.2, 0.8, 0.45, 0.66, 0.5, 0.3, 0.26, 0])
    glint(b, -0.24, 0.56, 0.07, 0.13, -0.4)
    b.flat(ellipse(0.01, 0.73, 0.12, 0.035), shade(b.colour, -0.45))
    b.line([0, 0.7, 0.03, 0.84, 0.1, 0.95], 0.055, WOOD, smooth=True)
    b.blob([0.06, 0.82, 0.24, 1, 0.46, 0.98, 0.28, 0.82], hex_("#4a7f44"))


@kind("pear", ("green", "yellow", "red"), height=0.5, half_width=0.4)
def pear(b: Brush) -> None:
    b.shadow(0.32)
    b.blob([0, 0.01, *both_sides(((-0.3, 0.06), (-0.38, 0.32), (-0.2, 0.58), (-0.11, 0.8), (-0.05, 0.87)))])
    glint(b, -0.18, 0.34, 0.05, 0.12, -0.2)
    b.line([0, 0.85, 0.03, 0.92, 0.1, 1], 0.045, WOOD, smooth=True)
    for x, y in ((0.14, 0.3), (0.2, 0.18), (0.06, 0.44), (-0.02, 0.14)):
        b.dot(x, y, 0.02, shade(b.colour, -0.35))


@kind("cake", ("yellow", "pink", "brown", "white"), height=0.62, half_width=0.8)
def cake(b: Brush) -> None:
    b.shadow(0.6)
    b.form([-0.2, 0, 0.2, 0, 0.1, 0.1, -0.1, 0.1], hex_("#c3cad2"))
    b.form(ellipse(0, 0.12, 0.8, 0.08), hex_("#d5dbe0"))
    b.blob([-0.58, 0.12, -0.6, 0.5, 0, 0.56, 0.6, 0.5, 0.58, 0.12, 0, 0.08], mix(b.colour, hex_("#f0dcb8"), 0.45))
    b.flat([-0.59, 0.27, 0.59, 0.27, 0.59, 0.32, -0.59, 0.32], shade(b.colour, -0.2))
    drips = [-0.48, 0.48, -0.36, 0.32, -0.2, 0.45, -0.05, 0.32, 0.1, 0.45, 0.26, 0.31, 0.42, 0.46]
    b.blob([-0.62, 0.6, -0.61, 0.4, *drips, 0.6, 0.38, 0.62, 0.6, 0.3, 0.7, -0.3, 0.7])
    b.flat(ellipse(0, 0.62, 0.48, 0.06), shade(b.colour, -0.14 if pale(b.colour) else 0.3))
    for x in (-0.34, 0, 0.34):
        b.box(x - 0.032, 0.62, x + 0.032, 0.84, hex_("#7fb0c8"))
        b.shine(ellipse(x, 0.92, 0.05, 0.085), hex_("#ffb52e"))
        b.shine(ellipse(x, 0.9, 0.022, 0.045), hex_("#fff0b8"))


@kind("loaf of bread", ("brown",), height=0.4, half_width=1.0)
def loaf_of_bread(b: Brush) -> None:
    b.shadow(0.85)
    crust = mix(b.colour, hex_("#b8743a"), 0.45)
    b.blob([-0.9, 0.1, -0.95, 0.56, -0.5, 0.92, 0.5, 0.92, 0.95, 0.56, 0.9, 0.1, 0, 0.02], crust)
    for x in (-0.56, -0.16, 0.24):
        b.blob([x, 0.52, x + 0.06, 0.8, x + 0.26, 0.9, x + 0.2, 0.62], hex_("#e6c088"))
    b.line([-0.7, 0.16, 0.7, 0.16], 0.05, shade(crust, -0.35), opacity=0.6)


FOOD = (apple, pear, cake, loaf_of_bread)
