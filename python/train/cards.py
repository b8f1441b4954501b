"""python -m train.cards FOLDER: writes the models' cards, and the table in the manual, from the figures kept there."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from string import Template

from evaluate.table import LEAST
from train.markdown import figure, least, table
from train.pages import write_pages

TEXTS = Path(__file__).parent / "card_texts"

MEASURED = {
    "clip": ("similarity", "R@1"),
    "itm": ("matching",),
    "aesthetics": ("aesthetics",),
    "nsfw": ("hazard",),
    "watermark": ("watermark",),
    "text-embedding": ("text embedding",),
    "captioner": ("things named", "sentences wholly", "3 to 6"),
    "encoder-b": (),
}
"""How the figures of each model begin."""

SENTENCES = {
    "world": "It knows this world of drawings. On photographs or anybody's real data its numbers mean nothing. It is "
    "there so that the product can be tried and tested offline, and was made to decide nothing about people.",
    "scale": "Its scores are not on the scale of published models of its kind; thresholds cannot be carried over.",
    "sees": "It sees 144 × 144 pixels, whatever a picture's proportions are: small things are lost.",
    "reads": "It reads English and Chinese with a vocabulary of 1,000 pieces, the first 48 of a caption. German and "
    "French count as wrong captions; no other language was tried.",
}
"""What several cards say."""


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="train.cards", description=__doc__)
    parser.add_argument("folder", type=Path, help="the models, with training.json and figures.json beside them")
    parser.add_argument(
        "--add",
        nargs=2,
        action="append",
        default=[],
        metavar=("SEED", "FILE"),
        help="what `python -m evaluate --json` or `npm run demo:evaluate -- --json` printed, into figures.json first",
    )
    parser.add_argument("--scenes", type=int, default=2000, help="on which these figures were measured")
    arguments = parser.parse_args()
    folder, kept = arguments.folder, arguments.folder / "figures.json"
    figures = _read(kept) if kept.exists() else {"seeds": {}}
    for seed, printed in arguments.add:
        _add(figures, seed, _read(Path(printed)), arguments.scenes)
    if not figures["seeds"]:
        parser.error(f"{kept} has no figures yet: --add some")
    _write(kept, json.dumps(figures, indent=2, ensure_ascii=False) + "\n")
    training = _read(folder / "training.json")
    for name in MEASURED:
        _write(folder / name / "README.md", card(name, folder / name, training, figures))
    write_pages(figures)


def _add(figures: dict, seed: str, printed: dict, scenes: int) -> None:
    bars = printed.get("bars")
    values = printed if bars is None else {bar["what"]: bar["value"] for bar in bars}
    figures["seeds"].setdefault(seed, {}).update(values)
    figures.update(date=datetime.now(UTC).date().isoformat(), scenes=scenes)


def _read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def card(name: str, model: Path, training: dict, figures: dict) -> str:
    """The model card of one model in Markdown; its first line is the title."""
    files = [path for path in model.rglob("*") if path.is_file() and path.suffix != ".md"]
    text = Template((TEXTS / f"{name}.md").read_text(encoding="utf-8"))
    return text.substitute(
        SENTENCES,
        data=(TEXTS / "data.md").read_text(encoding="utf-8").strip(),
        training=_training(name, training),
        scores=_scores(MEASURED[name], figures),
        size=f"{sum(path.stat().st_size for path in files) / 1e6:.1f} MB",
    )


def _training(name: str, training: dict) -> str:
    own = name == "encoder-b"
    runs = [run for run in training["runs"] if name in run["trains"]]
    rows = [
        [f"`{run['command']}`", f"{run['minutes']}", f"{run['steps']:,}", f"{run['encoder_b' if own else 'scenes']:,}"]
        for run in runs
    ]
    lines = table(["command, in `python/`", "minutes", "steps", "new scenes"], rows)
    notes = [training["together"], *(note["text"] for note in training["notes"] if name in note["models"])]
    return "\n\n".join([lines, *notes])


def _scores(beginnings: tuple[str, ...], figures: dict) -> str:
    seeds = sorted(figures["seeds"], key=int)
    names = [name for name in figures["seeds"][seeds[0]] if name.startswith(beginnings)] if seeds else []
    rows = [
        [name, least(LEAST.get(name)), *(figure(figures["seeds"][seed].get(name)) for seed in seeds)] for name in names
    ]
    if not rows:
        return ""
    measured = f"Measured on {figures['date']} on {figures['scenes']:,} unseen scenes of each seed."
    return f"{measured}\n\n{table(['', 'at least', *(f'seed {seed}' for seed in seeds)], rows)}"


if __name__ == "__main__":
    main()
