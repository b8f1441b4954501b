"""A small dataset as LLaVA's pre-training has them, drawn anew: records with one picture, a question and a caption."""

import json
from pathlib import Path

from PIL import Image

QUESTIONS = ["Tell in brief what you see.\n<image>", "<image>\nWhat is in this picture?", "<image>\nSum this up."]

# An id that is a number, one of digits, one of other signs; captions that converters could stumble over.
CAPTIONS = {
    "002375592": "a red bowl to the right of a green cup",
    "17": "two black cats sleep on top of the wooden table",
    "a/b c": "a \"quoted\" sign: it says 'stop', at 5 o'clock \\ noon",
    "зима": "a small house in the snow, été, 一只狗在树下休息 😀",
    "lines": "first line of a caption\nsecond line of the same caption",
    "blank": "  white space at   both ends of the caption  ",
    "roles": "a poster that reads [[gpt]]: hello and [[human]]: bye",
    "short": "a cat",
    "edited": "a caption that somebody is going to write anew",
}


def write_original(folder: Path) -> list[dict]:
    """Writes original.json and images/ into a folder; the records of original.json."""
    (folder / "images").mkdir()
    records = []
    for n, (key, caption) in enumerate(CAPTIONS.items()):
        image = f"images/{n}.png"
        Image.new("RGB", (8, 8), (20 * n, 90, 200 - 20 * n)).save(folder / image)
        turns = [{"from": "human", "value": QUESTIONS[n % 3]}, {"from": "gpt", "value": caption}]
        records.append({"id": int(key) if key == "17" else key, "image": image, "conversations": turns})
    (folder / "original.json").write_text(json.dumps(records), encoding="utf-8")
    return records
