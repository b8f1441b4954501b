"""Scenes are composed plainly and drawn the same each time."""

import unittest
from dataclasses import replace
from itertools import combinations

import numpy as np
from PIL import ImageOps

from world.arrange import HIDDEN, box_of, covered, plain
from world.chance import stream
from world.compose import FOGGY, GUESTS, compose, mirror
from world.draw import draw
from world.kinds import KINDS, kind_of
from world.scene import COLOURS, SETTINGS, SceneObject
from world.settings import stage_of

SEEDS = range(300)


def levels(image):
    """A picture's levels as numbers that can be subtracted."""
    return np.asarray(image, dtype=float)


class Drawing(unittest.TestCase):
    def test_the_same_seed_gives_the_same_bytes(self):
        for seed in (3, 4):
            first, second = (draw(compose(seed)).tobytes() for _ in range(2))
            self.assertEqual(first, second)
        self.assertNotEqual(draw(compose(3, "sea"), 0.5).tobytes(), draw(compose(4, "sea"), 0.5).tobytes())

    def test_every_setting_draws_in_all_its_ways(self):
        for setting in SETTINGS:
            for seed in range(8):
                with self.subTest(setting=setting, seed=seed):
                    scene = compose(seed, setting)
                    image = draw(scene, 0.5)
                    self.assertEqual(image.size, (round(scene.width / 2), round(scene.height / 2)))
                    self.assertGreater(levels(image).std(), 12)

    def test_every_kind_shows_in_every_colour_it_has(self):
        bare = replace(compose(5, odd="plain"), objects=())
        ground = levels(draw(bare, 0.5))
        for kind in KINDS:
            for colour in set(kind.colours):
                with self.subTest(kind=kind.name, colour=colour):
                    self.assertIn(colour, COLOURS)
                    thing = SceneObject(kind.name, colour, "usual", 0.5, 0.9, 0.4, False)
                    image = levels(draw(replace(bare, objects=(thing,)), 0.5))
                    self.assertGreater((abs(image - ground).max(axis=2) > 20).sum(), 200)

    def test_every_kind_has_a_place_in_the_world(self):
        homes = {name for names in GUESTS.values() for name in names}
        for setting in SETTINGS:
            for seed in range(40):
                homes |= {name for zone in stage_of(seed, setting).zones for name in zone.kinds}
        self.assertEqual(homes, {kind.name for kind in KINDS})

    def test_a_smaller_scale_shows_the_same_picture(self):
        for seed in range(6):
            scene = compose(seed)
            small = draw(scene, 0.5)
            reduced = draw(scene).resize(small.size)
            self.assertLess(abs(levels(small) - levels(reduced)).mean(), 6)

    def test_a_mirrored_scene_swaps_left_and_right(self):
        for seed in range(8):
            scene = compose(seed, "farm")
            other = mirror(scene)
            for thing, twin in zip(scene.objects, other.objects, strict=True):
                self.assertAlmostEqual(thing.x + twin.x, 1)
            self.assertEqual(mirror(other).mirrored, scene.mirrored)
            image, flipped = levels(draw(scene, 0.5)), levels(ImageOps.mirror(draw(other, 0.5)))
            self.assertLess(abs(image - flipped).mean(), 7)
            self.assertGreater(abs(image - levels(draw(other, 0.5))).mean(), 7)

    def test_letters_stay_readable_in_the_mirror(self):
        thing = SceneObject("stop sign", "red", "usual", 0.3, 0.8, 0.5, False)
        scene = replace(compose(1, "signs"), objects=(thing,))
        self.assertFalse(mirror(scene).objects[0].flip)

    def test_fog_takes_the_contrast_away(self):
        for seed in range(4):
            clear, foggy = compose(seed, "farm"), compose(seed, "farm", "fog")
            self.assertEqual(foggy.look, "fog")
            self.assertLess(levels(draw(foggy, 0.5)).std(), 0.6 * levels(draw(clear, 0.5)).std())


class Composing(unittest.TestCase):
    def test_no_object_is_hidden_or_cut_off(self):
        for seed in SEEDS:
            scene = compose(seed)
            aspect = scene.width / scene.height
            for thing in scene.objects:
                with self.subTest(seed=seed, kind=thing.kind):
                    box = box_of(thing, aspect)
                    self.assertGreater(box.top, 0)
                    self.assertGreater(min(box.right, 1) - max(box.left, 0), 0.9 * (box.right - box.left))
                    others = [other for other in scene.objects if other.on is None and other is not thing]
                    if thing.on is None:
                        self.assertLessEqual(covered(thing, others, aspect), HIDDEN + 1e-6)

    def test_how_two_things_lie_is_plain(self):
        for seed in SEEDS:
            scene = compose(seed)
            standing = [thing for thing in scene.objects if thing.on is None]
            for first, second in combinations(standing, 2):
                self.assertTrue(plain(first, second, scene.width / scene.height), f"seed {seed}")

    def test_a_scene_holds_one_to_five_things_and_four_of_a_kind_at_most_by_plan(self):
        counts = [len(compose(seed).objects) for seed in SEEDS]
        self.assertEqual((min(counts), max(counts)), (1, 5))
        self.assertGreater(len(set(counts)), 4)

    def test_what_rests_on_another_stands_on_its_top(self):
        riders = 0
        for seed in SEEDS:
            things = compose(seed, "toys").objects
            for thing in things:
                if thing.on is not None:
                    bearer = things[thing.on]
                    top = bearer.y - (kind_of(bearer.kind).top or 0) * bearer.scale
                    self.assertAlmostEqual(thing.y, top, places=3)
                    riders += 1
        self.assertGreater(riders, 30)

    def test_settings_follow_zipf_and_sizes_stay_in_their_range(self):
        scenes = [compose(seed) for seed in range(1500)]
        shares = [sum(scene.setting == name for scene in scenes) / len(scenes) for name in SETTINGS]
        whole = sum(1 / rank for rank in range(1, len(SETTINGS) + 1))
        for rank, share in enumerate(shares, 1):
            self.assertAlmostEqual(share, 1 / rank / whole, delta=0.04)
        sides = [side for scene in scenes for side in (scene.width, scene.height)]
        self.assertGreaterEqual(min(sides), 336)
        self.assertLessEqual(max(sides), 900)
        self.assertAlmostEqual(sum(sides) / len(sides), 400, delta=20)

    def test_a_wish_for_fog_or_a_bare_wall_is_granted(self):
        for seed in range(20):
            self.assertIn(compose(seed, odd="fog").setting, FOGGY)
            bare = compose(seed, odd="plain")
            self.assertEqual((bare.look, len(bare.objects), bare.setting), ("plain", 1, "signs"))

    def test_streams_of_different_uses_do_not_meet(self):
        self.assertEqual(stream(1, "a").random(), stream(1, "a").random())
        self.assertNotEqual(stream(1, "a").random(), stream(1, "b").random())


if __name__ == "__main__":
    unittest.main()
