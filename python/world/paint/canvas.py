"""A picture being painted: shapes with smooth edges, pasted by Pillow."""

from functools import cache, lru_cache

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from .colour import Rgb, level
from .noise import PLANES, plane, texture

RAMP = 128
"""Steps of a gradient."""

Texture = tuple[str, float, float]
"""A texture's name, its strength in levels, and pixels of its tile per pixel of the scene."""

Outlines = list[np.ndarray] | np.ndarray
"""Outlines of shape (points, 2) each, in pixels."""


class Canvas:
    """A picture of `width` × `height` pixels, `scale` of them per pixel of the scene."""

    def __init__(self, width: int, height: int, scale: float = 1.0) -> None:
        self.image = Image.new("RGB", (width, height), (255, 255, 255))
        self.scale = scale

    def fill(self, outlines: Outlines, colour: Rgb, opacity: float = 1) -> None:
        """Fills closed outlines with one colour."""
        if spot := self._cover(outlines, opacity):
            self.image.paste(level(colour), *spot)

    def lines(self, lines: Outlines, width: float, colour: Rgb, opacity: float = 1) -> None:
        """Draws lines of a width in pixels, with round joints where they are broad enough to show."""
        if spot := self._cover(lines, opacity, width):
            self.image.paste(level(colour), *spot)

    def shade(self, outline: np.ndarray, stops: list[Rgb], source: tuple[float, float], round_: float) -> None:
        """Fills a closed outline as a body lit from `source`: from the first stop, at the light, to the last."""
        if spot := self._cover([outline], 1):
            low, high = outline.min(axis=0), outline.max(axis=0)
            box, mask = spot
            body = Image.new("P", (64, 64))
            body = _body(source, round_).copy()
            body.putpalette(_ramp(tuple(stops)).tobytes())
            span = np.maximum(high - low, 1e-3)
            part = (*(64 * (box[:2] - low) / span), *(64 * (box[2:] - low) / span))
            paint = body.convert("RGB").resize(mask.size, Image.Resampling.NEAREST, _inside(part))
            self.image.paste(paint, box, mask)

    def blend(self, outline: np.ndarray, stops: list[Rgb], line: np.ndarray, grain: Texture | None = None) -> None:
        """Fills a closed outline with colours that change along a line of shape (2, 2), under a texture."""
        if spot := self._cover([outline], 1):
            box, mask = spot
            paint = _gradient(tuple(stops), line - box[:2], mask.size)
            if grain is not None:
                paint = _roughened(paint, self._texture(grain, box))
            self.image.paste(paint, box, mask)

    def halo(self, centre: np.ndarray, rx: float, ry: float, colour: Rgb, profile: tuple[float, ...]) -> None:
        """A soft ellipse, its opacity falling from the centre to the rim as the profile says."""
        box = self._box(centre[0] - rx, centre[1] - ry, centre[0] + rx, centre[1] + ry)
        if box is None:
            return
        span = np.array([2 * rx, 2 * ry]) / 128
        low = centre - (rx, ry)
        part = (*((np.array(box[:2]) - low) / span), *((np.array(box[2:]) - low) / span))
        size = (box[2] - box[0], box[3] - box[1])
        mask = _disc(profile).resize(size, Image.Resampling.BILINEAR, _inside(part, 128))
        self.image.paste(level(colour), box, mask)

    def _texture(self, grain: Texture, box: tuple[int, int, int, int]) -> Image.Image:
        """The levels that a texture adds within a box, 128 for none."""
        name, strength, scale = grain
        size = (box[2] - box[0], box[3] - box[1])
        if name in PLANES:
            return plane(name).resize(size, Image.Resampling.BILINEAR).point(_gain(strength))
        rough = texture(name, *size, scale / self.scale, box[0], box[1])
        return Image.fromarray((rough * strength + 128.5).astype(np.uint8))

    def _box(self, left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int] | None:
        """The whole pixels that a range touches within the picture; None where it lies outside."""
        width, height = self.image.size
        box = (max(0, int(left)), max(0, int(top)), min(width, int(right) + 1), min(height, int(bottom) + 1))
        return box if left < width and top < height and box[0] < box[2] and box[1] < box[3] else None

    def _cover(
        self, paths: Outlines, opacity: float, width: float = 0
    ) -> tuple[tuple[int, int, int, int], Image.Image] | None:
        """The box that shapes touch and how much of each of its pixels they cover."""
        every = paths[0] if len(paths) == 1 else np.concatenate(paths)
        left, top, right, bottom = *every.min(axis=0).tolist(), *every.max(axis=0).tolist()
        half = width / 2
        box = self._box(left - half, top - half, right + half, bottom + half)
        if box is None:
            return None
        columns, rows = box[2] - box[0], box[3] - box[1]
        fine = _fineness(columns * rows)
        mask = Image.new("L", (columns * fine, rows * fine))
        draw = ImageDraw.Draw(mask)
        ink = max(0, min(255, round(255 * opacity)))
        spots = ((every - box[:2]) * fine).astype(np.float32)
        first = 0
        for path in paths:
            part = spots[first : first + len(path)]
            first += len(path)
            if width == 0:
                draw.polygon(part, fill=ink)
            else:
                _line(draw, part, width * fine, ink)
        return box, mask.reduce(fine)


def _fineness(area: int) -> int:
    """Parts that a pixel's side is split into to smooth edges: more for small shapes, where it is cheap and shows."""
    return 6 if area < 900 else 4 if area < 20_000 else 3 if area < 80_000 else 2


def _line(draw: ImageDraw.ImageDraw, spots: np.ndarray, width: float, ink: int) -> None:
    draw.line(spots, fill=ink, width=max(1, round(width)))
    if width < 7:
        return
    half = width / 2
    for x, y in spots.tolist():
        draw.ellipse((x - half, y - half, x + half, y + half), fill=ink)


def _inside(part: tuple[float, ...], side: int = 64) -> tuple[float, float, float, float]:
    """A part of a square tile, kept at least a pixel wide and within the tile."""
    x0, y0 = (min(side - 1.0, max(0.0, float(value))) for value in part[:2])
    x1, y1 = float(part[2]), float(part[3])
    return (x0, y0, min(float(side), max(x0 + 1, x1)), min(float(side), max(y0 + 1, y1)))


@lru_cache(maxsize=512)
def _ramp(stops: tuple[Rgb, ...]) -> np.ndarray:
    """The gradient as a table of colours, shape (256, 3): its steps fill the first half, the last colour the rest."""
    place = np.linspace(0, len(stops) - 1, RAMP)
    table = np.array(stops)
    channels = [np.interp(place, np.arange(len(stops)), table[:, channel]) for channel in range(3)]
    steps = np.clip(np.stack(channels, axis=1), 0, 255)
    return np.concatenate([steps, np.repeat(steps[-1:], RAMP, axis=0)]).round().astype(np.uint8)


@cache
def _body(source: tuple[float, float], round_: float) -> Image.Image:
    """How far each place of a body is turned from the light, as steps of a ramp; `round_` 0 flat, 1 like a ball."""
    v, u = np.mgrid[-1:1:64j, -1:1:64j]
    x, y = source
    slope = (v * y - u * x) / (abs(x) + abs(y))
    bulge = ((u - 0.35 * x) ** 2 + (v + 0.35 * y) ** 2) / 1.6 - 0.55
    turned = np.clip(0.5 + 0.5 * ((1 - 0.5 * round_) * slope + 0.5 * round_ * bulge), 0, 1)
    return Image.fromarray((turned * (RAMP - 1)).astype(np.uint8))


@cache
def _disc(profile: tuple[float, ...]) -> Image.Image:
    v, u = np.mgrid[-1:1:128j, -1:1:128j]
    away = np.minimum(1, np.hypot(u, v)) * (len(profile) - 1)
    return Image.fromarray((255 * np.interp(away, np.arange(len(profile)), profile)).round().astype(np.uint8))


def _gradient(stops: tuple[Rgb, ...], line: np.ndarray, size: tuple[int, int]) -> Image.Image:
    """A box of colours along a line given in the box's pixels."""
    if len(set(stops)) == 1:
        return Image.new("RGB", size, level(stops[0]))
    (x0, y0), (x1, y1) = line
    steps = _ramp(stops)[:RAMP]
    square = max(1e-6, (x1 - x0) ** 2 + (y1 - y0) ** 2)
    columns = (np.arange(size[0], dtype=np.float32) + 0.5 - x0) * ((x1 - x0) * RAMP / square)
    rows = (np.arange(size[1], dtype=np.float32) + 0.5 - y0) * ((y1 - y0) * RAMP / square)
    if abs(x1 - x0) < 1e-6:
        strip = steps[np.clip(rows, 0, RAMP - 1).astype(np.intp)]
        return Image.fromarray(strip[:, None]).resize(size, Image.Resampling.NEAREST)
    place = np.clip(rows[:, None] + columns, 0, RAMP - 1).astype(np.uint8)
    paint = Image.fromarray(place)
    paint.putpalette(_ramp(stops).tobytes())
    return paint.convert("RGB")


@cache
def _gain(strength: float) -> list[int]:
    return [max(0, min(255, round(128 + (value - 128) * strength / 64))) for value in range(256)]


def _roughened(paint: Image.Image, rough: Image.Image) -> Image.Image:
    """A picture with a texture's levels added to all channels."""
    return ImageChops.add(paint, Image.merge("RGB", (rough, rough, rough)), 1, -128)
