"""Writes a set: `data.jsonl` in Data-Juicer's format, `images/…`, and `truth.json`."""

import json
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .picture import PicturePlan, picture_bytes
from .sample import Sample, make_samples
from .truth import Truth


def write_dataset(folder: str | os.PathLike[str], seed: int, samples: int) -> Truth:
    """Writes a set of samples into a folder, which is made if need be, and returns its truth.

    The same seed and number of samples give the same files, however many processes draw. Raises OSError where the
    folder cannot be written.
    """
    return write_samples(Path(folder), make_samples(seed, samples))


def write_samples(root: Path, samples: Sequence[Sample]) -> Truth:
    """Writes samples into a folder, which is made if need be, and returns their truth. Raises OSError likewise."""
    _write_pictures(root, [picture for sample in samples for picture in sample.pictures])
    truth: Truth = {sample.id: sample.truth for sample in samples}
    _write(root / "truth.json", json.dumps(truth, ensure_ascii=False, indent=1) + "\n")
    _write(root / "data.jsonl", "".join(f"{sample.line}\n" for sample in samples))
    return truth


def _write_pictures(root: Path, plans: list[PicturePlan]) -> None:
    for parent in {(root / plan.path).parent for plan in plans}:
        parent.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        for plan, content in zip(plans, workers.map(picture_bytes, plans, chunksize=8), strict=True):
            if content is not None:
                (root / plan.path).write_bytes(content)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
