"""Draws the symbols of points: one look for all, or one for each."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.figures.svg.colours import Colour, colour
from core.figures.svg.elements import Attributes, element, painted, px
from core.figures.svg.given import Given
from core.figures.svg.symbols import OPEN, SHAPES, STROKES, SYMBOLS

Floats = NDArray[np.float64]

SIZE, OPEN_WIDTH = 6, 1
# Plotly's own looks of points of several sizes: seen through, with a thin white edge.
BUBBLE_OPACITY, BUBBLE_WIDTH, BUBBLE_EDGE = 0.7, 1, "#fff"


class Look(NamedTuple):
    """How one symbol looks: size, edge [px], colours as given."""

    symbol: str
    size: float
    colour: str | None
    opacity: float
    edge: str | None
    edge_width: float


def looks(marker: Given, count: int) -> list[Look]:
    """Return the look of each of so many points. Raises ValueError for what is not drawn."""
    line = marker.part("line")
    is_bubble = not np.isscalar(marker.raw("size")) and marker.has("size")
    columns = (
        marker.each("symbol", count, "circle"),
        marker.each("size", count, SIZE),
        marker.each("color", count),
        marker.each("opacity", count, BUBBLE_OPACITY if is_bubble else 1),
        line.each("color", count, BUBBLE_EDGE if is_bubble else None),
        line.each("width", count, BUBBLE_WIDTH if is_bubble else 0),
    )
    every = [Look(*cells) for cells in zip(*columns, strict=True)]
    for symbol in {look.symbol for look in every} - SYMBOLS:
        raise marker.refused("symbol", f"{symbol!r} is not drawn")
    return every


def markers(given: Given, points: Floats, shown: NDArray[np.bool_]) -> Iterator[str]:
    """Yield the symbols of the points (n, 2) [px] that are shown."""
    if not shown.any():
        return
    marker = given.part("marker")
    every = looks(marker, len(points))
    written: dict[Look, Attributes] = {}
    for look, (x, y), is_shown in zip(every, points, shown, strict=True):
        if not is_shown or not look.size > 0:
            continue
        if look not in written:
            written[look] = symbol(marker, look)
        yield element("path", transform=f"translate({px(x)} {px(y)})", **written[look])


def symbol(marker: Given, look: Look) -> Attributes:
    """Return the attributes of a symbol around the origin."""
    name = look.symbol.removesuffix(OPEN)
    is_open, is_stroke = look.symbol.endswith(OPEN), name in STROKES
    width = look.edge_width or (OPEN_WIDTH if is_open or is_stroke else 0)
    fill = None if is_open or is_stroke else _colour(marker, "color", look.colour)
    edge = None
    if is_open:
        edge = _colour(marker, "color", look.colour)
    elif width:
        edge = _colour(marker, "line.color", look.edge)
    return {
        "d": SHAPES[name](look.size / 2),
        **painted(fill, edge, width),
        "opacity": px(look.opacity) if look.opacity < 1 else None,
    }


def _colour(marker: Given, name: str, given: str | None) -> Colour:
    if not isinstance(given, str):
        raise marker.refused(name, "is not a colour by name")
    try:
        return colour(given)
    except ValueError as error:
        raise marker.refused(name, str(error)) from None
