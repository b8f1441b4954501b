"""What lives on a farm."""

from ..paint.brush import Brush
from ..paint.colour import hex_, mix, shade
from ..paint.path import ellipse, smooth_closed
from .kind import kind
from .shapes import BLACK, WHITE, eye, legs, pale, rays

HORN = hex_("#e6d8b4")
FACE = hex_("#4a4244")
COMB = hex_("#cc3a34")


@kind("cow", ("brown", "white", "grey"), height=0.82, half_width=0.85)
def cow(b: Brush) -> None:
    b.shadow(0.8)
    b.line([-0.6, 0.72, -0.72, 0.5, -0.7, 0.3], 0.045, shade(b.colour, -0.35), smooth=True)
    legs(b, [-0.5, -0.36, 0.36, 0.24], 0.44, 0.065, b.colour)
    b.blob([-0.62, 0.42, -0.64, 0.74, -0.3, 0.8, 0.3, 0.8, 0.5, 0.74, 0.46, 0.42, 0, 0.34])
    mark = hex_("#5c4a42") if pale(b.colour) else mix(b.colour, (250, 240, 226), 0.8)
    b.flat(smooth_closed([-0.5, 0.56, -0.46, 0.74, -0.24, 0.74, -0.22, 0.6, -0.36, 0.5]), mark)
    b.flat(smooth_closed([0.06, 0.58, 0.08, 0.74, 0.24, 0.73, 0.2, 0.57]), mark)
    b.oval(-0.14, 0.36, 0.13, 0.08, hex_("#eab0ac"))
    b.blob([0.4, 0.66, 0.46, 0.92, 0.66, 0.94, 0.82, 0.7, 0.78, 0.58, 0.6, 0.58])
    b.oval(0.76, 0.64, 0.1, 0.08, hex_("#e8b8ac"))
    b.dot(0.79, 0.66, 0.018, hex_("#8a5a56"))
    b.form([0.42, 0.92, 0.28, 0.86, 0.42, 0.8], shade(b.colour, -0.25))
    b.lines([[0.48, 0.93, 0.42, 0.99, 0.45, 1.05], [0.62, 0.94, 0.66, 1, 0.63, 1.06]], 0.045, HORN)
    eye(b, 0.62, 0.82, 0.032)


@kind("sheep", ("white", "grey", "brown"), height=0.56, half_width=0.7)
def sheep(b: Brush) -> None:
    b.shadow(0.62)
    legs(b, [-0.32, -0.2, 0.24, 0.12], 0.4, 0.05, hex_("#3c3638"))
    fleece: list[float] = []
    for i, (_, u, v) in enumerate(rays(20)):
        bulge = 1.1 if i % 2 else 0.93
        fleece += [0.54 * u * bulge - 0.05, 0.6 + 0.3 * v * bulge]
    b.blob(fleece)
    curls = [(-0.34, 0.66), (-0.06, 0.74), (-0.2, 0.5), (0.06, 0.54)]
    b.lines([[x - 0.08, y, x, y + 0.06, x + 0.08, y] for x, y in curls], 0.025, shade(b.colour, -0.22))
    b.blob([0.36, 0.84, 0.5, 0.9, 0.62, 0.82, 0.69, 0.6, 0.56, 0.52, 0.44, 0.62], FACE)
    b.oval(0.35, 0.8, 0.11, 0.05, FACE, 0.5)
    b.blob([0.3, 0.86, 0.34, 0.98, 0.48, 1, 0.58, 0.9, 0.46, 0.84])
    b.dot(0.56, 0.76, 0.038, WHITE)
    b.dot(0.57, 0.76, 0.02, BLACK)


@kind("hen", ("white", "brown", "orange", "grey"), height=0.4, half_width=0.52)
def hen(b: Brush) -> None:
    b.shadow(0.4)
    for x in (-0.06, 0.1):
        b.line([x, 0.2, x, 0.02, x + 0.1, 0.01], 0.035, hex_("#e0982c"))
    for x, y in ((-0.56, 0.78), (-0.46, 0.92), (-0.3, 0.98)):
        b.blob([-0.2, 0.5, x, y - 0.04, x + 0.05, y + 0.04, -0.06, 0.62], shade(b.colour, -0.3))
    b.blob([-0.42, 0.62, -0.34, 0.36, 0, 0.15, 0.28, 0.3, 0.36, 0.7, 0.3, 0.92, 0.16, 0.9, 0.06, 0.62, -0.2, 0.56])
    b.blob([-0.26, 0.5, -0.02, 0.32, 0.16, 0.42, 0.02, 0.56], shade(b.colour, -0.22))
    b.flat(smooth_closed([0.12, 0.88, 0.12, 1.02, 0.18, 0.96, 0.23, 1.06, 0.28, 0.97, 0.35, 1.0, 0.32, 0.88]), COMB)
    b.flat([0.34, 0.86, 0.5, 0.79, 0.34, 0.75], hex_("#eba83a"))
    b.flat(ellipse(0.34, 0.68, 0.045, 0.08), COMB)
    eye(b, 0.26, 0.82, 0.035)


CATTLE = (cow, sheep, hen)
