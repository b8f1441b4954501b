"""One pair of scenes as arrays: what a worker process makes and the trainer reads."""

from dataclasses import dataclass, replace
from random import Random

import numpy as np
from PIL import Image
from tokenizers import Tokenizer

from train.sizes import SIDE
from train.tokens import answer_ids, caption_ids
from train.truth import has_of, needs_of
from world.chance import stream
from world.compose import compose, mirror
from world.draw import draw
from world.kinds import kind_of
from world.scene import SETTINGS, Scene
from world.spoil.hazard import hazard
from world.spoil.picture import DEGRADATIONS, blank
from world.spoil.watermark import watermark
from world.words import half_true, is_true, length_pair, numbered, sentences, stock_tail, web_caption, wrong_attribute

TRUE_TEXTS = (0, 1, 2, 3, 4, 5, 6)
"""Texts of a scene that are true of it; those of `PAIRS` are too."""

PAIRS = ((7, 8), (9, 10), (11, 12))
"""A true text and the same with one attribute wrong: two in English, one in Chinese."""

HALF_TRUE, FOREIGN = 13, 14
"""Texts that match no picture: half of one is wrong, the other is in a language that is not understood."""

TEXTS = 15
ANSWERS = 3
"""Numbered sentences: two in English, one in Chinese."""

LABELS = 3
"""Of a spoilt picture: strength of the degradation (0 to 1), watermark, hazard (0 or 1)."""


def scene_pair(seed: int) -> tuple[Scene, Scene]:
    """Two scenes that are often hard to tell apart: the second mirrors or recolours the first, or is another."""
    random = stream(seed, "train", "pair")
    first = compose(seed * 2, odd=random.choices([None, "fog", "plain"], [0.88, 0.06, 0.06])[0])
    kind = random.random()
    if kind < 0.2:
        return first, mirror(first)
    return first, (recoloured(first, random) if kind < 0.4 else None) or compose(seed * 2 + 1)


def recoloured(scene: Scene, random: Random) -> Scene | None:
    """The scene with another colour for one thing; None where no thing has another."""
    places = [i for i, thing in enumerate(scene.objects) if len(kind_of(thing.kind).colours) > 1]
    if not places:
        return None
    place = random.choice(places)
    thing = scene.objects[place]
    colours = [colour for colour in kind_of(thing.kind).colours if colour != thing.colour]
    changed = replace(thing, colour=random.choice(colours))
    return replace(scene, objects=(*scene.objects[:place], changed, *scene.objects[place + 1 :]))


@dataclass(frozen=True)
class Text:
    """A text of a scene."""

    text: str
    language: str
    said: str
    """What of it can be understood: the text without a tail that says nothing of the picture."""


def texts_of(scene: Scene, random: Random) -> list[Text]:
    """The TEXTS texts of a scene, in the order that the constants above name."""
    pairs = [(name, _pair(scene, random, name, rare)) for name, rare in (("en", False), ("en", True), ("zh", False))]
    webs = [Text(said := web_caption(scene, random, name), name, said) for name in ("en", "en", "en", "zh")]
    if random.random() < 0.2:
        webs[0] = replace(webs[0], text=stock_tail(webs[0].said, random))
    language, foreign = random.choice(["en", "zh"]), random.choice(["de", "fr"])
    others = [("en", text) for text in length_pair(scene, random)]
    others.append((language, random.choice(sentences(scene, random, language))))
    others += [(name, text) for name, pair in pairs for text in pair]
    others += [("en", half_true(scene, random)), (foreign, web_caption(scene, random, foreign))]
    return [*webs, *(Text(text, name, text) for name, text in others)]


def _pair(scene: Scene, random: Random, language: str, rare: bool) -> tuple[str, str]:
    """A true text and one with an attribute wrong; `rare` prefers attributes that are seldom told and hard to learn."""
    for _ in range(4 if rare else 1):
        true, wrong, attribute = wrong_attribute(scene, random, language)
        if attribute in ("relation", "size", "light"):
            break
    return true, wrong


def answers_of(scene: Scene, random: Random) -> list[tuple[str, str]]:
    """Languages and numbered sentences that are true of a scene."""
    return [(name, numbered(sentences(scene, random, name))) for name in ("en", "en", "zh")]


def small(picture: Image.Image) -> np.ndarray:
    """What the vision towers see of a picture: uint8 [SIDE, SIDE, 3]."""
    return np.asarray(picture.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BICUBIC))


def spoilt(picture: Image.Image, random: Random) -> tuple[Image.Image, tuple[float, float, float]]:
    """A picture with a defect or two, and its labels."""
    kind = random.random()
    if kind < 0.02:
        return blank(random).resize(picture.size), (1.0, 0.0, 0.0)
    marked = 0.5 < kind < 0.77
    dangerous = kind > 0.73
    if dangerous:
        picture = hazard(picture, random)
    if marked:
        picture = watermark(picture, random)
    strength = 0.0
    if kind < 0.5 or random.random() < 0.15:
        strength = random.random() ** 0.8
        picture = DEGRADATIONS[random.choice(sorted(DEGRADATIONS))](picture, strength)
    return picture, (strength, float(marked), float(dangerous))


class Example:
    """All arrays of one pair of scenes."""

    def __init__(self, seed: int, captions: Tokenizer, answers: Tokenizer) -> None:
        scenes = scene_pair(seed)
        random = stream(seed, "train", "texts")
        # Smaller than samples are, and so faster; a degradation of one strength looks the same at every size.
        drawn = [draw(scene, random.uniform(0.5, 0.85)) for scene in scenes]
        self.pictures = np.stack([small(picture) for picture in drawn])
        self.source = random.randrange(2)
        spoilt_picture, self.labels = spoilt(drawn[self.source], random)
        self.spoilt = small(spoilt_picture)
        self.settings = [SETTINGS.index(scene.setting) for scene in scenes]
        texts = [texts_of(scene, random) for scene in scenes]
        self.texts = np.stack([caption_ids(captions, [text.text for text in own]) for own in texts])
        self.needs = np.stack([[needs_of(text.said, text.language) for text in own] for own in texts])
        self.has = np.stack([has_of(scene) for scene in scenes])
        self.crossed = np.stack([_truth(own, scenes[1 - i]) for i, own in enumerate(texts)])
        self.answers = np.stack([answer_ids(answers, answers_of(scene, random)) for scene in scenes])


def _truth(texts: list[Text], scene: Scene) -> np.ndarray:
    """uint8 [TEXTS]: which texts are true of a scene."""
    return np.array([text.language in ("en", "zh") and is_true(text.said, scene, text.language) for text in texts])
