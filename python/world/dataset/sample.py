"""The samples of a set: their lines, their truth, and the pictures that they bring."""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from ..chance import stream
from ..compose import compose, mirror
from ..scene import Scene
from ..words import things
from .caption import TRIES, Caption, caption_of, length_captions, sided_captions
from .picture import PicturePlan, plan_near_duplicate, plan_picture
from .plan import Row, plan_rows
from .truth import DEFECTS, WITHOUT_PICTURE, TruthEntry

IMAGE, END = "<__dj__image>", "<|__dj__eoc|>"


@dataclass(frozen=True, slots=True)
class Sample:
    """One line of a set, and the files that it brings."""

    id: str
    """Its id in the product, by which the truth knows it."""
    line: str
    """The line of `data.jsonl`, without its end."""
    pictures: list[PicturePlan]
    """Pictures that no line before has brought."""
    truth: TruthEntry


@dataclass(frozen=True, slots=True)
class Draft:
    """A row on its way to being a sample."""

    row: Row
    id: str
    scene: Scene
    caption: Caption
    pictures: list[PicturePlan]
    second: Caption | None = None
    """The caption of a second chunk."""


def make_samples(seed: int, samples: int) -> list[Sample]:
    """Writes a set's lines and plans its pictures. The same seed and number give the same."""
    return samples_of(seed, plan_rows(seed, samples))


def samples_of(seed: int, rows: Sequence[Row]) -> list[Sample]:
    """The samples of planned rows, whose places in the list are their indices."""
    drafts: list[Draft] = []
    used: set[str] = set()
    for row in rows:
        original = drafts[row.of] if row.of is not None else None
        drafts.append(_draft(seed, row, original, stream(seed, "row", row.index), used))
    return [_sample(draft, drafts, stream(seed, "line", draft.row.index)) for draft in drafts]


def _draft(seed: int, row: Row, original: Draft | None, random: Random, used: set[str]) -> Draft:
    id, label = f"{row.index:09d}", row.label
    if label in ("length-pair", "mirrored"):
        scene, caption = _half_of_pair(seed, row)
        picture = original.pictures[0] if original and label == "length-pair" else plan_picture(id, scene, label)
        return Draft(row, id, scene, caption, [picture])
    if original is not None and label == "shared-picture":
        caption = caption_of(label, original.scene, random, used)
        return Draft(row, id, original.scene, caption, original.pictures)
    if original is not None and label in ("exact-duplicate", "near-duplicate"):
        first = original.pictures[0]
        copy = dataclasses.replace(first, path=first.path.replace(original.id, id))
        picture = copy if label == "exact-duplicate" else plan_near_duplicate(id, original.scene)
        return Draft(row, id, original.scene, original.caption, [picture])
    scene = compose(random.getrandbits(48), odd=label if label in ("fog", "plain") else None)
    caption = caption_of(label, scene, random, used)
    pictures = [plan_picture(id, scene, label)]
    if label not in ("two-pictures", "two-chunks"):
        return Draft(row, id, scene, caption, pictures)
    other = mirror(scene) if label == "two-pictures" else compose(random.getrandbits(48), scene.setting)
    second = caption_of(label, other, random, used) if label == "two-chunks" else None
    return Draft(row, id, scene, caption, [*pictures, plan_picture(f"{id}-b", other, label)], second)


def _half_of_pair(seed: int, row: Row) -> tuple[Scene, Caption]:
    """The scene and caption of either row of a pair, drawn from what both have in common."""
    second = row.of is not None
    random = stream(seed, row.label, row.index if row.of is None else row.of)
    for _ in range(TRIES):
        scene = compose(random.getrandbits(48))
        if row.label == "length-pair":
            return scene, length_captions(scene, random)[second]
        captions = sided_captions(scene, random.getrandbits(48))
        if captions is not None:
            break
    else:
        raise RuntimeError(f"no scene with things side by side in {TRIES} tries")
    return (mirror(scene) if second else scene), captions[second]


def _sample(draft: Draft, drafts: list[Draft], random: Random) -> Sample:
    row = draft.row
    original = drafts[row.of] if row.of is not None else None
    repeats = row.label == "duplicate-id" and original is not None
    id = original.id if repeats else draft.id
    record = {"id": id, "images": [picture.path for picture in draft.pictures], "text": _text(draft)}
    line = json.dumps(record | _extra_fields(row.label, random), ensure_ascii=False)
    product_id = f"{id}~{row.index + 1}" if repeats else id
    if row.label == "broken-json":
        line, product_id = line[: int(len(line) * random.uniform(0.4, 0.95))], f"~{row.index + 1}"
    brought = [] if row.label in ("shared-picture", "length-pair") and original else draft.pictures
    return Sample(product_id, line, brought, _truth(draft, original))


def _text(draft: Draft) -> str:
    chunk = f"{IMAGE * (1 if draft.second else len(draft.pictures))}\n{draft.caption.written} {END}"
    return chunk if draft.second is None else f"{chunk} {IMAGE}\n{draft.second.written} {END}"


def _truth(draft: Draft, original: Draft | None) -> TruthEntry:
    defect, scene, caption = draft.row.defect, draft.scene, draft.caption
    looks = scene.look if defect is None else None
    true = caption.true if draft.second is None else f"{caption.true} {draft.second.true}"
    entry: TruthEntry = {
        "kind": defect or ("friendly-fire" if looks else "clean"),
        "expect": DEFECTS[defect].expect if defect else "kept",
        "caption": true,
        "setting": scene.setting,
        "shows": [] if defect in WITHOUT_PICTURE else things(scene),
        "language": caption.language,
    }
    if defect and DEFECTS[defect].needs_model:
        entry["needs"] = "model"
    if defect == "hazard":
        entry["stands_in_for"] = "unsafe content"
    if original is not None:
        entry["of"] = original.id
    if looks is not None:
        entry["looks"] = looks
    if caption.attribute is not None:
        entry["attribute"] = caption.attribute
    if draft.pictures[0].degradation is not None:
        entry["degradation"] = draft.pictures[0].degradation
    return entry


def _extra_fields(label: str, random: Random) -> dict[str, object]:
    if label != "extra-fields":
        return {}
    return random.choice(
        (
            {"source": "sketchbook", "page": random.randrange(1, 200)},
            {"meta": {"source": "web", "language": "en", "tags": ["drawing", random.choice(("soft", "bright"))]}},
            {"license": "CC0-1.0", "credit": None, "liked": random.random() < 0.5},
        )
    )
