"""Where the labels and the title of an axis stand, and the room that they want in the margins.

The distances are Plotly's, in shares of the size of the font.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.figures.svg.axis import Axes, Axis, Tick
from core.figures.svg.elements import Point
from core.figures.svg.fonts import LINE
from core.figures.svg.frame import Frame, Push
from core.figures.svg.words import ANCHORS, Words

# From the line to the labels; from a baseline to the middle of letters, and to their tops.
GAP, MIDDLE, CAPITAL = 0.2, 0.35, 0.70
# Labels side by side keep so many [px] apart, or are turned by the first angle that fits.
APART = 2
ANGLES = (0.0, 30.0, 90.0)
ROOM_FOR_LINE = 1.25
TITLE_GAP, TITLE_APART = 10, 2
# Which way is outwards.
AWAY = {"left": -1, "right": 1, "top": -1, "bottom": 1}
OPPOSITE = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}
# Between the line of an axis and its title, in sizes of the title: with labels, and without.
TITLE_LINES = {"left": (2.0, 1.5), "right": (2.5, 2.0), "top": (2.5, 1.5), "bottom": (3.0, 2.0)}


@dataclass(frozen=True, slots=True)
class Box:
    """What a drawn part covers of the page [px]."""

    left: float
    top: float
    right: float
    bottom: float

    def edge(self, side: str) -> float:
        """Return where the box ends to a side [px]."""
        return float(getattr(self, side))

    def meets(self, other: "Box", apart: float) -> bool:
        """Say whether another box is nearer than so many pixels."""
        return (
            self.left <= other.right + apart
            and other.left <= self.right + apart
            and self.top <= other.bottom + apart
            and other.top <= self.bottom + apart
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """Words at the point of their first baseline, turned about a pivot [degrees]."""

    words: Words
    at: Point
    anchor: str
    angle: float = 0.0
    pivot: Point = (0.0, 0.0)

    @property
    def box(self) -> Box:
        """Return what the words cover, upright or turned."""
        left = self.at[0] - ANCHORS[self.anchor] * self.words.width
        top, bottom = self.at[1] - self.words.above, self.at[1] + self.words.below
        corners = [(x, y) for x in (left, left + self.words.width) for y in (top, bottom)]
        turned = [_turned(corner, self.angle, self.pivot) for corner in corners]
        across, down = zip(*turned, strict=True)
        return Box(min(across), min(down), max(across), max(down))

    def drawn(self) -> str:
        """Write the words."""
        turn = (self.angle, self.pivot) if self.angle else None
        return self.words.drawn(self.at, self.anchor, turn)


def base(axis: Axis, axes: Axes, frame: Frame) -> float:
    """Return where the line of an axis stands: y of a horizontal one, x of a vertical one [px]."""
    place = frame.y if axis.is_across else frame.x
    return place(_base_share(axis, axes))


def labels(axis: Axis, axes: Axes, frame: Frame) -> list[Placed]:
    """Return the labels of an axis where they stand."""
    ticks = [tick for tick in axis.marks.every if tick.label]
    if not ticks:
        return []
    angle = axis.marks.angle
    if angle is None:
        angle = fitting_angle(axis, ticks, frame) if axis.is_across else 0.0
    stand = base(axis, axes, frame)
    return [_label(axis, tick, stand, angle, frame) for tick in ticks]


def fitting_angle(axis: Axis, ticks: Sequence[Tick], frame: Frame) -> float:
    """Return the angle at which labels beside each other do not meet [degrees]."""
    at = [axis.at(tick.at, frame) for tick in ticks]
    wide = [tick.label.width if tick.label else 0.0 for tick in ticks]
    ends = [(x - width / 2, x + width / 2 + APART) for x, width in zip(at, wide, strict=True)]
    if not any(a[0] <= b[1] and b[0] <= a[1] for a, b in pairwise(ends)):
        return ANGLES[0]
    between = abs(at[-1] - at[0]) / (len(at) - 1)
    tall = max(_tall(tick.label) for tick in ticks if tick.label)
    fits = between / math.hypot(between, ROOM_FOR_LINE * tall)
    return next((a for a in ANGLES if math.cos(math.radians(a)) <= fits), ANGLES[-1])


def title(axis: Axis, axes: Axes, frame: Frame, beside: Sequence[Placed]) -> Placed | None:
    """Return the title of an axis where it stands, clear of the labels and on the page."""
    if axis.title is None:
        return None
    away = AWAY[axis.side]
    stand = base(axis, axes, frame) + away * _title_distance(axis, axes, frame, beside)
    placed = _title_at(axis, stand, frame)
    return _title_at(axis, stand + away * _scoot(axis, placed.box, beside, frame), frame)


def push(axis: Axis, axes: Axes, frame: Frame) -> Push:
    """Return the room that the labels and the title of an axis want."""
    placed = labels(axis, axes, frame)
    boxes = [one.box for one in placed]
    room = _depth(axis, axes, frame, placed) + _title_depth(axis)
    share = _base_share(axis, axes)
    start, end = sorted(axis.ends(frame))
    if axis.is_across:
        return Push(
            left=max([0.0, *(start - box.left for box in boxes)]),
            right=max([0.0, *(box.right - end for box in boxes)]),
            bottom=room if axis.side == "bottom" else 0,
            top=room if axis.side == "top" else 0,
            bottom_at=share,
            top_at=share,
        )
    return Push(
        left=room if axis.side == "left" else 0,
        right=room if axis.side == "right" else 0,
        bottom=max([0.0, *(box.bottom - end for box in boxes)]),
        top=max([0.0, *(start - box.top for box in boxes)]),
        left_at=share,
        right_at=share,
    )


def _turned(point: Point, angle: float, pivot: Point) -> Point:
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x, y = point[0] - pivot[0], point[1] - pivot[1]
    return pivot[0] + x * cosine - y * sine, pivot[1] + x * sine + y * cosine


def _base_share(axis: Axis, axes: Axes) -> float:
    if axis.anchor == "free":
        return axis.position
    domain = axes[axis.anchor].domain
    return domain[1] if axis.side in {"top", "right"} else domain[0]


def _label(axis: Axis, tick: Tick, stand: float, angle: float, frame: Frame) -> Placed:
    label, at = tick.label, axis.at(tick.at, frame)
    if label is None:
        raise ValueError("a tick without a label has nothing to place")
    size, away = label.font.size, AWAY[axis.side]
    edge = stand + away * _label_distance(axis, size)
    more = size * LINE * (len(label.lines) - 1)
    if not axis.is_across:
        anchor = "start" if axis.side == "right" else "end"
        return Placed(label, (edge, at + MIDDLE * size - more / 2), anchor)
    if not angle:
        return Placed(label, (at, edge + (size if away > 0 else -GAP * size - more)), "middle")
    pivot = (at, edge + away * size / 2)
    anchor = "start" if (angle > 0) == (away > 0) else "end"
    return Placed(label, (at, pivot[1] + MIDDLE * size - more / 2), anchor, angle, pivot)


def _label_distance(axis: Axis, size: float) -> float:
    """Return how far labels begin from the line of the axis [px]."""
    outside = axis.marks.outside
    gap = GAP * size if outside or axis.line else 0.0
    if axis.is_across and axis.marks.angle:
        # Plotly takes the marks for turned as well, where an angle is said.
        outside = outside * abs(math.cos(math.radians(axis.marks.angle))) + 1
    return outside + gap + axis.thickness


def _tall(label: Words) -> float:
    return label.font.size * len(label.lines)


def _depth(axis: Axis, axes: Axes, frame: Frame, placed: Sequence[Placed]) -> float:
    """Return how far labels and marks reach from the line of the axis [px]."""
    stand = base(axis, axes, frame)
    reached = [AWAY[axis.side] * (one.box.edge(axis.side) - stand) for one in placed]
    return max([axis.marks.outside, *reached])


def _title_depth(axis: Axis) -> float:
    if axis.title is None:
        return 0.0
    size, more = axis.title.font.size, len(axis.title.lines) - 1
    if axis.standoff is not None:
        return size * (CAPITAL + more * LINE) + axis.standoff
    return size * (more + 1) * LINE if more else size


def _title_distance(axis: Axis, axes: Axes, frame: Frame, beside: Sequence[Placed]) -> float:
    if axis.title is None:
        return 0.0
    if axis.standoff is not None:
        return _depth(axis, axes, frame, beside) + _title_depth(axis)
    lines = TITLE_LINES[axis.side][0 if beside else 1]
    return TITLE_GAP + lines * axis.title.font.size + axis.thickness - 1


def _title_at(axis: Axis, stand: float, frame: Frame) -> Placed:
    if axis.title is None:
        raise ValueError("an axis without a title has nothing to place")
    middle = sum(axis.ends(frame)) / 2
    if axis.is_across:
        return Placed(axis.title, (middle, stand), "middle")
    return Placed(axis.title, (stand, middle), "middle", -90.0, (stand, middle))


def _scoot(axis: Axis, box: Box, beside: Sequence[Placed], frame: Frame) -> float:
    """Return how far a title moves outwards, clear of the labels; inwards, to be on the page."""
    side, away = axis.side, AWAY[axis.side]
    page = Box(0, 0, frame.width, frame.height)
    room = away * (page.edge(side) - box.edge(side))
    if room < 0:
        return room
    others = [one.box for one in beside if one.box.meets(box, TITLE_APART)]
    met = [away * (other.edge(side) - box.edge(OPPOSITE[side])) for other in others]
    return min(room, max([0.0, *(by + TITLE_APART for by in met)]))
