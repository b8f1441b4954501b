"""What walks on four legs and is no cattle."""

from ..paint.brush import Brush
from ..paint.colour import hex_, mix, shade
from ..paint.path import ellipse, smooth_closed
from .kind import kind
from .shapes import BLACK, eye, legs, pale

FUR_WHITE = hex_("#f8f2e8")
SOCK = hex_("#4a3832")
ANTLER = hex_("#b39468")


@kind("dog", ("brown", "white", "grey", "orange"), height=0.52, half_width=0.8)
def dog(b: Brush) -> None:
    b.shadow(0.62)
    b.line([-0.44, 0.6, -0.64, 0.74, -0.62, 0.96], 0.1, b.colour, smooth=True)
    legs(b, [-0.36, -0.46, 0.3, 0.18], 0.46, 0.065, b.colour)
    b.blob([-0.5, 0.42, -0.52, 0.62, -0.2, 0.68, 0.28, 0.7, 0.42, 0.58, 0.36, 0.38, 0, 0.42])
    b.blob([0.28, 0.6, 0.28, 0.9, 0.48, 0.99, 0.64, 0.87, 0.8, 0.78, 0.79, 0.64, 0.5, 0.62])
    b.blob([0.36, 0.94, 0.22, 0.8, 0.24, 0.58, 0.38, 0.58, 0.44, 0.82], shade(b.colour, -0.38))
    b.form([0.26, 0.56, 0.5, 0.58, 0.5, 0.66, 0.26, 0.64], hex_("#b83a44"))
    b.dot(0.78, 0.76, 0.05, BLACK)
    b.line([0.62, 0.69, 0.74, 0.68], 0.018, shade(b.colour, -0.6))
    eye(b, 0.55, 0.85, 0.04)


@kind("cat", ("orange", "grey", "white", "brown"), height=0.46, half_width=0.52)
def cat(b: Brush) -> None:
    b.shadow(0.42)
    b.line([-0.2, 0.06, -0.48, 0.08, -0.56, 0.32, -0.44, 0.5], 0.1, shade(b.colour, -0.12), smooth=True)
    b.blob([-0.32, 0, -0.32, 0.3, -0.1, 0.58, 0.14, 0.6, 0.27, 0.3, 0.28, 0, 0, -0.02])
    for s in (-1, 1):
        b.form([0.08 + s * 0.06, 0.86, 0.08 + s * 0.23, 1.04, 0.08 + s * 0.25, 0.74], b.colour)
        b.flat([0.08 + s * 0.11, 0.87, 0.08 + s * 0.2, 0.97, 0.08 + s * 0.21, 0.8], hex_("#d98a90"), 0.7)
    b.oval(0.08, 0.73, 0.26, 0.21)
    stripes = [[-0.29, y, -0.12, y + 0.03] for y in (0.2, 0.3, 0.4)]
    stripes += [[0.02, 0.02, 0.02, 0.28], [0.16, 0.02, 0.16, 0.28], [0.08, 0.92, 0.08, 0.84]]
    b.lines(stripes, 0.03, shade(b.colour, -0.35))
    for x in (-0.02, 0.18):
        eye(b, x, 0.75, 0.045)
    b.flat([0.04, 0.68, 0.12, 0.68, 0.08, 0.63], hex_("#d9707c"))
    b.lines([[0.1 + s * 0.08, 0.65, 0.08 + s * 0.32, 0.68] for s in (-1, 1)], 0.012, FUR_WHITE)


@kind("fox", ("orange", "grey", "white", "brown"), height=0.48, half_width=0.94)
def fox(b: Brush) -> None:
    b.shadow(0.55, -0.1)
    b.blob([-0.1, 0.03, -0.5, -0.01, -0.84, 0.16, -0.94, 0.46, -0.82, 0.72, -0.66, 0.52, -0.6, 0.32, -0.3, 0.28])
    b.blob([-0.93, 0.46, -0.9, 0.66, -0.8, 0.8, -0.7, 0.62, -0.69, 0.48, -0.8, 0.54], FUR_WHITE)
    b.blob([-0.3, 0, -0.36, 0.26, -0.18, 0.52, 0.02, 0.7, 0.26, 0.66, 0.32, 0.36, 0.28, 0])
    b.flat(smooth_closed([0.12, 0.6, 0.28, 0.62, 0.34, 0.42, 0.28, 0.22, 0.18, 0.36]), FUR_WHITE)
    b.oval(-0.12, 0.18, 0.2, 0.18, shade(b.colour, -0.08))
    b.form([0.13, 0, 0.33, 0, 0.31, 0.24, 0.16, 0.24], SOCK)
    b.form([0.2, 0.86, 0.32, 1.08, 0.36, 0.84], shade(b.colour, -0.4))
    b.blob([-0.02, 0.76, 0.06, 0.9, 0.28, 0.93, 0.42, 0.82, 0.74, 0.67, 0.68, 0.6, 0.3, 0.57, 0.06, 0.62])
    b.flat(smooth_closed([0.12, 0.66, 0.4, 0.71, 0.7, 0.65, 0.62, 0.58, 0.3, 0.57]), FUR_WHITE)
    b.form([0.03, 0.84, 0.05, 1.1, 0.22, 0.9], b.colour)
    b.flat([0.06, 0.92, 0.065, 1.06, 0.13, 0.94], SOCK)
    b.dot(0.73, 0.66, 0.045, BLACK)
    eye(b, 0.38, 0.78, 0.035)


@kind("deer", ("brown", "white", "grey"), height=1.0, half_width=0.46)
def deer(b: Brush) -> None:
    b.shadow(0.36, 0, 0, 0.16)
    for dx, colour in ((0.08, shade(ANTLER, -0.2)), (0, ANTLER)):
        beam = [0.22 + dx, 0.84, 0.15 + dx, 0.91, 0.14 + dx, 0.97, 0.17 + dx, 1.07]
        b.lines([beam, [0.15 + dx, 0.91, 0.05 + dx, 1], [0.15 + dx, 0.96, 0.25 + dx, 1.03]], 0.023, colour)
    legs(b, [-0.27, -0.19, 0.2, 0.12], 0.44, 0.024, b.colour)
    b.blob([-0.33, 0.6, -0.43, 0.58, -0.4, 0.49, -0.32, 0.52], FUR_WHITE)
    b.blob([-0.35, 0.46, -0.34, 0.59, -0.16, 0.62, 0.1, 0.6, 0.25, 0.6, 0.27, 0.44, 0.1, 0.38, -0.2, 0.4])
    b.blob([0.07, 0.54, 0.15, 0.76, 0.2, 0.86, 0.31, 0.83, 0.29, 0.66, 0.28, 0.48])
    b.blob([0.17, 0.8, 0.22, 0.88, 0.32, 0.86, 0.47, 0.75, 0.44, 0.69, 0.3, 0.71, 0.2, 0.73])
    b.blob([0.2, 0.85, 0.08, 0.9, 0.04, 0.85, 0.14, 0.81], shade(b.colour, -0.2))
    b.flat(smooth_closed([0.24, 0.66, 0.29, 0.66, 0.28, 0.5, 0.22, 0.5]), mix(b.colour, FUR_WHITE, 0.65))
    spots = ((-0.26, 0.55), (-0.15, 0.57), (-0.04, 0.55), (-0.2, 0.49), (-0.08, 0.49))
    fleck = shade(b.colour, -0.3) if pale(b.colour) else mix(b.colour, FUR_WHITE, 0.75)
    b.flats([ellipse(x, y, 0.018, 0.018, points=12) for x, y in spots], fleck)
    b.dot(0.46, 0.73, 0.025, BLACK)
    eye(b, 0.31, 0.8, 0.02)


BEASTS = (dog, cat, fox, deer)
