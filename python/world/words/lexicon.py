"""Every phrase that our captions and sentences are made of, with what it means to the parser."""

from collections.abc import Iterator
from functools import lru_cache

from ..scene import COLOURS
from . import chinese, english
from .languages import LANGUAGES
from .nouns import NOUNS
from .parts import Language, Template

Meaning = tuple[str, str | int]
"""What a phrase is ("noun", "colour", "link" …) and its value."""

Lexicon = dict[str, list[tuple[tuple[str, ...], Meaning]]]
"""By first token: phrases and meanings, the longest first."""


def tokens(text: str, language: Language) -> list[str]:
    """Words and punctuation in small letters; in a language without gaps, signs."""
    plain = text.lower()
    for mark in ",.!?:;，。！？：、；|":
        plain = plain.replace(mark, f" {mark} ")
    return plain.split() if language.gap else [sign for sign in plain if not sign.isspace()]


@lru_cache
def lexicon(code: str) -> Lexicon:
    """The phrases of a language that has sentences."""
    language = LANGUAGES[code]
    found: Lexicon = {}
    seen: set[tuple[str, ...]] = set()
    for phrase, meaning in (*_own(code), *_shared(language)):
        key = tuple(tokens(phrase, language))
        if key and key not in seen:
            seen.add(key)
            found.setdefault(key[0], []).append((key, meaning))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def _shared(language: Language) -> Iterator[tuple[str, Meaning]]:
    for kind, nouns in NOUNS[language.code].items():
        for noun in nouns:
            yield noun.one, ("noun" if noun.one == noun.many else "one", kind)
            yield noun.many, ("many", kind)
    tables = (
        ("link", language.links),
        ("place", language.places),
        ("place", language.scenes),
        ("light", language.lights),
        ("light", language.weather),
    )
    for sort, table in tables:
        for name, phrases in table.items():
            yield from ((phrase, (sort, name)) for phrase in phrases)
    yield from ((word, ("glue", "")) for word in language.praises)
    yield from ((phrase, ("filler", "")) for phrase in (*language.manners, *_literals(language)))
    yield from ((mark, ("stop", "")) for mark in ",.!?:;，。！？：、；")


def _literals(language: Language) -> Iterator[str]:
    told = language.sentences
    templates: list[Template] = [one for group in language.captions.values() for one in group]
    if told:
        templates += [*told.objects, told.placed, told.relation, told.predicate, told.setting, told.scene, told.total]
    for one in templates:
        yield from (piece for piece in one if isinstance(piece, str))


def _own(code: str) -> Iterator[tuple[str, Meaning]]:
    """What only this language has."""
    told = LANGUAGES[code].sentences
    if told:
        yield told.alone, ("alone", "")
    yield from _english() if code == "en" else _chinese()


def _english() -> Iterator[tuple[str, Meaning]]:
    yield from ((word, ("number", n)) for n, word in enumerate(english.NUMBERS) if n)
    yield from ((word, ("number", 1)) for word in ("a", "an"))
    yield from ((word, ("size", word)) for word in ("small", "large"))
    yield "the", ("the", "")
    yield "and", ("stop", "")
    yield "too", ("filler", "")
    yield from ((word, ("verb", "")) for word in ("is", "are", "wears a", "wears an", "wear", "has", "have"))
    yield from ((word, ("end", "")) for word in ("dress", "dresses", "leaves"))
    yield from ((word, ("with", "")) for word in ("in a", "in an", "in", "with"))
    yield from ((colour, ("colour", colour)) for colour in COLOURS)


def _chinese() -> Iterator[tuple[str, Meaning]]:
    yield from ((sign, ("number", n)) for n, sign in enumerate(chinese.NUMBERS) if n)
    yield from ((noun.mark, ("glue", "")) for nouns in NOUNS["zh"].values() for noun in nouns)
    yield from ((word, ("size", size)) for size, word in chinese.SIZES.items())
    yield from ((word, ("colour", colour)) for colour, word in chinese.COLOURS.items())
    yield from ((word, ("glue", "")) for word in ("的", "穿", "裙子的", "叶子的"))
    yield from ((word, ("verb", "")) for word in ("是", "穿着", "的叶子是"))
    yield from ((word, ("end", "")) for word in ("裙子",))
    yield "在", ("at", "")
    yield "和", ("stop", "")
