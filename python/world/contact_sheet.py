"""Many scenes on one sheet: `python -m world.contact_sheet OUT.png --seed N --count 40 [--setting s]`."""

import argparse
from itertools import count
from pathlib import Path
from textwrap import wrap

from PIL import Image, ImageDraw

from .chance import stream
from .compose import compose
from .draw import draw
from .words import web_caption

TILE = (264, 300)
"""Pixels of one scene with its caption."""
PICTURE = 252


def sheet(seed: int, number: int, setting: str | None = None, odd: str | None = None) -> Image.Image:
    """The scenes of the seeds from `seed` on, eight in a row, each above a caption."""
    columns = min(8, number)
    rows = -(-number // columns)
    whole = Image.new("RGB", (columns * TILE[0], rows * TILE[1]), (34, 34, 36))
    pen = ImageDraw.Draw(whole)
    for index, own in zip(range(number), count(seed), strict=False):
        scene = compose(own, setting, odd)
        image = draw(scene, PICTURE / max(scene.width, scene.height))
        x, y = (index % columns) * TILE[0], (index // columns) * TILE[1]
        whole.paste(image, (x + (TILE[0] - image.width) // 2, y + 4))
        caption = web_caption(scene, stream(own, "caption"))
        text = "\n".join(wrap(f"{own}: {caption}", 42)[:3])
        pen.text((x + 6, y + PICTURE + 6), text, fill=(214, 214, 214))
    return whole


def main() -> None:
    """Reads the command line and writes the sheet."""
    parser = argparse.ArgumentParser(description="Draws scenes with their captions on one sheet.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--setting")
    parser.add_argument("--odd", choices=("fog", "plain"))
    arguments = parser.parse_args()
    sheet(arguments.seed, arguments.count, arguments.setting, arguments.odd).save(arguments.out)


if __name__ == "__main__":
    main()
