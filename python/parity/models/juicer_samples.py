"""Samples whose chunks, tokens and pictures meet in every way that Data-Juicer's image-text filters tell apart."""

from .probes import LONG

IMAGE, EOC = "<__dj__image>", "<|__dj__eoc|>"
BOAT, CATS, TRAMS = "a red boat next to the old lighthouse", "Two black cats sleeping.", "several yellow trams at night"
ALONE = (
    "landscape.jpg portrait.jpg square.png tiny.png long.jpg tall.png odd.webp grey.png alpha.png palette.png "
    "rotated.jpg truncated.jpg dark.jpg flat.png mirrored.jpg"
).split()


def sample(text: str, *names: str) -> dict:
    """A sample with these pictures."""
    return {"text": text, "images": [f"pictures/{name}" for name in names]}


def samples() -> list[dict]:
    """One with each picture, then the odd ones."""
    a, b, c, d = "landscape.jpg", "portrait.jpg", "grey.png", "odd.webp"
    return [
        *[sample(f"{IMAGE} {BOAT} {EOC}", name) for name in ALONE],
        sample(f"{IMAGE}\n{CATS}", a),
        sample(f"{IMAGE}{IMAGE} {CATS} {EOC}", a, b),
        sample(f"{IMAGE} {CATS} {IMAGE} {EOC}", b, a),
        sample(f"{IMAGE} {IMAGE} {IMAGE} {TRAMS}", a, b, c),
        sample(f"{IMAGE} {BOAT} {EOC} {IMAGE} {CATS} {EOC}", a, b),
        sample(f"{IMAGE} {BOAT} {EOC} {IMAGE}{IMAGE} {CATS} {EOC} {TRAMS} {EOC}", a, b, c),
        sample(f"{BOAT} {EOC} {IMAGE} {CATS} {EOC} {TRAMS} {EOC} {IMAGE} x", c, d),
        sample(f"{EOC}{EOC}{IMAGE} {BOAT}{EOC}", d),
        sample(f"{IMAGE} {BOAT} {EOC} {IMAGE} {CATS} {EOC}", a, a),
        sample(f"{IMAGE}{IMAGE} {TRAMS}", a, a),
        sample(f"{IMAGE}{IMAGE}{IMAGE} {TRAMS}", b, a, b),
        sample(f"{IMAGE} {BOAT}", a, b),
        sample(f"{IMAGE}{IMAGE} {BOAT}", a),
        sample(f"{IMAGE} {BOAT} {EOC} {IMAGE} {CATS}", a),
        sample(f"{IMAGE} {BOAT} {EOC} {IMAGE} {IMAGE} {CATS}", b, a),
        sample(BOAT, a),
        sample(f"<image> {BOAT}", a),
        sample(f"<image> {BOAT} {EOC} {IMAGE} {CATS}", a, b),
        sample(f"{IMAGE} {BOAT} <image> {CATS}", a, b),
        sample("", a),
        sample(IMAGE, a),
        sample(f"{IMAGE} {EOC}", b),
        sample("   ", a, b),
        sample(""),
        sample(BOAT),
        sample(f"{IMAGE} {BOAT}"),
        sample(f"{IMAGE} {LONG[0]}", a),
        sample(f"{IMAGE} {LONG[1]}", a),
        sample(f"{IMAGE} {LONG[2]}", b, a),
        sample(f"{IMAGE} 一只狗在树下休息 {EOC}", a),
        sample(f"{IMAGE} 😀 naïve [SEP] <|endoftext|> café", b),
        sample(f"<__dj__video> <__dj__audio> {IMAGE} {BOAT}  <__dj__video>{EOC}", c),
        sample(f"a{IMAGE}b {IMAGE} c", a, b),
        sample(f"{IMAGE} {BOAT}", "three-high.png"),
        sample(f"{IMAGE} {BOAT}", "one-pixel.png"),
        sample(f"{IMAGE} {BOAT}", "missing.jpg"),
        sample(f"{IMAGE}{IMAGE} {BOAT}", a, "missing.jpg"),
        sample("two pictures", a, "mirrored.jpg"),
        sample("two pictures", "mirrored.jpg", a),
        sample("two pictures", "dark.jpg", "flat.png"),
        sample("two pictures", "tiny.png", "truncated.jpg"),
        sample("three pictures", a, b, "palette.png"),
    ]
