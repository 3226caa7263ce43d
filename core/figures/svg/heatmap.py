"""Draws a matrix as coloured cells: a picture of its own, so that 200 x 200 cells stay small."""

import base64
import struct
import zlib
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.figures.svg.axis import Axis
from core.figures.svg.colours import Scale, scale
from core.figures.svg.elements import element, px
from core.figures.svg.given import Given
from core.figures.svg.subplot import Subplot

Floats = NDArray[np.float64]
Pixels = NDArray[np.uint8]
Numbers = NDArray[np.int64]

# Pixels of the picture to one of the page: fine enough for print.
FINENESS = 2
# Each byte less the one above it: https://www.w3.org/TR/png-3/#9Filters.
UP = 2


def heatmap(given: Given, subplot: Subplot) -> str:
    """Write the cells of a matrix; one that is not known stays blank."""
    z = given.column("z")
    if z.ndim != 2:  # noqa: PLR2004 - rows and columns
        raise given.refused("z", "is not a matrix")
    across = _edges(given, "x", z.shape[1], subplot.x)
    up = _edges(given, "y", z.shape[0], subplot.y)
    low, high = limits(given)
    coloured = scale_of(given).colours((z - low) / (high - low))
    left, right = _span(across, subplot.x, subplot)
    top, bottom = _span(up, subplot.y, subplot)
    if right <= left or bottom <= top:
        return ""
    columns = _cells(across, subplot.x, (left, right), given.number("xgap", 0), subplot)
    rows = _cells(up, subplot.y, (top, bottom), given.number("ygap", 0), subplot)
    return element(
        "image",
        x=px(left),
        y=px(top),
        width=px(right - left),
        height=px(bottom - top),
        preserveAspectRatio="none",
        clip_path=f"url(#{subplot.clip})",
        # As programs that draw older SVG know it, too.
        xlink__href=png_address(_picture(coloured, rows, columns)),
    )


def _picture(coloured: Pixels, rows: Numbers, columns: Numbers) -> Pixels:
    """Return the pixels that show these rows and columns of cells; blank for -1, a gap."""
    blank = np.pad(coloured, ((0, 1), (0, 1), (0, 0)))
    return blank.take(columns, axis=1).take(rows, axis=0)


def limits(given: Given) -> tuple[float, float]:
    """Return the values at the ends of the scale of colours."""
    low, high = given.number("zmin"), given.number("zmax")
    if not low < high:
        raise given.refused("zmax", "is not above zmin")
    return low, high


def scale_of(given: Given) -> Scale:
    """Return the scale of colours."""
    try:
        return scale(given.raw("colorscale"), is_reversed=given.flag("reversescale"))
    except ValueError as error:
        raise given.refused("colorscale", str(error)) from None


def png_address(pixels: Pixels) -> str:
    """Return pixels (height, width, 4) as the address of a PNG that holds them."""
    height, width, _ = pixels.shape
    header = struct.pack(">LLBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(_filtered(pixels), 3)), (b"IEND", b""))
    png = b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, inside) for name, inside in parts)
    return f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}"


def _filtered(pixels: Pixels) -> bytes:
    """Return rows as differences from the row above, before each how it is filtered.

    Within a cell all rows are alike: what is left is nearly nothing, and packed at once.
    """
    height, width, channels = pixels.shape
    rows = pixels.reshape(height, width * channels)
    filtered = np.empty((height, 1 + width * channels), dtype=np.uint8)
    filtered[:, 0] = UP
    filtered[0, 1:] = rows[0]
    filtered[1:, 1:] = rows[1:] - rows[:-1]
    return filtered.tobytes()


def _chunk(name: bytes, inside: bytes) -> bytes:
    check = zlib.crc32(name + inside)
    return struct.pack(">L", len(inside)) + name + inside + struct.pack(">L", check)


def _edges(given: Given, name: str, count: int, axis: Axis) -> Floats:
    """Return the edges between cells as drawn (n + 1,): given, or half way between middles."""
    places = given.column(name) if given.has(name) else np.arange(count, dtype=np.float64)
    places = axis.drawn(places)
    if len(places) == count + 1:
        return places
    if len(places) != count or np.isnan(places).any():
        raise given.refused(name, f"has {len(places)} values for {count} cells")
    if count == 1:
        return np.array([places[0] - 0.5, places[0] + 0.5])
    between = np.array([(a + b) / 2 for a, b in pairwise(places)])
    return np.concatenate(([2 * places[0] - between[0]], between, [2 * places[-1] - between[-1]]))


def _pixels(edges: Floats, axis: Axis, subplot: Subplot) -> Floats:
    return np.array([axis.at(float(edge), subplot.frame) for edge in edges])


def _span(edges: Floats, axis: Axis, subplot: Subplot) -> tuple[float, float]:
    """Return the least and the greatest place of the cells that are seen [px]."""
    at = _pixels(edges, axis, subplot)
    low, high = sorted(axis.ends(subplot.frame))
    return max(low, float(at.min())), min(high, float(at.max()))


def _cells(
    edges: Floats, axis: Axis, span: tuple[float, float], gap: float, subplot: Subplot
) -> Numbers:
    """Return which cell each pixel of the picture shows, -1 for a gap between cells."""
    at = _pixels(edges, axis, subplot)
    count = max(1, round((span[1] - span[0]) * FINENESS))
    middles = span[0] + (np.arange(count) + 0.5) * (span[1] - span[0]) / count
    rising = np.sort(at)
    cells = np.clip(np.searchsorted(rising, middles) - 1, 0, len(at) - 2)
    nearest = np.abs(middles[:, None] - rising[None, 1:-1]).min(axis=1, initial=np.inf)
    if at[0] > at[-1]:
        cells = len(at) - 2 - cells
    return np.where(nearest < gap / 2, -1, cells)
