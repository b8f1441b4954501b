"""Colours as painters mix them."""

Rgb = tuple[float, float, float]
"""Red, green, blue from 0 to 255; fractions allowed."""

COLOUR_RGB: dict[str, Rgb] = {
    "red": (206, 58, 50),
    "orange": (232, 134, 48),
    "yellow": (240, 200, 66),
    "green": (86, 150, 78),
    "blue": (58, 110, 184),
    "purple": (128, 84, 164),
    "pink": (236, 146, 170),
    "brown": (136, 92, 60),
    "white": (244, 240, 230),
    "grey": (140, 144, 150),
}
"""What the colours that captions name look like."""


def hex_(code: str) -> Rgb:
    """A colour from its usual notation `#rrggbb`."""
    value = int(code[1:], 16)
    return (value >> 16, (value >> 8) & 255, value & 255)


def mix(a: Rgb, b: Rgb, t: float) -> Rgb:
    """The colour on the way from `a` to `b`; t from 0 to 1."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def shade(colour: Rgb, amount: float) -> Rgb:
    """Lighter (amount > 0, towards warm white) or darker (amount < 0, towards a cool shadow), as painters shade."""
    return mix(colour, (255, 246, 224), amount) if amount >= 0 else mix(colour, (26, 22, 52), -amount)


def tinted(colour: Rgb, tint: Rgb) -> Rgb:
    """Each channel times the tint's share of 255."""
    return (colour[0] * tint[0] / 255, colour[1] * tint[1] / 255, colour[2] * tint[2] / 255)


def level(colour: Rgb) -> tuple[int, int, int]:
    """A colour in whole levels from 0 to 255, as pictures hold it."""
    r, g, b = (min(255, max(0, round(value))) for value in colour)
    return (r, g, b)
