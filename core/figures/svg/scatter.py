"""Draws a trace of points: fill, whiskers, line, symbols, texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.figures.svg.elements import DASHES, Point, element, group, lined, painted, path, px
from core.figures.svg.fonts import LINE
from core.figures.svg.given import Given
from core.figures.svg.points import markers
from core.figures.svg.subplot import Subplot
from core.figures.svg.whiskers import whiskers
from core.figures.svg.words import Font, font_of, words

Floats = NDArray[np.float64]

PARTS = ("lines", "markers", "text")
MODES = frozenset(
    "+".join(part for part, is_in in zip(PARTS, chosen, strict=True) if is_in)
    for chosen in np.ndindex(2, 2, 2)
) - {""} | {"none"}
FILLS = ("none", "tozeroy", "tozerox", "tonexty", "tonextx", "toself")
SHAPES = ("linear", "hv", "vh")
# Which side of its point a text stands on.
SIDES = {"top": -1, "middle": 0, "bottom": 1}
ANCHORS = {"left": (-1, "end"), "center": (0, "middle"), "right": (1, "start")}
PLACES = frozenset(f"{side} {anchor}" for side in SIDES for anchor in ANCHORS)
# A symbol is larger than its radius says, and the text keeps clear of it.
RADIUS_SHARE, APART, BASELINE = 0.8, 1, 0.75


@dataclass(frozen=True, slots=True)
class Scatter:
    """A trace of points on its subplot, (n, 2) [px]."""

    given: Given
    subplot: Subplot
    points: Floats
    font: Font

    @property
    def mode(self) -> Sequence[str]:
        """Return what is drawn of the points. Raises ValueError where Plotly would choose it."""
        if not self.given.has("mode"):
            raise self.given.refused("mode", "is not given")
        return self.given.word("mode", "none", MODES).split("+")

    @property
    def fill(self) -> str:
        """Return what the trace is filled to, empty for nothing."""
        fill = self.given.word("fill", "none", FILLS)
        return "" if fill == "none" else fill

    @property
    def runs(self) -> list[Floats]:
        """Return the points of the line in pieces without a gap."""
        known = ~np.isnan(self.points).any(axis=1)
        ends = np.flatnonzero(np.diff(np.concatenate(([False], known, [False]))))
        pieces = [self.points[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)]
        return [_stepped(piece, self.shape) for piece in pieces]

    @property
    def shape(self) -> str:
        """Return how the line goes from point to point."""
        return self.given.part("line").word("shape", "linear", SHAPES)


def scatter(given: Given, subplot: Subplot, font: Font) -> Scatter:
    """Return a trace with its points in their places."""
    x, y = given.column("x"), given.column("y")
    if len(x) != len(y):
        raise given.refused("y", f"has {len(y)} values for {len(x)} of x")
    return Scatter(given, subplot, subplot.points(x, y), font)


def drawn(trace: Scatter, before: Scatter | None, after: Scatter | None) -> str:
    """Write a trace; `before` and `after` are its neighbours on the same subplot.

    What fills the space to the next trace lies below the line of this one.
    """
    given = trace.given
    fills = []
    if trace.fill and not (trace.fill.startswith("tonext") and before):
        fills.append(_fill(trace, None))
    if after and after.fill.startswith("tonext"):
        fills.append(_fill(after, trace))
    inside = [*fills, *whiskers(given, trace.subplot, trace.points)]
    if "lines" in trace.mode:
        inside += _lines(trace)
    is_clipped = given.flag("cliponaxis", default=True)
    on_top = [*markers(given, trace.points, _shown(trace)), *_texts(trace)]
    clip = f"url(#{trace.subplot.clip})"
    opacity = px(given.number("opacity")) if given.has("opacity") else None
    return group(
        [
            group(inside, clip_path=clip),
            group(on_top, clip_path=clip if is_clipped else None),
        ],
        opacity=opacity,
    )


def _shown(trace: Scatter) -> NDArray[np.bool_]:
    """Say which points have a place; without a clip, only those in the area."""
    known: NDArray[np.bool_] = ~np.isnan(trace.points.sum(axis=1))
    if not trace.given.flag("cliponaxis", default=True):
        known &= trace.subplot.holds(trace.points)
    return known if "markers" in trace.mode else np.zeros_like(known)


def _stepped(points: Floats, shape: str) -> Floats:
    if shape == "linear" or len(points) < 2:  # noqa: PLR2004 - a step joins two points
        return points
    corners = np.column_stack((points[1:, 0], points[:-1, 1]))
    if shape == "vh":
        corners = np.column_stack((points[:-1, 0], points[1:, 1]))
    steps = np.empty((2 * len(points) - 1, 2))
    steps[::2], steps[1::2] = points, corners
    return steps


def _lines(trace: Scatter) -> Iterator[str]:
    line = trace.given.part("line")
    width = line.number("width", 2)
    if not width:
        return
    marker = trace.given.part("marker")
    own = line if line.has("color") or isinstance(marker.raw("color"), list) else marker
    look = lined(own.colour("color"), width, line.word("dash", "solid", DASHES))
    for piece in trace.runs:
        if len(piece) > 1:
            yield element("path", d=path(map(tuple, piece)), stroke_linejoin="round", **look)


def _fill(trace: Scatter, other: Scatter | None) -> str:
    look = painted(trace.given.colour("fillcolor"))
    pieces = trace.runs
    if not pieces:
        return ""
    if trace.fill == "toself":
        way = "".join(path(map(tuple, piece), is_closed=True) for piece in pieces)
        return element("path", d=way, **look)
    there = np.concatenate(pieces)
    back = np.concatenate(other.runs)[::-1] if other and other.runs else _to_zero(trace, there)
    way = path(map(tuple, np.concatenate((there, back))), is_closed=True)
    return element("path", d=way, **look)


def _to_zero(trace: Scatter, there: Floats) -> Floats:
    """Return the way back along zero, or along the end of a logarithmic axis."""
    is_up = trace.fill.endswith("y")
    axis, column = (trace.subplot.y, 1) if is_up else (trace.subplot.x, 0)
    back = there[[-1, 0]].copy()
    back[:, column] = axis.at(axis.low if axis.is_log else 0.0, trace.subplot.frame)
    return back


def _texts(trace: Scatter) -> Iterator[str]:
    if "text" not in trace.mode:
        return
    given, count = trace.given, len(trace.points)
    font = font_of(given.part("textfont"), trace.font)
    places = given.each("textposition", count, "middle center")
    sizes = given.part("marker").each("size", count, 6) if "markers" in trace.mode else [0] * count
    for point, said, place, size in zip(
        trace.points, given.each("text", count, ""), places, sizes, strict=True
    ):
        if place not in PLACES:
            raise given.refused("textposition", f"{place!r} is not drawn")
        if said and not np.isnan(point).any():
            yield _text(str(said), font, (float(point[0]), float(point[1])), place, size)


def _text(said: str, font: Font, at: Point, place: str, size: float) -> str:
    written = words(said, font)
    to, _, beside = place.partition(" ")
    side, (across, anchor) = SIDES[to], ANCHORS[beside]
    clear = size / 2 / RADIUS_SHARE + APART if size else 0.0
    lines = (len(written.lines) - 1) * LINE + 1
    down = BASELINE * font.size + side * clear + (side - 1) * lines * font.size / 2
    return written.drawn((at[0] + across * clear, at[1] + down), anchor)
