"""ROC curves of a few analytes: how far two groups lie apart at every cut-off.

Curves are told apart by dashes as well as by colour.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.cohort.cohort import Cohort
from core.cohort.design import Design
from core.cohort.groups.curves import AnalyteCurve, curves_of
from core.cohort.groups.roc import RocCurve
from core.cohort.suppression import SMALLEST_CELL
from core.figures.among.ticks import linear_ticks, tick_text
from core.figures.chart import Chart
from core.figures.groups.comparison_words import (
    count_words,
    drawn,
    group_words,
    groups_words,
    interval_words,
    level_words,
)
from core.figures.overall.components_left_out import shortened
from core.figures.overall.components_marks import add_line, legend
from core.figures.table import Column, Table
from core.figures.theme import MOST_GROUPS, Tokens, quiet
from core.text import Text

# Of the square of shares [px], and of a row of the legend above it.
HEIGHT, LEGEND_ROW = 480, 20
# More corners than these are not seen apart at this size.
MOST_CORNERS = 400
LINE_WIDTH = 2
ENDS = (-0.01, 1.01)

Drawn = list[tuple[AnalyteCurve, RocCurve]]


def roc_chart(
    text: Text, cohort: Cohort, design: Design, keys: Sequence[str], tokens: Tokens
) -> Chart:
    """Draw the curves of at most six analytes, or fewer in strata. Raises CohortError."""
    is_adjusted = bool(design.covariates)
    design, curves = curves_of(cohort, design, tuple(keys))
    every = [(curve, curve.curve) for curve in curves if curve.curve is not None]
    shown = every[:MOST_GROUPS]
    figure = go.Figure()
    add_line(figure, np.array([0.0, 1.0]), np.array([0.0, 1.0]), colour=tokens.line, width=1,
             dash="dot")  # fmt: skip
    for place, (named, curve) in enumerate(shown):
        _add_curve(figure, text, design, (named, curve), (place, tokens))
    quiet(figure, tokens, height=HEIGHT + LEGEND_ROW * len(shown))
    _add_axes(figure, text, design)
    figure.update_layout(showlegend=bool(shown), legend=legend(tokens))
    return Chart(
        title=_title(text, design, shown),
        words=_words(text, design, shown),
        figure=figure,
        table=_table(text, design, curves),
        notes=(
            *_notes(text, cohort, design, curves, len(shown)),
            *([text("group_chart.not_adjusted")] if is_adjusted else []),
        ),
    )


def thinned(curve: RocCurve) -> RocCurve:
    """Return a curve with no more corners than are seen, its ends among them."""
    count = len(curve.false_positive)
    if count <= MOST_CORNERS:
        return curve
    kept = np.unique(np.linspace(0, count - 1, MOST_CORNERS).round().astype(np.int64))
    return RocCurve(curve.false_positive[kept], curve.true_positive[kept], curve.roc)


def _add_curve(
    figure: go.Figure,
    text: Text,
    design: Design,
    named: tuple[AnalyteCurve, RocCurve],
    look: tuple[int, Tokens],
) -> None:
    place, tokens = look
    style, curve = tokens.groups[place], thinned(named[1])
    name = shortened(_name(text, design, named[0]))
    area = interval_words(text, curve.roc)
    figure.add_scatter(
        x=curve.false_positive,
        y=curve.true_positive,
        mode="lines",
        name=text("group_chart.roc.legend", name=drawn(name), area=area),
        line={"color": style.colour, "width": LINE_WIDTH, "dash": style.dash},
        hoverinfo="skip",
    )


def _add_axes(figure: go.Figure, text: Text, design: Design) -> None:
    ticks = linear_ticks(0, 1)
    first, second = map(drawn, group_words(text, design))
    shared: dict[str, Any] = {
        "range": list(ENDS),
        "tickvals": ticks,
        "ticktext": [tick_text(tick) for tick in ticks],
        "ticks": "outside",
    }
    figure.update_xaxes(**shared, title={"text": text("group_chart.axis.first", group=first)})
    figure.update_yaxes(**shared, title={"text": text("group_chart.axis.second", group=second)})


def _name(text: Text, design: Design, curve: AnalyteCurve) -> str:
    name = curve.analyte.name(text.language)
    if not curve.stratum:
        return name
    stratum = level_words(text, design.strata, curve.stratum)
    return text("group_chart.of_stratum", what=name, stratum=stratum)


def _title(text: Text, design: Design, shown: Drawn) -> str:
    if not shown:
        return text("group_chart.none")
    named, curve = max(shown, key=lambda one: abs(one[1].roc.area - 0.5))
    return text(
        "group_chart.roc.title" if shown[1:] else "group_chart.roc.title_one",
        name=_name(text, design, named),
        groups=groups_words(text, design),
        area=interval_words(text, curve.roc),
    )


def _words(text: Text, design: Design, shown: Drawn) -> str:
    if not shown:
        return text("group_chart.none")
    first, second = group_words(text, design)
    told = [
        text(
            "group_chart.roc.curve",
            name=_name(text, design, named),
            area=interval_words(text, curve.roc),
        )
        for named, curve in shown
    ]
    return text("group_chart.roc.words", first=first, second=second, curves=" ".join(told))


def _table(text: Text, design: Design, curves: Sequence[AnalyteCurve]) -> Table:
    counts = [
        Column(
            text("comparison.column.count", group=group),
            tuple(count_words(text, curve.sizes[place]) for curve in curves),
            is_number=True,
        )
        for place, group in enumerate(group_words(text, design))
    ]
    areas = tuple(interval_words(text, c.curve.roc) if c.curve else "–" for c in curves)
    return Table(
        text("group_chart.roc.table"),
        (
            Column(
                text("comparison.column.analyte"), tuple(_name(text, design, c) for c in curves)
            ),
            *counts,
            Column(text("comparison.column.area"), areas, is_number=True),
        ),
    )


def _notes(
    text: Text, cohort: Cohort, design: Design, curves: Sequence[AnalyteCurve], shown: int
) -> Iterator[str]:
    has_none = [_name(text, design, curve) for curve in curves if curve.curve is None]
    every = len(curves) - len(has_none)
    if shown:
        yield text("group_chart.roc.line", first=group_words(text, design)[0])
        yield text("group_chart.roc.what")
    if shown < every:
        yield text("group_chart.roc.most", count=shown, all=every)
    if has_none:
        names = text("words.list").join(has_none)
        yield text("group_chart.roc.not_drawn", names=names, smallest=SMALLEST_CELL)
    if cohort.is_shared:
        yield text("group_chart.shared", smallest=SMALLEST_CELL)
