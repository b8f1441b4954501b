"""Outlines: flat lists x, y, x, y, … in pixels or in a drawing's own units."""

from collections.abc import Sequence
from functools import cache
from math import cos, pi, sin

import numpy as np

Path = Sequence[float]
"""A closed outline, or the points of a line."""


def rectangle(x0: float, y0: float, x1: float, y1: float) -> list[float]:
    """The corners of a rectangle."""
    return [x0, y0, x1, y0, x1, y1, x0, y1]


@cache
def _arc(start: float, end: float, points: int) -> tuple[np.ndarray, np.ndarray]:
    whole = end - start >= 2 * pi - 1e-9
    angles = start + (end - start) * np.arange(points if whole else points + 1) / points
    return np.cos(angles), np.sin(angles)


def ellipse(
    cx: float,
    cy: float,
    rx: float,
    ry: float,
    turn: float = 0,
    *,
    start: float = 0,
    end: float = 2 * pi,
    points: int = 40,
) -> list[float]:
    """An ellipse as a polygon, turned by `turn` radians; a part from one angle to another closes with a chord."""
    u, v = _arc(start, end, points)
    path = np.empty(2 * len(u))
    path[::2] = cx + rx * cos(turn) * u - ry * sin(turn) * v
    path[1::2] = cy + rx * sin(turn) * u + ry * cos(turn) * v
    return path.tolist()


def round_rectangle(x0: float, y0: float, x1: float, y1: float, r: float) -> list[float]:
    """A rectangle with round corners of radius `r`."""
    left, right, low, high = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    radius = min(r, (right - left) / 2, (high - low) / 2)
    centres = (
        (right - radius, high - radius),
        (left + radius, high - radius),
        (left + radius, low + radius),
        (right - radius, low + radius),
    )
    path: list[float] = []
    for quarter, (cx, cy) in enumerate(centres):
        path += ellipse(cx, cy, radius, radius, start=quarter * pi / 2, end=(quarter + 1) * pi / 2, points=6)
    return path


@cache
def _basis(steps: int) -> np.ndarray:
    """Weights of four neighbouring points along a Catmull–Rom segment, one row for each step."""
    t = np.arange(steps) / steps
    square, cube = t * t, t * t * t
    return 0.5 * np.stack([-t + 2 * square - cube, 2 - 5 * square + 3 * cube, t + 4 * square - 3 * cube, cube - square])


def _spline(neighbours: np.ndarray, steps: int) -> list[float]:
    """From shape (4, segments, 2) to the points of all segments one after the other."""
    return np.einsum("kt,ksa->sta", _basis(steps), neighbours).ravel().tolist()


def smooth_closed(points: Path, steps: int = 8) -> list[float]:
    """A smooth closed curve through points (Catmull–Rom spline)."""
    knots = np.asarray(points, dtype=float).reshape(-1, 2)
    at = np.arange(len(knots))
    return _spline(knots[np.stack([at - 1, at, at + 1, at + 2]) % len(knots)], steps)


def smooth_open(points: Path, steps: int = 8) -> list[float]:
    """A smooth open curve through points (Catmull–Rom spline)."""
    knots = np.asarray(points, dtype=float).reshape(-1, 2)
    at = np.arange(len(knots) - 1)
    last = len(knots) - 1
    inner = _spline(knots[np.clip(np.stack([at - 1, at, at + 1, at + 2]), 0, last)], steps)
    return [*inner, *knots[-1].tolist()]


def wobbled(points: np.ndarray, amount: float, phase: float, grain: float) -> np.ndarray:
    """
    The same outline, shape (points, 2), as an unsteady hand draws it: long edges split, all moved by up to `amount`.

    The movement depends on the place alone, so that details stay where they sit; `grain` is a pixel's size in it.
    """
    edges = np.concatenate((points[1:], points[:1])) - points
    if abs(edges).max() * grain > 14:
        pieces = np.clip(np.hypot(edges[:, 0], edges[:, 1]) * (grain / 14), 1, 60).astype(int)
        index = np.repeat(np.arange(len(points)), pieces)
        first = np.cumsum(pieces) - pieces
        share = (np.arange(len(index)) - first[index]) / pieces[index]
        points = points[index] + edges[index] * share[:, None]
    x, y = points[:, 0] * grain, points[:, 1] * grain
    away = np.empty_like(points)
    np.sin(0.043 * x + 0.071 * y + phase, out=away[:, 0])
    np.sin(0.067 * x - 0.039 * y + (phase + 2), out=away[:, 1])
    return points + amount * away
