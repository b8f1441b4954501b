"""Visible watermarks of picture agencies that do not exist. Half-transparent, and plain to see on light and dark."""

import functools
import math
import random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

AGENCIES = ("pixmarkt", "FotoNordia", "imagolane", "VistaDepot", "ClickHarbor", "Bildwerk24", "stockalpen", "lumopix")
NOTES = ("PREVIEW", "SAMPLE", "STOCK IMAGE", "COMP", "DO NOT COPY")

Masks = tuple[Image.Image, Image.Image]
"""Where a mark darkens and where it whitens; masks of the picture's size."""


def watermark(image: Image.Image, random: random.Random) -> Image.Image:
    """The picture with one visible mark: repeated diagonally, big in the middle, a banner, or a logo in a corner."""
    dark, light = random.choice((repeated, centred, banner, corner))(image.size, random)
    result = image.copy()
    result.paste((0, 0, 0), mask=dark)
    result.paste((255, 255, 255), mask=light)
    return result


def repeated(size: tuple[int, int], random: random.Random) -> Masks:
    """An agency's name again and again along slanting lines."""
    width, height = size
    text = _written(random.choice(AGENCIES), random.uniform(0.07, 0.1) * min(size), random.uniform(0.42, 0.6))
    reach = math.ceil(math.hypot(width, height))
    sheet = Image.new("L", (reach, reach))
    step_x, step_y = round(text.width * 1.25), round(text.height * random.uniform(2.4, 3.4))
    for row, y in enumerate(range(0, reach, step_y)):
        for x in range(-(row % 2) * step_x // 2, reach, step_x):
            sheet.paste(text, (x, y))
    slanted = sheet.rotate(random.choice((-1, 1)) * random.uniform(25, 42), Image.Resampling.BILINEAR)
    left, top = (reach - width) // 2, (reach - height) // 2
    return _rimmed(slanted.crop((left, top, left + width, top + height)))


def centred(size: tuple[int, int], random: random.Random) -> Masks:
    """A name and a note across the middle, a little aslant or level."""
    opacity = random.uniform(0.45, 0.62)
    name = _fitted(random.choice(AGENCIES), random.uniform(0.7, 0.88) * size[0], opacity)
    note = _fitted(random.choice(NOTES), 0.5 * name.width, opacity)
    both = Image.new("L", (name.width, name.height + round(0.3 * name.height) + note.height))
    both.paste(name, (0, 0))
    both.paste(note, ((name.width - note.width) // 2, both.height - note.height))
    turned = both.rotate(random.choice((0, 0, 20, 30)), Image.Resampling.BILINEAR, expand=True)
    return _rimmed(_placed(turned, size, 0.5, random.uniform(0.4, 0.6)))


def banner(size: tuple[int, int], random: random.Random) -> Masks:
    """A dark bar across the picture with an agency's name and a number in it."""
    width, height = size
    bar = Image.new("L", (width, round(height * random.uniform(0.1, 0.15))), round(255 * random.uniform(0.45, 0.65)))
    text = f"{random.choice(AGENCIES)}.example  -  {random.randrange(10**7, 10**8)}"
    written = _fitted(text, 0.88 * width, 0.85, limit=0.6 * bar.height)
    line = Image.new("L", bar.size)
    line.paste(written, ((width - written.width) // 2, (bar.height - written.height) // 2))
    down = random.choice((0.5, 0.86, 1.0))
    return _placed(bar, size, 0.5, down), _placed(line, size, 0.5, down)


def corner(size: tuple[int, int], random: random.Random) -> Masks:
    """A logo, a ring with a dot, and a name beside it in one of the corners."""
    opacity = random.uniform(0.7, 0.85)
    name = _fitted(random.choice(AGENCIES), random.uniform(0.34, 0.44) * max(size), opacity)
    side = round(1.3 * name.height)
    ring = Image.new("L", (4 * side, 4 * side))
    draw = ImageDraw.Draw(ring)
    draw.ellipse((0, 0, 4 * side - 1, 4 * side - 1), outline=round(255 * opacity), width=round(0.5 * side))
    draw.ellipse((1.3 * side, 1.3 * side, 2.7 * side, 2.7 * side), fill=round(255 * opacity))
    logo = Image.new("L", (side + round(0.3 * side) + name.width, side))
    logo.paste(ring.resize((side, side), Image.Resampling.LANCZOS))
    logo.paste(name, (logo.width - name.width, (side - name.height) // 2))
    return _rimmed(_placed(logo, size, random.choice((0.06, 0.94)), random.choice((0.05, 0.95))))


def _rimmed(mark: Image.Image) -> Masks:
    """A white mark with a dark rim, to stand out from light and dark."""
    rim = mark.filter(ImageFilter.MaxFilter(3 if min(mark.size) < 320 else 5))
    return rim.point(lambda level: level * 0.6), mark


def _placed(mark: Image.Image, size: tuple[int, int], across: float, down: float) -> Image.Image:
    """A mask of the picture's size with the mark at these shares of the room that it leaves."""
    mask = Image.new("L", size)
    mask.paste(mark, (round((size[0] - mark.width) * across), round((size[1] - mark.height) * down)))
    return mask


def _fitted(text: str, width: float, opacity: float, limit: float = math.inf) -> Image.Image:
    """Text written as wide as wanted, but no higher than the limit, in pixels."""
    left, top, right, bottom = _font(100).getbbox(text)
    return _written(text, 100 * min(width / (right - left), limit / (bottom - top)), opacity)


def _written(text: str, size: float, opacity: float) -> Image.Image:
    """A mask of a text, cut to its ink."""
    font = _font(max(6, round(size)))
    left, top, right, bottom = (round(side) for side in font.getbbox(text))
    mask = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).text((-left, -top), text, font=font, fill=round(255 * opacity))
    return mask


@functools.cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.load_default(size)
