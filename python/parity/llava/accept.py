"""Whether Data-Juicer's converters and our exports understand each other, in a round of all four.

    accept.py TOOLS COMMAND...

TOOLS is the folder that requirements.txt was installed into, COMMAND what starts better-synth. A LLaVA dataset goes
through llava_to_dj into our product, gets more captions there, goes out of it as data-juicer and as llava, and through
dj_to_llava and llava_to_dj.
Exits 1 where one refuses, or where a record is not what it was.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

from captioner import SENTENCES, captioner
from converters import Converters, quietly
from original import write_original

RECIPE = """version: 1
seed: 5
stages:
  - name: clean
    clean:
      process:
        - whitespace_normalization_mapper:
        - words_num_filter: {min_num: 5}
  - name: write
    synthesize: {profile: local, prompt: numbered-sentences, split: numbered}
  - name: again
    clean: {process: [{words_num_filter: {min_num: 5}}]}
  - name: select
    select: {strategy: top, by: num_words, budget: 30, fill: repeat}
"""
BUDGET = 30
EDIT = ("edited", "a caption in other words")


def main(tools: str, command: list[str]) -> int:
    """Runs the round for both image tokens; the exit code."""
    faults = 0
    for token in ("<image>", "<__dj__image>"):
        with tempfile.TemporaryDirectory(prefix="better-synth-llava-") as folder:
            faults += accept(Converters(Path(tools)), command, Path(folder), token)
    return 1 if faults > 0 else 0


def accept(converters: Converters, command: list[str], folder: Path, token: str) -> int:
    """One round in an empty folder; the number of faults, each of which is printed."""
    original = write_original(folder)
    data = folder / "data.jsonl"
    converters.to_data_juicer(folder / "original.json", data, only_keep_caption=True)
    data.write_text(data.read_text(encoding="utf-8").replace("<image>", token), encoding="utf-8")
    (folder / "better-synth.yaml").write_text(RECIPE, encoding="utf-8")
    ours = Product(command, folder / "config")
    ours.do("edit", folder, EDIT[0], "--text", EDIT[1])
    with captioner() as url:
        ours.do("profiles", "add", "local", "--url", url, "--model", "square")
        ours.do("run", folder)
    for kind, name in (("data-juicer", "ours.jsonl"), ("llava", "ours.json")):
        ours.do("export", folder, "--format", kind, "--output", folder / name)

    converters.to_llava(
        folder / "ours.jsonl", folder / "restored.json", image_special_token=token,
        restore_questions=True, original_llava_ds_path=folder / "original.json",
    )  # fmt: skip
    converters.to_data_juicer(folder / "ours.json", folder / "captions.jsonl", only_keep_caption=True)
    converters.to_data_juicer(folder / "ours.json", folder / "turns.jsonl")
    faults = compare(original, folder)
    print(f"{token:<14} {len(read(folder / 'ours.json'))} records, {len(faults)} faults")
    for fault in faults:
        print(f"  {fault}")
    return len(faults)


class Product:
    """better-synth, with settings of its own."""

    def __init__(self, command: list[str], settings: Path):
        self.command = command
        self.environment = {**os.environ, "XDG_CONFIG_HOME": str(settings)}

    def do(self, *arguments: object) -> None:
        """Runs a command. Raises CalledProcessError where it fails."""
        quietly([*self.command, *map(str, arguments)], self.environment)


def compare(original: list[dict], folder: Path) -> list[str]:
    """What is not as it should be in what the converters made of our exports."""
    by_id = {str(record["id"]): record for record in original}
    exported, restored = read(folder / "ours.json"), read(folder / "restored.json")
    captions, turns = read(folder / "captions.jsonl"), read(folder / "turns.jsonl")
    if not len(exported) == len(restored) == len(captions) == len(turns) == BUDGET:
        return [f"{len(exported)} exported, {len(restored)} restored, {len(captions)} and {len(turns)} read back"]
    faults = [] if {record["better_synth_id"] for record in exported} == kept_ids() else ["other samples were kept"]
    for record, back, caption, turn in zip(exported, restored, captions, turns, strict=True):
        source = by_id[record["id"]]
        question, answer = (turn["value"] for turn in record["conversations"])
        expected = caption_of(record["better_synth_id"], source)
        checks = {
            "our picture": record["image"] == source["image"],
            "our caption": " ".join(answer.split()) == " ".join(expected.split()),
            "dj_to_llava: id": back["id"] == source["id"],
            "dj_to_llava: picture": back["image"] == record["image"],
            "dj_to_llava: question": back["conversations"][0] == source["conversations"][0],
            "dj_to_llava: caption": back["conversations"][1] == {"from": "gpt", "value": answer},
            "llava_to_dj: id": caption["id"] == turn["id"] == record["id"],
            "llava_to_dj: picture": caption["images"] == turn["images"] == [record["image"]],
            "llava_to_dj: caption": caption["text"] == f"<image>\n{answer} <|__dj__eoc|>",
            "llava_to_dj: turns": turn["text"] == f"[[human]]: {question}\n[[gpt]]: {answer} <|__dj__eoc|>",
        }
        faults += [f"{record['better_synth_id']}: {name} differs" for name, holds in checks.items() if not holds]
    return faults


def caption_of(key: str, source: dict) -> str:
    """The caption that the sample of this id is to have."""
    if "/write/" in key:
        return SENTENCES[int(key[-1]) - 1]
    return EDIT[1] if key == EDIT[0] else source["conversations"][1]["value"]


def kept_ids() -> set[str]:
    """All but the one that is too short, and what was written for each."""
    kept = ("002375592", "17", "a/b c", "зима", "lines", "blank", "roles", "edited")
    return {*kept, *(f"{key}/write/{n}" for key in kept for n in (1, 2))}


def read(path: Path) -> list[dict]:
    """The records of a JSON or JSON Lines file."""
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else [json.loads(line) for line in text.splitlines()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
