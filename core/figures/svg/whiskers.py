"""Draws the whiskers of points: how far a value reaches to both sides, with caps."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from core.figures.svg.elements import element, lined, path
from core.figures.svg.given import Given
from core.figures.svg.subplot import Subplot

Floats = NDArray[np.float64]

THICKNESS, CAP = 2, 4
STYLE = ("color", "thickness", "width")


def whiskers(given: Given, subplot: Subplot, points: Floats) -> Iterator[str]:
    """Yield the whiskers across and upwards of points (n, 2) [px], if there are any."""
    for letter, column in (("x", 0), ("y", 1)):
        bars = given.part(f"error_{letter}")
        if bars.values and bars.flag("visible", default=True):
            yield from _whiskers(given, bars, subplot, points, column)


def _whiskers(
    given: Given, bars: Given, subplot: Subplot, points: Floats, column: int
) -> Iterator[str]:
    axis = subplot.x if column == 0 else subplot.y
    low, high = _reach(bars, given.column("xy"[column]))
    ends = [axis.place(side, subplot.frame) for side in (low, high)]
    look, cap = _look(given, bars), _styled(given, bars).number("width", CAP)
    for point, first, last in zip(points, *ends, strict=True):
        if np.isnan([*point, first, last]).any() or first == last:
            continue
        ways = [_way(column, (first, last), point[1 - column])]
        ways += [_way(1 - column, _cap(point[1 - column], cap), end) for end in (first, last)]
        yield element("path", d="".join(ways), **look)


def _reach(bars: Given, values: Floats) -> tuple[Floats, Floats]:
    """Return the ends of the whiskers as values; nan where a side is not known."""
    bars.word("type", "data", ("data",))
    above = bars.column("array")
    is_even = bars.flag("symmetric", default=not bars.has("arrayminus"))
    below = above if is_even else bars.column("arrayminus")
    for name, side in (("array", above), ("arrayminus", below)):
        if len(side) != len(values):
            raise bars.refused(name, f"has {len(side)} values for {len(values)} points")
    return values - below, values + above


def _styled(given: Given, bars: Given) -> Given:
    """Return where the style is given: Plotly takes that of `error_y` for both."""
    other = given.part("error_y")
    is_plain = not any(bars.has(name) for name in STYLE)
    return other if is_plain and other.values else bars


def _look(given: Given, bars: Given) -> dict[str, str | None]:
    style = _styled(given, bars)
    thickness = style.number("thickness", THICKNESS)
    places = (style, given.part("line"), given.part("marker"))
    own = next((place for place in places if isinstance(place.raw("color"), str)), style)
    return lined(own.colour("color"), thickness)


def _way(column: int, ends: tuple[float, float], level: float) -> str:
    return path([(end, level) if column == 0 else (level, end) for end in ends])


def _cap(middle: float, size: float) -> tuple[float, float]:
    return middle - size, middle + size
