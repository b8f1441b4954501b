"""Spoilt pictures. Every degradation has a strength from 0 (unchanged) to 1 (worthless), and its visible effect
grows evenly between. Lengths are shares of the picture's shorter side: a strength looks the same at every size.
All take and give RGB pictures of the same size, unless they say otherwise."""

import io
import random
import zlib
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageFilter

Degradation = Callable[[Image.Image, float], Image.Image]

GRAIN_ROWS = 160
"""Grains of noise along the shorter side."""


def blur(image: Image.Image, strength: float) -> Image.Image:
    """Out of focus: a Gaussian whose deviation reaches 4.5 % of the shorter side."""
    return image.filter(ImageFilter.GaussianBlur(0.045 * min(image.size) * strength**1.4))


def noise(image: Image.Image, strength: float) -> Image.Image:
    """Coloured grain over fading contrast, as of a sensor with too little light. The picture itself seeds the grain."""
    if strength == 0:
        return image
    width, height = image.size
    unit = GRAIN_ROWS / min(image.size)
    generator = np.random.default_rng(zlib.crc32(image.tobytes()))
    grain = generator.normal(128, 36, (round(height * unit), round(width * unit), 3)).clip(0, 255).astype(np.uint8)
    smooth = np.asarray(Image.fromarray(grain).resize(image.size, Image.Resampling.BICUBIC), np.float32)
    levels = np.asarray(image, np.float32)
    faded = levels + (128 - levels) * (0.5 * strength)
    return _picture(faded + (smooth - 128) * (2.6 * strength**1.6))


def darken(image: Image.Image, strength: float) -> Image.Image:
    """Underexposed: 3 % of the light is left in the end."""
    return image.point([round(level * _light_left(strength)) for level in range(256)] * 3)


def wash_out(image: Image.Image, strength: float) -> Image.Image:
    """Overexposed: 3 % of the distance from white is left in the end."""
    return image.point([255 - round((255 - level) * _light_left(strength)) for level in range(256)] * 3)


def compress(image: Image.Image, strength: float) -> Image.Image:
    """Kept as a smaller and smaller JPEG of lower and lower quality, then enlarged again."""
    if strength == 0:
        return image
    ratio = min(1.0, 320 / min(image.size) * (1 - 0.7 * strength))
    buffer = io.BytesIO()
    small = image.resize(_scaled(image, ratio), Image.Resampling.BOX)
    small.save(buffer, "JPEG", quality=3 + round(50 * (1 - strength) ** 2))
    with Image.open(buffer) as stored:
        return stored.resize(image.size, Image.Resampling.BILINEAR)


def pixelate(image: Image.Image, strength: float) -> Image.Image:
    """Squares of one colour: from 140 along the shorter side down to 8."""
    if strength == 0:
        return image
    cells = 140 * (8 / 140) ** strength
    small = image.resize(_scaled(image, min(1.0, cells / min(image.size))), Image.Resampling.BOX)
    return small.resize(image.size, Image.Resampling.NEAREST)


DEGRADATIONS: dict[str, Degradation] = {
    "blur": blur,
    "noise": noise,
    "darken": darken,
    "wash_out": wash_out,
    "compress": compress,
    "pixelate": pixelate,
}
"""All degradations by name."""


def blank(random: random.Random) -> Image.Image:
    """Nothing to see: one colour, a little brighter on one side; 360 to 480 by 340 to 400 pixels."""
    width, height = random.randrange(360, 481), random.randrange(340, 401)
    colour = np.array([random.uniform(30, 230) for _ in range(3)])
    slope = np.linspace(0, random.uniform(-3, 3), width)
    return _picture(np.broadcast_to(colour + slope[:, None], (height, width, 3)))


def tiny(image: Image.Image, random: random.Random) -> Image.Image:
    """A thumbnail, 14 to 47 pixels along its shorter side."""
    return image.resize(_scaled(image, random.randrange(14, 48) / min(image.size)), Image.Resampling.BOX)


def strip(image: Image.Image, random: random.Random) -> Image.Image:
    """A strip out of the picture, five to seven times as long as wide, lying or standing."""
    width, height = image.size
    proportion = random.uniform(5, 7)
    if random.random() < 0.6:
        short = int(width / proportion)
        top = int((height - short) * random.uniform(0.4, 0.9))
        return image.crop((0, top, width, top + short))
    short = int(height / proportion)
    left = int((width - short) * random.uniform(0.3, 0.7))
    return image.crop((left, 0, left + short, height))


def nearly(image: Image.Image, random: random.Random) -> Image.Image:
    """The picture as another site keeps it: smaller, with its rim cut off, or a little brighter."""
    way = random.randrange(3)
    if way == 0:
        return image.resize(_scaled(image, random.uniform(0.7, 0.9)), Image.Resampling.LANCZOS)
    if way == 1:
        rim = max(1, round(min(image.size) * random.uniform(0.003, 0.009)))
        return image.crop((rim, rim, image.width - rim, image.height - rim))
    gain = random.uniform(1.02, 1.06)
    return image.point([min(255, round(level * gain)) for level in range(256)] * 3)


def round_off(image: Image.Image) -> Image.Image:
    """RGBA with an alpha channel that cuts the corners round; the colours below it stay."""
    width, height = image.size
    radius = 0.12 * min(image.size)
    x, y = np.arange(width) + 0.5, np.arange(height) + 0.5
    across = np.maximum(0, np.maximum(radius - x, x - (width - radius)))
    down = np.maximum(0, np.maximum(radius - y, y - (height - radius)))
    cover = (radius - np.hypot(across[None, :], down[:, None]) + 0.5).clip(0, 1)
    result = image.copy()
    result.putalpha(Image.fromarray((255 * cover).astype(np.uint8)))
    return result


def _light_left(strength: float) -> float:
    return 0.03 + 0.97 * (1 - strength) ** 1.3


def _scaled(image: Image.Image, ratio: float) -> tuple[int, int]:
    return max(1, round(image.width * ratio)), max(1, round(image.height * ratio))


def _picture(levels: np.ndarray) -> Image.Image:
    return Image.fromarray((levels + 0.5).clip(0, 255).astype(np.uint8))
