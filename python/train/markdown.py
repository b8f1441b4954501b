"""Tables in Markdown, laid out as the repository's formatter wants them."""

from unicodedata import east_asian_width


def table(headings: list[str], rows: list[list[str]]) -> str:
    """A table with columns of even width."""
    columns = list(zip(headings, *rows, strict=True))
    widths = [max(3, *(_width(cell) for cell in column)) for column in columns]
    lines = [headings, ["-" * width for width in widths], *rows]
    return "\n".join(f"| {' | '.join(map(_padded, line, widths))} |" for line in lines)


def figure(value: float | None) -> str:
    """A measured figure: four decimals, one of large ones; empty where there is none."""
    return "" if value is None else f"{value:.4f}" if value < 10 else f"{value:.1f}"


def least(value: float | None) -> str:
    """What is asked of a figure; empty where nothing is."""
    return "" if value is None else f"{value:g}"


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
