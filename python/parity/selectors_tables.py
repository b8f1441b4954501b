"""Selectors: which rows of a small data set they choose."""

from datasets import Dataset

from peers import STATS, operator
from tables import write

SCORES = [0.5, 0.1, 0.9, 0.5, 0.3, 0.9, 0.9, 0.2, 0.7, 0.5, -1.0, 0.0, 1e-9, 2.5, 0.5, 0.3, 7.0, -3.5, 0.1, 0.25]
LISTS = [[0.5], [], [0.1, 0.9], [0.5, 0.5], [1.0], None, [0.2, 0.2, 0.8], [], [0.9], [-1.0, 1.0], [0.4], [3.0, -3.0]]
MISSING = [3.0, None, 1.0, None, 2.0, None, 5.0, 3.0, None, 4.0]
LABELS = ["cat", "dog", "cat", "", "bird", "dog", "cat", None, "fish", "bird", "dog", "cow", None, "cat", "Cat"]
NUMERALS = ["10", "9", "1e1", " 7 ", "-3", "x", "", None, "nan?", "2.5", "10.0", "٣", "1_0", "inf", "0x10"]
COUNTS = [3, 1, 3, 2, 2, 1, 5, 3, 8, 13, 1, 2, 21]


def data(values, nested=True):
    """Rows with a value each, as a statistic or as a field of its own."""
    return [{STATS: {"score": v}, "row": i} if nested else {"score": v, "row": i} for i, v in enumerate(values)]


def choose(name, parameters, rows):
    """The chosen rows, in dataset order; or the name of the error."""
    try:
        chosen = operator(name, parameters).process(Dataset.from_list(rows))
        return {"parameters": parameters, "chosen": sorted(chosen["row"])}
    except Exception as error:  # noqa: BLE001
        return {"parameters": parameters, "error": type(error).__name__}


STAT = {"field_key": f"{STATS}.score"}
OWN = {"field_key": "score"}
DATA = {
    "scores": (data(SCORES), STAT),
    "own scores": (data(SCORES, nested=False), OWN),
    "lists": (data(LISTS), STAT),
    "missing": (data(MISSING), STAT),
    "labels": (data(LABELS), STAT),
    "own labels": (data([v or "" for v in LABELS], nested=False), OWN),
    "numerals": (data(NUMERALS), STAT),
    "counts": (data(COUNTS), STAT),
    "own counts": (data(COUNTS, nested=False), OWN),
    "one row": (data([1.0]), STAT),
    "two rows": (data([1.0, 1.0]), STAT),
}
TOP = [
    {}, {"topk": 1}, {"topk": 5}, {"topk": 8}, {"topk": 100}, {"topk": 5, "reverse": False},
    {"topk": 8, "reverse": False}, {"top_ratio": 0.25}, {"top_ratio": 0.55}, {"top_ratio": 0.33, "reverse": False},
    {"top_ratio": 1.0}, {"top_ratio": 0.0, "topk": 4}, {"top_ratio": 0.01}, {"top_ratio": 0.5, "topk": 3},
    {"top_ratio": 0.1, "topk": 9},
]  # fmt: skip
RANGE = [
    {}, {"lower_rank": 2}, {"upper_rank": 5}, {"lower_rank": 2, "upper_rank": 6}, {"lower_rank": 1, "upper_rank": 3},
    {"lower_rank": 6, "upper_rank": 2}, {"lower_rank": 1, "upper_rank": 1000},
    {"lower_percentile": 0.25, "upper_percentile": 0.75}, {"lower_percentile": 0.1, "upper_percentile": 0.95},
    {"lower_percentile": 0.0, "upper_percentile": 0.5}, {"lower_percentile": 0.5, "upper_percentile": 1.0},
    {"lower_percentile": 0.2, "lower_rank": 4, "upper_percentile": 0.9, "upper_rank": 9},
    {"lower_percentile": 0.2, "upper_rank": 9}, {"lower_rank": 3, "upper_percentile": 0.9}, {"lower_percentile": 0.3},
    {"lower_percentile": 0.9, "upper_percentile": 0.1},
]  # fmt: skip
DRAWS = [
    {}, {"select_num": 1}, {"select_num": 7}, {"select_num": 24}, {"select_ratio": 0.5}, {"select_ratio": 0.37},
    {"select_ratio": 0.9, "select_num": 5}, {"select_ratio": 0.1, "select_num": 50}, {"select_ratio": 1.0},
    {"select_ratio": 0.0, "select_num": 3},
]  # fmt: skip


def selectors(out):
    """One table each: data sets, and what each set of parameters chooses of each."""
    of_fields = {
        "topk_specified_field_selector": (TOP, list(DATA)),
        "range_specified_field_selector": (RANGE, [name for name in DATA if name != "own labels"]),
        "frequency_specified_field_selector": (TOP, [name for name in DATA if name != "lists"]),
    }
    for name, (parameter_sets, names) in of_fields.items():
        runs = []
        for data_name in names:
            rows, field = DATA[data_name]
            runs += [{"data": data_name, **choose(name, {**field, **p}, rows)} for p in parameter_sets]
        values = {n: [row.get("score", row.get(STATS, {}).get("score")) for row in DATA[n][0]] for n in names}
        write(out, name, {"operator": name, "data": values, "runs": runs})
    runs = []
    for size in (1, 2, 10, 24, 25, 100, 1000, 5001):
        rows = [{"row": i} for i in range(size)]
        for parameters in DRAWS:
            if parameters.get("select_num", 0) <= size and size * parameters.get("select_ratio", 1) >= 1:
                runs.append({"count": size, **choose("random_selector", parameters, rows)})
    write(out, "random_selector", {"operator": "random_selector", "runs": runs})
