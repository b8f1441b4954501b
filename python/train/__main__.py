"""python -m train: draws scenes, trains all demo models on them, exports and measures them; all in a given time."""

import argparse
import json
import os
import tarfile
import time
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from tokenizers import Tokenizer

from train.examples import FOREIGN, answers_of, texts_of
from train.tokens import answer_tokenizer, caption_tokenizer
from world.chance import stream
from world.compose import compose

VOCABULARY_SCENES = 6000
EVALUATED = 2000
EVALUATION_SEED = 1
EXPORT_SECONDS, EVALUATION_SECONDS = 10.0, 0.09
"""Kept free at the end, the second for each scene; a short run keeps a quarter of its time free instead."""

ARCHIVES = {
    "models-1.tar": ("clip", "itm", "aesthetics", "nsfw", "watermark"),
    "models-2.tar": ("captioner", "text-embedding", "encoder-b"),
}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="train", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=8.5)
    parser.add_argument("--scenes", type=int, default=120_000)
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--resume", type=Path, help="the folder of an earlier training, to go on from its weights")
    parser.add_argument("--first", type=int, default=0, help="seeds of scenes start so much later")
    parser.add_argument("--evaluate", type=int, default=EVALUATED, help="unseen scenes to measure on at the end")
    arguments = parser.parse_args()
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    arguments.out.mkdir(parents=True, exist_ok=True)
    _run(arguments, time.monotonic())


def _run(arguments: argparse.Namespace, start: float) -> None:
    workers = os.cpu_count() or 1
    earlier = arguments.resume
    captions, answers = _tokenizers(workers) if earlier is None else _known_tokenizers(earlier)
    print(f"{time.monotonic() - start:.0f} s: tokenizers", flush=True)
    captions.save(str(arguments.out / "captions.json"))
    answers.save(str(arguments.out / "answers.json"))
    from train.store import Store

    # What is learnt within one training rests in the next: encoder-b, and the text embedding.
    store = Store(arguments.scenes, arguments.first, encoder_b=earlier is None)
    processes = store.start(workers, captions, answers)
    # Loaded only now: processes that are forked before need none of it.
    from train.folders import write_folders, write_manifests
    from train.graphs import write_graphs
    from train.suite import Suite
    from train.trainer import PEAK, PEAK_AGAIN, load, train

    seconds = 60 * arguments.minutes
    free = min(EXPORT_SECONDS + EVALUATION_SECONDS * arguments.evaluate, seconds / 4)
    suite = Suite(captions.get_vocab_size(), answers.get_vocab_size())
    if earlier is not None:
        load(suite, earlier)
    suite = suite.to(arguments.device)
    until, peak = start + seconds - free, PEAK if earlier is None else PEAK_AGAIN
    steps = train(suite, store, arguments.device, until, arguments.batch, arguments.out, peak)
    drawn = int(store.finished.sum()) * 128
    for process in processes:
        process.terminate()
    print(f"{time.monotonic() - start:.0f} s: {steps} steps on {drawn} scenes", flush=True)
    with TemporaryDirectory() as temporary:
        models = Path(temporary)
        write_graphs(suite, models)
        write_folders(suite, captions, answers, models)
        write_manifests(models)
        _pack(models, arguments.out)
        print(f"{time.monotonic() - start:.0f} s: exported", flush=True)
        _evaluate(models, arguments.out, {"steps": steps, "scenes": drawn}, arguments.evaluate)
    print(f"{time.monotonic() - start:.0f} s: measured", flush=True)


def _tokenizers(workers: int) -> tuple[Tokenizer, Tokenizer]:
    with get_context("fork").Pool(workers) as pool:
        made = pool.map(_vocabulary, range(VOCABULARY_SCENES), chunksize=64)
    # German and French are not to be understood: a few texts, only that their letters are known.
    texts = (text for i, (texts, _) in enumerate(made) for text in (texts if i % 10 == 0 else texts[:FOREIGN]))
    captions = caption_tokenizer(texts)
    return captions, answer_tokenizer(text for _, texts in made for text in texts)


def _known_tokenizers(folder: Path) -> tuple[Tokenizer, Tokenizer]:
    return Tokenizer.from_file(str(folder / "captions.json")), Tokenizer.from_file(str(folder / "answers.json"))


def _vocabulary(seed: int) -> tuple[list[str], list[str]]:
    scene, random = compose(seed), stream(seed, "vocabulary")
    return [one.text for one in texts_of(scene, random)], [text for _, text in answers_of(scene, random)]


def _pack(models: Path, out: Path) -> None:
    for archive, names in ARCHIVES.items():
        with tarfile.open(out / archive, "w") as tar:
            for name in names:
                tar.add(models / name, name)


def _evaluate(folder: Path, out: Path, facts: dict, scenes: int) -> None:
    from evaluate.figures import all_figures, speed
    from evaluate.models import Models
    from evaluate.table import table
    from evaluate.unseen import unseen_scenes

    models = Models(folder)
    unseen = unseen_scenes(EVALUATION_SEED, scenes, models.side)
    figures = all_figures(models, unseen) | speed(Models(folder, threads=1), unseen)
    print(table(figures))
    content = json.dumps({**facts, "seed": EVALUATION_SEED, "unseen": scenes, "figures": figures}, indent=2)
    (out / "figures.json").write_text(content + "\n", encoding="utf-8")
    print(content, flush=True)


if __name__ == "__main__":
    main()
