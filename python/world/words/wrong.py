"""Captions that are not true, by one attribute or by one thing: alterations of a true caption's claims."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from ..kinds import KINDS, kind_of
from ..scene import COLOURS, Scene
from .caption import drafted, finished
from .claim import INVERSE, Thing
from .draft import Draft
from .facts import UNCOLOURED, Facts, facts_of
from .languages import LANGUAGES
from .parts import Light, Link, Mention, Part, Place, render

WEIGHTS = {"colour": 5, "kind": 4, "count": 3, "relation": 4, "setting": 2, "light": 1, "size": 4}
"""How often each attribute is the wrong one, where a scene has them all."""
TRIES = 4

SCENERY = frozenset(("tree", "house", "flower", "plant", "bird", "mushroom"))
"""Kinds that backdrops may show as well: never said to be there, nor counted, where that would be untrue."""

ALIKE = (
    {"ship", "sailboat"},
    {"duck", "hen", "bird"},
    {"barn", "house", "windmill"},
    {"plant", "flower", "vase"},
    {"ball", "toy block"},
)
"""Kinds that a caption's reader might take for each other."""

NEAR_PLACES = (
    {"park", "forest"},
    {"park", "farm"},
    {"street", "road"},
    {"farm", "road"},
    {"table", "desk"},
    {"night", "forest"},
    {"desk", "board"},
)
"""Places that a picture need not tell apart."""

OTHER_LIGHTS = {
    "day": ("evening", "fog", "night"),
    "morning": ("overcast", "fog", "night"),
    "evening": ("day", "overcast", "fog"),
    "overcast": ("evening", "night", "day"),
    "night": ("day", "morning", "overcast"),
    "fog": ("day", "evening", "night"),
    "indoor": ("fog",),
    "rain": ("fog", "night"),
    "snow": ("fog", "day", "evening"),
}
"""Lights that nobody would take for each other."""


def wrong_attribute(scene: Scene, random: Random, language: str = "en") -> tuple[str, str, str]:
    """A true caption, the same with exactly one attribute wrong, and which: "colour", "kind", "count", "relation",
    "setting", "light" or "size". In English or Chinese."""
    speech = LANGUAGES[language]
    facts = facts_of(scene)
    wanted = _wanted(facts, random)
    for _ in range(TRIES):
        parts = drafted(scene, random, speech)
        found = _alterations(parts, facts, random)
        if wanted in found:
            break
    attribute = wanted if wanted in found else random.choice(list(found))
    at, part = random.choice(found[attribute])
    end = random.getrandbits(32)
    altered = [*parts[:at], part, *parts[at + 1 :]]
    true, false = (finished(render(one, speech), Random(end), speech) for one in (parts, altered))
    return true, false, attribute


def _wanted(facts: Facts, random: Random) -> str:
    """An attribute that captions of the scene may tell."""
    weights = {
        **WEIGHTS,
        "relation": WEIGHTS["relation"] * bool(facts.relations),
        "light": WEIGHTS["light"] * bool(facts.light),
        "size": WEIGHTS["size"] * any(group.size for group in facts.groups),
    }
    return random.choices(list(weights), list(weights.values()))[0]


def _alterations(parts: list[Part], facts: Facts, random: Random) -> dict[str, list[tuple[int, Part]]]:
    """By attribute: parts that would make it wrong, each with its position."""
    found: dict[str, list[tuple[int, Part]]] = {}
    for at, part in enumerate(parts):
        for attribute, altered in _altered(part, facts, random):
            found.setdefault(attribute, []).append((at, altered))
    return found


def _altered(part: Part, facts: Facts, random: Random) -> Iterator[tuple[str, Part]]:
    if isinstance(part, Mention):
        for attribute, thing in _wrong_things(part.thing, facts, random):
            yield attribute, replace(part, thing=thing, name=part.name if attribute != "kind" else 0)
    elif isinstance(part, Link):
        yield "relation", replace(part, name=INVERSE[part.name])
    elif isinstance(part, Place):
        yield "setting", replace(part, name=random.choice(_other_places(part, facts)))
    elif isinstance(part, Light):
        wrong = [name for name in OTHER_LIGHTS[part.name] if name not in facts.lights]
        yield "light", replace(part, name=random.choice(wrong))


def _wrong_things(thing: Thing, facts: Facts, random: Random) -> Iterator[tuple[str, Thing]]:
    present = {(one.kind, one.colour) for one in facts.scene.objects}
    if thing.colour:
        absent = [colour for colour in COLOURS if (thing.kind, colour) not in present]
        known = [colour for colour in absent if colour in kind_of(thing.kind).colours]
        yield "colour", replace(thing, colour=random.choice(known or absent))
    kinds = _absent_kinds(thing, facts, random)
    if kinds:
        yield "kind", replace(thing, kind=random.choice(kinds))
    if thing.kind not in SCENERY:
        n = thing.count
        yield "count", replace(thing, count=random.choice([n - 1 or 3, n + 1, n + 1, n + 2]))
    if thing.size:
        yield "size", replace(thing, size="small" if thing.size == "large" else "large")


def _absent_kinds(thing: Thing, facts: Facts, random: Random) -> list[str]:
    """Kinds that are not there and could be said in the thing's stead; mostly such as belong there."""
    present = {one.kind for one in facts.scene.objects}
    alike = {kind for kinds in ALIKE if kinds & present for kind in kinds}
    every = [kind.name for kind in KINDS]
    home = [name for name in every if name in facts.home] if random.random() < 0.7 else []
    for names in (home, every):
        found = [
            name
            for name in names
            if name not in present | alike | SCENERY
            and (thing.colour in kind_of(name).colours and name not in UNCOLOURED if thing.colour else True)
        ]
        if found:
            return found
    return []


def _other_places(place: Place, facts: Facts) -> list[str]:
    near = {place.name} | {name for places in NEAR_PLACES if place.name in places for name in places}
    if place.noun:
        near.add("plain")
    if facts.scene.light == "night":
        near.add("night")
    return [name for name in LANGUAGES["en"].places if name not in near]


def half_true(scene: Scene, random: Random) -> str:
    """An English caption of one thing that is there and one that is not."""
    speech = LANGUAGES["en"]
    facts = facts_of(scene)
    draft = Draft(facts, speech, random)
    true = draft.mention(random.choice(facts.groups[:3]))
    false = Mention(_absent(facts, random))
    pair: list[Part] = [true, "and", false] if random.random() < 0.5 else [false, "and", true]
    return finished(render(_framed(pair, draft), speech), random, speech)


def _absent(facts: Facts, random: Random) -> Thing:
    name = random.choice(_absent_kinds(Thing("thing"), facts, random))
    colour = None if name in UNCOLOURED else random.choice(kind_of(name).colours)
    return Thing(name, colour, random.choice((1, 1, 1, 2)))


def _framed(pair: list[Part], draft: Draft) -> list[Part]:
    random = draft.random
    opening = random.choice(([], [], ["a drawing of"], ["this picture shows"]))
    light = [draft.light] if draft.light and random.random() < 0.4 else []
    return [*opening, *pair, draft.place, *light]
