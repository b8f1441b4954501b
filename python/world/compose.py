"""Scenes by chance: what stands where, in which light."""

from dataclasses import replace
from random import Random
from typing import Literal

from .arrange import Place, arrange, with_rider
from .chance import stream
from .kinds import kind_of
from .scene import SETTINGS, Scene, SceneObject
from .settings import Stage, stage_of

SHORT_SIDES = (336, 336, 336, 336, 344, 352, 360, 384)
PROPORTIONS = (1, 1, 4 / 3, 4 / 3, 5 / 4, 3 / 2, 3 / 4, 4 / 5, 2 / 3)
LARGEST = 900
FOGGY = ("street", "sea", "farm", "park", "forest")
"""Settings that fog is seen in."""

GUESTS: dict[str, tuple[str, ...]] = {
    "street": ("umbrella", "ball", "cow", "cat", "sheep"),
    "table": ("ball", "robot", "book", "toy block"),
    "farm": ("dog", "cat", "umbrella", "woman"),
    "park": ("ball", "umbrella", "cat", "sheep"),
    "toys": ("cat", "book", "dog", "umbrella"),
    "night": ("fox", "car", "sheep", "bench"),
    "desk": ("cup", "apple", "teddy bear", "candle"),
    "forest": ("dog", "bicycle", "bench", "umbrella"),
}
"""What is now and then found where nobody expects it."""


def compose(seed: int, setting: str | None = None, odd: Literal["fog", "plain"] | None = None) -> Scene:
    """
    Thinks up a scene; the same wishes give the same scene.

    Without a setting, the seed picks one by Zipf's law. `fog` and `plain` ask for a good picture that looks bad: one
    seen through fog, or one sign before a bare wall.
    """
    random = stream(seed, "scene")
    own = _setting(random, odd)
    place = "signs" if odd == "plain" else setting or own
    stage = stage_of(seed, place, odd == "plain")
    light = "fog" if odd == "fog" else random.choice(stage.lights)
    width, height = _size(random)
    plan = [_sign(stage, random)] if odd == "plain" else _plan(stage, place, random)
    objects = arrange(plan, width / height, random)
    if odd != "plain":
        objects = with_rider(objects, width / height, random)
    mirrored = random.random() < 0.5
    return Scene(seed, width, height, place, light, random.random() < 0.4, odd == "plain", mirrored, tuple(objects))


def mirror(scene: Scene) -> Scene:
    """The same scene with left and right swapped; what bears letters stays readable."""
    return replace(
        scene, mirrored=not scene.mirrored, objects=tuple(_mirrored(thing) for thing in scene.objects)
    )


def _mirrored(thing: SceneObject) -> SceneObject:
    return replace(thing, x=1 - thing.x, flip=thing.flip if kind_of(thing.kind).lettered else not thing.flip)


def _setting(random: Random, odd: str | None) -> str:
    """By Zipf's law: the r-th setting is 1/r times as common as the first."""
    share = random.random()
    if odd == "fog":
        return FOGGY[int(share * len(FOGGY))]
    weights = [1 / rank for rank in range(1, len(SETTINGS) + 1)]
    return random.choices(SETTINGS, weights)[0]


def _size(random: Random) -> tuple[int, int]:
    """Width and height in pixels: mostly 336 to 600 a side, now and then large."""
    short = random.choice(SHORT_SIDES)
    if random.random() < 0.03:
        short = random.randrange(520, 680)
    proportion = random.choice(PROPORTIONS)
    long = min(LARGEST, round(short * max(proportion, 1 / proportion)))
    return (long, short) if proportion >= 1 else (short, long)


def _sign(stage: Stage, random: Random) -> Place:
    kind = kind_of(random.choice(stage.zones[0].kinds))
    return Place(kind, random.choice(kind.colours), "usual", stage.zones[0])


def _plan(stage: Stage, setting: str, random: Random) -> list[Place]:
    """What a scene shall hold: one to four of its main kind, and up to three other things, five in all at most."""
    first = stage.zones[0]
    main = kind_of(random.choice(first.kinds))
    count = random.choices((1, 2, 3, 4), (62, 18, 13, 7))[0]
    size = random.choices(("small", "usual", "large"), (12, 76, 12))[0] if count == 1 else "usual"
    colour = random.choice(main.colours)
    if count == 1 and random.random() < 0.15:
        return [Place(main, colour, "usual", replace(first, scale=(first.scale[0] * 1.5, first.scale[1] * 1.5)))]
    same = random.random() < 0.7
    plan = [Place(main, colour if same else random.choice(main.colours), size, first) for _ in range(count)]
    others = min(5 - count, random.choices((0, 1, 2, 3), (17, 40, 28, 15))[0])
    for _ in range(others):
        zone = random.choice(stage.zones)
        kind = kind_of(random.choice(zone.kinds))
        if sum(place.kind is kind for place in plan) < 4:
            plan.append(Place(kind, random.choice(kind.colours), "usual", zone))
    if len(plan) < 5 and setting in GUESTS and random.random() < 0.07:
        kind = kind_of(random.choice(GUESTS[setting]))
        plan.append(Place(kind, random.choice(kind.colours), "usual", first))
    return plan
