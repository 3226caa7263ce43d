"""The chart of one analyte: every group's cloud, box and rain, the interval and the patient."""

import math

import numpy as np
import plotly.graph_objects as go

from core.cohort import Cohort
from core.figures import words
from core.figures.among.axis import Axis
from core.figures.among.cloud import NAME_AT, Row, add_box, add_cloud, add_rain, curve_of
from core.figures.among.groups import MEDIAN, Group, asked_for, size_words
from core.figures.among.marks import (
    DIAMOND_SIZE,
    add_band,
    add_diamond,
    anchor_at,
    band_on,
    diamond,
    mark_of,
)
from core.figures.among.names import count_words
from core.figures.among.notes import notes_on
from core.figures.among.place import value_words
from core.figures.among.scene import Scene, scene_of
from core.figures.among.sentence import among_sentence, title_of
from core.figures.among.strokes import Anchor, Pen, Spot, add_label, add_line, set_margins
from core.figures.among.table import among_table
from core.figures.chart import Chart
from core.figures.theme import MARGIN, GroupStyle, Tokens, quiet
from core.markers import Sex
from core.panel import Panel
from core.text import Text, number

# In [px]: a group's row, a line of words above the rows, and the axis with its title below.
ROW, LINE, AXIS = 112, 19, 56


def raincloud_chart(  # noqa: PLR0913 - what is chosen on a page, each by its name
    text: Text,
    cohort: Cohort,
    key: str,
    tokens: Tokens,
    *,
    group: str,
    panel: Panel | None,
    sex: Sex | None,
    levels: tuple[str, ...] = (),
    is_log: bool | None = None,
) -> Chart:
    """Draw an analyte in the groups of a factor, or some of them, with this patient.

    People of the other sex are left out where `sex` is given. The axis is linear or logarithmic as
    asked or as is the analyte's own scale. Raises KeyError for an analyte or a factor that the
    cohort has not, ValueError for a level that the factor has not.
    """
    asked = asked_for(cohort, group, levels, panel, sex)
    scene = scene_of(text, asked, key, is_log=is_log)
    figure = go.Figure()
    beyond = _draw(figure, text, scene, tokens)
    said = among_sentence(text, cohort, key, group=group, panel=panel, sex=sex, levels=asked.levels)
    table = among_table(text, cohort, key, group=group, panel=panel, sex=sex, levels=asked.levels)
    return Chart(
        title=title_of(text, asked, scene.scale),
        words=words.joined(text, [said, *medians_words(text, scene)]),
        figure=figure,
        table=table,
        notes=notes_on(text, scene, beyond),
    )


def _draw(figure: go.Figure, text: Text, scene: Scene, tokens: Tokens) -> int:
    """Draw all there is; return how many people lie beyond the axis."""
    rows = len(scene.groups)
    top = rows + 3 * LINE / ROW
    quiet(figure, tokens, height=round(top * ROW) + AXIS + MARGIN)
    set_margins(figure, top=MARGIN, bottom=AXIS)
    figure.update_xaxes(**scene.axis.layout(text))
    figure.update_yaxes(visible=False, range=[0, top])
    add_band(figure, scene.axis, tokens, (0, rows + LINE / ROW))
    curves = [curve_of(scene.axis, group) for group in scene.groups]
    tallest = max((float(np.nanmax(curve)) for curve in curves if curve is not None), default=1.0)
    beyond = 0
    for group, curve in zip(scene.groups, curves, strict=True):
        row = Row(scene.axis, group, tokens.groups[group.number], rows - 1 - group.number)
        _name(figure, text, scene, row)
        if curve is not None:
            add_cloud(figure, row, curve, tallest)
        add_box(figure, row)
        beyond += add_rain(figure, row)
    _interval(figure, text, scene, tokens)
    _patient(figure, text, scene, tokens)
    return beyond


def _name(figure: go.Figure, text: Text, scene: Scene, row: Row) -> None:
    y = row.bottom + NAME_AT
    # On the side that the patient's line is not on.
    spot = Spot(0, y, "left", 4, on_paper=True)
    if scene.place and _side(scene.axis, mark_of(scene.axis, scene.place).at) > 0:
        spot = Spot(1, y, "right", -4, on_paper=True)
    add_label(figure, row_words(text, scene, row.group, row.style), spot, row.style.colour)


def row_words(text: Text, scene: Scene, group: Group, style: GroupStyle) -> str:
    """Name a group with its sign and how many people it has, with and without a value."""
    cohort = scene.asked.cohort
    people = size_words(text, cohort, group)
    named = text("among.row.group", sign=style.sign, group=group.name, count=people)
    if not group.sample.missing or group.is_withheld:
        return named
    missing = count_words(text, cohort, group.missing)
    return text("among.row.missing", group=named, count=missing)


def medians_words(text: Text, scene: Scene) -> list[str]:
    """Say the medians of the groups, where there are any to be said."""
    medians = {group.name: float(group.percentiles()[MEDIAN]) for group in scene.groups}
    said = [
        text("among.median.group", group=name, median=number(median))
        for name, median in medians.items()
        if not math.isnan(median)
    ]
    return [text("among.median.all", medians=text("words.list").join(said))] if said else []


def _interval(figure: go.Figure, text: Text, scene: Scene, tokens: Tokens) -> None:
    band = band_on(scene.axis)
    if band is None:
        return
    interval = scene.scale.interval
    said, owner = text("among.interval.sd"), ""
    if not scene.scale.is_in_sd and interval is not None:
        said = text("among.interval.unit", interval=words.interval(text, interval))
        owner = words.owner(text, interval)
    middle = sum(band) / 2
    anchor = anchor_at(scene.axis, middle)
    x = {"left": band[0], "center": middle, "right": band[1]}[anchor]
    for line, written in ((2.5, said), (1.5, owner)):
        y = len(scene.groups) + line * LINE / ROW
        add_label(figure, written, Spot(x, y, anchor), tokens.muted)


def _patient(figure: go.Figure, text: Text, scene: Scene, tokens: Tokens) -> None:
    if scene.place is None:
        return
    mark = mark_of(scene.axis, scene.place)
    y = len(scene.groups) + LINE / ROW / 2
    x = scene.axis.at(mark.at)
    add_line(figure, [x, x], [0, y], Pen(tokens.ink))
    add_diamond(figure, text, mark, (x, y), diamond(tokens, is_exact=mark.is_exact))
    analyte = scene.scale.analyte
    value = value_words(text, scene.asked.panel, analyte)
    side = _side(scene.axis, mark.at)
    anchor: Anchor = "left" if side > 0 else "right"
    shift = side * DIAMOND_SIZE * (1.6 if side == mark.side else 0.8)
    add_label(
        figure, text("among.patient", value=value), Spot(mark.at, y, anchor, shift), tokens.ink
    )


def _side(axis: Axis, drawn: float) -> int:
    """Return to which side of a place there is more room: -1 for left, 1 for right."""
    return 1 if drawn < (axis.low + axis.high) / 2 else -1
