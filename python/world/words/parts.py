"""What a caption is put together from. Parts hold claims, so that one claim can be altered and all else kept."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .claim import Thing


@dataclass(frozen=True, slots=True)
class Mention:
    """Things, named."""

    thing: Thing
    style: str = "a"
    """"a" introduces them, "the" refers to them, "bare" leaves the article out."""
    name: int = 0
    """Which of the kind's synonyms."""
    praise: str = ""
    """An adjective that claims nothing."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between the mentions at its sides."""

    name: str
    variant: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is: a phrase with its preposition, or as a noun."""

    name: str
    variant: int
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Light:
    """The light or weather: a phrase, or a whole sentence."""

    name: str
    variant: int
    sentence: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """The colour or the size of the thing mentioned before, told by a verb."""

    thing: Thing
    attribute: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that follows the number of the first thing mentioned: its singular and its plural."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a template that parts go into."""

    name: str


Part = str | Mention | Link | Place | Light | Predicate | Verb
Template = tuple[str | Slot | Verb, ...]


def template(text: str) -> Template:
    """Reads "there {is|are} {main} {place}": literal text, verbs, slots."""
    found: list[str | Slot | Verb] = []
    for i, piece in enumerate(re.split(r"\{([\w|]+)\}", text)):
        if i % 2:
            one, many, more = piece.partition("|")
            found.append(Verb(one, more) if many else Slot(piece))
        elif piece.strip():
            found.append(piece.strip())
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Sentences:
    """Templates of sentences, by what they tell."""

    objects: tuple[Template, ...]
    placed: Template
    """An object with the setting."""
    relation: Template
    predicate: Template
    setting: Template
    scene: Template
    total: Template
    alone: str


@dataclass(frozen=True, slots=True)
class Language:
    """All that a language needs to speak of scenes."""

    code: str
    gap: str
    """Between words."""
    comma: str
    conjunction: str
    mention: Callable[[Mention], str]
    predicate: Callable[[Predicate], str]
    relate: Callable[[Mention, Link, Mention], list[Part]]
    """The parts that tell a relation."""
    links: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, ...]]
    scenes: Mapping[str, tuple[str, ...]]
    """Places as nouns; empty where there is none."""
    lights: Mapping[str, tuple[str, ...]]
    weather: Mapping[str, tuple[str, ...]]
    praises: tuple[str, ...]
    manners: tuple[str, ...]
    """Ends of captions that claim nothing."""
    captions: Mapping[str, tuple[Template, ...]]
    """"terse", "plain", "full" and "chatty" ones."""
    sentences: Sentences | None = None


def render(parts: Sequence[Part], language: Language) -> str:
    """Spells the parts out."""
    one = next((part.thing.count == 1 for part in parts if isinstance(part, Mention)), True)
    return language.gap.join(_spell(part, language, one) for part in parts)


def _spell(part: Part, language: Language, one: bool) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Mention):
        return language.mention(part)
    if isinstance(part, Verb):
        return part.one if one else part.many
    if isinstance(part, Predicate):
        return language.predicate(part)
    if isinstance(part, Link):
        options = language.links[part.name]
    elif isinstance(part, Place):
        options = (language.scenes if part.noun else language.places)[part.name]
    else:
        options = (language.weather if part.sentence else language.lights)[part.name]
    return options[part.variant % len(options)]
