"""Where things stand, so that all are seen and their relations are plain."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from .kinds import Kind, kind_of
from .scene import SceneObject, Size
from .settings import Zone

FACTORS: dict[Size, float] = {"small": 0.62, "usual": 1.0, "large": 1.4}
HIDDEN = 0.3
"""The greatest share of a thing that nearer things may cover, boxes counted whole."""

LEAST = 0.08
"""The least share of the picture's height that a thing takes, lest nobody can name it."""

ATTEMPTS = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A thing to be placed and the zone that it shall stand in."""

    kind: Kind
    colour: str
    size: Size
    zone: Zone


@dataclass(frozen=True, slots=True)
class Box:
    """What a thing takes of the picture, in shares of its sides."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Width times height."""
        return (self.right - self.left) * (self.bottom - self.top)

    def overlap(self, other: "Box") -> tuple[float, float]:
        """How much two boxes share across and down; negative where there is a gap."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across, min(self.bottom, other.bottom) - max(self.top, other.top)


def box_of(thing: SceneObject, aspect: float) -> Box:
    """A thing's box in a picture of width over height `aspect`."""
    half = kind_of(thing.kind).half_width * thing.scale / aspect
    return Box(thing.x - half, thing.y - thing.scale, thing.x + half, thing.y)


def covered(thing: SceneObject, others: Sequence[SceneObject], aspect: float) -> float:
    """
    The share of a thing's box that nearer things' boxes cover, at most (they may share parts).

    Nearer things of its own colour count twice, for against them it is harder to make out.
    """
    own, total = box_of(thing, aspect), 0.0
    for other in others:
        across, down = own.overlap(box_of(other, aspect))
        if across > 0 and down > 0 and other.y > thing.y:
            total += across * down * (2 if other.colour == thing.colour else 1)
    return total / own.area


def plain(a: SceneObject, b: SceneObject, aspect: float) -> bool:
    """Whether anyone can tell how two things lie: beside, above or behind each other."""
    first, second = box_of(a, aspect), box_of(b, aspect)
    across, down = first.overlap(second)
    narrow = min(first.right - first.left, second.right - second.left)
    return across <= 0.1 * narrow or down <= 0 or abs(a.y - b.y) >= 0.08


def arrange(plan: Sequence[Place], aspect: float, random: Random) -> list[SceneObject]:
    """The planned things in drawing order, the farthest first; what finds no room is left out, but never the first."""
    placed: list[SceneObject] = []
    for index, place in enumerate(plan):
        for _ in range(ATTEMPTS):
            thing = _try(place, index == 0, aspect, random)
            if _fits(thing, placed, aspect):
                placed.append(thing)
                break
    return sorted(placed, key=lambda thing: thing.y)


def _try(place: Place, main: bool, aspect: float, random: Random) -> SceneObject:
    zone, kind = place.zone, place.kind
    depth = random.uniform(0.3, 1) if main else random.random()
    y = zone.top + (zone.bottom - zone.top) * depth
    usual = (zone.scale[0] + (zone.scale[1] - zone.scale[0]) * depth) * kind.height * (1.15 if main else 1)
    most = min(0.36 * aspect / kind.half_width, (y - 0.03) / 1.05, 0.62)
    size = place.size if usual * FACTORS[place.size] <= most else "usual"
    scale = max(LEAST, min(usual * FACTORS[size], most))
    half = kind.half_width * scale / aspect
    low, high = max(zone.left, half + 0.005), min(zone.right, 0.995 - half)
    x = random.uniform(low, high) if low < high else 0.5
    flip = not kind.lettered and random.random() < 0.5
    return SceneObject(kind.name, place.colour, size, round(x, 4), round(y, 4), round(scale, 4), flip)


def _fits(thing: SceneObject, placed: Sequence[SceneObject], aspect: float) -> bool:
    if not all(plain(thing, other, aspect) for other in placed):
        return False
    every = [*placed, thing]
    return all(covered(each, every, aspect) <= HIDDEN for each in every)


RIDERS: dict[str, tuple[str, ...]] = {
    "bench": ("cat", "bird", "teddy bear"),
    "haystack": ("cat", "bird", "hen"),
    "toy block": ("ball", "robot", "teddy bear"),
    "drum": ("ball", "teddy bear", "toy block"),
    "book": ("apple", "cup", "clock", "globe"),
}
"""What may sit on what."""


def with_rider(things: list[SceneObject], aspect: float, random: Random) -> list[SceneObject]:
    """Often puts a thing on top of one that can bear it, where both stay in sight and the sum does not exceed five."""
    index = next((i for i, thing in enumerate(things) if thing.kind in RIDERS), None)
    if index is None or len(things) > 4 or random.random() > 0.7:
        return things
    bearer, kind = things[index], kind_of(random.choice(RIDERS[things[index].kind]))
    base = kind_of(bearer.kind)
    scale = round(bearer.scale / base.height * kind.height, 4)
    x, y = bearer.x + random.uniform(-0.01, 0.01), bearer.y - (base.top or 1) * bearer.scale
    flip = not kind.lettered and random.random() < 0.5
    rider = SceneObject(kind.name, random.choice(kind.colours), "usual", round(x, 4), round(y, 4), scale, flip, index)
    nearer, rest = things[index + 1 :], things[:index]
    in_front = [replace(other, y=max(other.y, rider.y + 1e-6)) for other in nearer]
    shown = rider.y - rider.scale >= 0.02 and covered(rider, in_front, aspect) <= 0.05
    hides = any(covered(other, [*things, rider], aspect) > HIDDEN for other in rest)
    clear = all(_apart(rider, other, aspect) for other in (*rest, *nearer))
    return [*rest, bearer, rider, *nearer] if shown and not hides and clear else things


def _apart(a: SceneObject, b: SceneObject, aspect: float) -> bool:
    across, down = box_of(a, aspect).overlap(box_of(b, aspect))
    return across <= 0 or down <= 0
