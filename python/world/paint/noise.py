"""Noise on tiles that repeat without a seam, for the grain of paint and paper."""

from functools import cache

import numpy as np
from PIL import Image

from ..chance import stream

TILE = 256
"""Side of a tile in pixels."""


def _octave(seed: int, cells: int) -> np.ndarray:
    random = stream(seed, "noise", cells)
    knots = np.array([random.uniform(-1, 1) for _ in range(cells * cells)]).reshape(cells, cells)
    place = np.arange(TILE) * cells / TILE
    at = place.astype(int)
    t = place - at
    t = t * t * (3 - 2 * t)
    rows = knots[at] * (1 - t)[:, None] + knots[(at + 1) % cells] * t[:, None]
    return rows[:, at] * (1 - t) + rows[:, (at + 1) % cells] * t


def _noise(seed: int, cells: int, octaves: int, gain: float = 0.5) -> np.ndarray:
    """Value noise from -1 to 1: each octave twice as fine and `gain` times as strong (K. Perlin's turbulence sum)."""
    layers = [gain**octave * _octave(seed + octave, cells << octave) for octave in range(octaves)]
    return sum(layers) / sum(gain**octave for octave in range(octaves))


@cache
def tile(name: str) -> np.ndarray:
    """The tile of a texture, shape (256, 256), from -1 to 1: `grain` paper, `cloud` soft and wide, `brush` streaks."""
    if name == "grain":
        return _noise(11, 128, 1).astype(np.float32)
    if name == "cloud":
        return (1.6 * _noise(23, 4, 5, 0.55)).astype(np.float32)
    speckle = _noise(37, 64, 2, 0.7)
    return (sum(np.roll(speckle, -shift, axis=1) for shift in range(9)) / 4).astype(np.float32)


def texture(name: str, width: int, height: int, scale: float, x: int = 0, y: int = 0) -> np.ndarray:
    """A patch of a texture, shape (height, width), from the picture's place (x, y); `scale` tile pixels per pixel."""
    columns = (np.arange(x, x + width) * scale).astype(int) % TILE
    rows = (np.arange(y, y + height) * scale).astype(int) % TILE
    return tile(name).take(rows, axis=0).take(columns, axis=1)


PLANES = {"field": ("cloud", 150, 150), "water": ("brush", 190, 60), "sand": ("grain", 240, 240)}
"""Textures that lie on the ground, running to the horizon: the tile and its pixels across and into the depth."""


@cache
def plane(name: str) -> Image.Image:
    """A ground texture in perspective, the horizon at its top edge: levels about 128, 64 of them for a noise of 1."""
    source, across, deep = PLANES[name]
    v, u = np.mgrid[0:1:384j, -1:1:768j]
    depth = 1 / (v + 0.12)
    columns = (u * depth * across).astype(int) % TILE
    rows = (depth * deep).astype(int) % TILE
    near = np.clip(0.35 + v, 0, 1)
    return Image.fromarray((128.5 + 64 * near * tile(source)[rows, columns]).clip(0, 255).astype(np.uint8))
