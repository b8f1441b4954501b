"""What the samples of a set were made to be."""

from dataclasses import dataclass
from typing import Literal, TypedDict

Expect = Literal["dropped", "mended", "failed", "kept"]


@dataclass(frozen=True, slots=True)
class Defect:
    """What a good recipe does to a sample with this defect: drops it, mends its caption, fails it (there is nothing to
    judge), or keeps it."""

    weight: int
    """How often it is planted, beside the others' weights."""
    expect: Expect
    needs_model: bool = False
    """Pixels and letters alone cannot tell."""


DEFECTS: dict[str, Defect] = {
    "wrong-caption": Defect(5, "dropped", needs_model=True),
    "wrong-attribute": Defect(5, "dropped", needs_model=True),
    "half-true": Defect(5, "dropped", needs_model=True),
    "wrong-language": Defect(4, "dropped", needs_model=True),
    "watermark": Defect(6, "dropped", needs_model=True),
    "hazard": Defect(6, "dropped", needs_model=True),
    "blur": Defect(5, "dropped"),
    "noise": Defect(4, "dropped", needs_model=True),
    "too-dark": Defect(4, "dropped"),
    "washed-out": Defect(4, "dropped"),
    "blank": Defect(4, "dropped"),
    "tiny": Defect(4, "dropped"),
    "odd-aspect": Defect(4, "dropped"),
    "exact-duplicate": Defect(6, "dropped"),
    "near-duplicate": Defect(6, "dropped"),
    "repeated-words": Defect(4, "dropped"),
    "stretched-letters": Defect(4, "dropped"),
    "shop-symbols": Defect(4, "dropped"),
    "mojibake": Defect(4, "dropped"),
    "too-short": Defect(4, "dropped"),
    "url": Defect(4, "mended"),
    "email": Defect(4, "mended"),
    "full-width": Defect(4, "mended"),
    "no-break-space": Defect(4, "mended"),
    "missing-file": Defect(3, "failed"),
    "not-an-image": Defect(3, "failed"),
    "broken-json": Defect(2, "failed"),
    "truncated": Defect(3, "kept"),
    "duplicate-id": Defect(3, "kept"),
}
"""Every planted defect by its kind. `hazard` is a stand-in for unsafe content: one fixed sign, nothing unsafe."""

WITHOUT_PICTURE = frozenset(("blank", "missing-file", "not-an-image"))
"""Defects that leave nothing to see."""


class Degradation(TypedDict):
    """How a picture was spoilt, and how much: from 0 (unchanged) to 1 (worthless)."""

    name: str
    strength: float


class TruthEntry(TypedDict, total=False):
    """What is true of a sample."""

    kind: str
    """A defect, `clean`, or `friendly-fire`: clean, but looks like a defect."""
    expect: Expect
    needs: Literal["model"]
    """Pixels and letters alone cannot tell: only a model can."""
    stands_in_for: str
    """What the defect plays, where it does not show the thing itself."""
    caption: str
    """The caption, without its tokens, that a good recipe leaves."""
    of: str
    """The id of the sample that this one repeats or mirrors, or whose picture it shares."""
    looks: Literal["night", "fog", "plain"]
    """Why a clean scene looks bad."""
    attribute: str
    """Which attribute of the caption is wrong."""
    degradation: Degradation
    setting: str
    shows: list[str]
    """What the picture shows, the most prominent first."""
    language: str
    """The language of the caption in the line."""


Truth = dict[str, TruthEntry]
"""By the sample's id in the product: an unreadable line is `~<line>` from 1, a repeated id `<id>~<line>`."""
