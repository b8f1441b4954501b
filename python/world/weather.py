"""What lies over a finished picture: weather, fog, darker corners and the grain of paper."""

from functools import cache
from random import Random

import numpy as np
from PIL import Image, ImageChops

from .paint.canvas import Canvas
from .paint.colour import hex_, level, mix
from .paint.light import Light
from .paint.noise import texture

PAPER = 1280
"""Side of the sheet of paper that pictures take their grain from, in pixels."""


def weather(canvas: Canvas, name: str, random: Random, light: Light) -> None:
    """Rain, snow or falling leaves, thin enough to leave all things plain."""
    width, height = canvas.image.size
    if name == "rain":
        lean = random.uniform(-0.08, 0.08) * height
        starts = [(random.random() * width, random.random() * height) for _ in range(150)]
        drops = [np.array([[x, y], [x + lean * 0.6, y + 0.06 * height]]) for x, y in starts]
        canvas.lines(drops, 0.9 * canvas.scale, mix(light.haze, (255, 255, 255), 0.6), 0.42)
        return
    colours = [(250, 251, 253)] if name == "snow" else [hex_("#d08038"), hex_("#c05c30"), hex_("#dcae4c")]
    for colour in colours:
        count = 90 // len(colours) ** 2
        spots = [_flake(random, width, height, name == "snow") for _ in range(count)]
        canvas.fill(spots, colour, 0.85)


def _flake(random: Random, width: int, height: int, snow: bool) -> np.ndarray:
    size = height * random.uniform(0.003, 0.008) * (1 if snow else 1.4)
    turn = random.uniform(0, 2 * np.pi)
    angles = turn + np.arange(6) * np.pi / 3
    across = 1 if snow else 0.5
    shape = np.stack([np.cos(angles), across * np.sin(angles)], axis=1) * size
    return shape + (random.random() * width, random.random() * height)


def fog(canvas: Canvas, light: Light) -> None:
    """Fog over the whole picture, thicker in the distance."""
    width, height = canvas.image.size
    rows = np.interp(np.linspace(0, 3, height), range(4), [0.86, 0.8, 0.62, 0.5])[:, None]
    clouds = texture("cloud", width, height, 0.6 / canvas.scale)
    mask = Image.fromarray((255 * np.clip(rows + 0.05 * clouds, 0, 1)).astype(np.uint8))
    canvas.image.paste(level(light.haze), (0, 0, width, height), mask)


def finish(canvas: Canvas, random: Random, night: bool, strength: float) -> None:
    """The last touch: darker corners and the grain of paper."""
    image = canvas.image
    corner = (10, 12, 34) if night else (60, 40, 50)
    image.paste(corner, (0, 0, *image.size), _corners(strength).resize(image.size, Image.Resampling.BILINEAR))
    width, height = image.size
    x, y = random.randrange(256), random.randrange(256)
    grain = _grain(strength).crop((x, y, x + min(width, PAPER - 256), y + min(height, PAPER - 256)))
    canvas.image = ImageChops.add(image, grain.resize(image.size, Image.Resampling.NEAREST), 1, -128)


@cache
def _corners(strength: float) -> Image.Image:
    v, u = np.mgrid[-1:1:64j, -1:1:64j]
    dark = np.clip(u * u + v * v - 0.9, 0, None) * 0.16 * strength
    return Image.fromarray((255 * dark).round().astype(np.uint8))


@cache
def _grain(strength: float) -> Image.Image:
    """Paper: fine grain over soft blotches, in levels about 128."""
    rough = 5 * texture("grain", PAPER, PAPER, 1) + 3 * texture("cloud", PAPER, PAPER, 0.9)
    levels = Image.fromarray((128.5 + strength * rough).astype(np.uint8))
    return Image.merge("RGB", (levels, levels, levels))
