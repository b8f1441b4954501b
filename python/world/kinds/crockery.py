"""What stands on tables and is not eaten."""

from ..paint.brush import Brush
from ..paint.colour import hex_, shade
from ..paint.path import ellipse, rectangle, smooth_closed, smooth_open
from .kind import BRIGHT, kind
from .shapes import CREAM, LEAF, WHITE, both_sides, glint, half_disc, pale, rays

BRASS = hex_("#b8934a")


@kind("cup", BRIGHT, height=0.45, half_width=0.62)
def cup(b: Brush) -> None:
    b.shadow(0.5)
    b.form(ellipse(0, 0.06, 0.58, 0.09), shade(b.colour, -0.16 if pale(b.colour) else 0.35))
    b.line(ellipse(0.42, 0.48, 0.18, 0.19, start=-1.7, end=1.7, points=14), 0.085, shade(b.colour, -0.18))
    b.blob([-0.2, 0.06, -0.38, 0.36, -0.42, 0.8, 0.42, 0.8, 0.38, 0.36, 0.2, 0.06])
    b.form(ellipse(0, 0.8, 0.42, 0.095), shade(b.colour, 0.35))
    b.flat(ellipse(0, 0.79, 0.35, 0.068), hex_("#5e3a26"))
    for x in (-0.14, 0.1):
        b.line([x, 0.9, x - 0.06, 1.02, x + 0.05, 1.12, x, 1.24], 0.035, WHITE, smooth=True, opacity=0.4)


@kind("teapot", BRIGHT, height=0.68, half_width=0.8)
def teapot(b: Brush) -> None:
    b.shadow(0.5)
    b.line([-0.38, 0.68, -0.7, 0.68, -0.74, 0.36, -0.42, 0.24], 0.09, shade(b.colour, -0.18), smooth=True)
    b.form([*smooth_open([0.36, 0.32, 0.54, 0.46, 0.6, 0.64, 0.66, 0.8]), 0.82, 0.86,
            *smooth_open([0.78, 0.68, 0.74, 0.46, 0.6, 0.28, 0.36, 0.16])], shade(b.colour, -0.1))  # fmt: skip
    b.form([-0.24, -0.02, 0.24, -0.02, 0.22, 0.06, -0.22, 0.06], shade(b.colour, -0.3))
    b.blob([-0.26, 0.02, -0.5, 0.3, -0.44, 0.66, -0.2, 0.8, 0.2, 0.8, 0.44, 0.66, 0.5, 0.3, 0.26, 0.02, 0, 0])
    b.blob([-0.25, 0.78, -0.12, 0.89, 0.12, 0.89, 0.25, 0.78], shade(b.colour, 0.18))
    b.oval(0, 0.94, 0.075, 0.065)
    b.line([-0.46, 0.26, 0, 0.22, 0.46, 0.26], 0.05, shade(b.colour, -0.3 if pale(b.colour) else 0.6), smooth=True)
    glint(b, -0.28, 0.56, 0.05, 0.12, -0.5)


@kind("bottle", ("red", "green", "blue", "brown", "white"), height=0.95, half_width=0.2)
def bottle(b: Brush) -> None:
    b.shadow(0.18)
    left = ((-0.16, 0.01), (-0.17, 0.3), (-0.16, 0.54), (-0.06, 0.7), (-0.055, 0.94))
    b.blob(both_sides(left))
    b.box(-0.06, 0.92, 0.06, 1, hex_("#c8a070"), 0.02)
    b.flat(rectangle(-0.165, 0.18, 0.165, 0.38), hex_("#cfd6da") if pale(b.colour) else CREAM)
    b.line([-0.09, 0.32, 0.09, 0.32], 0.018, hex_("#8a7a68"))
    b.line([-0.09, 0.26, 0.05, 0.26], 0.014, hex_("#8a7a68"))
    b.line([-0.1, 0.44, -0.1, 0.56], 0.024, WHITE, opacity=0.5)


@kind("bowl", BRIGHT, height=0.36, half_width=1.05)
def bowl(b: Brush) -> None:
    b.shadow(0.8)
    for dy in (0, 0.12):
        b.line([-0.1, 0.9, 0.98, 1.04 + dy], 0.055, hex_("#a8703c"))
    b.blob([-0.78, 0.78, -0.5, 1.02, 0, 1.12, 0.5, 1.02, 0.78, 0.78], hex_("#efe4c8"))
    for x, y in ((-0.3, 0.96), (0.1, 1.02), (0.34, 0.9)):
        b.dot(x, y, 0.055, hex_("#7a9a54"))
    b.form([-0.36, 0, 0.36, 0, 0.42, 0.12, -0.42, 0.12], shade(b.colour, -0.25))
    b.form(half_disc(0, 0.82, 0.98, 0.76))
    b.line([-0.97, 0.82, 0.97, 0.82], 0.09, shade(b.colour, -0.2 if pale(b.colour) else 0.4))
    b.line([-0.78, 0.5, 0.78, 0.5], 0.05, shade(b.colour, -0.25 if pale(b.colour) else 0.55))


@kind("vase", ("orange", "green", "blue", "purple", "pink", "white"), height=1.15, half_width=0.36)
def vase(b: Brush) -> None:
    b.shadow(0.2)
    flowers = ((-0.28, 0.72), (0.28, 0.74), (-0.12, 0.9), (0.13, 0.92), (0, 0.72))
    b.lines([[0, 0.45, x * 0.5, y * 0.8, x, y] for x, y in flowers], 0.022, LEAF)
    petals = [(x + 0.05 * u, y + 0.05 * v) for x, y in flowers for _, u, v in rays(5, x)]
    b.flats([ellipse(x, y, 0.042, 0.042, points=12) for x, y in petals], hex_("#faf4e4"))
    b.flats([ellipse(x, y, 0.032, 0.032, points=12) for x, y in flowers], hex_("#d8a83a"))
    for s in (-1, 1):
        b.blob([0, 0.46, s * 0.16, 0.62, s * 0.34, 0.58, s * 0.16, 0.5], LEAF)
    b.blob([-0.1, 0, -0.23, 0.2, -0.1, 0.4, -0.14, 0.5, 0.14, 0.5, 0.1, 0.4, 0.23, 0.2, 0.1, 0])
    b.line([-0.2, 0.2, 0, 0.16, 0.2, 0.2], 0.03, shade(b.colour, -0.3 if pale(b.colour) else 0.55), smooth=True)
    glint(b, -0.11, 0.28, 0.025, 0.06, -0.2)


@kind("candle", ("red", "yellow", "green", "blue", "purple", "white"), height=0.72, half_width=0.34)
def candle(b: Brush) -> None:
    b.shadow(0.26)
    b.line(ellipse(0.3, 0.1, 0.08, 0.08, start=-2, end=2, points=10), 0.035, BRASS)
    b.form(ellipse(0, 0.05, 0.3, 0.07), BRASS)
    b.box(-0.13, 0.06, 0.13, 0.68, b.colour, 0.04)
    b.form(ellipse(0, 0.67, 0.13, 0.035), shade(b.colour, 0.35))
    b.blob([-0.13, 0.67, -0.15, 0.5, -0.1, 0.45, -0.06, 0.66], shade(b.colour, 0.3))
    b.line([0, 0.68, 0, 0.78], 0.022, hex_("#3a3030"))
    b.glow(0, 0.86, 0.4, hex_("#ffcf78"), 0.5)
    b.shine(smooth_closed([0, 0.72, -0.06, 0.83, 0, 1, 0.06, 0.83]), hex_("#ffb93a"))
    b.shine(smooth_closed([0, 0.74, -0.03, 0.81, 0, 0.9, 0.03, 0.81]), hex_("#fff4cc"))


CROCKERY = (cup, teapot, bottle, bowl, vase, candle)
