"""The chart of two analytes: people as points, of many a sample with lines around most of them."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from core.cohort import Cohort
from core.cohort.density import bandwidth, density_on_plane
from core.cohort.suppression import SMALLEST_CELL
from core.figures.among.axis import Axis
from core.figures.among.cloud import SEED
from core.figures.among.contours import contours, inside, level_around
from core.figures.among.groups import asked_for
from core.figures.among.marks import diamond, mark_of
from core.figures.among.pairs import MOST_POINTS, POINTS_OF_MANY, Pairs, pairs_of
from core.figures.among.plane_words import plane_notes, plane_sentence, plane_table, plane_title
from core.figures.among.scene import Scene, scene_of
from core.figures.among.strokes import (
    MEDIUM,
    OPEN,
    THICK,
    Pen,
    Sign,
    add_line,
    add_marks,
    set_margins,
    show_legend,
)
from core.figures.chart import Chart
from core.figures.theme import GroupStyle, Tokens, quiet
from core.markers import Sex
from core.panel import Panel
from core.text import Text

Floats = NDArray[np.float64]

HEIGHT, LEGEND, AXIS = 480, 36, 56
GRID_POINTS = 97
# Which shares of a group the lines go around.
SHARES = (0.5, 0.9)
POINT_SIZE, POINT_OPACITY = 6.0, 0.55
# So many people of those near a line are looked at to know that it is around enough of them.
MOST_COUNTED = 1_000


def two_analytes_chart(  # noqa: PLR0913 - what is chosen on a page, each by its name
    text: Text,
    cohort: Cohort,
    keys: tuple[str, str],
    tokens: Tokens,
    *,
    group: str,
    panel: Panel | None,
    sex: Sex | None,
    levels: tuple[str, ...] = (),
) -> Chart:
    """Draw two analytes, the first across, in the groups of a factor, with this patient.

    People of the other sex are left out where `sex` is given. Raises KeyError for an analyte or a
    factor that the cohort has not, ValueError for a level that the factor has not.
    """
    asked = asked_for(cohort, group, levels, panel, sex)
    first, second = (scene_of(text, asked, key, is_log=None) for key in keys)
    scenes = (first, second)
    pairs = tuple(pairs_of(asked, one, (first.scale, second.scale)) for one in first.groups)
    figure = go.Figure()
    quiet(figure, tokens, height=HEIGHT)
    set_margins(figure, top=LEGEND, bottom=AXIS)
    figure.update_xaxes(**first.axis.layout(text))
    figure.update_yaxes(**second.axis.layout(text))
    has_lines = [_draw(figure, scenes, one, tokens) for one in pairs]
    _patient(figure, text, scenes, tokens)
    show_legend(figure, tokens)
    notes = plane_notes(text, scenes, pairs, has_lines=any(has_lines))
    return Chart(
        title=plane_title(text, asked, scenes),
        words=plane_sentence(text, scenes, pairs),
        figure=figure,
        table=plane_table(text, cohort, pairs, scenes),
        notes=tuple(notes),
    )


def lines_around(pairs: Pairs, axes: tuple[Axis, Axis], share: float) -> list[Floats]:
    """Return closed lines (n, 2), as drawn, around a share of a group where it is densest.

    Of a shared cohort there is none where fewer than SMALLEST_CELL people are beyond it, nor a
    single one around fewer.
    """
    drawn = _drawn(pairs, axes)[~pairs.is_limit]
    is_shared = pairs.group.is_shared
    if is_shared and (1 - share) * len(drawn) < SMALLEST_CELL:
        return []
    if not all(bandwidth(drawn[:, side]) for side in (0, 1)):
        return []
    grids = [np.linspace(axis.low, axis.high, GRID_POINTS) for axis in axes]
    surface = density_on_plane(drawn, grids[0], grids[1])
    lines = [_on_axes(loop, axes) for loop in contours(surface, level_around(surface, share))]
    return [line for line in lines if not is_shared or _holds_enough(drawn, line)]


def _draw(figure: go.Figure, scenes: tuple[Scene, Scene], pairs: Pairs, tokens: Tokens) -> bool:
    """Draw the people of a group; say whether there are lines around them."""
    style, group = tokens.groups[pairs.group.number], pairs.group
    axes = scenes[0].axis, scenes[1].axis
    if not group.is_shared:
        _points(figure, axes, pairs, style)
    if not group.is_shared and len(pairs.values) <= MOST_POINTS:
        return False
    name, has_lines = group.name if group.is_shared else "", False
    for share in SHARES:
        lines = lines_around(pairs, axes, share)
        x, y = (_lifted(axis, [line[:, side] for line in lines]) for side, axis in enumerate(axes))
        add_line(figure, x, y, Pen(style.colour, MEDIUM, style.dash), name=name)
        name, has_lines = "", has_lines or bool(lines)
    return has_lines


def _points(figure: go.Figure, axes: tuple[Axis, Axis], pairs: Pairs, style: GroupStyle) -> None:
    chosen = np.arange(len(pairs.values))
    if len(chosen) > MOST_POINTS:
        chosen = np.random.default_rng(SEED).choice(chosen, POINTS_OF_MANY, replace=False)
    for is_open, end in ((False, ""), (True, OPEN)):
        some = pairs.values[chosen[pairs.is_limit[chosen] == is_open]]
        shown = some[axes[0].holds(some[:, 0]) & axes[1].holds(some[:, 1])]
        if is_open and not len(shown):
            continue
        sign = Sign(style.symbol + end, style.colour, POINT_SIZE, POINT_OPACITY)
        name = "" if is_open else pairs.group.name
        add_marks(figure, shown[:, 0], shown[:, 1], sign, name=name)


def _patient(figure: go.Figure, text: Text, scenes: tuple[Scene, Scene], tokens: Tokens) -> None:
    axes = scenes[0].axis, scenes[1].axis
    marks = [mark_of(scene.axis, scene.place) if scene.place else None for scene in scenes]
    for side, mark in enumerate(marks):
        if mark is not None:
            own, other = axes[side].at(mark.at), axes[1 - side]
            ends = [other.at(other.low), other.at(other.high)]
            _line(figure, side, [own, own], ends, Pen(tokens.ink))
    across, up = marks
    if across is None or up is None:
        return
    point = axes[0].at(across.at), axes[1].at(up.at)
    for side, mark in enumerate((across, up)):
        if mark.side:
            end = axes[side].at(axes[side].high if mark.side > 0 else axes[side].low)
            _line(figure, side, [point[side], end], [point[1 - side]] * 2, Pen(tokens.ink, THICK))
    sign = diamond(tokens, is_exact=across.is_exact and up.is_exact)
    add_marks(figure, [point[0]], [point[1]], sign, name=text("figure.patient"))


def _line(figure: go.Figure, side: int, own: list[float], other: list[float], pen: Pen) -> None:
    """Draw a line by its places on the axis of a side (0 across, 1 up) and on the other."""
    x, y = (own, other) if side == 0 else (other, own)
    add_line(figure, x, y, pen)


def _drawn(pairs: Pairs, axes: tuple[Axis, Axis]) -> Floats:
    return np.column_stack(
        [axis.scale.drawn(pairs.values[:, side]) for side, axis in enumerate(axes)]
    )


def _on_axes(loop: Floats, axes: tuple[Axis, Axis]) -> Floats:
    """Turn columns and rows of the grid into places on the axes, none of them beyond."""
    shares = np.clip(loop / (GRID_POINTS - 1), 0, 1)
    return np.column_stack(
        [axis.low + shares[:, side] * (axis.high - axis.low) for side, axis in enumerate(axes)]
    )


def _holds_enough(drawn: Floats, line: Floats) -> bool:
    is_near = ((drawn >= line.min(axis=0)) & (drawn <= line.max(axis=0))).all(axis=1)
    return int(inside(drawn[is_near][:MOST_COUNTED], line).sum()) >= SMALLEST_CELL


def _lifted(axis: Axis, lines: list[Floats]) -> Floats:
    """Return places in the unit, with nan between one line and the next."""
    gap = np.array([np.nan])
    parts = [part for line in lines for part in (axis.scale.undrawn(line), gap)]
    return np.concatenate([np.zeros(0), *parts])
