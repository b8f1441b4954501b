"""What words can say of a scene. Captions are made of claims, parsed into claims, and judged by them."""

from dataclasses import dataclass

ANY = "thing"
"""The kind that every object is of."""


@dataclass(frozen=True, slots=True)
class Thing:
    """There are exactly `count` objects of the kind and, if one is named, of the colour; all have the size."""

    kind: str
    colour: str | None = None
    count: int = 1
    size: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Each of the first is `name` ("left", "behind", "on" …) each of the second."""

    first: Thing
    name: str
    second: Thing


@dataclass(frozen=True, slots=True)
class Claims:
    """All that a text says of a scene."""

    things: tuple[Thing, ...] = ()
    relations: tuple[Relation, ...] = ()
    places: tuple[str, ...] = ()
    """Settings, or "road", "board" (what the setting "signs" looks like) or "plain"."""
    lights: tuple[str, ...] = ()


INVERSE = {
    "left": "right",
    "right": "left",
    "above": "below",
    "below": "above",
    "behind": "front",
    "front": "behind",
    "on": "under",
    "under": "on",
}
"""By relation: the one that holds between the second and the first."""
