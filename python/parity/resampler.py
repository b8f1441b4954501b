"""Pillow's resampler and its grey, on pixels that both languages can make from whole numbers alone."""

import numpy as np
from PIL import Image

from tables import sha256, write

KERNELS = {
    "box": Image.Resampling.BOX,
    "bilinear": Image.Resampling.BILINEAR,
    "hamming": Image.Resampling.HAMMING,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
}
SIZES = [
    ((64, 48), (32, 32)), ((64, 48), (9, 8)), ((64, 48), (8, 8)), ((37, 53), (16, 24)), ((37, 53), (74, 106)),
    ((100, 75), (224, 224)), ((5, 7), (31, 29)), ((1, 1), (8, 8)), ((1, 40), (3, 7)), ((40, 1), (7, 3)),
    ((2, 3), (32, 32)), ((300, 4), (32, 32)), ((33, 33), (33, 20)), ((33, 33), (20, 33)), ((33, 33), (33, 33)),
    ((3, 2), (1, 1)), ((128, 96), (127, 97)), ((17, 19), (9, 8)), ((500, 333), (32, 32)), ((64, 64), (63, 65)),
    ((200, 10), (9, 8)), ((6, 250), (8, 8)),
]  # fmt: skip
PICTURES = ("noise", "slope", "checks", "steps")


def pixels(kind, width, height, channels):
    """
    noise: the top byte of the linear congruential generator x → 1664525 x + 1013904223 (mod 2^32) from 1, values in
    memory order. The others by column x, row y, channel c: slope ⌊255 (x + 2 y) / (width + 2 height)⌋ + 20 c, checks
    255 where x + y + c is even, else 0, steps 37 ⌊x / 5⌋ + 91 ⌊y / 3⌋ + 50 c; all modulo 256.
    """
    if kind == "noise":
        state, values = 1, bytearray()
        for _ in range(width * height * channels):
            state = (state * 1664525 + 1013904223) % 2**32
            values.append(state >> 24)
        array = np.frombuffer(bytes(values), np.uint8).reshape(height, width, channels)
    else:
        y, x, c = np.mgrid[0:height, 0:width, 0:channels]
        formulas = {
            "slope": 255 * (x + 2 * y) // (width + 2 * height) + 20 * c,
            "checks": np.where((x + y + c) % 2 == 0, 255, 0),
            "steps": 37 * (x // 5) + 91 * (y // 3) + 50 * c,
        }
        array = (formulas[kind] % 256).astype(np.uint8)
    return Image.fromarray(np.ascontiguousarray(array[:, :, 0] if channels == 1 else array))


def resampler(out):
    """Every kernel on every size, kinds and channels by turns, so that each meets each; and grey."""
    cases, greys = [], []
    for i, (size, target) in enumerate(SIZES):
        for j, (kernel, filter_) in enumerate(KERNELS.items()):
            for turn in range(3):
                kind, channels = PICTURES[(i + j + turn) % 4], 3 if (i + turn) % 2 else 1
                result = pixels(kind, *size, channels).resize(target, filter_).tobytes()
                case = {"kind": kind, "channels": channels, "from": size, "to": target, "kernel": kernel}
                cases.append({**case, "sha256": sha256(result), "first": result[:16].hex()})
        for kind in PICTURES:
            result = pixels(kind, *size, 3).convert("L").tobytes()
            greys.append({"kind": kind, "from": size, "sha256": sha256(result), "first": result[:16].hex()})
    write(out, "resampler", {"resize": cases, "grey": greys})
