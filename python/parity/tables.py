"""Tables: how they are written, and how a filter or mapper of Data-Juicer is asked about one sample."""

import copy
import hashlib
import json
import math
from pathlib import Path

import numpy as np

from peers import STATS, operator


def plain(value):
    """NumPy values and tuples as JSON has them; a number that JSON cannot hold is its name."""
    if isinstance(value, (np.ndarray, list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else str(float(value))
    return value


def write(folder: Path, name: str, table: dict):
    """Writes `<folder>/<name>.json`: sorted keys, ASCII, one list item a line: changes read well."""

    def line(value):
        return json.dumps(plain(value), sort_keys=True, allow_nan=False, separators=(",", ":"))

    parts = []
    for key in sorted(table):
        value = table[key]
        if isinstance(value, (list, tuple)):
            parts.append(json.dumps(key) + ": [\n" + ",\n".join(map(line, value)) + "\n]")
        else:
            parts.append(json.dumps(key) + ": " + line(value))
    (folder / f"{name}.json").write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="ascii")


def sha256(data) -> str:
    """Hexadecimal SHA-256 of bytes, or of a text as UTF-8."""
    return hashlib.sha256(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data).hexdigest()


def text_of(sample: dict) -> str:
    """A sample's text; `ranges` stands for all code points of some closed ranges, in order."""
    if "ranges" in sample:
        return "".join(chr(c) for first, last in sample["ranges"] for c in range(first, last + 1))
    return sample.get("text", "")


def record_of(sample: dict) -> dict:
    """A sample as Data-Juicer's operators get it."""
    record = {k: copy.deepcopy(v) for k, v in sample.items() if k != "ranges"}
    return {"images": [], **record, "text": text_of(sample), STATS: {}}


def ask_filter(op, sample: dict) -> dict:
    """What a filter measures for one sample and whether it keeps it; or the name of the error that it raises."""
    record = record_of(sample)
    try:
        if op.is_batched_op():
            batch = op.compute_stats({k: [v] for k, v in record.items()})
            return {"stats": batch[STATS][0], "keep": bool(list(op.process(batch))[0])}
        record = op.compute_stats_single(record)
        return {"stats": record[STATS], "keep": bool(op.process_single(record))}
    except Exception as error:  # noqa: BLE001 -- any failure of the peer is a fact of the table
        return {"error": type(error).__name__}


def rows_of(samples) -> tuple:
    """What a table names as its samples, and the samples: a list, or name and content of a shared list."""
    return samples if isinstance(samples, tuple) else (samples, samples)


def filter_table(name: str, samples, runs: list) -> dict:
    """
    All samples under each set of parameters. Columns: `keep` has a letter a sample (1 kept, 0 dropped, E the peer
    failed), `stats` a list a key, null where the sample has none.
    """
    shared, listed = rows_of(samples)
    table = {"operator": name, "samples": shared, "runs": []}
    for parameters in runs:
        op = operator(name, parameters)
        answers = [ask_filter(op, sample) for sample in listed]
        keys = sorted({key for answer in answers for key in answer.get("stats", {})})
        table["runs"].append(
            {
                "parameters": parameters,
                "keep": "".join("E" if "error" in a else "01"[a["keep"]] for a in answers),
                "stats": {key: [a.get("stats", {}).get(key) for a in answers] for key in keys},
            }
        )
    return table


def ask_mapper(op, sample: dict) -> dict:
    """A mapper's text for one sample: null where nothing changes, its hash where `ranges` make the text long."""
    text = text_of(sample)
    try:
        result = op.process_batched({"text": [text]})["text"][0]
    except Exception as error:  # noqa: BLE001
        return {"error": type(error).__name__}
    if result == text:
        return {"text": None}
    return {"sha256": sha256(result)} if "ranges" in sample else {"text": result}


def mapper_table(name: str, samples, runs: list, ask=ask_mapper) -> dict:
    """All texts under each set of parameters."""
    shared, listed = rows_of(samples)
    table = {"operator": name, "samples": shared, "runs": []}
    for parameters in runs:
        op = operator(name, parameters)
        table["runs"].append({"parameters": parameters, "results": [ask(op, sample) for sample in listed]})
    return table
