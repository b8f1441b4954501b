"""Charts on boards."""

import math

from ..paint.brush import Brush
from ..paint.colour import hex_, shade
from ..paint.path import ellipse, rectangle
from .kind import kind

PAPER = hex_("#f6f2e8")
GRID = hex_("#d2ccc0")
AXIS = hex_("#4a464e")
GREYS = tuple(hex_(code) for code in ("#b9bcc2", "#8f949c", "#d8d6d0"))
CHART_COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "pink")


def board(b: Brush) -> None:
    """A board on an easel, with paper from (-0.52, 0.08) to (0.52, 0.94) under a strip of the chart's colour."""
    b.shadow(0.5, 0, -0.08, 0.08)
    b.lines([[-0.3, 0.1, -0.42, -0.1], [0.3, 0.1, 0.42, -0.1]], 0.05, hex_("#8a6038"))
    b.box(-0.57, 0.03, 0.57, 0.99, hex_("#a87848"), 0.02)
    b.box(-0.52, 0.08, 0.52, 0.94, PAPER)
    b.flat(rectangle(-0.52, 0.87, 0.52, 0.94), b.colour)


def axes(b: Brush) -> None:
    """The two axes of a chart, crossing at (-0.44, 0.18)."""
    b.line([-0.44, 0.82, -0.44, 0.18, 0.46, 0.18], 0.022, AXIS)


def grid(b: Brush) -> None:
    """Lines of equal height."""
    b.lines([[-0.44, y, 0.46, y] for y in (0.34, 0.5, 0.66, 0.82)], 0.008, GRID)


@kind("bar chart", CHART_COLOURS, height=1.15, half_width=0.58, lettered=True)
def bar_chart(b: Brush) -> None:
    board(b)
    grid(b)
    for i in range(4):
        b.box(-0.39 + i * 0.215, 0.18, -0.23 + i * 0.215, 0.3 + b.look.random.uniform(0, 0.5))
    axes(b)


@kind("line chart", CHART_COLOURS, height=1.15, half_width=0.58, lettered=True)
def line_chart(b: Brush) -> None:
    board(b)
    grid(b)
    random = b.look.random
    rise = random.choice((-1, 1)) * random.uniform(0.15, 0.4)
    points: list[float] = []
    for i in range(6):
        points += [-0.42 + i * 0.17, 0.5 + rise * (i / 5 - 0.5) + random.uniform(-0.11, 0.11)]
    b.line(points, 0.06, b.colour)
    knots = [ellipse(x, y, 0.048, 0.048, points=12) for x, y in zip(points[::2], points[1::2], strict=True)]
    b.flats(knots, shade(b.colour, -0.2))
    axes(b)


@kind("pie chart", CHART_COLOURS, height=1.15, half_width=0.58)
def pie_chart(b: Brush) -> None:
    board(b)
    shares = b.look.random.choice(((0.5, 0.28, 0.22), (0.6, 0.22, 0.18), (0.5, 0.2, 0.18, 0.12)))
    start = b.look.random.uniform(0, 2 * math.pi)
    cuts = []
    for share, colour in zip(shares, (b.colour, *GREYS), strict=False):
        end = start + share * 2 * math.pi
        b.form([0, 0.48, *ellipse(0, 0.48, 0.36, 0.36, start=start, end=end)], colour)
        cuts.append([0, 0.48, 0.365 * math.cos(start), 0.48 + 0.365 * math.sin(start)])
        start = end
    b.lines(cuts, 0.022, PAPER)


CHARTS = (bar_chart, line_chart, pie_chart)
