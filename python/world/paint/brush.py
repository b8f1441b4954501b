"""The brush that everything is painted with."""

from dataclasses import dataclass, replace
from random import Random

import numpy as np

from .canvas import Canvas, Outlines, Texture
from .colour import Rgb, mix, shade, tinted
from .light import Light
from .path import Path, ellipse, rectangle, round_rectangle, smooth_closed, smooth_open, wobbled

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a drawing's own coordinates lie: pixel = origin + own × unit, y upwards when `unit_y` is positive."""

    x: float
    y: float
    unit_x: float
    unit_y: float
    distance: float = 0
    """0: near. 1: at the horizon, fading into the haze."""


@dataclass(frozen=True, slots=True)
class Look:
    """What all strokes of one picture share."""

    light: Light
    ink: bool
    random: Random


class Brush:
    """
    Paints shapes in a frame's coordinates under the scene's light. Things are drawn with their foot at (0, 0), their
    top near y = 1, x to the right, one unit as long in x as in y; backdrops in shares of the picture, y downwards.
    """

    aspect: float
    """Length of a unit in x over one in y: what is to be round in a backdrop is divided by it in x."""

    def __init__(self, canvas: Canvas, look: Look, frame: Frame, colour: Rgb) -> None:
        self.colour = colour
        self.look = look
        self._canvas = canvas
        self._frame = frame
        self._origin = np.array([frame.x, frame.y])
        self._unit = np.array([frame.unit_x, -frame.unit_y])
        self._phase = frame.x * 7 / canvas.scale + frame.y * 13 / canvas.scale
        most = 1.1 if frame.unit_y > 0 else 0.7
        self._sway = min(most, abs(frame.unit_y) / canvas.scale * 0.01) * canvas.scale
        self.aspect = abs(frame.unit_x / frame.unit_y)
        self._haze = frame.distance * look.light.depth

    def at(self, distance: float, colour: Rgb | None = None) -> "Brush":
        """The same brush for things at another distance: 0 near, 1 at the horizon."""
        return Brush(self._canvas, self.look, replace(self._frame, distance=distance), colour or self.colour)

    def form(self, path: Path, colour: Rgb | None = None, depth: float = 1) -> None:
        """A solid shape: bright where the light comes from, dark on the other side; `depth` 0 is flat."""
        own = colour or self.colour
        pixels = self._pixels(path)
        stops = [self._lit(tone) for tone in (shade(own, 0.3 * depth), own, own, shade(own, -0.34 * depth))]
        x, y = self.look.light.source
        side = -1 if self._frame.unit_x < 0 and self._frame.unit_y < 0 else 1
        self._canvas.shade(pixels, stops, (x * side, y), 0.5 if len(path) > 16 else 0)
        if self.look.ink:
            self._outline(pixels, own)

    def flat(self, path: Path, colour: Rgb, opacity: float = 1) -> None:
        """A flat patch, without shading or outline."""
        self._canvas.fill([self._pixels(path)], self._lit(colour), opacity)

    def flats(self, paths: list[Path], colour: Rgb, opacity: float = 1) -> None:
        """Many flat patches of one colour at once: much faster than one by one."""
        if paths:
            self._canvas.fill(self._many(paths), self._lit(colour), opacity)

    def blend(self, path: Path, stops: list[Rgb], start: Point, end: Point, texture: Texture | None = None) -> None:
        """A patch whose colour changes from the first to the last stop between two points."""
        line = self._pixels([*start, *end], steady=True)
        self._canvas.blend(self._pixels(path, steady=True), [self._lit(stop) for stop in stops], line, texture)

    def wash(self, path: Path, stops: list[Rgb], start: Point, end: Point, texture: Texture | None = None) -> None:
        """As `blend`, but not dimmed by the scene's light: for skies, whose colours are the light's own."""
        line = self._pixels([*start, *end], steady=True)
        self._canvas.blend(self._pixels(path, steady=True), list(stops), line, texture)

    def line(self, points: Path, width: float, colour: Rgb, smooth: bool = False, opacity: float = 1) -> None:
        """A line of a width, both in the frame's coordinates; `smooth` rounds its bends."""
        self.lines([smooth_open(points, 6) if smooth else points], width, colour, opacity)

    def lines(self, lines: list[Path], width: float, colour: Rgb, opacity: float = 1) -> None:
        """Many lines of one width and colour at once: much faster than one by one."""
        if lines:
            pixels = max(0.7 * self._canvas.scale, width * abs(self._frame.unit_y))
            self._canvas.lines(self._many(lines), pixels, self._lit(colour), opacity)

    def glow(self, cx: float, cy: float, radius: float, colour: Rgb, opacity: float) -> None:
        """Light that shines by itself, fading to the rim; not dimmed by the scene's light."""
        r = radius * abs(self._frame.unit_y)
        profile = tuple(round(opacity * share, 3) for share in (1, 0.35, 0.08, 0))
        self._canvas.halo(self._place(cx, cy), r, r, colour, profile)

    def disc(self, cx: float, cy: float, radius: float, colour: Rgb) -> None:
        """A disc that is round on the picture whatever the frame, and shines by itself."""
        x, y = self._place(cx, cy)
        r = radius * abs(self._frame.unit_y)
        self._canvas.fill([np.array(ellipse(x, y, r, r, points=24)).reshape(-1, 2)], colour)

    def shine(self, path: Path, colour: Rgb, opacity: float = 1) -> None:
        """A flat patch of a colour that shines by itself."""
        self._canvas.fill([self._pixels(path)], mix(colour, self.look.light.haze, self._haze * 0.5), opacity)

    def glows(self, paths: list[Path], colour: Rgb, opacity: float = 1) -> None:
        """Many patches of a colour that shines by itself, each seen through the next only as one."""
        self._canvas.fill(self._many(paths), colour, opacity)

    def shadow(self, rx: float, cx: float = 0, cy: float = 0, flatness: float = 0.22) -> None:
        """The soft shadow that a thing of half width `rx` casts on the ground about (cx, cy)."""
        side = self.look.light.source[0]
        away = side if self._frame.unit_x < 0 < self._frame.unit_y else -side
        opacity = min(0.7, self.look.light.shadow * 1.7 * (1 - self._haze))
        profile = tuple(round(opacity * share, 2) for share in (1, 0.8, 0.3, 0))
        r = rx * abs(self._frame.unit_x) * 1.25
        self._canvas.halo(self._place(cx + away * rx * 0.35, cy), r, r * flatness, (30, 26, 60), profile)

    def box(self, x0: float, y0: float, x1: float, y1: float, colour: Rgb | None = None, radius: float = 0) -> None:
        """A solid rectangle, its corners round where a radius is given."""
        self.form(round_rectangle(x0, y0, x1, y1, radius) if radius > 0 else rectangle(x0, y0, x1, y1), colour)

    def oval(self, cx: float, cy: float, rx: float, ry: float, colour: Rgb | None = None, turn: float = 0) -> None:
        """A solid ellipse, turned by `turn` radians."""
        self.form(ellipse(cx, cy, rx, ry, turn), colour)

    def dot(self, cx: float, cy: float, radius: float, colour: Rgb, opacity: float = 1) -> None:
        """A small flat disc in the frame's units."""
        self.flat(ellipse(cx, cy, radius, radius, points=20), colour, opacity)

    def blob(self, points: Path, colour: Rgb | None = None) -> None:
        """A solid shape with a smooth outline through points."""
        self.form(smooth_closed(points), colour)

    def _outline(self, pixels: np.ndarray, colour: Rgb) -> None:
        span = (pixels.max(axis=0) - pixels.min(axis=0)).min() / self._canvas.scale
        width = max(0.8, min(2.2, span * 0.025)) * self._canvas.scale
        ink = self._lit(mix(shade(colour, -0.75), (40, 30, 40), 0.5))
        self._canvas.lines([np.concatenate([pixels, pixels[:1]])], width, ink, 0.8)

    def _many(self, paths: list[Path]) -> Outlines:
        if any(len(path) != len(paths[0]) for path in paths):
            return [self._pixels(path, steady=True) for path in paths]
        return np.asarray(paths, dtype=float).reshape(len(paths), -1, 2) * self._unit + self._origin

    def _place(self, x: float, y: float) -> np.ndarray:
        return self._origin + np.array([x, y]) * self._unit

    def _pixels(self, path: Path, steady: bool = False) -> np.ndarray:
        pixels = np.asarray(path, dtype=float).reshape(-1, 2) * self._unit + self._origin
        if steady or self._sway < 0.2:
            return pixels
        return wobbled(pixels, self._sway, self._phase, 1 / self._canvas.scale)

    def _lit(self, colour: Rgb) -> Rgb:
        return mix(tinted(colour, self.look.light.tint), self.look.light.haze, self._haze)
