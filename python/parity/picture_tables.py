"""What Data-Juicer sees in each picture, its picture filters and its deduplicators. Runs in the pictures' folder."""

import os
from pathlib import Path

import numpy as np
from data_juicer.utils.mm_utils import load_image
from datasets import Dataset
from PIL import Image

from peers import operator
from tables import filter_table, record_of, sha256, write
from text_filters import OPEN, OPEN_HIGH, OPEN_LOW, REVERSED, bounds

HASHES = ("phash", "dhash", "ahash")


def look_at(name):
    """One picture as `load_image` gives it to every operator, and its hashes; or the error that it raises."""
    entry = {"file": name, "bytes": os.path.getsize(name)}
    try:
        with Image.open(name) as opened:
            entry["mode"] = opened.mode
        picture = load_image(name)
    except Exception as error:  # noqa: BLE001
        return {**entry, "error": type(error).__name__}
    entry["width"], entry["height"] = picture.size
    entry["first"] = picture.tobytes()[:12].hex()
    entry["rgb"] = sha256(picture.tobytes())
    for method in HASHES:
        hasher = operator("image_deduplicator", {"method": method}).hasher
        entry[method] = hasher.encode_image(image_array=np.array(picture))
    return entry


def listings(names):
    """Samples with no, one, two and three pictures, repeats and unreadable ones among them."""
    samples = [[], *[[name] for name in names]]
    for i in range(0, len(names) - 2, 2):
        samples += [[names[i], names[i + 1]], [names[i + 2], names[i], names[i + 1]]]
    samples += [["rgb.png", "rgb.png"], ["tall.png", "wide.jpg", "tall.png"], ["2x3.png", "2x3.jpg", "rgb.jpg"]]
    return [{"images": images} for images in samples]


def each_way(runs):
    """Every set of parameters under both folds."""
    return [{**run, "any_or_all": fold} for run in runs for fold in ("any", "all")]


def picture_filters(out, samples):
    """Shape, aspect ratio and size."""
    shape = {"min_width": 40, "max_width": 64, "min_height": 30, "max_height": 48}
    tables = {
        "image_shape_filter": [
            {},
            *each_way([{**shape, **kind} for kind in ({}, OPEN_LOW, OPEN_HIGH, OPEN, REVERSED, {**REVERSED, **OPEN})]),
            *each_way([{"min_width": 41}, {"max_height": 24, **REVERSED}]),
        ],
        "image_aspect_ratio_filter": [
            {},
            *each_way(bounds("min_ratio", 2 / 3, "max_ratio", 4 / 3)),
            *each_way([{"min_ratio": 1.3333333333333333}]),
        ],
        "image_size_filter": [
            {},
            *each_way(bounds("min_size", "1kb", "max_size", "4 KiB")),
            *each_way([{"min_size": "1.5KB"}, {"max_size": "1.5 kb"}, {"max_size": "846"}, {"min_size": "1_000"}]),
            {"max_size": "1MB"},
            {"max_size": "1.5MB"},
            {"min_size": "2gb"},
        ],
    }
    for name, runs in tables.items():
        write(out, name, filter_table(name, samples, runs))


def kept_by(op, samples, hash_key):
    """Hashes of all samples, and which of them stay, as Data-Juicer's own data set says."""
    rows = [op.compute_hash({**record_of(s), "row": i}) for i, s in enumerate(samples)]
    kept, _ = op.process(Dataset.from_list([{k: r[k] for k in r if not k.endswith("stats__")} for r in rows]))
    return {"hashes": [row[hash_key] for row in rows], "keep": sorted(kept["row"])}


def deduplicator_table(name, samples, runs, hash_key):
    """All samples as one data set, under each set of parameters."""
    results = [{"parameters": p, **kept_by(operator(name, p), samples, hash_key)} for p in runs]
    return {"operator": name, "samples": samples, "runs": results}


DOCUMENTS = [
    "", " ", "\n", "A dog.", "a dog.", "A dog", " A dog. ", "A\u00a0dog.", "\u00a0A dog.\u2003", "A  dog.", "A DOG.",
    "a dog 1", "a dog 22", "a dog ٣", "a-dog", "a_dog", "a d.o.g", "adog", "STRASSE", "straße", "İstanbul", "i̇stanbul",
    "ΟΔΟΣ", "οδος", "οδοσ", "é", "e\u0301", "一只狗", "一只狗。", "一只 狗", "😀", "😀 😀", "😀\ufe0f", "\ufeffa dog",
    "\u200ba dog", "a\u2028dog", "\x1ca dog\x1f", "\x85a dog", "<__dj__image> a dog <|__dj__eoc|>", "<image>\na dog",
    "a dog", "a dog", "12345", "!!!", "٣٤٥", "½", "²", "Ⅷ", "A\tdog.", "A\r\ndog.", "\u180ea dog", "ſ", "s", "K", "k",
]  # fmt: skip


def deduplicators(out, samples):
    """Equal pictures, equal texts, and both."""
    # A PNG that is cut off is readable for Pillow alone.
    refused = {name for name in os.listdir() if name == "cut.png" or "error" in look_at(name)}
    readable = [s for s in samples if not refused.intersection(s["images"])]
    texts = ["a dog", "A dog", "a dog", "a cat", ""]
    with_text = [{**s, "text": texts[i % len(texts)]} for i, s in enumerate([*readable, *readable])]
    runs = [{}, *[{"method": m} for m in HASHES], {"method": "dhash", "consider_text": True}]
    runs.append({"method": "ahash", "consider_text": True})
    write(out, "image_deduplicator", deduplicator_table("image_deduplicator", with_text, runs, "__dj__imagehash"))
    runs = [{"lowercase": low, "ignore_non_character": bare} for low in (False, True) for bare in (False, True)]
    documents = [{"text": t} for t in DOCUMENTS]
    write(out, "document_deduplicator", deduplicator_table("document_deduplicator", documents, runs, "__dj__hash"))


def picture_tables(out: Path, pictures: Path):
    """All tables about pictures, and the deduplicators."""
    os.chdir(pictures)
    looks = [look_at(name) for name in sorted(os.listdir())]
    write(out, "pictures", {"pictures": looks})
    samples = listings([look["file"] for look in looks])
    picture_filters(out, samples)
    deduplicators(out, samples)
