"""Draws the axes: grid and zero line behind the data; line, marks, labels and title before it."""

from collections.abc import Iterator

from core.figures.svg.axis import Axes, Axis, Line
from core.figures.svg.elements import Point, element, lined, path
from core.figures.svg.frame import Frame
from core.figures.svg.labels import AWAY, base, labels, title

# A line of the grid this near to an end [px] would only thicken what stands there.
AT_END = 1


def behind(x: Axis, y: Axis, frame: Frame) -> Iterator[str]:
    """Yield the grid of two axes, then their zero lines."""
    for axis, other in ((x, y), (y, x)):
        yield from _grid(axis, other, frame)
    for axis, other in ((x, y), (y, x)):
        if axis.zero and axis.holds(0.0):
            yield _across(axis, axis.at(0.0, frame), other.ends(frame), axis.zero)


def before(axis: Axis, axes: Axes, frame: Frame) -> Iterator[str]:
    """Yield the line, the marks and the labels of an axis, and its title."""
    if not axis.is_visible:
        return
    stand = base(axis, axes, frame)
    yield from _lines(axis, axes, frame, stand)
    yield from _marks(axis, frame, stand)
    placed = labels(axis, axes, frame)
    yield from (label.drawn() for label in placed)
    if (named := title(axis, axes, frame, placed)) is not None:
        yield named.drawn()


def _grid(axis: Axis, other: Axis, frame: Frame) -> Iterator[str]:
    if axis.grid is None:
        return
    start, end = sorted(axis.ends(frame))
    for tick in axis.marks.every:
        at, is_zero = axis.at(tick.at, frame), tick.at == 0 and axis.zero is not None
        if start + AT_END < at < end - AT_END and not is_zero:
            yield _across(axis, at, other.ends(frame), axis.grid)


def _lines(axis: Axis, axes: Axes, frame: Frame, stand: float) -> Iterator[str]:
    if axis.line is None:
        return
    low, high = sorted(axis.ends(frame))
    if axis.is_across:
        # A vertical line stands outside the area: the corner is filled.
        low -= _line_at(axis, axes, "left")
        high += _line_at(axis, axes, "right")
    outside = stand + AWAY[axis.side] * axis.line.width / 2
    yield _along(axis, outside, (low, high), axis.line)
    if axis.is_mirrored and axis.anchor != "free":
        far = sum(axes[axis.anchor].ends(frame)) - stand
        yield _along(axis, far - AWAY[axis.side] * axis.line.width / 2, (low, high), axis.line)


def _line_at(axis: Axis, axes: Axes, side: str) -> float:
    other = axes.get(axis.anchor)
    if other is None or other.line is None:
        return 0.0
    return other.line.width if other.side == side or other.is_mirrored else 0.0


def _marks(axis: Axis, frame: Frame, stand: float) -> Iterator[str]:
    marks, away = axis.marks, AWAY[axis.side]
    if not marks.side:
        return
    start = stand + away * axis.thickness if marks.outside else stand
    end = start + away * (marks.length if marks.outside else -marks.length)
    for tick in marks.every:
        yield _across(axis, axis.at(tick.at, frame), (start, end), marks.line)


def _across(axis: Axis, at: float, ends: Point, line: Line) -> str:
    """Write a line at right angles to an axis."""
    points = [(at, end) if axis.is_across else (end, at) for end in ends]
    return _line(points, line)


def _along(axis: Axis, at: float, ends: Point, line: Line) -> str:
    points = [(end, at) if axis.is_across else (at, end) for end in ends]
    return _line(points, line)


def _line(points: list[Point], line: Line) -> str:
    return element("path", d=path(points), **lined(line.colour, line.width, line.dash))
