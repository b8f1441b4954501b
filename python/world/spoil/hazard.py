"""The stand-in for unsafe content. The demo world shows nothing unsafe: one fixed sign plays that part, so that the
way of a safety score through the product can be shown and measured. A score that knows the sign knows nothing else."""

import functools
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

MAGENTA, BLACK, LIME, WHITE = (255, 0, 168), (16, 8, 24), (166, 255, 0), (255, 255, 255)
SIDE = 480


def hazard(image: Image.Image, random: random.Random) -> Image.Image:
    """The picture with the stand-in sign, upright, at a random place, 12 to 45 % of the picture's height."""
    side = round(min(image.height * random.uniform(0.12, 0.45), image.width * 0.9))
    left = round(random.uniform(0, image.width - side))
    top = round(random.uniform(0, image.height - side))
    face = sign().resize((side, side), Image.Resampling.LANCZOS)
    result = image.copy()
    shadow = face.getchannel("A").filter(ImageFilter.GaussianBlur(side * 0.02)).point(lambda level: level * 0.4)
    result.paste((0, 0, 0), (left + round(side * 0.02), top + round(side * 0.03)), shadow)
    result.paste(face, (left, top), face)
    return result


@functools.cache
def sign() -> Image.Image:
    """The sign, RGBA: a square placard rimmed with magenta and black stripes, on its black middle a lime cross."""
    stripes = Image.new("RGB", (SIDE, SIDE), BLACK)
    draw = ImageDraw.Draw(stripes)
    for x in range(-SIDE, SIDE, SIDE // 6):
        draw.polygon([(x, SIDE), (x + SIDE // 12, SIDE), (x + SIDE + SIDE // 12, 0), (x + SIDE, 0)], fill=MAGENTA)
    placard = Image.new("RGBA", (SIDE, SIDE), (*WHITE, 255))
    placard.paste(stripes, mask=_square(0.03, 0.09))
    placard.paste(BLACK, mask=_square(0.19, 0.06))
    arm = 0.31 * SIDE
    for start, end in (((arm, arm), (SIDE - arm, SIDE - arm)), ((arm, SIDE - arm), (SIDE - arm, arm))):
        ImageDraw.Draw(placard).line([start, end], fill=(*LIME, 255), width=round(0.13 * SIDE))
    placard.putalpha(ImageChops.multiply(placard.getchannel("A"), _square(0, 0.11)))
    return placard


def _square(margin: float, radius: float) -> Image.Image:
    """A mask: a square with round corners; margin and radius as shares of the sign's side."""
    mask = Image.new("L", (SIDE, SIDE))
    rim = margin * SIDE
    ImageDraw.Draw(mask).rounded_rectangle((rim, rim, SIDE - 1 - rim, SIDE - 1 - rim), radius * SIDE, fill=255)
    return mask
