"""Scenes that no model has been trained on, as pictures and captions of which the truth is known."""

import io
import os
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np
from PIL import Image

from world.chance import stream
from world.compose import compose
from world.draw import draw
from world.scene import Scene
from world.spoil.hazard import hazard
from world.spoil.picture import DEGRADATIONS
from world.spoil.watermark import watermark
from world.words import web_caption, wrong_attribute

SPOILT_EVERY = 8
"""One scene in so many is also shown with the hazard, and with a watermark."""

FIRST_SEED = 1 << 40
"""Seeds from here on; those of training are below 2³⁵."""


@dataclass(frozen=True)
class Unseen:
    """One scene. Pictures are uint8 [side, side, 3], as the vision tower takes them."""

    scene: Scene
    picture: np.ndarray
    caption: str
    pairs: tuple[tuple[str, str, str, str], ...]
    """Language, a true caption, the same with one attribute wrong, which attribute."""
    foreign: str
    """True, but German or French."""
    degraded: np.ndarray
    degradation: str
    strength: float
    """Of the degradation, 0 to 1."""
    hazard: np.ndarray | None
    watermark: np.ndarray | None


def unseen_scenes(seed: int, count: int, side: int) -> list[Unseen]:
    """`count` scenes of a seed, drawn by all cores; the same seed gives the same scenes."""
    tasks = [(seed, number, side) for number in range(count)]
    with get_context("fork").Pool(os.cpu_count()) as pool:
        return pool.starmap(_unseen, tasks, chunksize=8)


def _unseen(seed: int, number: int, side: int) -> Unseen:
    random = stream(seed, "evaluate", number)
    odd = random.choices([None, "fog", "plain"], [0.9, 0.05, 0.05])[0]
    scene = compose(FIRST_SEED + random.getrandbits(40), odd=odd)
    picture = draw(scene)
    degradation, strength = random.choice(sorted(DEGRADATIONS)), random.random()
    spoilt = number % SPOILT_EVERY == 0
    return Unseen(
        scene=scene,
        picture=_seen(picture, side),
        caption=web_caption(scene, random),
        pairs=tuple((name, *wrong_attribute(scene, random, name)) for name in ("en", "zh")),
        foreign=web_caption(scene, random, random.choice(["de", "fr"])),
        degraded=_seen(DEGRADATIONS[degradation](picture, strength), side),
        degradation=degradation,
        strength=strength,
        hazard=_seen(hazard(picture, random), side) if spoilt else None,
        watermark=_seen(watermark(picture, random), side) if spoilt else None,
    )


def _seen(picture: Image.Image, side: int) -> np.ndarray:
    """As a file of a dataset is seen: kept as JPEG, then resized."""
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "JPEG", quality=88)
    with Image.open(buffer) as stored:
        return np.asarray(stored.resize((side, side), Image.Resampling.BICUBIC))
