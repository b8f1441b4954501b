"""Thinks up what a caption says and in which words, before it is spelled."""

from dataclasses import replace
from random import Random

from .claim import Relation, Thing
from .facts import Facts
from .nouns import NOUNS
from .parts import Language, Light, Link, Mention, Part, Place, Slot, Template


class Draft:
    """Fills templates with facts. Within one draft the same thing keeps its words."""

    def __init__(self, facts: Facts, language: Language, random: Random):
        self.facts = facts
        self.language = language
        self.random = random
        self.place = Place(facts.place, random.randrange(60))
        self.light = Light(facts.light, random.randrange(60)) if facts.light else None
        self._mentions: dict[Thing, Mention] = {}
        self._everything: list[Part] = []

    def fill(self, template: Template) -> list[Part]:
        """The parts of a caption."""
        parts: list[Part] = []
        for piece in template:
            if isinstance(piece, Slot):
                parts += getattr(self, f"_{piece.name}")()
            else:
                parts.append(piece)
        return parts

    def fits(self, template: Template) -> bool:
        """Whether no slot stays empty that may not; in Chinese the light may not: commas stand beside it."""
        told = self.light is not None and self.light.name != "indoor"
        if Slot("light") in template and not self.language.gap and not told:
            return False
        return Slot("scene") not in template or bool(self.language.scenes[self.facts.place])

    def mention(self, thing: Thing) -> Mention:
        """A thing in this draft's words: seldom a synonym, without its colour or with a word of praise."""
        if thing not in self._mentions:
            self._mentions[thing] = self._worded(thing)
        return self._mentions[thing]

    def _worded(self, thing: Thing) -> Mention:
        random = self.random
        name = 0 if random.random() < 0.8 else random.randrange(len(NOUNS[self.language.code][thing.kind]))
        alone = sum(group.kind == thing.kind for group in self.facts.groups) == 1
        praise = random.choice(self.language.praises) if random.random() < 0.06 else ""
        told = replace(
            thing,
            colour=None if alone and random.random() < 0.08 else thing.colour,
            size=None if random.random() < 0.3 else thing.size,
        )
        return Mention(told, "a", name, praise)

    def _main(self) -> list[Part]:
        return [self.mention(self.facts.groups[0])]

    def _bare(self) -> list[Part]:
        return [replace(self.mention(self.facts.groups[0]), style="bare")]

    def _tags(self) -> list[Part]:
        parts: list[Part] = []
        for group in self.facts.groups[:4]:
            parts += [replace(self.mention(group), style="bare"), self.language.comma]
        return parts + (self._scene() or self._place())

    def _both(self) -> list[Part]:
        """The main thing with another: in its relation, if a plain one is known, or just named."""
        groups = self.facts.groups
        relations = [one for one in self.facts.relations if groups[0] in (one.first, one.second)]
        if relations and self.random.random() < 0.85:
            return self.related(self.random.choice(relations))
        return self._listed(groups[:2])

    def related(self, relation: Relation) -> list[Part]:
        """Two things and how they stand to each other."""
        link = Link(relation.name, 0 if self.random.random() < 0.5 else self.random.randrange(60))
        return self.language.relate(self.mention(relation.first), link, self.mention(relation.second))

    def _all(self) -> list[Part]:
        """All things: two of them perhaps with their relation."""
        if not self._everything:
            groups = self.facts.groups[:4]
            related = len(groups) == 2 and self.random.random() < 0.5
            self._everything = self._both() if related else self._listed(groups)
        return self._everything

    def _listed(self, groups: tuple[Thing, ...]) -> list[Part]:
        parts: list[Part] = [self.mention(groups[0])]
        for i, group in enumerate(groups[1:], 2):
            parts += [self.language.conjunction if i == len(groups) else self.language.comma, self.mention(group)]
        return parts

    def _place(self) -> list[Part]:
        return [self.place]

    def _scene(self) -> list[Part]:
        known = self.language.scenes[self.facts.place]
        return [replace(self.place, noun=True)] if known else []

    def _light(self) -> list[Part]:
        """The light; inside, where it goes without saying, seldom."""
        if self.light is None or (self.language.gap and self.light.name == "indoor" and self.random.random() < 0.7):
            return []
        return [self.light]

    def _manner(self) -> list[Part]:
        return [self.random.choice(self.language.manners)]
