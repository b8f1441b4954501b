"""Makes the fixture of tiny models: `python -m models.make FOLDER` in the folder `python/parity`."""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import torch
from data_juicer.utils.mm_utils import load_image

import peers  # noqa: F401 -- keeps the peers quiet
from tables import write

from .expected import outputs_table, pixels_table, tokens_table
from .gallery import hang
from .juicer import juicer_table
from .shelf import shelf, write_onnx, write_torch

# transformers takes a height or width of 1 or 3 for the channels: nothing is to be learnt from its scores.
MISREAD = {"three-high.png", "one-pixel.png"}
KEPT = ("config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json")

CARD = """# {}

A tiny model with random weights, drawn from a seed: for tests of agreement, of no use for anything else.
"""


def keep(source: Path, target: Path):
    """Copies the files of a model folder that need no torch, JSON as short as it goes."""
    target.mkdir(parents=True, exist_ok=True)
    for name in KEPT:
        if (source / name).exists():
            value = json.loads((source / name).read_text(encoding="utf-8"))
            short = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
            (target / name).write_text(short + "\n", encoding="utf-8")
    (target / "README.md").write_text(CARD.format(target.name), encoding="utf-8")


def make(out: Path):
    """Models, pictures, tables; in one thread, for sums in the same order everywhere."""
    torch.set_num_threads(1)
    hang(out / "pictures")
    pictures = {file.name: load_image(str(file)) for file in sorted((out / "pictures").iterdir())}
    seen = {name: picture for name, picture in pictures.items() if name not in MISREAD}
    models = shelf(list(seen.values()))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder).resolve()
        deviations = {}
        for name, shelved in models.items():
            write_torch(work / name, shelved)
            keep(work / name, out / name)
            deviations[name] = write_onnx(out / name, name, shelved, list(seen.values()))
        write(out, "pixels", pixels_table(pictures))
        write(out, "tokens", tokens_table(models))
        write(out, "outputs", outputs_table(models, seen))
        shutil.copytree(out / "pictures", work / "pictures")
        write(out, "data-juicer", juicer_table(work))
    for name, files in deviations.items():
        print(name, {file: f"{value:.1e}" for file, value in files.items()})


if __name__ == "__main__":
    make(Path(sys.argv[1]).resolve())
