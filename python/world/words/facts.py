"""What is so plain in a scene that words may say it."""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from ..kinds import KINDS, kind_of
from ..scene import Scene, SceneObject
from ..settings import stage_of
from .claim import ANY, INVERSE, Claims, Relation, Thing

UNCOLOURED = frozenset(kind.name for kind in KINDS if len(set(kind.colours)) == 1)
"""Kinds whose colour is not worth a word."""
CHARTS = frozenset(("bar chart", "line chart", "pie chart"))
INDOORS = frozenset(("table", "toys", "desk", "board"))
FLOATING = frozenset(("kite", "hot-air balloon", "bird", "fish"))
"""Kinds whose place in the picture does not tell how far away they are."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A scene as words see it."""

    scene: Scene
    groups: tuple[Thing, ...]
    """Objects of one kind and colour told together, the most prominent first."""
    relations: tuple[Relation, ...]
    """Between two groups, only where nobody would doubt them; each with its inverse."""
    place: str
    light: str | None
    """What captions say of light and weather; None where there is nothing to see of it."""
    lights: frozenset[str]
    """All that would be true of light and weather."""
    home: frozenset[str]
    """Kinds that nobody would wonder to see there."""


@lru_cache(maxsize=64)
def facts_of(scene: Scene) -> Facts:
    """What words may say of a scene."""
    members: dict[tuple[str, str | None], list[SceneObject]] = {}
    for thing in sorted(scene.objects, key=_prominence, reverse=True):
        members.setdefault((thing.kind, None if thing.kind in UNCOLOURED else thing.colour), []).append(thing)
    groups = tuple(_group(kind, colour, found) for (kind, colour), found in members.items())
    sides = list(zip(groups, members.values(), strict=True))
    relations = tuple(
        Relation(first, name, second)
        for first, a in sides
        for second, b in sides
        if first is not second
        for name in INVERSE
        if all(plainly(name, one, other, scene) for one in a for other in b)
    )
    return Facts(scene, groups, relations, place_of(scene), *_surroundings(scene))


def _surroundings(scene: Scene) -> tuple[str | None, frozenset[str], frozenset[str]]:
    """The light to tell of, every true light, and the kinds that belong there."""
    stage = stage_of(scene.seed, scene.setting, scene.plain)
    home = frozenset(kind for zone in stage.zones for kind in zone.kinds)
    if scene.plain:
        return None, frozenset(), home
    lights = {scene.light} | ({"indoor"} if place_of(scene) in INDOORS else set())
    falling = stage.weather if stage.weather in ("rain", "snow") else None
    if falling:
        lights.add(falling)
    wet = falling and scene.light in ("day", "morning", "overcast")
    return falling if wet else scene.light, frozenset(lights), home


def _prominence(thing: SceneObject) -> float:
    return thing.scale * sqrt(kind_of(thing.kind).half_width)


def _group(kind: str, colour: str | None, members: list[SceneObject]) -> Thing:
    size = members[0].size if len(members) == 1 and members[0].size != "usual" else None
    return Thing(kind, colour, len(members), size)


def place_of(scene: Scene) -> str:
    """Where the scene is, as captions say it."""
    if scene.plain:
        return "plain"
    if scene.setting != "signs":
        return scene.setting
    return "board" if any(thing.kind in CHARTS for thing in scene.objects) else "road"


def plainly(name: str, a: SceneObject, b: SceneObject, scene: Scene) -> bool:
    """Whether `a` is in a relation to `b` so clearly that a caption may say so."""
    if name in ("right", "below", "front", "under"):
        return plainly(INVERSE[name], b, a, scene)
    aside = (b.x - a.x) * scene.width / scene.height
    reach = sum(thing.scale * kind_of(thing.kind).half_width for thing in (a, b))
    if name == "on":
        return holds(name, a, b, scene)
    if name == "left":
        return aside > max(0.16, 0.6 * reach)
    if name == "above":
        return holds(name, a, b, scene) and a.y < b.y - b.scale and abs(aside) < max(0.2, 0.8 * reach)
    return holds(name, a, b, scene) and b.y - a.y > 0.07 and abs(aside) < max(0.2, 0.8 * reach)


def holds(name: str, a: SceneObject, b: SceneObject, scene: Scene) -> bool:
    """Whether `a` can be said to be in a relation to `b`; less strict than `plainly`."""
    if name in ("right", "below", "front", "under"):
        return holds(INVERSE[name], b, a, scene)
    if name == "on":
        return a.on is not None and scene.objects[a.on] is b
    if name == "left":
        return b.x - a.x > 0.04
    if name == "above":
        return a.y < b.y - 0.5 * b.scale and (_aloft(a, scene) or holds("on", a, b, scene))
    return b.y - a.y > 0.02 and not any(_aloft(thing, scene) or thing.on is not None for thing in (a, b))


def _aloft(thing: SceneObject, scene: Scene) -> bool:
    return thing.kind in FLOATING or (thing.kind == "rocket" and scene.setting != "toys")


def matching(thing: Thing, scene: Scene) -> list[SceneObject]:
    """The objects that a claim speaks of, whatever their number and size."""
    return [
        one
        for one in scene.objects
        if thing.kind in (ANY, one.kind) and (thing.colour is None or thing.colour == one.colour)
    ]


def there_is(thing: Thing, scene: Scene) -> bool:
    """Whether the scene holds something of the kind and the colour, whatever the number: is it named right?"""
    return bool(matching(thing, scene))


def is_so(claim: Thing | Relation, scene: Scene) -> bool:
    """Whether a single claim is true."""
    if isinstance(claim, Thing):
        found = matching(claim, scene)
        return len(found) == claim.count and all(claim.size in (None, one.size) for one in found)
    if not (is_so(claim.first, scene) and is_so(claim.second, scene)):
        return False
    seconds = matching(claim.second, scene)
    return all(holds(claim.name, a, b, scene) for a in matching(claim.first, scene) for b in seconds)


def are_so(claims: Claims, scene: Scene) -> bool:
    """Whether all claims are true."""
    facts = facts_of(scene)
    return (
        all(is_so(one, scene) for one in claims.things)
        and all(is_so(one, scene) for one in claims.relations)
        and all(place == facts.place for place in claims.places)
        and facts.lights.issuperset(claims.lights)
    )
