"""The chart of several analytes below each other: every group's box and the patient's diamond."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from core.cohort import Cohort
from core.figures.among.groups import Asked, asked_for
from core.figures.among.marks import add_diamond, diamond, marked
from core.figures.among.multiples_words import (
    multiples_axis,
    multiples_notes,
    multiples_sentence,
    multiples_table,
    multiples_title,
)
from core.figures.among.names import level_name
from core.figures.among.overview import Overview, overviews, reach_of
from core.figures.among.strokes import (
    MEDIUM,
    Pen,
    Sign,
    Spot,
    add_area,
    add_label,
    add_line,
    add_marks,
    set_margins,
    show_legend,
)
from core.figures.among.ticks import linear_ticks, tick_text
from core.figures.chart import Chart
from core.figures.theme import Tokens, quiet
from core.markers import Sex
from core.panel import Panel
from core.text import Text

Floats = NDArray[np.float64]

# More analytes than this are no longer an overview.
MOST_ANALYTES = 30
# In [px]: the line with an analyte's name, a group's box, the space to the next, axis and legend.
NAME, BOX, SPACE, AXIS, LEGEND = 19, 13, 9, 56, 36
BOX_WIDTH, MEDIAN_SIZE, DIAMOND_SIZE, INSET = 7, 9, 13, 2
# Beyond the farthest mark, so that it is whole [SD].
ROOM = 0.25


def small_multiples_chart(  # noqa: PLR0913 - what is chosen on a page, each by its name
    text: Text,
    cohort: Cohort,
    keys: tuple[str, ...],
    tokens: Tokens,
    *,
    group: str,
    panel: Panel | None,
    sex: Sex | None,
    levels: tuple[str, ...] = (),
) -> Chart:
    """Draw several analytes on a common scale, a compact row for each, with this patient.

    Raises KeyError for an analyte or a factor that the cohort has not.
    """
    asked = asked_for(cohort, group, levels, panel, sex)
    analytes = tuple(cohort.analyte(key) for key in keys[:MOST_ANALYTES])
    rows = overviews(text, asked, analytes)
    sheet = Sheet(rows, len(asked.levels), reach_of(rows))
    figure = go.Figure()
    _draw(figure, text, asked, sheet, tokens)
    figure.update_xaxes(title={"text": multiples_axis(text, asked, analytes)})
    notes = multiples_notes(
        text,
        asked,
        analytes,
        not_drawn=len(keys) - len(analytes),
        off_scale=len(analytes) - len(rows),
    )
    return Chart(
        title=multiples_title(text, asked, rows),
        words=multiples_sentence(text, asked, rows),
        figure=figure,
        table=multiples_table(text, asked, analytes, rows),
        notes=tuple(notes),
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where things stand: x in [SD] to `reach` on both sides, y in [px] from the top."""

    rows: tuple[Overview, ...]
    groups: int
    reach: float

    @property
    def row(self) -> int:
        """Return the height of a row."""
        return NAME + BOX * self.groups + SPACE

    @property
    def height(self) -> int:
        """Return the height of all rows."""
        return self.row * max(1, len(self.rows))

    def boxes(self, number: int) -> tuple[int, int]:
        """Return from where to where the boxes of a row stand."""
        top = number * self.row + NAME
        return top, top + BOX * self.groups

    def clipped(self, z: float) -> float:
        """Return the nearest place on the axis."""
        return min(self.reach, max(-self.reach, z))


def _draw(figure: go.Figure, text: Text, asked: Asked, sheet: Sheet, tokens: Tokens) -> None:
    quiet(figure, tokens, height=sheet.height + AXIS + LEGEND)
    set_margins(figure, top=LEGEND, bottom=AXIS)
    ticks = linear_ticks(-sheet.reach, sheet.reach)
    figure.update_xaxes(
        range=[-sheet.reach - ROOM, sheet.reach + ROOM],
        tickvals=ticks,
        ticktext=[tick_text(tick) for tick in ticks],
        tickangle=0,
        ticks="outside",
    )
    figure.update_yaxes(visible=False, range=[sheet.height, 0])
    _bands(figure, sheet, tokens)
    for number, level in enumerate(asked.levels):
        name = level_name(text, asked.cohort, asked.group, level)
        _group(figure, sheet, number, name, tokens)
    _patient(figure, text, sheet, tokens)
    _names(figure, sheet, tokens)
    show_legend(figure, tokens)


def _bands(figure: go.Figure, sheet: Sheet, tokens: Tokens) -> None:
    for number, row in enumerate(sheet.rows):
        if row.band is None:
            continue
        low, high = map(sheet.clipped, row.band)
        top, bottom = sheet.boxes(number)
        y = [top - INSET, top - INSET, bottom + INSET, bottom + INSET]
        add_area(figure, [low, high, high, low], y, tokens.band)


def _group(figure: go.Figure, sheet: Sheet, number: int, name: str, tokens: Tokens) -> None:
    """Draw a group's whiskers, boxes and medians in all rows."""
    style = tokens.groups[number]
    heights = [sheet.boxes(row)[0] + BOX * (number + 0.5) for row in range(len(sheet.rows))]
    boxes = [row.boxes[number].tolist() for row in sheet.rows]
    for ends, width in (((0, 4), MEDIUM), ((1, 3), BOX_WIDTH)):
        spans = [(y, box[ends[0]], box[ends[1]]) for y, box in zip(heights, boxes, strict=True)]
        x, y = _lifted(spans)
        add_line(figure, x, y, Pen(style.colour, width))
    known = [(box[2], y) for y, box in zip(heights, boxes, strict=True) if not math.isnan(box[2])]
    sign = Sign(style.symbol, tokens.ground, MEDIAN_SIZE, edge=style.colour)
    add_marks(figure, [x for x, _ in known], [y for _, y in known], sign, name=name)


def _patient(figure: go.Figure, text: Text, sheet: Sheet, tokens: Tokens) -> None:
    for number, row in enumerate(sheet.rows):
        if row.place is None:
            continue
        mark = marked(*row.place, ends=(-sheet.reach, sheet.reach))
        top, bottom = sheet.boxes(number)
        add_line(figure, [mark.at] * 2, [top - INSET, bottom + INSET], Pen(tokens.ink))
        sign = diamond(tokens, is_exact=mark.is_exact, size=DIAMOND_SIZE)
        add_diamond(figure, text, mark, (mark.at, (top + bottom) / 2), sign)
    if any(row.place for row in sheet.rows):
        sign = diamond(tokens, is_exact=True, size=DIAMOND_SIZE)
        add_marks(figure, [math.nan], [math.nan], sign, name=text("figure.patient"))


def _names(figure: go.Figure, sheet: Sheet, tokens: Tokens) -> None:
    for number, row in enumerate(sheet.rows):
        y = number * sheet.row + NAME / 2
        add_label(figure, row.name, Spot(0, y, shift=4, on_paper=True), tokens.ink)
        if row.value:
            spot = Spot(1, y, "right", -4, on_paper=True)
            add_label(figure, row.value, spot, tokens.muted)


def _lifted(spans: Iterable[tuple[float, float, float]]) -> tuple[Floats, Floats]:
    """Return level lines (y, from, to) as one, lifted between them; none with an unknown end."""
    known = [span for span in spans if not math.isnan(sum(span))]
    y, low, high = np.array(known).reshape(-1, 3).T
    gap = np.full(len(y), np.nan)
    return np.column_stack([low, high, gap]).ravel(), np.column_stack([y, y, gap]).ravel()
