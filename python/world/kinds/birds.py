"""What swims and flies."""

from ..paint.brush import Brush
from ..paint.colour import hex_, mix, shade
from ..paint.path import ellipse, smooth_closed, smooth_open
from .kind import kind
from .shapes import eye

BELLY = (250, 240, 222)


@kind("duck", ("yellow", "white", "brown", "grey"), height=0.36, half_width=0.76)
def duck(b: Brush) -> None:
    b.flat(ellipse(-0.02, 0.05, 0.66, 0.09), (24, 50, 70), 0.3)
    b.blob([-0.7, 0.62, -0.56, 0.2, -0.1, 0.04, 0.36, 0.1, 0.5, 0.36, 0.34, 0.54, -0.1, 0.44, -0.5, 0.52])
    b.blob([0.16, 0.42, 0.18, 0.84, 0.36, 0.98, 0.54, 0.86, 0.54, 0.66, 0.44, 0.4])
    b.blob([-0.44, 0.44, -0.2, 0.18, 0.16, 0.24, 0.1, 0.44, -0.16, 0.4], shade(b.colour, -0.22))
    b.form(smooth_closed([0.5, 0.8, 0.78, 0.72, 0.78, 0.63, 0.5, 0.64]), hex_("#e5812a"))
    eye(b, 0.4, 0.82, 0.05)


@kind("bird", ("red", "blue", "yellow", "white", "brown", "grey"), height=0.3, half_width=0.72)
def bird(b: Brush) -> None:
    for x in (0.02, 0.14):
        b.line([x, 0.2, x + 0.02, 0.02, x + 0.1, 0.01], 0.03, hex_("#5a4636"))
    b.form([-0.74, 0.22, -0.78, 0.36, -0.2, 0.5, -0.16, 0.3], shade(b.colour, -0.3))
    b.blob([-0.4, 0.4, -0.1, 0.16, 0.26, 0.2, 0.46, 0.5, 0.5, 0.84, 0.28, 1, 0.08, 0.88, -0.12, 0.62])
    b.flat(smooth_closed([0.1, 0.2, 0.28, 0.26, 0.42, 0.5, 0.3, 0.58, 0.16, 0.4]), mix(b.colour, BELLY, 0.7))
    b.blob([-0.5, 0.3, -0.1, 0.28, 0.16, 0.48, 0.02, 0.66, -0.2, 0.56], shade(b.colour, -0.22))
    b.line([-0.34, 0.36, -0.02, 0.42], 0.025, shade(b.colour, -0.5))
    b.form([0.47, 0.86, 0.72, 0.76, 0.47, 0.7], hex_("#e0a03a"))
    eye(b, 0.34, 0.83, 0.055)


@kind("fish", ("red", "orange", "yellow", "blue", "purple", "pink"), height=0.4, half_width=0.94)
def fish(b: Brush) -> None:
    b.form([-0.5, 0.5, -0.94, 0.9, -0.8, 0.5, -0.94, 0.1], shade(b.colour, -0.15))
    b.form(smooth_closed([-0.24, 0.8, 0, 1.08, 0.38, 0.96, 0.3, 0.8]), shade(b.colour, -0.25))
    b.form(smooth_closed([-0.1, 0.2, -0.08, -0.02, 0.16, 0.04, 0.2, 0.2]), shade(b.colour, -0.25))
    b.blob([-0.62, 0.5, -0.2, 0.86, 0.4, 0.88, 0.88, 0.5, 0.4, 0.12, -0.2, 0.14])
    scales = [smooth_open([x, 0.72, x + 0.1, 0.5, x, 0.28], 4) for x in (-0.28, -0.04, 0.2)]
    b.lines(scales, 0.04, shade(b.colour, 0.5))
    b.line([0.36, 0.78, 0.44, 0.5, 0.36, 0.22], 0.03, shade(b.colour, -0.4), smooth=True)
    b.line([0.72, 0.36, 0.84, 0.44], 0.03, shade(b.colour, -0.5))
    b.dot(0.62, 0.6, 0.1, (250, 246, 236))
    eye(b, 0.64, 0.6, 0.06)


BIRDS = (duck, bird, fish)
