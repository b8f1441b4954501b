"""Reads captions and sentences of ours back into what they claim."""

from dataclasses import replace

from ..scene import Scene
from .claim import ANY, Claims, Relation, Thing
from .facts import are_so
from .languages import LANGUAGES
from .lexicon import Meaning, lexicon, tokens


def claims(sentence: str, language: str = "en") -> Claims | None:
    """What an English or Chinese text ("en", "zh") claims; None if we never talk like that, or if it says nothing."""
    reader = _Reader()
    try:
        for sort, value in _meanings(tokens(sentence, LANGUAGES[language]), language):
            getattr(reader, f"on_{sort}")(value)
        reader.on_stop("")
    except _Unreadable:
        return None
    found = reader.claims()
    return None if found == Claims() else found


def is_true(sentence: str, scene: Scene, language: str = "en") -> bool:
    """Whether a text says something, we understand all of it, and all of it is true of the scene."""
    found = claims(sentence, language)
    return found is not None and are_so(found, scene)


class _Unreadable(Exception):
    """The text is none of ours."""


def _meanings(words: list[str], language: str) -> list[Meaning]:
    """Known phrases that make up all words: the longest at each place, shorter ones where those lead nowhere."""
    known = lexicon(language)
    steps: list[tuple[int, Meaning]] = []
    dead: set[int] = set()
    while (at := steps[-1][0] if steps else 0) < len(words):
        step = next(
            (
                (at + len(phrase), meaning)
                for phrase, meaning in known.get(words[at], ())
                if at + len(phrase) not in dead and tuple(words[at : at + len(phrase)]) == phrase
            ),
            None,
        )
        if step:
            steps.append(step)
        elif not steps:
            raise _Unreadable
        else:
            dead.add(steps.pop()[0])
    return [meaning for _, meaning in steps]


class _Reader:
    """Takes one meaning after the other. `on_<sort>` names what a phrase is."""

    def __init__(self) -> None:
        self.things: list[Thing] = []
        self.relations: list[tuple[int, str, int]] = []
        self.places: list[str] = []
        self.lights: list[str] = []
        self.number: int | None = None
        self.colour: str | None = None
        self.size: str | None = None
        self.definite = False
        self.last: int | None = None
        """The thing that the words stand right behind."""
        self.link: tuple[int, str] | None = None
        """A thing and its relation, which want another thing."""
        self.origin: int | None = None
        """A thing whose relation to the next one is told behind that one, as Chinese does."""
        self.telling = self.told_by_verb = False
        """Behind a preposition or a verb that tells more of the last thing."""

    def claims(self) -> Claims:
        things = self.things
        relations = (Relation(things[a], name, things[b]) for a, name, b in self.relations)
        return Claims(tuple(things), tuple(relations), tuple(self.places), tuple(self.lights))

    def on_number(self, value: int) -> None:
        if self.number is not None or self.colour or self.size:
            raise _Unreadable
        self.number, self.telling = value, False

    def on_the(self, _: str) -> None:
        self._no_phrase()
        self.definite, self.telling = True, False

    def on_size(self, value: str) -> None:
        if self.last is not None and self.number is None and not self.definite:
            self.things.append(replace(self.things[self.last], size=value))
        elif self.size:
            raise _Unreadable
        else:
            self.size = value

    def on_colour(self, value: str) -> None:
        if self.telling and self.last is not None:
            self._tell(self.last, value)
        elif self.colour:
            raise _Unreadable
        else:
            self.colour = value

    def _tell(self, at: int, colour: str) -> None:
        """Tells a thing's colour: in a claim of its own, for "the car is red" says also that there is one car."""
        told = replace(self.things[at], colour=colour)
        if self.told_by_verb:
            self.things.append(told)
        else:
            self.things[at] = told

    def on_one(self, kind: str) -> None:
        if self.number not in (None, 1):
            raise _Unreadable
        self.on_noun(kind)

    def on_many(self, kind: str) -> None:
        if self.number in (None, 1):
            raise _Unreadable
        self.on_noun(kind)

    def on_noun(self, kind: str) -> None:
        at = len(self.things)
        self.things.append(Thing(kind, self.colour, self.number or 1, self.size))
        if self.link:
            self.relations.append((*self.link, at))
        self.number = self.colour = self.size = self.link = None
        self.definite = self.telling = False
        self.last = at

    def on_link(self, name: str) -> None:
        self._no_phrase()
        if self.last is None:
            raise _Unreadable
        if self.origin is None:
            self.link = (self.last, name)
        else:
            self.relations.append((self.origin, name, self.last))
        self.origin = self.last = None

    def on_at(self, _: str) -> None:
        self._no_phrase()
        self.origin, self.last = self.last, None

    def on_verb(self, _: str) -> None:
        self.on_with(_)
        self.told_by_verb = True

    def on_with(self, _: str) -> None:
        self._no_phrase()
        self.telling, self.told_by_verb = self.last is not None, False

    def on_end(self, _: str) -> None:
        if self.last is None:
            raise _Unreadable

    def on_glue(self, _: str) -> None:
        """Belongs to the phrase around it."""

    def on_alone(self, _: str) -> None:
        self.on_stop(_)
        self.things.append(Thing(ANY))

    def on_place(self, name: str) -> None:
        self.origin = None if self.last is None else self.origin
        self.on_stop(name)
        self.places.append(name)

    def on_light(self, name: str) -> None:
        self.on_stop(name)
        self.lights.append(name)

    def on_filler(self, _: str) -> None:
        self.on_stop(_)

    def on_stop(self, _: str) -> None:
        """Something that is no part of a phrase about things."""
        self._no_phrase()
        if self.link or self.origin is not None:
            raise _Unreadable
        self.last, self.telling = None, False

    def _no_phrase(self) -> None:
        if self.number is not None or self.colour or self.size or self.definite:
            raise _Unreadable
