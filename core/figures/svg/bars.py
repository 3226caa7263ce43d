"""Draws a trace of bars, upright or level, each with its text at its end if there is one."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.figures.svg.elements import element, group, painted, path, px
from core.figures.svg.given import Given
from core.figures.svg.subplot import Subplot
from core.figures.svg.words import Font, Words, font_of, words

Floats = NDArray[np.float64]

# Between the end of a bar and its text [px].
APART = 3
FITTING = ("both", "outside", "inside", "none")


def bars(given: Given, subplot: Subplot, font: Font) -> str:
    """Write a trace of bars. Raises ValueError where Plotly would choose their width."""
    is_level = given.word("orientation", "v", ("v", "h")) == "h"
    lengths, places = given.column("x" if is_level else "y"), given.column("y" if is_level else "x")
    if len(lengths) != len(places):
        raise given.refused(
            "y", f"has {len(given.column('y'))} values for {len(given.column('x'))}"
        )
    corners = _corners(given, subplot, lengths, places, is_level=is_level)
    drawn = _bars(given, corners)
    said = _texts(given, corners, font, is_level=is_level) if given.has("text") else ()
    is_clipped = given.flag("cliponaxis", default=True)
    clip = f"url(#{subplot.clip})"
    opacity = px(given.number("opacity")) if given.has("opacity") else None
    return group(
        [group(drawn, clip_path=clip), group(said, clip_path=clip if is_clipped else None)],
        opacity=opacity,
    )


def _corners(
    given: Given, subplot: Subplot, lengths: Floats, places: Floats, *, is_level: bool
) -> Floats:
    """Return left, foot, right and end of each bar (n, 4) [px]: x0, y0 at the base, x1, y1."""
    if not given.has("width"):
        raise given.refused("width", "is not given")
    widths = np.array(given.each("width", len(places)), dtype=np.float64)
    base = np.array(given.each("base", len(places), 0.0), dtype=np.float64)
    offset = np.array(given.each("offset", len(places)), dtype=np.float64)
    start = places + np.where(np.isnan(offset), -widths / 2, offset)
    along, across = (subplot.x, subplot.y) if is_level else (subplot.y, subplot.x)
    if along.is_log:
        raise given.refused("orientation", "runs along a logarithmic axis, which has no zero")
    frame = subplot.frame
    ends = [along.place(base, frame), along.place(base + lengths, frame)]
    sides = [across.place(start, frame), across.place(start + widths, frame)]
    if is_level:
        return np.column_stack((ends[0], sides[0], ends[1], sides[1]))
    return np.column_stack((sides[0], ends[0], sides[1], ends[1]))


def _bars(given: Given, corners: Floats) -> Iterator[str]:
    marker = given.part("marker")
    line, count = marker.part("line"), len(corners)
    widths = line.each("width", count, 0)
    for number, (x0, y0, x1, y1) in enumerate(corners):
        if np.isnan([x0, y0, x1, y1]).any():
            continue
        one = Given(marker.path, {"color": marker.each("color", count)[number]})
        edge = Given(line.path, {"color": line.each("color", count)[number]})
        look = painted(
            one.colour("color"), edge.colour("color") if widths[number] else None, widths[number]
        )
        yield element(
            "path", d=path([(x0, y0), (x0, y1), (x1, y1), (x1, y0)], is_closed=True), **look
        )


def _texts(given: Given, corners: Floats, font: Font, *, is_level: bool) -> Iterator[str]:
    if given.word("textposition", "auto", ("outside", "none")) == "none":
        return
    own = font_of(given.part("textfont"), font)
    is_constrained = given.word("constraintext", "both", FITTING) in {"both", "outside"}
    for said, (x0, y0, x1, y1) in zip(given.each("text", len(corners)), corners, strict=True):
        if not said or np.isnan([x0, y0, x1, y1]).any():
            continue
        written = words(str(said), own)
        if is_constrained:
            written = _fitted(
                written, abs(y1 - y0) if is_level else abs(x1 - x0), is_level=is_level
            )
        half = (written.above - written.below) / 2
        if is_level:
            away, anchor = (APART, "start") if x1 >= x0 else (-APART, "end")
            yield written.drawn((x1 + away, (y0 + y1) / 2 + half), anchor)
        else:
            down = APART + written.above if y1 > y0 else -APART - written.below
            yield written.drawn(((x0 + x1) / 2, y1 + down), "middle")


def _fitted(written: Words, thickness: float, *, is_level: bool) -> Words:
    """Return words small enough for the thickness of their bar."""
    share = thickness / (written.height if is_level else written.width)
    font = replace(written.font, size=min(1.0, share) * written.font.size)
    return replace(written, font=font)
