"""Shapes and materials that several kinds share."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..paint.colour import Rgb, hex_, shade
from ..paint.path import ellipse, rectangle

if TYPE_CHECKING:
    from ..paint.brush import Brush

BLACK = hex_("#26222a")
WHITE: Rgb = (255, 255, 255)
CREAM = hex_("#f4ebd8")
WOOD = hex_("#8a5a3c")
RUBBER = hex_("#34313a")
METAL = hex_("#b9bec6")
GLASS = hex_("#bfdbe6")
LEAF = hex_("#5c9150")


def rays(count: int, start: float = 0) -> Iterator[tuple[float, float, float]]:
    """Angle, cosine and sine of `count` directions all around, from `start` radians."""
    for i in range(count):
        angle = start + i * 2 * math.pi / count
        yield angle, math.cos(angle), math.sin(angle)


def half_disc(cx: float, cy: float, rx: float, ry: float) -> list[float]:
    """The lower half of an ellipse."""
    return ellipse(cx, cy, rx, ry, start=math.pi, end=2 * math.pi, points=20)


def both_sides(left: Sequence[tuple[float, float]]) -> list[float]:
    """A symmetric outline from the points of its left side, from below upwards."""
    return [value for x, y in left for value in (x, y)] + [value for x, y in reversed(left) for value in (-x, y)]


def at_night(brush: "Brush") -> bool:
    """Whether it is so dark that lamps burn."""
    return brush.look.light.tint[0] < 140


def pale(colour: Rgb) -> bool:
    """Whether a colour is too near white for white marks to show on it."""
    return min(colour) > 200


def eye(brush: "Brush", x: float, y: float, radius: float) -> None:
    """A black eye with a glint."""
    brush.dot(x, y, radius, BLACK)
    brush.dot(x + radius * 0.3, y + radius * 0.3, radius * 0.35, WHITE)


def legs(brush: "Brush", places: Sequence[float], top: float, width: float, colour: Rgb) -> None:
    """Legs of half a width, thicker above; every second one is on the far side."""
    for i, x in reversed(list(enumerate(places))):
        tone = shade(colour, -0.3) if i % 2 else colour
        foot = [x - width, 0, x + width * 1.5, 0, x + width * 1.4, top * 0.14, x + width * 0.9, top * 0.3]
        brush.form([*foot, x + width * 1.5, top, x - width * 1.5, top, x - width * 0.9, top * 0.4], tone)


def wheel(brush: "Brush", x: float, radius: float, hub: Rgb = METAL) -> None:
    """A wheel that stands on the ground."""
    brush.oval(x, radius, radius, radius, RUBBER)
    brush.dot(x, radius, radius * 0.55, hub)
    brush.dot(x, radius, radius * 0.17, RUBBER)


def panes(brush: "Brush", *paths: Sequence[float]) -> None:
    """Windows of a vehicle (four corners each, the lower left first), with the sky's reflection."""
    brush.flats(list(paths), GLASS)
    gleams = []
    for x0, y0, x1, _, _, y2, *_ in paths:
        w = x1 - x0
        gleams.append([x0 + w * 0.2, y0, x0 + w * 0.45, y0, x0 + w * 0.75, y2, x0 + w * 0.5, y2])
    brush.flats(gleams, WHITE, 0.4)


def window(brush: "Brush", x0: float, y0: float, x1: float, y1: float) -> None:
    """A house's window: dark by day, lit at night."""
    brush.flat(rectangle(x0 - 0.018, y0 - 0.018, x1 + 0.018, y1 + 0.018), CREAM)
    if at_night(brush):
        brush.shine(rectangle(x0, y0, x1, y1), hex_("#ffd67a"))
    else:
        brush.flat(rectangle(x0, y0, x1, y1), hex_("#6f8ea0"))
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    brush.lines([[x, y0, x, y1], [x0, y, x1, y]], 0.014, CREAM)


def glint(brush: "Brush", x: float, y: float, rx: float, ry: float, turn: float = 0) -> None:
    """The light that a glossy thing gives back."""
    brush.flat(ellipse(x, y, rx, ry, turn), WHITE, 0.42)
