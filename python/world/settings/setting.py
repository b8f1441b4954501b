"""What a setting is: where things stand and what is painted behind them."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from ..paint.brush import Brush


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the picture where things stand, all in shares of its sides."""

    top: float
    """The far edge."""
    bottom: float
    """The near edge."""
    scale: tuple[float, float]
    """The share of the picture's height that one unit of height takes at the far and at the near edge."""
    kinds: tuple[str, ...]
    """What may stand here; what is named twice comes twice as often."""
    left: float = 0.1
    right: float = 0.9
    distance: tuple[float, float] = (0.35, 0)
    """From 0 (near) to 1 (horizon) at the far and at the near edge."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One way that a setting may look."""

    lights: tuple[str, ...]
    """The lights it is seen in; what is named twice comes twice as often."""
    zones: tuple[Zone, ...]
    """The first holds the scene's main thing."""
    paint: Callable[[Brush], None]
    """Paints everything behind the things, in shares of the picture, y downwards."""
    weather: str | None = None
    """What falls in front of the things: `rain`, `snow` or `leaves`."""


StageMaker = Callable[[Random], Stage]
"""Picks one of a setting's looks by chance."""

OUTDOORS = ("day", "day", "morning", "evening", "overcast")
"""The lights of an open place."""


def zone(
    top: float,
    bottom: float,
    scale: tuple[float, float],
    kinds: str,
    left: float = 0.1,
    right: float = 0.9,
    distance: tuple[float, float] = (0.35, 0),
) -> Zone:
    """A zone from its kinds' names between commas."""
    return Zone(top, bottom, scale, tuple(kinds.split(", ")), left, right, distance)


def chance(random: Random, probability: float) -> bool:
    """True with a probability."""
    return random.random() < probability


def in_weather(random: Random, zones: tuple[Zone, ...], paint: Callable[[Brush], None], wet: float = 0.15) -> Stage:
    """An open place in any of its lights, or with a probability in the rain."""
    return Stage(("overcast",), zones, paint, "rain") if chance(random, wet) else Stage(OUTDOORS, zones, paint)
