"""Which line of a set has which defect or shape."""

from dataclasses import dataclass
from random import Random

from ..chance import stream
from .truth import DEFECTS

PLANTED = 0.25
"""The share of samples with a planted defect; each has exactly one."""

SHAPES: dict[str, float] = {
    "shared-picture": 0.04,
    "length-pair": 0.02,
    "mirrored": 0.02,
    "two-pictures": 0.025,
    "two-chunks": 0.025,
    "extra-fields": 0.05,
    "many-lines": 0.04,
    "chinese": 0.06,
    "stock-tail": 0.015,
    "mild": 0.1,
    "fog": 0.02,
    "plain": 0.015,
}
"""Shapes of clean samples and their shares of a set; the rest is usual. `mild` pictures are spoilt a little, `fog` and
`plain` are scenes that look bad."""

REPEATING = frozenset(
    ("exact-duplicate", "near-duplicate", "duplicate-id", "shared-picture", "length-pair", "mirrored")
)
"""Labels of rows that repeat something of an earlier row."""

PAIRED = frozenset(("length-pair", "mirrored"))
"""Labels that both rows of the pair bear."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one line of the set will be."""

    index: int
    """The line's place, from 0."""
    label: str
    """A defect, a shape, or `usual`."""
    of: int | None = None
    """The earlier row that this one repeats something of."""

    @property
    def defect(self) -> str | None:
        """The planted defect."""
        return self.label if self.label in DEFECTS else None


def plan_rows(seed: int, samples: int) -> list[Row]:
    """Plans a set: defects and shapes at random places, and what repeats another row behind it."""
    random = stream(seed, "plan")
    labels = _labels(samples)
    random.shuffle(labels)
    sources = _pair(labels, random)
    return [Row(index, label, sources.get(index)) for index, label in enumerate(labels)]


def _labels(samples: int) -> list[str]:
    defects = _shares({kind: defect.weight for kind, defect in DEFECTS.items()}, round(PLANTED * samples))
    shapes = _shares(SHAPES, round(sum(SHAPES.values()) * samples))
    labels = defects + shapes
    return labels + ["usual"] * (samples - len(labels))


def _shares(weights: dict[str, float], total: int) -> list[str]:
    """As many labels as asked for in proportion to the weights, by largest remainders."""
    exact = {label: weight * total / sum(weights.values()) for label, weight in weights.items()}
    counts = {label: int(share) for label, share in exact.items()}
    by_remainder = sorted(exact, key=lambda label: counts[label] - exact[label])
    for label in by_remainder[: total - sum(counts.values())]:
        counts[label] += 1
    return [label for label, count in counts.items() for _ in range(count)]


def _pair(labels: list[str], random: Random) -> dict[int, int]:
    """Gives each repeating row a usual one, moves the repetition behind it, and tells which row it repeats."""
    usual = [index for index, label in enumerate(labels) if label == "usual"]
    random.shuffle(usual)
    sources: dict[int, int] = {}
    for index in [index for index, label in enumerate(labels) if label in REPEATING]:
        label, labels[index] = labels[index], "usual"
        if not usual:
            continue
        first, second = sorted((index, usual.pop()))
        labels[second] = label
        if label in PAIRED:
            labels[first] = label
        sources[second] = first
    return sources
