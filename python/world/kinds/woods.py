"""What is found in a forest and taken there."""

from ..paint.brush import Brush
from ..paint.colour import hex_, shade
from ..paint.path import ellipse, smooth_closed
from .kind import BRIGHT, kind
from .shapes import CREAM, at_night, both_sides, pale

BARK = hex_("#6d4a35")


@kind("tent", ("red", "orange", "yellow", "green", "blue", "purple"), height=0.75, half_width=0.86)
def tent(b: Brush) -> None:
    b.shadow(0.75, 0, 0.02)
    if at_night(b):
        b.glow(0, 0.35, 1, hex_("#ffca70"), 0.4)
    b.lines([[0.78, 0, 0.95, -0.06], [-0.7, 0, -0.88, -0.04], [0, 0.98, 0.02, 1.08]], 0.02, CREAM)
    b.form([-0.74, 0, 0.24, 0, 0.02, 1, -0.14, 1], shade(b.colour, -0.12))
    b.form([-0.14, 0, 0.8, 0, 0.02, 1])
    door = [0.18, 0, 0.46, 0, 0.06, 0.66]
    if at_night(b):
        b.shine(door, hex_("#ffdf98"))
    else:
        b.flat(door, hex_("#3c3540"))
    b.form([0.46, 0, 0.6, 0, 0.06, 0.7], shade(b.colour, 0.25))


@kind("mushroom", ("red", "orange", "yellow", "purple", "brown", "white"), height=0.4, half_width=0.56)
def mushroom(b: Brush) -> None:
    b.shadow(0.46)
    stem = hex_("#dccfb4")
    b.blob([-0.2, 0, -0.13, 0.3, -0.13, 0.52, 0.15, 0.52, 0.15, 0.3, 0.22, 0, 0, -0.04], stem)
    b.form(ellipse(0, 0.46, 0.46, 0.09), shade(stem, -0.25))
    b.blob([0, 0.46, *both_sides(((-0.3, 0.42), (-0.54, 0.46), (-0.48, 0.74), (-0.24, 0.95), (-0.08, 1)))])
    spots = ((-0.24, 0.7, 0.085), (0.08, 0.82, 0.09), (0.3, 0.62, 0.075), (0, 0.58, 0.06), (-0.4, 0.54, 0.05))
    b.flats([ellipse(x, y, r, r * 0.8, points=16) for x, y, r in spots], hex_("#c4ad88") if pale(b.colour) else CREAM)
    b.form([0.36, 0, 0.44, 0, 0.44, 0.18, 0.36, 0.18], stem)
    b.blob([0.22, 0.16, 0.28, 0.3, 0.4, 0.36, 0.52, 0.3, 0.58, 0.16, 0.4, 0.14], shade(b.colour, -0.1))


@kind("campfire", ("orange",), height=0.5, half_width=0.58)
def campfire(b: Brush) -> None:
    b.glow(0, 0.4, 0.9, hex_("#ffb040"), 0.45)
    b.shadow(0.5)
    for i, x in enumerate((-0.48, -0.3, 0.3, 0.48)):
        b.oval(x, 0.08, 0.12, 0.09, hex_(("#85827f", "#9a958e")[i % 2]))
    tongues = [-0.26, 0.64, -0.2, 0.5, -0.08, 0.76, 0.02, 1.02, 0.12, 0.72, 0.2, 0.56, 0.28, 0.7]
    b.shine(smooth_closed([-0.34, 0.14, -0.38, 0.36, *tongues, 0.38, 0.4, 0.34, 0.14]), shade(b.colour, -0.04))
    inner = [-0.22, 0.14, -0.24, 0.34, -0.12, 0.54, 0.02, 0.74, 0.12, 0.52, 0.24, 0.36, 0.22, 0.14]
    b.shine(smooth_closed(inner), hex_("#ffb648"))
    b.shine(smooth_closed([value * 0.5 + (0, 0.08)[i % 2] for i, value in enumerate(inner)]), hex_("#ffe48c"))
    for s in (1, -1):
        b.form([-s * 0.44, 0.0, -s * 0.4, -0.03, s * 0.42, 0.18, s * 0.38, 0.27], shade(BARK, 0.1 * s))
        b.oval(s * 0.4, 0.225, 0.045, 0.055, hex_("#c69a6a"))
    b.oval(0, 0.03, 0.13, 0.07, hex_("#85827f"))


@kind("backpack", (*BRIGHT[:-1], "brown", "grey"), height=0.55, half_width=0.46)
def backpack(b: Brush) -> None:
    b.shadow(0.4)
    b.line([-0.1, 0.86, -0.1, 0.98, 0.1, 0.98, 0.1, 0.86], 0.05, shade(b.colour, -0.45), smooth=True)
    for s in (-1, 1):
        b.blob([s * 0.3, 0.06, s * 0.47, 0.1, s * 0.47, 0.4, s * 0.3, 0.44], shade(b.colour, -0.25))
    b.blob([-0.36, 0.04, -0.38, 0.5, -0.3, 0.84, 0, 0.93, 0.3, 0.84, 0.38, 0.5, 0.36, 0.04, 0, 0])
    b.blob([-0.36, 0.52, -0.3, 0.84, 0, 0.94, 0.3, 0.84, 0.36, 0.52, 0, 0.46], shade(b.colour, 0.2))
    b.box(-0.25, 0.07, 0.25, 0.38, shade(b.colour, -0.15), 0.07)
    b.line([-0.2, 0.3, 0.2, 0.3], 0.025, shade(b.colour, -0.5))
    for x in (-0.17, 0.17):
        b.line([x, 0.68, x, 0.38], 0.055, hex_("#5a4436"))
        b.dot(x, 0.43, 0.04, hex_("#e8d9a8"))


WOODS = (tent, mushroom, campfire, backpack)
