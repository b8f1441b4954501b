"""What children play with."""

from ..paint.brush import Brush
from ..paint.colour import hex_, mix, shade
from ..paint.path import ellipse, rectangle, smooth_closed
from .kind import BRIGHT, kind
from .shapes import BLACK, CREAM, WHITE, glint, half_disc, pale

GOLD = hex_("#d9b04c")
STEEL = hex_("#8f98a4")


@kind("ball", BRIGHT, height=0.42, half_width=0.52)
def ball(b: Brush) -> None:
    b.shadow(0.46)
    b.form(ellipse(0, 0.5, 0.5, 0.5))
    stripe = hex_("#8c9cb8") if pale(b.colour) else CREAM
    band = [-0.46, 0.62, -0.2, 0.74, 0.2, 0.74, 0.46, 0.62, 0.49, 0.5, 0.2, 0.58, -0.2, 0.58, -0.49, 0.5]
    b.flat(smooth_closed(band), stripe)
    b.flat(smooth_closed([-0.34, 0.18, -0.1, 0.28, 0.1, 0.28, 0.34, 0.18, 0.24, 0.1, 0, 0.16, -0.24, 0.1]), stripe)
    glint(b, -0.2, 0.82, 0.12, 0.07, 0.5)


@kind("toy block", BRIGHT, height=0.42, half_width=0.6, top=0.9, lettered=True)
def toy_block(b: Brush) -> None:
    b.shadow(0.56)
    b.form([-0.5, 0, 0.34, 0, 0.34, 0.76, -0.5, 0.76])
    b.form([0.34, 0, 0.6, 0.16, 0.6, 0.92, 0.34, 0.76], shade(b.colour, -0.32))
    b.form([-0.5, 0.76, 0.34, 0.76, 0.6, 0.92, -0.24, 0.92], shade(b.colour, 0.35))
    mark = hex_("#8c96a8") if pale(b.colour) else mix(b.colour, (255, 250, 236), 0.85)
    b.line([-0.42, 0.08, 0.26, 0.08, 0.26, 0.68, -0.42, 0.68, -0.42, 0.08], 0.03, mark)
    letter = b.look.random.randrange(3)
    if letter == 0:
        b.lines([[-0.26, 0.17, -0.08, 0.6, 0.1, 0.17], [-0.19, 0.3, 0.03, 0.3]], 0.085, mark)
    elif letter == 1:
        b.line(ellipse(-0.08, 0.38, 0.17, 0.19, start=0.9, end=5.4, points=12), 0.09, mark)
    else:
        b.line([-0.26, 0.58, 0.1, 0.58, -0.26, 0.18, 0.1, 0.18], 0.09, mark)


@kind("teddy bear", ("brown", "white", "grey", "pink", "yellow"), height=0.85, half_width=0.44)
def teddy_bear(b: Brush) -> None:
    b.shadow(0.4)
    light = shade(b.colour, -0.16) if pale(b.colour) else mix(b.colour, (252, 238, 214), 0.6)
    for s in (-1, 1):
        b.oval(s * 0.21, 0.91, 0.1, 0.1)
        b.oval(s * 0.31, 0.4, 0.09, 0.17, shade(b.colour, -0.08), s * 0.6)
    b.flats([ellipse(s * 0.21, 0.91, 0.05, 0.05, points=16) for s in (-1, 1)], light)
    b.oval(0, 0.34, 0.27, 0.3)
    b.flat(ellipse(0, 0.32, 0.17, 0.2), light)
    for s in (-1, 1):
        b.oval(s * 0.25, 0.12, 0.17, 0.12, None, s * 0.2)
    b.flats([ellipse(s * 0.29, 0.12, 0.075, 0.07, points=16) for s in (-1, 1)], light)
    b.oval(0, 0.77, 0.26, 0.22)
    b.flat(ellipse(0, 0.7, 0.13, 0.1), light)
    b.dot(0, 0.74, 0.045, BLACK)
    b.flats([ellipse(s * 0.1, 0.82, 0.032, 0.035, points=12) for s in (-1, 1)], BLACK)
    b.line([0, 0.7, 0, 0.66], 0.018, BLACK)
    for s in (-1, 1):
        b.form([s * 0.14, 0.61, 0, 0.565, s * 0.14, 0.52], hex_("#b8404a"))


@kind("toy train", BRIGHT, height=0.6, half_width=1.12)
def toy_train(b: Brush) -> None:
    b.shadow(1.05, 0, 0, 0.14)
    b.box(-1.08, 0.16, 0.98, 0.26, hex_("#4a4650"))
    b.box(-1.06, 0.26, -0.58, 0.58, shade(b.colour, -0.1))
    b.blob([-1.02, 0.54, -0.96, 0.66, -0.8, 0.7, -0.66, 0.64, -0.6, 0.54], hex_("#4a4248"))
    b.form([0.5, 0.6, 0.64, 0.6, 0.71, 0.92, 0.43, 0.92], hex_("#4a4650"))
    b.form([0.42, 0.86, 0.72, 0.86, 0.72, 0.95, 0.42, 0.95], GOLD)
    b.box(-0.1, 0.26, 0.84, 0.64, b.colour, 0.13)
    b.flats([rectangle(x, 0.27, x + 0.06, 0.63) for x in (0.14, 0.44)], GOLD)
    b.oval(0.22, 0.68, 0.09, 0.08, GOLD)
    b.box(-0.48, 0.26, -0.04, 0.88, shade(b.colour, -0.06))
    b.flat(rectangle(-0.38, 0.55, -0.13, 0.78), hex_("#cfe4ea"))
    b.box(-0.56, 0.86, 0.04, 0.97, shade(b.colour, -0.2), 0.03)
    b.form([0.82, 0.12, 1.12, 0.08, 0.96, 0.34, 0.82, 0.38], hex_("#4a4650"))
    wheels = ((-0.9, 0.13), (-0.68, 0.13), (-0.28, 0.19), (0.16, 0.14), (0.58, 0.14))
    b.flats([ellipse(x, r, r, r, points=24) for x, r in wheels], shade(b.colour, -0.15))
    b.flats([ellipse(x, r, r * 0.5, r * 0.5, points=16) for x, r in wheels], hex_("#4a4650"))


@kind("drum", BRIGHT, height=0.5, half_width=0.64, top=0.88)
def drum(b: Brush) -> None:
    b.shadow(0.58)
    for s in (-1, 1):
        b.line([s * 0.08, 0.9, s * 0.64, 1.1], 0.05, hex_("#a8703c"))
    b.form([*half_disc(0, 0.18, 0.56, 0.16), 0.56, 0.82, -0.56, 0.82])
    rope = GOLD if pale(b.colour) else hex_("#f4e6c0")
    zigzag = [v for i in range(9) for v in (-0.52 + i * 0.13, 0.7 if i % 2 == 0 else 0.1)]
    b.line(zigzag, 0.03, rope)
    b.line(half_disc(0, 0.18, 0.56, 0.16), 0.07, GOLD)
    b.form(ellipse(0, 0.82, 0.58, 0.155), GOLD)
    b.form(ellipse(0, 0.84, 0.53, 0.13), hex_("#f2ecdc"))
    for s in (-1, 1):
        b.dot(s * 0.1, 0.9, 0.055, hex_("#8a5a2c"))


@kind("robot", ("red", "yellow", "green", "blue", "purple", "grey"), height=0.85, half_width=0.4)
def robot(b: Brush) -> None:
    b.shadow(0.3)
    for s in (-1, 1):
        b.box(s * 0.13 - 0.05, 0.05, s * 0.13 + 0.05, 0.24, STEEL)
        b.box(s * 0.14 - 0.09, 0, s * 0.14 + 0.09, 0.08, b.colour, 0.03)
        b.line([s * 0.24, 0.54, s * 0.37, 0.44, s * 0.35, 0.3], 0.07, STEEL)
        b.oval(s * 0.35, 0.27, 0.06, 0.06)
    b.box(-0.26, 0.2, 0.26, 0.6, b.colour, 0.04)
    b.flat(rectangle(-0.15, 0.34, 0.15, 0.51), hex_("#2c3440"))
    for x, code in ((-0.08, "#ff6a4a"), (0, "#ffd04a"), (0.08, "#6ae08a")):
        b.shine(ellipse(x, 0.425, 0.028, 0.028, points=12), hex_(code))
    b.flat(rectangle(-0.07, 0.58, 0.07, 0.66), STEEL)
    b.box(-0.22, 0.64, 0.22, 0.9, shade(b.colour, 0.12), 0.05)
    for radius, colour in ((0.06, WHITE), (0.03, BLACK)):
        b.flats([ellipse(s * 0.09, 0.79, radius, radius, points=14) for s in (-1, 1)], colour)
    b.line([-0.09, 0.69, 0.09, 0.69], 0.028, BLACK)
    b.line([0, 0.9, 0, 0.98], 0.024, STEEL)
    b.shine(ellipse(0, 0.99, 0.038, 0.038), hex_("#ff5a4a"))


TOYS = (ball, toy_block, teddy_bear, toy_train, drum, robot)
