"""What a kind of thing is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..paint.brush import Brush

BRIGHT = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "white")
"""The colours that painted, sewn and moulded things come in."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that scenes hold, drawn with its foot at (0, 0), its top near y = 1, facing right."""

    name: str
    """Its noun in captions."""
    colours: tuple[str, ...]
    """Those that it comes in, of `scene.COLOURS`; a colour named twice comes twice as often."""
    height: float
    """Of the drawing, in a setting's unit: a woman is 0.95 high."""
    half_width: float
    """Half the drawing's width in shares of its height."""
    draw: Callable[["Brush"], None]
    top: float | None = None
    """Height at which a small thing may rest on it, in shares of its height; None where nothing may."""
    lettered: bool = False
    """Bears letters or figures: never mirrored."""


def kind(
    name: str,
    colours: tuple[str, ...],
    height: float,
    half_width: float,
    top: float | None = None,
    lettered: bool = False,
) -> Callable[[Callable[["Brush"], None]], Kind]:
    """Makes the drawing function beneath it a `Kind`."""
    return lambda draw: Kind(name, colours, height, half_width, draw, top, lettered)
