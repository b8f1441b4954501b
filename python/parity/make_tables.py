"""Makes the parity tables by running the peers: `make_tables.py FOLDER` fills FOLDER, its pictures in FOLDER/images."""

import sys
from pathlib import Path

from numerics import numerics
from picture_tables import picture_tables
from pictures import draw
from resampler import resampler
from selectors_tables import selectors
from tables import write
from text_filters import field_filters, text_filters
from text_mappers import text_mappers
from texts import TEXTS


def make(out: Path):
    """All tables."""
    out.mkdir(parents=True, exist_ok=True)
    draw(out / "images")
    write(out, "texts", {"samples": TEXTS[1]})
    text_filters(out)
    field_filters(out)
    text_mappers(out)
    selectors(out)
    resampler(out)
    numerics(out)
    picture_tables(out, out / "images")


if __name__ == "__main__":
    make(Path(sys.argv[1]).resolve())
