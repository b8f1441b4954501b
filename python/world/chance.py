"""Seeded randomness: one stream per use, so that what one part draws never moves another part."""

import hashlib
import random


def stream(seed: int, *names: str | int) -> random.Random:
    """The stream of random numbers of a seed and a use; equal on every machine."""
    text = "/".join(str(part) for part in (seed, *names))
    return random.Random(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little"))
