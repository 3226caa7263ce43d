"""One analyte in the groups of a cohort: a cloud, a box and its rain for each, and the patient.

Over its own line a group has half a violin (how the values spread), a box from quartile to quartile
with whiskers to the 5th and 95th percentile, and below them points, of many people a sample.
"""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from core.cohort.density import bandwidth, density
from core.figures.among.axis import Axis
from core.figures.among.groups import Group
from core.figures.among.strokes import (
    MEDIUM,
    OPEN,
    THICK,
    Pen,
    Sign,
    add_area,
    add_line,
    add_marks,
)
from core.figures.theme import GroupStyle

Floats = NDArray[np.float64]

MOST_POINTS = 200
SEED = 2022
FEWEST_IN_A_BOX = 5
FEWEST_IN_A_CURVE = 10
GRID_POINTS = 301
# A curve ends where it is no longer told from its base line, as a share of the tallest.
LEAST_SHOWN = 0.003
POINT_SIZE, POINT_OPACITY = 6.0, 0.6
GOLDEN = (5**0.5 - 1) / 2

# Heights in a row of 1, from its bottom: rain, box, cloud; the rest is for the name.
RAIN, BOX, CLOUD = (0.03, 0.19), (0.25, 0.35), (0.40, 0.80)
NAME_AT = 0.91


@dataclass(frozen=True, slots=True)
class Row:
    """The row of a group on an axis: where its bottom is, and how the group looks."""

    axis: Axis
    group: Group
    style: GroupStyle
    bottom: float

    def heights(self, part: tuple[float, float]) -> tuple[float, float]:
        """Return from where to where a part of the row goes."""
        return self.bottom + part[0], self.bottom + part[1]


def curve_of(axis: Axis, group: Group) -> Floats | None:
    """Return the density over the axis (GRID_POINTS,), of all with a value; None for too few.

    Censored values are not in it, and it is as much smaller. Of a shared cohort it is nan beyond
    the outermost percentiles that may be told, since a hill out there is one person.
    """
    drawn = axis.scale.drawn(group.sample.exact)
    if len(drawn) < FEWEST_IN_A_CURVE or group.is_withheld or bandwidth(drawn) == 0:
        return None
    grid = np.linspace(axis.low, axis.high, GRID_POINTS)
    curve = density(drawn, grid) * (len(drawn) / group.sample.size)
    if not group.is_shared:
        return curve
    told = axis.scale.drawn(group.percentiles())
    told = told[~np.isnan(told)]
    if not len(told):
        return None
    # Where the median alone may be told, nothing of a curve is.
    shown = (grid >= told.min()) & (grid <= told.max())
    return np.where(shown, curve, np.nan) if shown.any() else None


def add_cloud(figure: go.Figure, row: Row, curve: Floats, tallest: float) -> None:
    """Draw half a violin; `tallest` is the density that fills the height."""
    grid = np.linspace(row.axis.low, row.axis.high, GRID_POINTS)
    shown = np.nan_to_num(curve) > tallest * LEAST_SHOWN
    if not shown.any():
        return
    bottom, top = row.heights(CLOUD)
    x = row.axis.scale.undrawn(grid[shown])
    y = bottom + (top - bottom) * curve[shown] / tallest
    add_area(
        figure,
        [*x.tolist(), x[-1], x[0], x[0]],
        [*y.tolist(), bottom, bottom, y[0]],
        row.style.fill,
        edge=Pen(row.style.colour, MEDIUM, row.style.dash),
    )


def add_box(figure: go.Figure, row: Row) -> None:
    """Draw what is known of the percentiles: whiskers, box, median."""
    if row.group.sample.size < FEWEST_IN_A_BOX or row.group.is_withheld:
        return
    low, q1, median, q3, high = row.axis.scale.drawn(row.group.percentiles()).tolist()
    bottom, top = row.heights(BOX)
    middle, colour = (bottom + top) / 2, row.style.colour
    for whisker in ((low, q1), (q3, high)):
        if not np.isnan(whisker).any():
            add_line(figure, _x(row.axis, *whisker), [middle] * 2, Pen(colour, MEDIUM))
    if not np.isnan((q1, q3)).any():
        x = _x(row.axis, q1, q3, q3, q1, q1)
        y = [bottom, bottom, top, top, bottom]
        add_area(figure, x, y, row.style.fill, edge=Pen(colour, MEDIUM))
    if not np.isnan(median):
        x = _x(row.axis, median, median)
        add_line(figure, x, [bottom, top], Pen(colour, THICK))


def add_rain(figure: go.Figure, row: Row) -> int:
    """Draw people as points, censored ones open at their limit; return how many lie beyond."""
    if row.group.is_shared:
        return 0
    sample = row.group.sample
    is_limit = np.repeat([False, True], [len(sample.exact), sample.censored])
    values, is_limit = _some(sample.known, is_limit)
    inside = row.axis.holds(values)
    heights = _spread_out(values, *row.heights(RAIN))
    for is_open, end in ((False, ""), (True, OPEN)):
        some = inside & (is_limit == is_open)
        if some.any():
            sign = Sign(row.style.symbol + end, row.style.colour, POINT_SIZE, POINT_OPACITY)
            add_marks(figure, values[some], heights[some], sign)
    return int((~row.axis.holds(sample.known)).sum())


def _some(values: Floats, is_limit: NDArray[np.bool_]) -> tuple[Floats, NDArray[np.bool_]]:
    """Return all the people, or a sample of many: the same one whenever it is asked for."""
    if len(values) <= MOST_POINTS:
        return values, is_limit
    random = np.random.default_rng(SEED)
    chosen = random.choice(len(values), MOST_POINTS, replace=False)
    return values[chosen], is_limit[chosen]


def _spread_out(values: Floats, low: float, high: float) -> Floats:
    """Return heights at which neighbours in value lie apart (multiples of the golden section)."""
    order = np.argsort(values, kind="stable")
    heights = np.empty(len(values))
    heights[order] = low + (high - low) * (np.arange(len(values)) * GOLDEN % 1)
    return heights


def _x(axis: Axis, *drawn: float) -> list[float]:
    return [axis.at(axis.clipped(place)) for place in drawn]
