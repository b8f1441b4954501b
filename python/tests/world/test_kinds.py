"""Kinds of things: named apart, drawn within their bounds, and of the colour that their captions name."""

import random
import unittest

import numpy as np

from world.kinds import KINDS, Kind, kind_of
from world.paint.brush import Brush, Frame, Look
from world.paint.canvas import Canvas
from world.paint.colour import COLOUR_RGB
from world.paint.light import MOODS
from world.scene import COLOURS

SIDE = 128
UNIT = 48


def drawing(kind: Kind, colour: str, light: str = "overcast", seed: int = 1) -> np.ndarray:
    """Levels of a picture, shape (SIDE, SIDE, 3), with one thing in its middle on white."""
    canvas = Canvas(SIDE, SIDE)
    look = Look(MOODS[light][0], False, random.Random(seed))
    kind.draw(Brush(canvas, look, Frame(SIDE / 2, SIDE * 0.75, UNIT, UNIT), COLOUR_RGB[colour]))
    return np.asarray(canvas.image, dtype=float)


def painted(kind: Kind, colour: str) -> np.ndarray:
    """The pixels that carry the thing's own colour, shape (count, 3): they change where it comes in another."""
    own = drawing(kind, colour)
    other = drawing(kind, "blue" if colour != "blue" else "red")
    return own[np.abs(own - other).max(axis=2) > 40]


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* (D65) of sRGB levels, last axis 3; as CIE 15 and IEC 61966-2-1 define them."""
    share = rgb / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = linear @ matrix.T / np.array([0.9505, 1, 1.089])
    cube = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    x, y, z = np.moveaxis(cube, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def nearest(pixels: np.ndarray) -> str:
    """The name of the colour that is nearest to the pixels' mean."""
    mean = lab(pixels).mean(axis=0)
    return min(COLOURS, key=lambda name: np.linalg.norm(mean - lab(np.array(COLOUR_RGB[name]))))


class KindsTest(unittest.TestCase):
    def test_names_are_different_and_found_again(self) -> None:
        self.assertEqual(len({kind.name for kind in KINDS}), len(KINDS))
        for kind in KINDS:
            self.assertIs(kind_of(kind.name), kind)
        with self.assertRaises(KeyError):
            kind_of("unicorn")

    def test_there_are_kinds_enough_and_their_colours_have_names(self) -> None:
        self.assertGreaterEqual(len(KINDS), 56)
        for kind in KINDS:
            self.assertLessEqual(set(kind.colours), set(COLOURS), kind.name)

    def test_every_kind_shows_the_colour_that_its_caption_names(self) -> None:
        for kind in KINDS:
            for colour in set(kind.colours):
                with self.subTest(kind=kind.name, colour=colour):
                    own = painted(kind, colour)
                    self.assertGreater(len(own), 60, "too little of the thing has its colour")
                    self.assertEqual(nearest(own), colour)

    def test_things_keep_within_the_bounds_that_they_declare(self) -> None:
        for kind in KINDS:
            with self.subTest(kind=kind.name):
                seen = np.argwhere(drawing(kind, kind.colours[0]).min(axis=2) < 190)
                top, bottom = seen[:, 0].min(), seen[:, 0].max()
                left, right = seen[:, 1].min(), seen[:, 1].max()
                self.assertAlmostEqual((SIDE * 0.75 - top) / UNIT, 1, delta=0.2)
                self.assertLess((bottom - SIDE * 0.75) / UNIT, 0.25)
                widest = max(SIDE / 2 - left, right - SIDE / 2) / UNIT
                self.assertAlmostEqual(widest, kind.half_width, delta=0.2)

    def test_drawings_repeat_for_the_same_chance(self) -> None:
        for kind in KINDS:
            np.testing.assert_array_equal(drawing(kind, kind.colours[0]), drawing(kind, kind.colours[0]))


if __name__ == "__main__":
    unittest.main()
