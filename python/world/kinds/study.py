"""What stands on a desk."""

import math

from ..paint.brush import Brush
from ..paint.colour import hex_, mix, shade
from ..paint.path import ellipse, rectangle, smooth_closed
from .kind import BRIGHT, kind
from .shapes import WOOD, glint, pale, rays

DARK = hex_("#2e3440")


@kind("laptop", ("red", "blue", "pink", "white", "grey"), height=0.5, half_width=0.82)
def laptop(b: Brush) -> None:
    b.shadow(0.8, 0, 0, 0.14)
    b.box(-0.66, 0.2, 0.66, 1, b.colour, 0.05)
    b.flat(rectangle(-0.54, 0.32, 0.54, 0.9), DARK)
    b.shine(rectangle(-0.5, 0.36, 0.5, 0.86), hex_("#35506c"), 0.8)
    b.shine(rectangle(-0.4, 0.44, 0.06, 0.78), hex_("#dfe9ee"), 0.85)
    lines = [[0.14, y, 0.42, y] for y in (0.5, 0.6, 0.7)]
    b.lines(lines, 0.03, hex_("#9fc0d0"))
    b.form([-0.82, 0.05, 0.82, 0.05, 0.68, 0.25, -0.68, 0.25], shade(b.colour, 0.12))
    b.box(-0.82, -0.01, 0.82, 0.06, shade(b.colour, -0.2), 0.03)
    b.flat([-0.64, 0.13, 0.64, 0.13, 0.58, 0.22, -0.58, 0.22], shade(b.colour, -0.55))
    b.flat([-0.17, 0.065, 0.17, 0.065, 0.16, 0.115, -0.16, 0.115], shade(b.colour, -0.25))


@kind("desk lamp", BRIGHT, height=0.85, half_width=0.46)
def desk_lamp(b: Brush) -> None:
    b.shadow(0.32, -0.1)
    b.form(ellipse(-0.12, 0.05, 0.29, 0.07))
    b.lines([[-0.12, 0.06, -0.3, 0.48], [-0.3, 0.48, 0.04, 0.88]], 0.055, hex_("#6a7078"))
    b.dot(-0.3, 0.48, 0.055, b.colour)
    b.glow(0.3, 0.56, 0.4, hex_("#ffe9a8"), 0.6)
    b.shine(ellipse(0.27, 0.6, 0.1, 0.1), hex_("#fff3c0"))
    b.form(smooth_closed([-0.05, 0.9, 0.02, 1, 0.12, 0.98, 0.44, 0.78, 0.47, 0.7, 0.1, 0.5, 0.04, 0.56], 5))
    b.flat(ellipse(0.285, 0.61, 0.225, 0.055, 0.5), hex_("#fff0b4"))


@kind("clock", BRIGHT, height=0.5, half_width=0.5)
def clock(b: Brush) -> None:
    b.shadow(0.42)
    b.lines([[s * 0.2, 0.16, s * 0.34, 0.01] for s in (-1, 1)], 0.08, hex_("#5a5660"))
    b.line(ellipse(0, 0.88, 0.14, 0.13, start=0, end=math.pi, points=10), 0.045, hex_("#5a5660"))
    for s in (-1, 1):
        b.oval(s * 0.27, 0.86, 0.17, 0.1, shade(b.colour, -0.14), -s * 0.6)
    b.form(ellipse(0, 0.46, 0.45, 0.43))
    dial = hex_("#d5dee6") if pale(b.colour) else hex_("#faf4e6")
    b.flat(ellipse(0, 0.46, 0.31, 0.295), dial)
    ticks = [[u * 0.25, 0.46 + v * 0.24, u * 0.29, 0.46 + v * 0.275] for _, u, v in rays(12)]
    b.lines(ticks, 0.025, hex_("#6a6470"))
    for reach, width in ((0.16, 0.045), (0.23, 0.03)):
        angle = b.look.random.uniform(0, 2 * math.pi)
        b.line([0, 0.46, reach * math.cos(angle), 0.46 + reach * math.sin(angle)], width, DARK)
    b.dot(0, 0.46, 0.035, DARK)


@kind("book", (*BRIGHT, "brown"), height=0.3, half_width=1.36, top=0.76)
def book(b: Brush) -> None:
    b.shadow(1.25, 0, 0.1, 0.16)
    b.form([-1.2, 0.1, 1.02, 0.1, 1.3, 0.6, -0.9, 0.6], shade(b.colour, -0.3))
    b.form([-1.14, 0.1, 1, 0.1, 1, 0.44, -1.14, 0.44], hex_("#efe4ca"))
    b.form([1, 0.1, 1.27, 0.58, 1.27, 0.9, 1, 0.44], hex_("#d8caa8"))
    b.lines([[-1.1, y, 1, y, 1.26, y + 0.47] for y in (0.2, 0.28, 0.36)], 0.02, hex_("#bfb296"))
    b.form([-1.2, 0, 1.03, 0, 1.03, 0.11, -1.2, 0.11], shade(b.colour, -0.12))
    b.form([-1.2, 0.42, 1.03, 0.42, 1.34, 1, -0.88, 1])
    b.form([-1.2, 0, -1.3, 0.1, -1.3, 0.42, -1.2, 0.53, -1.08, 0.42, -1.14, 0.26, -1.08, 0.1], shade(b.colour, -0.2))
    mark = hex_("#8c96a8") if pale(b.colour) else shade(b.colour, 0.65)
    b.line([-0.72, 0.54, 0.86, 0.54, 1.1, 0.9, -0.5, 0.9, -0.72, 0.54], 0.035, mark)


@kind("plant", ("green", "green", "purple", "red", "yellow"), height=0.85, half_width=0.46)
def plant(b: Brush) -> None:
    b.shadow(0.26)
    leaves = ((-0.44, 0.62), (0.44, 0.64), (-0.36, 0.9), (0.36, 0.92), (0, 1.03), (-0.3, 0.46), (0.3, 0.46))
    for i, (x, y) in enumerate(leaves):
        dx, dy = x, y - 0.34
        wide = 0.26 if i < 5 else 0.2
        side = (-dy * wide, dx * wide)
        middle = (dx * 0.6, 0.34 + dy * 0.6)
        b.blob([0, 0.34, middle[0] + side[0], middle[1] + side[1], x, y, middle[0] - side[0], middle[1] - side[1]],
               shade(b.colour, (-0.2, 0.12)[i % 2]))  # fmt: skip
    b.lines([[0, 0.34, x * 0.9, 0.37 + (y - 0.34) * 0.85] for x, y in leaves], 0.014, shade(b.colour, 0.4))
    b.form([-0.2, 0, 0.2, 0, 0.27, 0.3, -0.27, 0.3], hex_("#cbc6bc"))
    b.box(-0.3, 0.28, 0.3, 0.38, hex_("#dcd7cd"), 0.03)


@kind("globe", ("orange", "yellow", "green", "blue", "purple"), height=0.72, half_width=0.46)
def globe(b: Brush) -> None:
    b.shadow(0.3)
    b.form(smooth_closed([-0.28, 0, -0.24, 0.07, -0.06, 0.1, 0.06, 0.1, 0.24, 0.07, 0.28, 0]), WOOD)
    b.line([0, 0.08, 0, 0.2], 0.07, WOOD)
    b.line(ellipse(0, 0.6, 0.43, 0.43, start=-2.2, end=1.1, points=20), 0.045, hex_("#b8934a"))
    b.form(ellipse(0, 0.6, 0.37, 0.37))
    land = shade(b.colour, -0.4) if b.colour[1] > 180 else mix(b.colour, hex_("#f6ecd0"), 0.72)
    b.flat(smooth_closed([-0.3, 0.74, -0.16, 0.88, -0.02, 0.84, -0.06, 0.7, -0.16, 0.6, -0.28, 0.64]), land)
    b.flat(smooth_closed([-0.14, 0.54, -0.02, 0.52, 0.02, 0.42, -0.08, 0.3, -0.14, 0.42]), land)
    b.flat(smooth_closed([0.08, 0.82, 0.24, 0.78, 0.32, 0.64, 0.24, 0.5, 0.16, 0.4, 0.12, 0.58, 0.06, 0.66]), land)
    b.line(ellipse(0, 0.6, 0.37, 0.1, -0.35, start=math.pi, end=2 * math.pi, points=12), 0.012, shade(b.colour, -0.4))
    b.flats([ellipse(0.2 * s, 0.6 + 0.39 * s, 0.035, 0.035, points=12) for s in (-1, 1)], hex_("#b8934a"))
    glint(b, -0.18, 0.78, 0.07, 0.045, 0.7)


STUDY = (laptop, desk_lamp, clock, book, plant, globe)
