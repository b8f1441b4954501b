"""Picture files that are not what they should be."""

import random


def truncated(content: bytes, random: random.Random) -> bytes:
    """The beginning of a file, as a download that broke off leaves it: most of the picture is there."""
    return content[: int(len(content) * random.uniform(0.75, 0.93))]


def not_an_image(random: random.Random) -> bytes:
    """What servers send in a picture's stead."""
    number = random.randrange(10_000)
    return random.choice(
        (
            f"<!doctype html>\n<title>404</title>\n<p>No picture {number} here.</p>\n",
            f'{{"error": "not found", "picture": {number}}}\n',
            f"Access denied. Request {number}.\n",
        )
    ).encode()
