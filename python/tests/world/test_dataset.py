"""Sets of samples: what is planted, what is true, and that the same seed writes the same files."""

import io
import json
import random
import re
import tempfile
import unittest
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from world.compose import compose
from world.dataset import write_dataset
from world.dataset.caption import caption_of
from world.dataset.picture import STORED_AS, PicturePlan, picture_bytes
from world.dataset.plan import SHAPES, plan_rows
from world.dataset.sample import Sample, make_samples
from world.dataset.truth import DEFECTS
from world.draw import draw
from world.words import is_true

SAMPLES = make_samples(7, 500)
ROWS = plan_rows(7, 500)
BY_ID = {sample.id: sample for sample in SAMPLES}


def of_label(label: str) -> list[Sample]:
    return [sample for sample, row in zip(SAMPLES, ROWS, strict=True) if row.label == label]


def written(sample: Sample) -> str:
    """The caption in the line, without tokens."""
    return re.sub(r"<__dj__image>|<\|__dj__eoc\|>", "", json.loads(sample.line)["text"]).strip()


def looked_at(content: bytes | None) -> Image.Image:
    assert content is not None
    return Image.open(io.BytesIO(content))


class Plan(unittest.TestCase):
    def test_a_quarter_has_one_defect_each_and_every_defect_is_planted(self) -> None:
        kinds = [sample.truth["kind"] for sample in SAMPLES if sample.truth["kind"] in DEFECTS]
        self.assertEqual(len(kinds), 125)
        self.assertEqual(set(kinds), set(DEFECTS))

    def test_every_shape_is_there_and_paired_rows_are_paired(self) -> None:
        self.assertEqual({row.label for row in ROWS} - set(DEFECTS) - {"usual"}, set(SHAPES))
        for label in ("length-pair", "mirrored"):
            self.assertEqual(len([row for row in ROWS if row.label == label and row.of is None]), 10)
            self.assertEqual(len([row for row in ROWS if row.label == label and row.of is not None]), 10)

    def test_small_sets_can_be_planned_too(self) -> None:
        for samples in range(12):
            self.assertEqual([row.index for row in plan_rows(3, samples)], list(range(samples)))


class Lines(unittest.TestCase):
    def test_ids_tell_samples_apart_and_name_unreadable_and_repeated_lines(self) -> None:
        self.assertEqual(len(BY_ID), 500)
        for line, sample in enumerate(SAMPLES, 1):
            if sample.truth["kind"] == "broken-json":
                self.assertEqual(sample.id, f"~{line}")
                with self.assertRaises(json.JSONDecodeError):
                    json.loads(sample.line)
            elif sample.truth["kind"] == "duplicate-id":
                self.assertEqual(sample.id, f"{sample.truth['of']}~{line}")
                self.assertEqual(json.loads(sample.line)["id"], sample.truth["of"])
            else:
                self.assertEqual(sample.id, json.loads(sample.line)["id"])

    def test_a_usual_line_is_as_data_juicer_writes_it(self) -> None:
        fields = r'"id": "(\d{9})", "images": \["images/\d{5}/\1\.\w+"\]'
        pattern = rf'\{{{fields}, "text": "<__dj__image>\\n[^<\\]+ <\|__dj__eoc\|>"\}}'
        for sample in of_label("usual"):
            self.assertRegex(sample.line, f"^{pattern}$")

    def test_there_is_an_image_token_for_every_picture(self) -> None:
        for sample in SAMPLES:
            if sample.truth["kind"] != "broken-json":
                record = json.loads(sample.line)
                self.assertEqual(record["text"].count("<__dj__image>"), len(record["images"]))

    def test_shapes_are_what_they_say(self) -> None:
        for sample in of_label("two-chunks"):
            self.assertEqual(json.loads(sample.line)["text"].count("<|__dj__eoc|>"), 2)
        for sample in of_label("two-pictures"):
            self.assertEqual((len(json.loads(sample.line)["images"]), len(sample.pictures)), (2, 2))
        for sample in of_label("many-lines"):
            self.assertIn("\n", sample.truth["caption"])
        for sample in of_label("extra-fields"):
            self.assertGreater(len(json.loads(sample.line)), 3)
        for sample in of_label("chinese"):
            self.assertEqual(sample.truth["language"], "zh")
            self.assertRegex(written(sample), r"[\u4e00-\u9fff]")

    def test_pairs_share_a_picture_at_two_lengths_or_mirror_a_scene(self) -> None:
        for sample in of_label("length-pair"):
            if "of" in sample.truth:
                other = BY_ID[sample.truth["of"]]
                self.assertEqual(json.loads(sample.line)["images"], json.loads(other.line)["images"])
                self.assertNotEqual(*(len(one.truth["caption"].split()) for one in (sample, other)))
        for sample in of_label("mirrored"):
            if "of" in sample.truth:
                scene, other = sample.pictures[0].scene, BY_ID[sample.truth["of"]]
                self.assertRegex(f"{sample.truth['caption']} {other.truth['caption']}", "left")
                self.assertTrue(is_true(sample.truth["caption"], scene))
                self.assertFalse(is_true(other.truth["caption"], scene))


class Captions(unittest.TestCase):
    def test_clean_captions_are_true(self) -> None:
        for label in ("usual", "mild", "chinese", "fog", "plain", "extra-fields", "length-pair", "mirrored"):
            for sample in of_label(label):
                for plan in sample.pictures:
                    true = is_true(sample.truth["caption"], plan.scene, sample.truth["language"])
                    self.assertTrue(true, f"{sample.id} {sample.truth['caption']}")

    def test_wrong_captions_are_not(self) -> None:
        for label in ("wrong-caption", "wrong-attribute", "half-true"):
            for sample in of_label(label):
                self.assertFalse(is_true(written(sample), sample.pictures[0].scene), written(sample))
                self.assertEqual(sample.truth["needs"], "model")

    def test_clean_captions_differ_from_each_other(self) -> None:
        captions = [sample.truth["caption"] for sample in of_label("usual")]
        self.assertEqual(len(set(captions)), len(captions))

    def test_new_captions_end_where_a_scene_has_no_more(self) -> None:
        scene, used = compose(5, odd="plain"), set[str]()
        for index in range(40):
            self.assertTrue(caption_of("usual", scene, random.Random(index), used).true)

    def test_what_a_recipe_can_mend_stands_in_the_truth(self) -> None:
        for label, pattern in {"url": r"\s?https?://\S+", "email": r"\s?\S+@\S+"}.items():
            for sample in of_label(label):
                self.assertNotEqual(written(sample), sample.truth["caption"])
                self.assertEqual(re.sub(pattern, "", written(sample)), sample.truth["caption"])


class Pictures(unittest.TestCase):
    def test_strengths_are_told_mild_ones_on_clean_samples(self) -> None:
        for sample in of_label("mild"):
            self.assertLessEqual(sample.truth["degradation"]["strength"], 0.2)
            self.assertIn(sample.truth["kind"], ("clean", "friendly-fire"))
        for sample in of_label("blur") + of_label("noise"):
            self.assertGreaterEqual(sample.truth["degradation"]["strength"], 0.6)

    def test_copies_are_equal_to_the_byte_and_near_duplicates_are_not(self) -> None:
        for label, same in (("exact-duplicate", True), ("near-duplicate", False)):
            copy = of_label(label)[0]
            original = BY_ID[copy.truth["of"]]
            self.assertEqual(written(copy), written(original))
            contents = [picture_bytes(sample.pictures[0]) for sample in (copy, original)]
            self.assertEqual(contents[0] == contents[1], same)

    def test_a_picture_turned_by_exif_is_upright_for_who_obeys(self) -> None:
        scene = compose(11)
        for orientation in STORED_AS:
            plan = PicturePlan("a.jpg", scene, "usual", "JPEG", 80, orientation)
            image = looked_at(picture_bytes(plan))
            self.assertEqual(image.getexif()[0x0112], orientation)
            upright = np.asarray(ImageOps.exif_transpose(image), float)
            self.assertLess(np.abs(upright - np.asarray(draw(scene), float)).mean(), 8)

    def test_a_png_has_corners_cut_off_by_alpha(self) -> None:
        alpha = looked_at(picture_bytes(PicturePlan("a.png", compose(12), "usual", "PNG", 80))).convert("RGBA")
        self.assertEqual(alpha.getpixel((0, 0))[3], 0)
        self.assertEqual(alpha.getpixel((alpha.width // 2, alpha.height // 2))[3], 255)

    def test_files_that_are_missing_or_no_pictures(self) -> None:
        self.assertIsNone(picture_bytes(of_label("missing-file")[0].pictures[0]))
        with self.assertRaises(OSError):
            looked_at(picture_bytes(of_label("not-an-image")[0].pictures[0]))


class Writing(unittest.TestCase):
    def test_the_same_seed_writes_the_same_files(self) -> None:
        def files(seed: int) -> dict[str, bytes]:
            with tempfile.TemporaryDirectory() as folder:
                write_dataset(folder, seed, 8)
                paths = (path for path in Path(folder).rglob("*") if path.is_file())
                return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}

        first = files(5)
        self.assertEqual(first, files(5))
        self.assertNotEqual(first["data.jsonl"], files(6)["data.jsonl"])
        self.assertEqual(len(json.loads(first["truth.json"])), 8)
        self.assertEqual(len(first["data.jsonl"].splitlines()), 8)
        plans = [plan for sample in make_samples(5, 8) for plan in sample.pictures]
        self.assertEqual({plan.path: picture_bytes(plan) for plan in plans}, {p.path: first.get(p.path) for p in plans})


if __name__ == "__main__":
    unittest.main()
