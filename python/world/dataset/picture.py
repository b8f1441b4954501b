"""Picture files of a set: planned first, drawn later, one by one and in any order."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image

from ..chance import stream
from ..draw import draw
from ..scene import Scene
from ..spoil import file, picture
from ..spoil.hazard import hazard
from ..spoil.watermark import watermark
from .truth import Degradation

ORIENTATION = 0x0112
"""The EXIF tag of how a camera was held."""

STORED_AS = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
"""How a picture lies in a file with an EXIF orientation, so that who obeys the tag sees it upright."""

DEGRADED = {"blur": "blur", "noise": "noise", "too-dark": "darken", "washed-out": "wash_out"}
"""Defects that are degradations, and which."""

CHANGES: dict[str, Callable[[Image.Image, Random], Image.Image]] = {
    "tiny": picture.tiny,
    "odd-aspect": picture.strip,
    "near-duplicate": picture.nearly,
    "watermark": watermark,
    "hazard": hazard,
}
"""What is done to a drawing, by the defect's kind."""

JPEG_ONLY = frozenset((*DEGRADED, *CHANGES, "mild", "blank", "truncated", "not-an-image", "missing-file"))

ROOM, LOWEST_QUALITY = 17_000, 45
"""A JPEG is kept within so many bytes, if this quality allows it: a set of 500 samples shall be small."""


@dataclass(frozen=True, slots=True)
class PicturePlan:
    """A picture file to be made."""

    path: str
    """Relative to the dataset's folder, with slashes."""
    scene: Scene
    label: str
    """The defect or shape of its sample."""
    format: str
    """JPEG, PNG or WEBP."""
    quality: int
    orientation: int = 1
    """As EXIF tells it; 1 is upright."""
    degradation: Degradation | None = None


def plan_picture(name: str, scene: Scene, label: str) -> PicturePlan:
    """Plans a scene's picture: mostly JPEG, some of them turned by EXIF, some WebP, some PNG with alpha."""
    random = stream(scene.seed, "format")
    roll = 1.0 if label in JPEG_ONLY else random.random()
    format, suffix = ("PNG", "png") if roll < 0.015 else ("WEBP", "webp") if roll < 0.12 else ("JPEG", "jpg")
    orientation = random.choice(tuple(STORED_AS)) if 0.12 <= roll < 0.16 else 1
    quality = random.randrange(62, 82)
    path = f"images/{name[:5]}/{name}.{suffix}"
    return PicturePlan(path, scene, label, format, quality, orientation, _degradation(label, random))


def plan_near_duplicate(name: str, scene: Scene) -> PicturePlan:
    """Plans the picture of a scene that a set already has, as another site keeps it."""
    quality = stream(scene.seed, "near", name).randrange(45, 60)
    return PicturePlan(f"images/{name[:5]}/{name}.jpg", scene, "near-duplicate", "JPEG", quality)


def picture_bytes(plan: PicturePlan) -> bytes | None:
    """The file's content, the same for the same plan; None where the file is to be missing."""
    random = stream(plan.scene.seed, "spoil", plan.label)
    if plan.label == "missing-file":
        return None
    if plan.label == "not-an-image":
        return file.not_an_image(random)
    drawing = picture.blank(random) if plan.label == "blank" else draw(plan.scene)
    if plan.label in CHANGES:
        drawing = CHANGES[plan.label](drawing, random)
    if plan.degradation is not None:
        degrade = picture.DEGRADATIONS[plan.degradation["name"]]
        drawing = degrade(drawing, plan.degradation["strength"])
    content = _encoded(drawing, plan)
    return file.truncated(content, random) if plan.label == "truncated" else content


def _degradation(label: str, random: Random) -> Degradation | None:
    if label in DEGRADED:
        return {"name": DEGRADED[label], "strength": round(random.uniform(0.7, 1), 3)}
    if label == "mild":
        return {"name": random.choice(tuple(picture.DEGRADATIONS)), "strength": round(random.uniform(0.03, 0.2), 3)}
    return None


def _encoded(drawing: Image.Image, plan: PicturePlan) -> bytes:
    if plan.format == "PNG":
        return _saved(picture.round_off(drawing).quantize(method=Image.Quantize.FASTOCTREE), "PNG", optimize=True)
    if plan.format == "WEBP":
        return _saved(drawing, "WEBP", quality=plan.quality)
    if plan.orientation == 1:
        return _jpeg(drawing, plan.quality)
    exif = Image.Exif()
    exif[ORIENTATION] = plan.orientation
    return _jpeg(drawing.transpose(STORED_AS[plan.orientation]), plan.quality, exif=exif)


def _jpeg(drawing: Image.Image, quality: int, **options: object) -> bytes:
    """As sites keep pictures: the busier, the lower the quality, down to a limit."""
    content = _saved(drawing, "JPEG", quality=quality, optimize=True, **options)
    if len(content) <= ROOM or quality <= LOWEST_QUALITY:
        return content
    return _jpeg(drawing, quality - 6, **options)


def _saved(drawing: Image.Image, format: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    drawing.save(buffer, format, **options)
    return buffer.getvalue()
