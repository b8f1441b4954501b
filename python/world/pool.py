"""`python -m world.pool OUT --seed N ...` writes a pool to select from, and held-out scenes to judge the selection by.

A quarter of the pool has a wrong caption, and nothing else is wrong with it; every held-out caption is true.
"""

import argparse
from pathlib import Path

from .chance import stream
from .dataset.plan import Row
from .dataset.sample import Sample, samples_of
from .dataset.write import write_samples

WRONG = ("wrong-caption", "wrong-attribute", "half-true")
"""Another picture's caption, one attribute wrong, one thing of two not there: as many of each."""

WRONG_SHARE = 0.25


def pool(seed: int, samples: int) -> list[Sample]:
    """The pool; the same seed and number give the same."""
    wrong = [WRONG[i % len(WRONG)] for i in range(round(WRONG_SHARE * samples))]
    labels = wrong + ["usual"] * (samples - len(wrong))
    stream(seed, "pool").shuffle(labels)
    return _samples(seed, labels)


def held_out(seed: int, scenes: int) -> list[Sample]:
    """Samples that a pool of the same seed has not; the same seed and number give the same."""
    return _samples(stream(seed, "held-out").getrandbits(62), ["usual"] * scenes)


def _samples(seed: int, labels: list[str]) -> list[Sample]:
    return samples_of(seed, [Row(index, label) for index, label in enumerate(labels)])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m world.pool", description="Writes a pool and held-out scenes.")
    parser.add_argument("out", type=Path, help="the folder to write pool/ and held-out/ into; made if need be")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--samples", type=int, required=True, help="of the pool")
    parser.add_argument("--held-out", type=int, required=True, help="scenes to judge by")
    arguments = parser.parse_args()
    write_samples(arguments.out / "held-out", held_out(arguments.seed, arguments.held_out))
    write_samples(arguments.out / "pool", pool(arguments.seed, arguments.samples))


if __name__ == "__main__":
    main()
