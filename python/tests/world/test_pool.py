"""The pool of the proof by training: a quarter of its captions are wrong, and nothing else; the judge is right."""

import unittest

from evaluate.right import is_right, right_captions
from world.pool import held_out, pool
from world.words import claims, is_true

POOL = pool(3, 240)
HELD_OUT = held_out(3, 40)


def scene_of(sample):
    return sample.pictures[0].scene


class Pool(unittest.TestCase):
    def test_exactly_a_quarter_of_the_captions_is_wrong_as_many_of_each_kind(self) -> None:
        wrong = [sample.truth["kind"] for sample in POOL if sample.truth["expect"] != "kept"]
        self.assertEqual({kind: wrong.count(kind) for kind in set(wrong)}, dict.fromkeys(set(wrong), 20))
        self.assertEqual(set(wrong), {"wrong-caption", "wrong-attribute", "half-true"})

    def test_captions_are_true_of_their_scenes_unless_said_to_be_wrong(self) -> None:
        for sample in POOL:
            written = sample.line.split("\\n")[1].split(" <|")[0]
            is_kept = sample.truth["expect"] == "kept"
            self.assertEqual(is_true(written, scene_of(sample)), is_kept, written)

    def test_the_same_seed_gives_the_same_and_held_out_scenes_are_not_in_the_pool(self) -> None:
        self.assertEqual(pool(3, 240), POOL)
        self.assertNotEqual(pool(4, 240), POOL)
        self.assertTrue({scene_of(one).seed for one in HELD_OUT}.isdisjoint(scene_of(one).seed for one in POOL))


class Right(unittest.TestCase):
    def test_every_held_out_caption_is_right_of_its_own_scene_and_of_few_others(self) -> None:
        right = right_captions([scene_of(one) for one in HELD_OUT], [one.truth["caption"] for one in HELD_OUT])
        self.assertTrue(all(number in own for number, own in enumerate(right)))
        self.assertLess(sum(map(len, right)), 3 * len(HELD_OUT))

    def test_kind_colour_and_relation_count_but_number_and_place_do_not(self) -> None:
        sample = next(
            one for one in pool(5, 200) if " left of " in one.truth["caption"] and one.truth["expect"] == "kept"
        )
        scene, caption = scene_of(sample), sample.truth["caption"]
        self.assertTrue(is_right(claims(caption), scene), caption)
        self.assertFalse(is_right(claims(caption.replace(" left of ", " right of ")), scene), caption)
        thing = scene.objects[0]
        absent = next(name for name in ("purple", "orange") if all(one.colour != name for one in scene.objects))
        self.assertTrue(is_right(claims(f"a {thing.kind}"), scene))
        self.assertTrue(is_right(claims(f"a {thing.kind} in the forest"), scene))
        self.assertFalse(is_right(claims(f"a {absent} {thing.kind}"), scene))

    def test_a_caption_of_no_thing_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            right_captions([scene_of(HELD_OUT[0])], ["what a day"])


if __name__ == "__main__":
    unittest.main()
