"""Spoilt pictures and captions: how much, how visibly, and what is left of them."""

import io
import random
import re
import unittest

import numpy as np
from PIL import Image, ImageChops

from world.compose import compose
from world.draw import draw
from world.spoil import file, picture, text, watermark
from world.spoil.hazard import LIME, MAGENTA, hazard

SCENE = compose(1003)
DRAWING = draw(SCENE, 0.6)


def distance(a: Image.Image, b: Image.Image) -> float:
    """Mean difference of levels."""
    return float(np.abs(np.asarray(a, float) - np.asarray(b, float)).mean())


class Degradations(unittest.TestCase):
    def test_strength_0_changes_nothing(self) -> None:
        for name, degrade in picture.DEGRADATIONS.items():
            self.assertEqual(degrade(DRAWING, 0).tobytes(), DRAWING.tobytes(), name)

    def test_more_strength_is_farther_from_the_picture(self) -> None:
        for name, degrade in picture.DEGRADATIONS.items():
            effects = [distance(degrade(DRAWING, tenth / 10), DRAWING) for tenth in range(0, 11, 2)]
            self.assertEqual(effects, sorted(effects), name)
            self.assertGreater(effects[-1], 1.5 * effects[2], name)

    def test_a_strength_looks_the_same_at_every_size(self) -> None:
        large, small = draw(SCENE), draw(SCENE, 0.5)
        for name in ("blur", "darken", "wash_out", "pixelate"):
            degrade = picture.DEGRADATIONS[name]
            seen = degrade(large, 0.7).resize(small.size, Image.Resampling.BOX)
            apart = distance(seen, degrade(small, 0.7))
            self.assertLess(apart, 0.5 * distance(degrade(small, 0.7), small), name)

    def test_any_size_will_do(self) -> None:
        for size in ((9, 14), (900, 256), (256, 700)):
            for name, degrade in picture.DEGRADATIONS.items():
                self.assertEqual(degrade(DRAWING.resize(size), 0.9).size, size, name)

    def test_grain_is_seeded_by_the_picture(self) -> None:
        again = picture.noise(DRAWING, 0.5)
        self.assertEqual(again.tobytes(), picture.noise(DRAWING, 0.5).tobytes())
        other = picture.noise(ImageChops.invert(DRAWING), 0.5)
        grains = [
            np.asarray(again, float) - np.asarray(DRAWING),
            np.asarray(other, float) - (255.0 - np.asarray(DRAWING)),
        ]
        self.assertLess(abs(np.corrcoef(grains[0].ravel(), grains[1].ravel())[0, 1]), 0.5)

    def test_blank_tiny_and_strip_are_what_they_say(self) -> None:
        for seed in range(8):
            chance = random.Random(seed)
            self.assertLess(np.asarray(picture.blank(chance), float).std(axis=(0, 1)).max(), 3)
            self.assertLess(min(picture.tiny(DRAWING, chance).size), 48)
            short, long = sorted(picture.strip(DRAWING, chance).size)
            self.assertGreater(long / short, 4.9)


class Marks(unittest.TestCase):
    def test_every_watermark_is_plain_to_see_on_light_and_dark_and_lets_the_picture_through(self) -> None:
        for style in (watermark.repeated, watermark.centred, watermark.banner, watermark.corner):
            dark, light = style(DRAWING.size, random.Random(4))
            for ground in ("#f4f4f4", "#181818"):
                plain = Image.new("RGB", DRAWING.size, ground)
                plain.paste("black", mask=dark)
                plain.paste("white", mask=light)
                self.assertGreater(np.ptp(np.asarray(plain.convert("L"), float)), 70, f"{style.__name__} {ground}")
            self.assertLess(np.asarray(light).max(), 230, style.__name__)
            self.assertLess(np.asarray(dark).max(), 200, style.__name__)

    def test_watermarks_differ_and_come_again_with_the_seed(self) -> None:
        marked = [watermark.watermark(DRAWING, random.Random(seed)).tobytes() for seed in (1, 2, 3, 4, 1)]
        self.assertEqual(len(set(marked)), 4)
        self.assertEqual(marked[0], marked[-1])

    def test_the_stand_in_is_one_sign_of_12_to_45_percent_of_the_height(self) -> None:
        for seed in range(20):
            marked = np.asarray(hazard(DRAWING, random.Random(seed)), int)
            for colour in (MAGENTA, LIME):
                rows = np.flatnonzero((np.abs(marked - colour).sum(axis=2) < 60).any(axis=1))
                self.assertGreater(len(rows), 0, f"{colour} {seed}")
            changed = np.flatnonzero((marked != np.asarray(DRAWING, int)).any(axis=(1, 2)))
            height = (changed[-1] - changed[0] + 1) / DRAWING.height
            self.assertTrue(0.1 < height < 0.5, height)


class Captions(unittest.TestCase):
    caption = "a red car , a green bus and a dog on the street ."

    def test_what_is_inserted_can_be_taken_out_again(self) -> None:
        for seed in range(20):
            linked = text.with_link(self.caption, random.Random(seed))
            mailed = text.with_email(self.caption, random.Random(seed))
            self.assertEqual(" ".join(re.sub(r"https?://\S+", "", linked).split()), self.caption)
            self.assertEqual(" ".join(re.sub(r"\S+@\S+", "", mailed).split()), self.caption)

    def test_spaces_and_punctuation_are_replaced_by_their_likes(self) -> None:
        blanks = text.no_break(self.caption, random.Random(1))
        self.assertNotEqual(blanks, self.caption)
        self.assertEqual(" ".join(blanks.split()), self.caption)
        self.assertEqual(text.full_width(self.caption), "a red car ， a green bus and a dog on the street 。")
        with self.assertRaises(ValueError):
            text.full_width("a red car")

    def test_mojibake_hides_every_sign_and_can_be_read_back(self) -> None:
        caption = "街上有一辆红色的汽车。"
        once = next(mixed for seed in range(9) if len(mixed := text.mojibake(caption, random.Random(seed))) == 33)
        undefined = {chr(byte): bytes([byte]) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
        self.assertEqual(b"".join(undefined.get(sign) or sign.encode("cp1252") for sign in once).decode(), caption)
        self.assertFalse(set(once) & set(caption))

    def test_repeated_and_stretched_captions_are_plainly_so(self) -> None:
        for seed in range(12):
            repeated = text.repeated(self.caption, random.Random(seed))
            self.assertGreaterEqual(repeated.count("a red car"), 4)
            self.assertRegex(text.stretched("a red car", random.Random(seed)), r"([a-z])\1{12}.* .*([a-z])\2{12}")


class Files(unittest.TestCase):
    def test_a_truncated_picture_is_a_beginning_and_an_error_page_is_no_picture(self) -> None:
        buffer = io.BytesIO()
        DRAWING.save(buffer, "JPEG")
        cut = file.truncated(buffer.getvalue(), random.Random(2))
        self.assertTrue(buffer.getvalue().startswith(cut))
        with Image.open(io.BytesIO(cut)) as broken, self.assertRaises(OSError):
            broken.load()
        with self.assertRaises(OSError):
            Image.open(io.BytesIO(file.not_an_image(random.Random(2))))


if __name__ == "__main__":
    unittest.main()
