"""Lights: what they do to colours, skies and shadows."""

from dataclasses import dataclass
from math import sqrt

from .colour import Rgb, hex_


@dataclass(frozen=True, slots=True)
class Light:
    """How a light colours what it falls on."""

    tint: Rgb
    """Falls on everything: white changes nothing."""
    haze: Rgb
    """What far things fade into."""
    depth: float
    """By how much the farthest fade."""
    source: tuple[float, float]
    """Where it comes from: right is positive, up is positive; length 1."""
    shadow: float
    """Opacity of a cast shadow."""
    sky: tuple[Rgb, Rgb, Rgb]
    """Colours of the sky from top to horizon."""


def _light(tint: str, haze: str, depth: float, x: float, shadow: float, *sky: str) -> Light:
    top, middle, low = (hex_(code) for code in sky)
    return Light(hex_(tint), hex_(haze), depth, (x, sqrt(1 - x * x)), shadow, (top, middle, low))


MOODS: dict[str, tuple[Light, ...]] = {
    "day": (
        _light("#fffaf0", "#cfe3ec", 0.45, -0.6, 0.34, "#5fa3d6", "#a9d2e8", "#e4f0ea"),
        _light("#fff8ea", "#d8e6e0", 0.4, 0.55, 0.34, "#76b6cf", "#b9dcd8", "#f4efd8"),
        _light("#fffcf4", "#c4d8f0", 0.42, -0.35, 0.36, "#3f86cc", "#83b8e4", "#d6e8f0"),
    ),
    "morning": (
        _light("#fff0e2", "#f3dcd0", 0.55, -0.85, 0.26, "#8fb4d8", "#e9cfd0", "#fbe3c0"),
        _light("#f8f0f0", "#e2dcea", 0.6, 0.85, 0.24, "#9aa9d8", "#d9c6dc", "#f8dcd2"),
        _light("#fff4de", "#f0e4c4", 0.6, -0.8, 0.24, "#93c0cc", "#dfe0c4", "#fdeab4"),
    ),
    "evening": (
        _light("#ffe3c2", "#f0b48c", 0.5, 0.92, 0.36, "#4f6aa0", "#e39a7c", "#fbd08a"),
        _light("#fbdac8", "#d9929a", 0.5, -0.92, 0.36, "#54508e", "#c8728c", "#f8b488"),
        _light("#ffdeb2", "#eaa468", 0.5, 0.9, 0.36, "#6b5c7c", "#e0804c", "#ffcc66"),
    ),
    "overcast": (
        _light("#e9edf0", "#c3ccd2", 0.55, -0.2, 0.16, "#9aa8b4", "#b8c4ca", "#d6dcda"),
        _light("#eeeae4", "#cdc8c0", 0.5, 0.2, 0.16, "#a8a8a8", "#c4c0ba", "#dfd8cc"),
        _light("#dfe4ea", "#aab4c0", 0.55, 0.1, 0.14, "#77838f", "#98a4ae", "#bcc6c8"),
    ),
    "indoor": (
        _light("#fff3de", "#e8d6bc", 0.15, -0.75, 0.34, "#d9c4a0", "#e6d6b8", "#efe2cc"),
        _light("#f6f4f2", "#dfe2e4", 0.15, 0.75, 0.3, "#c4d2d6", "#d6dfde", "#e8ebe4"),
        _light("#ffe9c8", "#e2c298", 0.15, 0.6, 0.36, "#d9c4a0", "#e6d6b8", "#efe2cc"),
    ),
    "night": (
        _light("#8a94bc", "#2a345e", 0.5, 0.5, 0.4, "#0c1230", "#1b2452", "#3b4478"),
        _light("#809cb4", "#1e3a56", 0.5, -0.5, 0.4, "#081a2c", "#12304a", "#2e5670"),
        _light("#8b8cba", "#3a2c5c", 0.5, 0.4, 0.4, "#140c2c", "#2c1c50", "#5a3f78"),
    ),
    "fog": (
        _light("#e6e8ea", "#d6dadc", 0.88, -0.2, 0.08, "#d2d6da", "#d8dbdd", "#dde0e0"),
        _light("#ebe8e4", "#ddd9d2", 0.86, 0.2, 0.08, "#d8d4d0", "#dedad4", "#e2dfd8"),
    ),
}
"""The lights by name; several moods each, one is picked per scene."""
