"""Short true sentences, each with a fact of its own: what the captioner learns to say."""

from dataclasses import replace
from random import Random

from ..scene import Scene
from .claim import ANY, Relation, Thing
from .draft import Draft
from .facts import facts_of
from .languages import LANGUAGES
from .parts import Link, Mention, Part, Predicate, Sentences, Slot, Template, render


def sentences(scene: Scene, random: Random, language: str = "en", count: int | None = None) -> list[str]:
    """3 to 6 different true sentences in English or Chinese ("en", "zh"): at most `count` if given, the objects first.

    They tell of objects with colour and number, a relation, the setting, the light, a size, the number of all things.
    Raises ValueError for a language that has no sentences.
    """
    speech = LANGUAGES[language]
    if speech.sentences is None:
        raise ValueError(f"no sentences in {language}")
    teller = _Teller(Draft(facts_of(scene), speech, random), speech.sentences)
    end = " ." if speech.gap else "。"
    return [render(parts, speech) + end for parts in teller.told(count or random.choice((3, 4, 4, 5, 5, 6)))]


def numbered(lines: list[str]) -> str:
    """Sentences as a numbered list, one a line."""
    return "\n".join(f"{i}. {line}" for i, line in enumerate(lines, 1))


class _Teller:
    """Chooses facts and tells each in a sentence."""

    def __init__(self, draft: Draft, templates: Sentences):
        self.draft = draft
        self.facts = draft.facts
        self.random = draft.random
        self.templates = templates

    def told(self, count: int) -> list[list[Part]]:
        """The main thing and others of the facts, in the usual order; the number of all things where facts are few."""
        main, *others = self._objects()
        rest = [*others, *self._relation(), *self._size(), *self._setting(main), *self._light()]
        chosen = sorted(self.random.sample(range(len(rest)), min(count - 1, len(rest))))
        told = [main, *(rest[i] for i in chosen)]
        return told if len(told) >= count else [*told, *self._total()]

    def _objects(self) -> list[list[Part]]:
        """Each group; seldom the first one's colour in a sentence of its own."""
        first, *others = self.facts.groups[:4]
        if first.colour and self._alone(first) and self.random.random() < 0.12:
            bare = Thing(first.kind, None, first.count)
            return [self._object(bare, True), self._predicate(bare, first, "colour"), *map(self._object, others)]
        return [self._object(first, True), *map(self._object, others)]

    def _object(self, group: Thing, main: bool = False) -> list[Part]:
        options = self.templates.objects
        template = options[0] if self.random.random() < 0.5 else self.random.choice(options)
        if main and len(self.facts.groups) > 1 and self.random.random() < 0.2:
            template = self.templates.placed
        return _fill(template, thing=Mention(replace(group, size=None)), place=self.draft.place)

    def _relation(self) -> list[list[Part]]:
        if not self.facts.relations:
            return []
        relation: Relation = self.random.choice(self.facts.relations)
        first, second = (Mention(self._short(thing), "the") for thing in (relation.first, relation.second))
        return [_fill(self.templates.relation, first=first, link=Link(relation.name, 0), second=second)]

    def _size(self) -> list[list[Part]]:
        sized = [group for group in self.facts.groups if group.size]
        return [self._predicate(self._short(sized[0]), sized[0], "size")] if sized else []

    def _setting(self, main: list[Part]) -> list[list[Part]]:
        place = self.draft.place
        if place in main:
            return []
        if self.draft.language.scenes[self.facts.place] and self.random.random() < 0.5:
            return [_fill(self.templates.scene, scene=replace(place, noun=True))]
        return [_fill(self.templates.setting, place=place)]

    def _light(self) -> list[list[Part]]:
        light = self.draft.light
        return [[replace(light, sentence=True)]] if light and light.name in self.draft.language.weather else []

    def _total(self) -> list[list[Part]]:
        total = sum(group.count for group in self.facts.groups)
        if total == 1:
            return [[self.templates.alone]]
        return [_fill(self.templates.total, things=Mention(Thing(ANY, None, total)))]

    def _predicate(self, subject: Thing, group: Thing, attribute: str) -> list[Part]:
        return _fill(self.templates.predicate, subject=Mention(subject, "the"), predicate=Predicate(group, attribute))

    def _short(self, group: Thing) -> Thing:
        """A group as it is referred to: by its colour too where others of the kind are there."""
        colour = None if self._alone(group) and self.random.random() < 0.5 else group.colour
        return Thing(group.kind, colour, group.count)

    def _alone(self, group: Thing) -> bool:
        return sum(other.kind == group.kind for other in self.facts.groups) == 1


def _fill(template: Template, **slots: Part) -> list[Part]:
    return [slots[piece.name] if isinstance(piece, Slot) else piece for piece in template]
