"""Windows in rooms, with what is seen through them."""

from random import Random

from ..paint.brush import Brush
from ..paint.colour import Rgb, hex_, shade
from ..paint.path import rectangle, smooth_closed
from .setting import chance

VIEWS: dict[str, tuple[Rgb, ...]] = {
    "day": (hex_("#9cc8e0"), hex_("#dcecec"), hex_("#f4ecd0")),
    "evening": (hex_("#6a78ac"), hex_("#e8a48c"), hex_("#fcd494")),
    "grey": (hex_("#aab6c0"), hex_("#c8d0d4"), hex_("#dce0dc")),
}
CURTAINS = tuple(hex_(code) for code in ("#d8897c", "#e8d4a4", "#9cb0c4", "#c8a4b8", "#8fae94"))
FRAME = hex_("#f2eadb")


def window_on(b: Brush, random: Random, edge: float, town: bool = False) -> None:
    """A window with curtains above the table or the skirting at `edge`; hills or a town behind it."""
    x = random.uniform(0.08, 0.5)
    right, bottom = x + random.uniform(0.3, 0.42), edge - 0.1
    view = VIEWS["evening" if b.look.light.tint[2] < 190 else random.choice(("day", "day", "grey"))]
    b.form(rectangle(x - 0.02, 0.04, right + 0.02, bottom + 0.03), FRAME, 0.4)
    b.wash(rectangle(x, 0.06, right, bottom), list(view), (0.5, 0.06), (0.5, bottom), ("cloud", 8, 0.8))
    if town:
        _roofs(b, random, x, right, bottom)
    else:
        _hills(b, x, right, bottom)
    b.lines([[(x + right) / 2, 0.06, (x + right) / 2, bottom], [x, bottom * 0.5, right, bottom * 0.5]], 0.012, FRAME)
    b.flat(rectangle(x - 0.035, bottom + 0.022, right + 0.035, bottom + 0.042), shade(FRAME, -0.12))
    if chance(random, 0.25):
        _blind(b, x, right, bottom)
    else:
        _curtains(b, random.choice(CURTAINS), x, right, bottom)


def _hills(b: Brush, x: float, right: float, bottom: float) -> None:
    far = [x, bottom, x, bottom - 0.06, (x + right) / 2, bottom - 0.13, right, bottom - 0.07, right, bottom]
    b.flat(far, hex_("#a9c0b0"))
    near = [x + 0.01, bottom - 0.004, x + 0.08, bottom - 0.09, x + 0.18, bottom - 0.05, right - 0.06, bottom - 0.1,
            right - 0.01, bottom - 0.004]  # fmt: skip
    b.blend(smooth_closed(near), [hex_("#9cba7c"), hex_("#7ea268")], (0, bottom - 0.1), (0, bottom))


def _roofs(b: Brush, random: Random, x: float, right: float, bottom: float) -> None:
    u, panes = x, []
    while u < right - 0.01:
        w, h = min(right - u, random.uniform(0.04, 0.08)), random.uniform(0.06, 0.2)
        b.flat(rectangle(u, bottom - h, u + w, bottom), shade(hex_("#8f9ab0"), random.uniform(-0.15, 0.25)))
        panes += [rectangle(u + 0.008, bottom - h + 0.012 + i * 0.03, u + w - 0.008, bottom - h + 0.024 + i * 0.03)
                  for i in range(int(h / 0.034))]  # fmt: skip
        u += w
    b.flats(panes, hex_("#f0e4c0"), 0.5)


def _curtains(b: Brush, colour: Rgb, x: float, right: float, bottom: float) -> None:
    b.line([x - 0.08, 0.03, right + 0.08, 0.03], 0.012, hex_("#8a6a4c"))
    for at, lean in ((x - 0.04, 0.1), (right + 0.04, -0.1)):
        points = [at, 0.02, at + lean, 0.03, at + lean * 0.75, bottom * 0.5, at + lean * 0.2, bottom + 0.02,
                  at - lean * 0.25, bottom, at - lean * 0.3, 0.03]  # fmt: skip
        b.form(smooth_closed(points), colour, 0.8)
        folds = [[at + lean * u, 0.05, at + lean * u * 0.6, bottom * 0.55, at + lean * (0.2 * u - 0.05), bottom - 0.02]
                 for u in (0, 0.3, 0.6)]  # fmt: skip
        b.lines(folds, 0.004, shade(colour, -0.3), 0.5)


def _blind(b: Brush, x: float, right: float, bottom: float) -> None:
    slats = [rectangle(x, 0.06 + i * 0.022, right, 0.074 + i * 0.022) for i in range(int(bottom * 0.4 / 0.022))]
    b.flats(slats, hex_("#efe6d2"))
    b.line([right - 0.02, 0.06, right - 0.02, bottom * 0.7], 0.003, hex_("#9a8a70"))
