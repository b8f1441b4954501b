"""`python -m evaluate.right --seed N --scenes M`: which captions of held-out scenes are right of which, as JSON.

For each scene the numbers, from 0, of the captions that name no kind, colour or relation that it has not. Numbers of
things, sizes, places and lights do not count.
"""

import argparse
import json

from world.pool import held_out
from world.scene import Scene
from world.words import Claims, Relation, claims, there_is
from world.words.facts import holds, matching


def right_captions(scenes: list[Scene], captions: list[str]) -> list[list[int]]:
    """By scene the captions that are right of it. Raises ValueError for one that is none of ours."""
    read = [_read(caption) for caption in captions]
    return [[number for number, found in enumerate(read) if is_right(found, scene)] for scene in scenes]


def is_right(found: Claims, scene: Scene) -> bool:
    """Whether all things that are claimed are there in their colours, and stand as is claimed."""
    return all(there_is(thing, scene) for thing in found.things) and all(_holds(one, scene) for one in found.relations)


def _holds(claim: Relation, scene: Scene) -> bool:
    firsts, seconds = matching(claim.first, scene), matching(claim.second, scene)
    return bool(firsts and seconds) and all(holds(claim.name, a, b, scene) for a in firsts for b in seconds)


def _read(caption: str) -> Claims:
    found = claims(caption)
    if found is None or not found.things:
        raise ValueError(f"no thing is named in {caption!r}")
    return found


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m evaluate.right", description="Judges held-out captions.")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--scenes", type=int, required=True)
    arguments = parser.parse_args()
    samples = held_out(arguments.seed, arguments.scenes)
    scenes = [sample.pictures[0].scene for sample in samples]
    print(json.dumps(right_captions(scenes, [sample.truth["caption"] for sample in samples])))


if __name__ == "__main__":
    main()
