"""Draws the pictures of the tables, seeded: every odd form of a picture file. Run it with a folder to fill."""

import io
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms


def scene(width, height, seed):
    """A picture like a photograph: smooth ground, a few shapes, a little noise; uint8, height × width × 3."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    picture = np.stack([x * 200 / width + 20, y * 180 / height + 30, (x + y) * 120 / (width + height) + 40], axis=2)
    for _ in range(6):
        cx, cy, r = random.uniform(0, width), random.uniform(0, height), random.uniform(0.05, 0.3) * min(width, height)
        picture[(x - cx) ** 2 + (y - cy) ** 2 < r * r] = random.uniform(0, 255, 3)
    picture += random.normal(0, 6, picture.shape)
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def photo(width=96, height=72, seed=1):
    """The same as a Pillow picture."""
    return Image.fromarray(scene(width, height, seed))


def with_alpha(picture, seed=2):
    """Adds a channel of transparency, a slope with holes."""
    width, height = picture.size
    alpha = (np.mgrid[0:height, 0:width].sum(axis=0) * 255 // (width + height)).astype(np.uint8)
    alpha[scene(width, height, seed)[:, :, 0] > 150] = 0
    picture = picture.copy()
    picture.putalpha(Image.fromarray(alpha))
    return picture


def png(width, height, depth, colour, samples, extra=()):
    """A PNG by hand, for forms that Pillow cannot write: big-endian samples, filter 0, extra chunks before the data."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + row.tobytes() for row in samples)
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = chunk(b"IHDR", header) + b"".join(chunk(*e) for e in extra) + chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


def deep(channels, width=40, height=30, seed=3):
    """16-bit big-endian samples whose low byte matters."""
    high = scene(width, height, seed).astype(np.uint16) * 257
    noise = np.random.default_rng(seed).integers(-300, 300, high.shape)
    values = np.clip(high.astype(np.int64) + noise, 0, 65535).astype(">u2")
    return np.repeat(values, 2, axis=2)[:, :, :channels]


def swapped_profile():
    """An sRGB profile whose red and green primaries have changed places: whoever applies it, shows it."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    places = {}
    for i in range(struct.unpack(">I", data[128:132])[0]):
        tag, offset, size = struct.unpack(">4sII", data[132 + 12 * i : 144 + 12 * i])
        places[tag] = (offset, size)
    (r, size), (g, _) = places[b"rXYZ"], places[b"gXYZ"]
    data[r : r + size], data[g : g + size] = data[g : g + size], data[r : r + size]
    # A changed creation date and id would make the file differ from run to run.
    data[24:36] = struct.pack(">6H", 2024, 1, 1, 0, 0, 0)
    return bytes(data)


def without_segment(jpeg, marker):
    """A JPEG without its segments of one marker (0xEE: Adobe's)."""
    out, at = jpeg[:2], 2
    while jpeg[at + 1] != 0xDA:
        size = 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
        if jpeg[at + 1] != marker:
            out += jpeg[at : at + size]
        at += size
    return out + jpeg[at:]


def encoded(picture, form, **options):
    """A picture as bytes."""
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def orientation(value):
    """EXIF data that say how the camera was held."""
    exif = Image.Exif()
    exif[0x0112] = value
    return exif


def jpegs():
    """JPEG files: subsampling, grey, CMYK, EXIF, cut, damaged."""
    rgb = encoded(photo(), "JPEG", quality=85)
    yield "rgb.jpg", rgb
    yield "rgb-444.jpg", encoded(photo(seed=4), "JPEG", quality=92, subsampling=0)
    yield "rgb-422.jpg", encoded(photo(97, 71, 5), "JPEG", quality=75, subsampling=1)
    yield "rgb-odd.jpg", encoded(photo(77, 53, 6), "JPEG", quality=60)
    yield "rgb-progressive.jpg", encoded(photo(seed=7), "JPEG", quality=80, progressive=True)
    yield "rgb-low-quality.jpg", encoded(photo(seed=8), "JPEG", quality=10)
    yield "grey.jpg", encoded(photo(seed=9).convert("L"), "JPEG", quality=85)
    cmyk = encoded(photo(seed=10).convert("CMYK"), "JPEG", quality=90)
    yield "cmyk-adobe.jpg", cmyk
    yield "cmyk-without-adobe.jpg", without_segment(cmyk, 0xEE)
    for value in range(1, 9):
        yield f"orientation-{value}.jpg", encoded(photo(40, 24, 11), "JPEG", quality=90, exif=orientation(value))
    yield "orientation-9.jpg", encoded(photo(40, 24, 11), "JPEG", quality=90, exif=orientation(9))
    yield "exif-damaged.jpg", encoded(photo(40, 24, 12), "JPEG", quality=90, exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    yield "profile.jpg", encoded(photo(40, 24, 13), "JPEG", quality=90, icc_profile=swapped_profile())
    large = encoded(photo(160, 120, 14), "JPEG", quality=85)
    for percent in (30, 50, 99):
        yield f"cut-at-{percent}.jpg", large[: len(large) * percent // 100]
    progressive = encoded(photo(160, 120, 15), "JPEG", quality=85, progressive=True)
    yield "cut-progressive.jpg", progressive[: len(progressive) // 2]
    yield "trailing-bytes.jpg", encoded(photo(40, 24, 16), "JPEG", quality=90) + b"garbage after the end"
    yield "header-only.jpg", rgb[:160]
    yield "empty.jpg", b""
    yield "text.jpg", b"this is no picture\n"
    yield "flat.jpg", encoded(Image.new("RGB", (64, 48), (90, 120, 150)), "JPEG")
    yield "one-pixel.jpg", encoded(photo(1, 1, 17), "JPEG")
    yield "2x3.jpg", encoded(photo(2, 3, 18), "JPEG")
    yield "wide.jpg", encoded(photo(300, 3, 19), "JPEG")


def pngs():
    """PNG files: colour types, depths, transparency, chunks."""
    rgb = photo(48, 36, 20)
    yield "rgb.png", encoded(rgb, "PNG")
    yield "grey.png", encoded(rgb.convert("L"), "PNG")
    yield "grey-alpha.png", encoded(with_alpha(rgb).convert("LA"), "PNG")
    yield "rgba.png", encoded(with_alpha(rgb), "PNG")
    palette = rgb.quantize(32)
    yield "palette.png", encoded(palette, "PNG")
    yield "palette-4.png", encoded(rgb.quantize(4), "PNG")
    yield "palette-one-transparent.png", encoded(palette, "PNG", transparency=3)
    yield "palette-alpha.png", encoded(palette, "PNG", transparency=bytes(range(0, 256, 8)))
    yield "rgb-transparent-colour.png", encoded(rgb, "PNG", transparency=rgb.getpixel((0, 0)))
    yield "grey-transparent-level.png", encoded(rgb.convert("L"), "PNG", transparency=60)
    yield "one-bit.png", encoded(rgb.convert("1"), "PNG")
    two = np.packbits(np.unpackbits((scene(48, 36, 21)[:, :, :1] >> 6), axis=2)[:, :, 6:].reshape(36, -1), axis=1)
    yield "grey-2-bit.png", png(48, 36, 2, 0, two)
    yield "grey-16.png", png(40, 30, 16, 0, deep(1))
    yield "rgb-16.png", png(40, 30, 16, 2, deep(3))
    yield "grey-alpha-16.png", png(40, 30, 16, 4, deep(2))
    yield "rgba-16.png", png(40, 30, 16, 6, deep(4))
    yield "gamma.png", png(40, 30, 8, 2, scene(40, 30, 22), [(b"gAMA", struct.pack(">I", 100000))])
    yield "profile.png", encoded(rgb, "PNG", icc_profile=swapped_profile())
    yield "orientation-6.png", encoded(photo(40, 24, 23), "PNG", exif=orientation(6))
    yield "one-pixel.png", encoded(photo(1, 1, 24), "PNG")
    yield "one-pixel-alpha.png", encoded(Image.new("RGBA", (1, 1), (10, 20, 30, 0)), "PNG")
    yield "2x3.png", encoded(photo(2, 3, 25), "PNG")
    yield "tall.png", encoded(photo(2, 200, 26), "PNG")
    yield "flat.png", encoded(Image.new("RGB", (64, 64), (200, 30, 60)), "PNG")
    yield "black.png", encoded(Image.new("RGB", (20, 10)), "PNG")
    y, x = np.mgrid[0:64, 0:64]
    yield "stripes.png", encoded(Image.fromarray(((x // 8 % 2) * 255).astype(np.uint8)), "PNG")
    yield "mirror.png", encoded(Image.fromarray((np.abs(x - 31.5) * 8).astype(np.uint8)), "PNG")
    yield "checks.png", encoded(Image.fromarray((((x // 4 + y // 4) % 2) * 255).astype(np.uint8)), "PNG")
    yield "slope.png", encoded(Image.fromarray((x * 4).astype(np.uint8)), "PNG")
    yield "cut.png", encoded(photo(60, 60, 27), "PNG")[:4000]


def others():
    """WebP and GIF files, still and moving, and files whose name says another format than their bytes."""
    rgb = photo(64, 48, 30)
    yield "lossy.webp", encoded(rgb, "WEBP", quality=80)
    yield "lossless.webp", encoded(rgb.resize((32, 24)), "WEBP", lossless=True)
    yield "alpha.webp", encoded(with_alpha(photo(32, 24, 31)), "WEBP", lossless=True, exact=True)
    yield "alpha-lossy.webp", encoded(with_alpha(rgb), "WEBP", quality=80)
    yield "orientation-6.webp", encoded(photo(40, 24, 32), "WEBP", quality=90, exif=orientation(6))
    frames = [photo(32, 24, seed) for seed in (33, 34, 35)]
    yield "moving.webp", encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=50, quality=80)
    yield "still.gif", encoded(rgb.quantize(64), "GIF")
    yield "grey.gif", encoded(photo(32, 24, 36).convert("L"), "GIF")
    small = [frame.quantize(32) for frame in frames]
    yield "moving.gif", encoded(small[0], "GIF", save_all=True, append_images=small[1:], duration=50)
    yield "transparent.gif", encoded(photo(32, 24, 37).quantize(32), "GIF", transparency=5)
    yield "jpeg-named.png", encoded(photo(40, 30, 38), "JPEG", quality=85)
    yield "png-named.jpg", encoded(photo(40, 30, 39), "PNG")
    yield "webp-named.gif", encoded(photo(40, 30, 40), "WEBP", quality=85)
    again = photo(120, 90, 41)
    yield "twin-large.jpg", encoded(again, "JPEG", quality=95)
    yield "twin-small.jpg", encoded(again.resize((80, 60), Image.Resampling.LANCZOS), "JPEG", quality=80)
    yield "twin-copy.jpg", encoded(again, "JPEG", quality=95)


def draw(folder: Path):
    """Fills a folder with all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in (jpegs, pngs, others):
        for name, data in source():
            (folder / name).write_bytes(data)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
