"""What is written under a picture, and what is true of it."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from ..compose import compose, mirror
from ..scene import SETTINGS, Scene
from ..spoil import text
from ..words import half_true, is_true, length_pair, many_lines, stock_tail, things, web_caption, wrong_attribute

TRIES = 60


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption as a sample has it."""

    true: str
    """What a good recipe leaves."""
    written: str
    """What stands in the line."""
    language: str = "en"
    """Of what stands in the line."""
    attribute: str | None = None
    """Which attribute is wrong."""


SPOILERS: dict[str, Callable[[str, Scene, Random], str]] = {
    "wrong-caption": lambda caption, scene, random: elsewhere(scene, random),
    "half-true": lambda caption, scene, random: half_true(scene, random),
    "repeated-words": lambda caption, scene, random: text.repeated(caption, random),
    "stretched-letters": lambda caption, scene, random: text.stretched(things(scene)[0], random),
    "shop-symbols": lambda caption, scene, random: text.shop_signs(random),
    "mojibake": lambda caption, scene, random: text.mojibake(web_caption(scene, random, "zh"), random),
    "too-short": lambda caption, scene, random: text.too_short(random),
    "url": lambda caption, scene, random: text.with_link(caption, random),
    "email": lambda caption, scene, random: text.with_email(caption, random),
    "full-width": lambda caption, scene, random: text.full_width(caption),
    "no-break-space": lambda caption, scene, random: text.no_break(caption, random),
}
"""How a true caption is spoilt, by the defect's kind."""


def caption_of(label: str, scene: Scene, random: Random, used: set[str]) -> Caption:
    """The caption of a sample whose row has this label; true ones are new as far as the scene allows."""
    if label == "wrong-attribute":
        true, wrong, attribute = wrong_attribute(scene, random)
        return Caption(true, wrong, attribute=attribute)
    if label == "wrong-language":
        language = random.choice(("de", "fr"))
        return Caption(fresh(scene, random, used), web_caption(scene, random, language), language)
    if label == "chinese":
        true = fresh(scene, random, used, "zh")
        return Caption(true, true, "zh")
    true = _english(label, scene, random, used)
    return Caption(true, SPOILERS[label](true, scene, random) if label in SPOILERS else true)


def fresh(scene: Scene, random: Random, used: set[str], language: str = "en") -> str:
    """A true caption whose words no sample has yet, as far as the scene allows."""
    for _ in range(TRIES):
        caption = web_caption(scene, random, language)
        words = "".join(letter for letter in caption.lower() if letter.isalnum())
        if words not in used:
            used.add(words)
            break
    return caption


def elsewhere(scene: Scene, random: Random) -> str:
    """A true caption of another scene, set elsewhere, that is false of this one."""
    for _ in range(TRIES):
        setting = random.choice([setting for setting in SETTINGS if setting != scene.setting])
        caption = web_caption(compose(random.getrandbits(48), setting), random)
        if not is_true(caption, scene):
            break
    return caption


def length_captions(scene: Scene, random: Random) -> tuple[Caption, Caption]:
    """A terse and a chatty caption of the same facts, in either order."""
    pair = [Caption(caption, caption) for caption in length_pair(scene, random)]
    random.shuffle(pair)
    return pair[0], pair[1]


def sided_captions(scene: Scene, seed: int) -> tuple[Caption, Caption] | None:
    """Captions of a scene and of its mirror image that say left and right; none if no caption says so."""
    for attempt in range(TRIES):
        first = web_caption(scene, Random(seed + attempt))
        second = web_caption(mirror(scene), Random(seed + attempt))
        if (
            first != second
            and "left" in f"{first} {second}"
            and is_true(first, scene)
            and is_true(second, mirror(scene))
        ):
            return Caption(first, first), Caption(second, second)
    return None


def _english(label: str, scene: Scene, random: Random, used: set[str]) -> str:
    if label == "many-lines":
        return many_lines(scene, random)
    for _ in range(TRIES):
        caption = fresh(scene, random, used)
        if label != "two-pictures" or is_true(caption, mirror(scene)):
            break
    if label == "stock-tail" or (label == "watermark" and random.random() < 0.7):
        return stock_tail(caption, random)
    if label == "full-width" and caption.translate(text.WIDE) == caption:
        return f"{caption}."
    return caption
