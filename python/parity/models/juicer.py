"""Runs Data-Juicer's filters that ask models, with the tiny models, and tables what they measure and decide."""

import contextlib
from pathlib import Path

from peers import operator
from tables import ask_filter, plain

from .juicer_samples import samples

LOW_OPEN, HIGH_OPEN, REVERSED = {"min_closed_interval": False}, {"max_closed_interval": False}, {"reversed_range": True}
ENDS = [{}, LOW_OPEN, HIGH_OPEN, REVERSED, {**LOW_OPEN, **HIGH_OPEN}, {**LOW_OPEN, **HIGH_OPEN, **REVERSED}]
FOLDS = [{"any_or_all": fold} for fold in ("any", "all")]
FLIPS = [{"horizontal_flip": h, "vertical_flip": v} for h in (False, True) for v in (False, True)]
MODES = [{"reduce_mode": mode} for mode in ("avg", "max", "min")]
AESTHETICS = ("aesthetics-predictor-v1", "scorer-v1", "aesthetics-predictor")


def product(*choices) -> list[dict]:
    """All combinations of some sets of parameters."""
    runs = [{}]
    for choice in choices:
        runs = [{**run, **more} for run in runs for more in choice]
    return runs


def ask(name: str, parameters: dict, listed: list) -> dict:
    """A filter's values and decision for each sample, and the name of its error where it fails."""
    op = operator(name, parameters)
    answers = [ask_filter(op, sample) for sample in listed]
    stats = [{key: plain([float(v) for v in values]) for key, values in a.get("stats", {}).items()} for a in answers]
    keep = "".join("E" if "error" in a else "01"[a["keep"]] for a in answers)
    return {"stats": stats, "keep": keep, "errors": [a.get("error") for a in answers]}


def runs_of(name: str, runs: list[dict], listed: list) -> dict:
    """One filter under several sets of parameters; equal measurements are told once."""
    table = {"operator": name, "measured": [], "runs": []}
    for parameters in runs:
        answer = ask(name, parameters, listed)
        measured = {"stats": answer["stats"], "errors": answer["errors"]}
        if measured not in table["measured"]:
            table["measured"].append(measured)
        place = table["measured"].index(measured)
        table["runs"].append({"parameters": parameters, "keep": answer["keep"], "measured": place})
    return table


def ends_of(name: str, base: dict, listed: list, low: str, high: str) -> list[dict]:
    """Bounds that are values of the filter itself, closed, open and reversed, under both folds."""
    stats = ask(name, base, listed)["stats"]
    values = sorted({v for stat in stats for listing in stat.values() for v in listing if v != "nan"})
    bounds = {high: values[len(values) * 2 // 3]}
    if low:
        bounds[low] = values[len(values) // 3]
    return product([{**base, **bounds}], ENDS, FOLDS)


def image_text(name: str, base: dict, middle: float, listed: list) -> dict:
    """A filter of chunks: all modes, folds and flips, then all bounds."""
    runs = product([{**base, "min_score": middle}], MODES, FOLDS, FLIPS)
    return runs_of(name, [base, *runs, *ends_of(name, base, listed, "min_score", "max_score")], listed)


def image_only(name: str, base: dict, bounds: tuple, listed: list) -> dict:
    """A filter of pictures: defaults, then all bounds."""
    return runs_of(name, [*product([base], FOLDS), *ends_of(name, base, listed, *bounds)], listed)


def aesthetics(listed: list) -> dict:
    """The name of the model's folder tells which class loads it and whether its scores are divided by ten."""
    name = "image_aesthetics_filter"
    runs = product([{"hf_scorer_model": folder} for folder in AESTHETICS], FOLDS)
    for folder, bounds in zip(AESTHETICS, ({"min_score": 0.45}, {"min_score": 4.5, "max_score": 10.0}), strict=False):
        runs += product([{"hf_scorer_model": folder, **bounds}], FOLDS)
    runs += ends_of(name, {"hf_scorer_model": AESTHETICS[0]}, listed, "min_score", "max_score")
    return runs_of(name, runs, listed)


def juicer_table(folder: Path) -> dict:
    """All filters; `folder` holds the models as transformers loads them, and `pictures`."""
    for other in AESTHETICS[1:]:
        (folder / other).symlink_to(folder / AESTHETICS[0])
    listed = samples()
    scores = ("min_score", "max_score")
    with contextlib.chdir(folder):
        filters = [
            image_text("image_text_similarity_filter", {"hf_clip": "clip"}, 0.05, listed),
            image_text("image_text_matching_filter", {"hf_blip": "blip"}, 0.5, listed),
            image_only("image_nsfw_filter", {"hf_nsfw_model": "nsfw"}, scores, listed),
            image_only("image_watermark_filter", {"hf_watermark_model": "watermark"}, ("", "prob_threshold"), listed),
            aesthetics(listed),
            image_only("image_pair_similarity_filter", {"hf_clip": "clip"}, scores, listed),
        ]
    return {"samples": listed, "filters": filters}
