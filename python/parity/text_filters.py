"""Filters of text and of fields."""

from peers import SUFFIX
from tables import filter_table, write
from texts import TEXTS

OPEN_LOW = {"min_closed_interval": False}
OPEN_HIGH = {"max_closed_interval": False}
OPEN = {**OPEN_LOW, **OPEN_HIGH}
REVERSED = {"reversed_range": True}


def bounds(low_name, low, high_name, high, common=None):
    """One pair of bounds under every kind of interval."""
    base = {low_name: low, high_name: high, **(common or {})}
    return [{**base, **kind} for kind in ({}, OPEN_LOW, OPEN_HIGH, OPEN, REVERSED, {**REVERSED, **OPEN})]


def text_filters(out):
    """One table each, over the same texts."""
    tables = {
        "words_num_filter": [{}, {"lang": "zh", "min_num": 1}, *bounds("min_num", 3, "max_num", 5)],
        "text_length_filter": [{}, {"max_len": 0}, *bounds("min_len", 5, "max_len", 30)],
        "word_repetition_filter": [
            {},
            {"lang": "zh", "rep_len": 2},
            *[{"rep_len": n} for n in (1, 3, 5)],
            *bounds("min_ratio", 0.4, "max_ratio", 1.0, {"rep_len": 1}),
        ],
        "character_repetition_filter": [
            {},
            *[{"rep_len": n} for n in (1, 2, 5, 50)],
            *bounds("min_ratio", 0.0, "max_ratio", 0.2, {"rep_len": 3}),
        ],
        "alphanumeric_filter": [
            {},
            {"tokenization": False, "max_ratio": 0.9},
            *bounds("min_ratio", 0.75, "max_ratio", 1.0),
        ],
        "special_characters_filter": [{}, *bounds("min_ratio", 0.0, "max_ratio", 0.2)],
        "average_line_length_filter": [{}, *bounds("min_len", 9, "max_len", 24.5)],
        "maximum_line_length_filter": [{}, *bounds("min_len", 9, "max_len", 30)],
    }
    for name, runs in tables.items():
        write(out, name, filter_table(name, TEXTS, runs))


VALUES = [
    "a", "b", "A", "", "a ", "1", 1, 1.0, 0, -1, 2.5, True, False, None, "1.0", "nan", "inf", "-inf", "1e3", " 7 ",
    "0x10", "1_000", "١٢", "twelve", [], ["a"], ["a", "b"], ["a", "z"], [1, 2], 1e308, -1e-300, 10, "10",
]  # fmt: skip
FIELDS = [{"text": "t", "meta": {"value": v, "deep": {"source": v}}, "top": v} for v in VALUES] + [
    {"text": "no such field", "meta": {}, "top": "a"}
]
SUFFIXES = [{"text": "t", SUFFIX: s} for s in (".txt", "txt", ".TXT", ".jsonl", ".json", "", ".tar.gz", ".gz")]


def field_filters(out):
    """Filters of other fields than the text."""
    write(
        out,
        "specified_field_filter",
        filter_table(
            "specified_field_filter",
            FIELDS,
            [
                {"field_key": "top", "target_value": ["a", "b"]},
                {"field_key": "meta.value", "target_value": ["a", 1]},
                {"field_key": "meta.value", "target_value": ["a", 1], **REVERSED},
                {"field_key": "meta.deep.source", "target_value": [2.5, "10", "", "z"]},
                {"field_key": "top", "target_value": [True, 0]},
                {"field_key": "top", "target_value": [None, "1"]},
                {"field_key": "top", "target_value": []},
                {"field_key": "top", "target_value": [], **REVERSED},
                {"field_key": "text", "target_value": ["t"]},
            ],
        ),
    )
    write(
        out,
        "specified_numeric_field_filter",
        filter_table(
            "specified_numeric_field_filter",
            FIELDS,
            [
                {"field_key": "top"},
                {"field_key": "meta.value", "min_value": 0},
                *bounds("min_value", 1, "max_value", 10, {"field_key": "meta.deep.source"}),
                {"field_key": "top", "max_value": 0.5},
                {"field_key": "text"},
            ],
        ),
    )
    write(
        out,
        "suffix_filter",
        filter_table(
            "suffix_filter",
            SUFFIXES,
            [
                {},
                {"suffixes": []},
                {"suffixes": ".txt"},
                {"suffixes": ["txt", ".jsonl"]},
                {"suffixes": [".txt", ".json"], **REVERSED},
                {"suffixes": "", **REVERSED},
                {"suffixes": ".gz"},
            ],
        ),
    )
