"""The table of figures in the manual, in both languages."""

import json
from fnmatch import fnmatchcase
from pathlib import Path

from evaluate.table import LEAST
from train.markdown import figure, least, table

MANUAL = Path(__file__).parents[2] / "docs"
ROWS = Path(__file__).parent / "card_texts" / "rows.json"
START, END = "<!-- figures -->", "<!-- end of figures -->"

WORDS = {
    "en": ("what", "at least", "seed {}", "Measured on {date} on {scenes:,} scenes or samples of each seed."),
    "zh-CN": ("指标", "至少", "种子 {}", "{date} 测得：每个种子 {scenes:,} 个场景或样本。"),
}


def write_pages(figures: dict) -> None:
    """Puts the figures between the marks of each page."""
    for language in WORDS:
        page = MANUAL / language / "demo-world.md"
        before, rest = page.read_text(encoding="utf-8").split(START)
        after = rest.split(END)[1]
        page.write_text(f"{before}{START}\n\n{_part(figures, language)}\n\n{END}{after}", encoding="utf-8")


def _part(figures: dict, language: str) -> str:
    what, bar, seed_name, measured = WORDS[language]
    seeds = sorted(figures["seeds"], key=int)
    rows = [
        [row[language], least(LEAST.get(row["figure"], row.get("least"))), *values]
        for row in json.loads(ROWS.read_text(encoding="utf-8"))
        if any(values := [figure(_lowest(figures["seeds"][seed], row["figure"])) for seed in seeds])
    ]
    headings = [what, bar, *(seed_name.format(seed) for seed in seeds)]
    return f"{measured.format(**figures)}\n\n{table(headings, rows)}"


def _lowest(figures: dict[str, float], pattern: str) -> float | None:
    """The lowest of all figures whose names fit a pattern with `*`."""
    return min((value for name, value in figures.items() if fnmatchcase(name, pattern)), default=None)
