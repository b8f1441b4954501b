"""What is true of a picture. It is drawn and described from this alone."""

from dataclasses import dataclass
from typing import Literal

SETTINGS = ("street", "table", "sea", "farm", "park", "toys", "night", "desk", "forest", "signs")
"""The places that scenes are set in, the commonest first: their shares follow Zipf's law."""

LIGHTS = ("day", "morning", "evening", "overcast", "indoor", "night", "fog")
"""The lights that a scene may stand in."""

COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "white", "grey")
"""The colours that captions name."""

Size = Literal["small", "usual", "large"]
Look = Literal["night", "fog", "plain"]


@dataclass(frozen=True, slots=True)
class SceneObject:
    """One thing in a scene."""

    kind: str
    colour: str
    size: Size
    """Named in captions only where it differs from the usual."""
    x: float
    y: float
    """Where its foot stands, as shares of the picture's width and height from the upper left."""
    scale: float
    """Share of the picture's height that one unit of the kind's drawing takes."""
    flip: bool
    on: int | None = None
    """The position in `objects` of the thing that it rests on."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture before it is drawn. The same seed and wishes give the same scene."""

    seed: int
    width: int
    height: int
    setting: str
    light: str
    ink: bool
    """With ink outlines, or painted without."""
    plain: bool
    """One thing before a bare wall."""
    mirrored: bool
    """The backdrop is drawn mirrored."""
    objects: tuple[SceneObject, ...]
    """In drawing order, the farthest first."""

    @property
    def look(self) -> Look | None:
        """Why a clean scene looks bad, if it does."""
        if self.plain:
            return "plain"
        return self.light if self.light in ("night", "fog") else None
