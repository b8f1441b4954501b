"""The models' test pictures: many shapes and forms, small, seeded."""

from pathlib import Path

from PIL import Image

from pictures import encoded, orientation, photo, with_alpha


def gallery():
    """Name and bytes of each picture."""
    yield "landscape.jpg", encoded(photo(160, 107, 101), "JPEG", quality=85)
    yield "portrait.jpg", encoded(photo(90, 133, 102), "JPEG", quality=85, subsampling=0)
    yield "square.png", encoded(photo(48, 48, 103), "PNG")
    yield "tiny.png", encoded(photo(20, 13, 104), "PNG")
    yield "long.jpg", encoded(photo(400, 17, 105), "JPEG", quality=80)
    yield "tall.png", encoded(photo(9, 220, 106), "PNG")
    yield "odd.webp", encoded(photo(113, 71, 107), "WEBP", quality=80)
    yield "grey.png", encoded(photo(70, 52, 108).convert("L"), "PNG")
    yield "alpha.png", encoded(with_alpha(photo(60, 45, 109)), "PNG")
    yield "palette.png", encoded(photo(80, 61, 110).quantize(32), "PNG")
    yield "rotated.jpg", encoded(photo(120, 64, 111), "JPEG", quality=88, exif=orientation(6))
    cut = encoded(photo(150, 110, 112), "JPEG", quality=85)
    yield "truncated.jpg", cut[: len(cut) * 55 // 100]
    yield "dark.jpg", encoded(photo(100, 80, 113).point(lambda v: v // 4), "JPEG", quality=85)
    yield "flat.png", encoded(Image.new("RGB", (33, 21), (180, 40, 70)), "PNG")
    yield "mirrored.jpg", encoded(photo(160, 107, 101).transpose(Image.Transpose.FLIP_LEFT_RIGHT), "JPEG", quality=85)
    yield "three-high.png", encoded(photo(50, 3, 114), "PNG")
    yield "one-pixel.png", encoded(photo(1, 1, 115), "PNG")


def hang(folder: Path):
    """Fills a folder with all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in gallery():
        (folder / name).write_bytes(data)
