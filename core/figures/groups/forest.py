"""The forest of a comparison: effects with their intervals, the smallest p value first.

A filled mark has an interval that does not reach no difference; circle and triangle, as everywhere,
are the group with the larger values.
"""

from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

from core.cohort.design import Design
from core.cohort.result import AnalyteResult, Comparison, Effect
from core.figures.among.ticks import linear_ticks, tick_text
from core.figures.chart import Chart
from core.figures.groups.common_effect import CommonScale, common_scale
from core.figures.groups.comparison_words import (
    drawn,
    drawn_words,
    group_words,
    interval_words,
    p_words,
    result_words,
    tested,
)
from core.figures.overall.components_marks import legend
from core.figures.table import Column, Table
from core.figures.theme import SMALL_FONT_SIZE, Tokens, quiet
from core.text import Text

ROW, MARGINS = 24, 110
MARK_SIZE, LINE_WIDTH, CAP = 9, 1.5, 4
MOST, NAMED_IN_WORDS = 25, 3
PADDING, LEAST_SPAN = 0.05, 0.2

Row = tuple[AnalyteResult, Effect]


def forest_chart(text: Text, comparison: Comparison, tokens: Tokens, most: int = MOST) -> Chart:
    """Draw the effects of at most so many analytes with their 95 % intervals."""
    scale = common_scale(comparison)
    found = ((result, scale.effect(result)) for result in tested(comparison))
    rows = [(result, effect) for result, effect in found if effect is not None]
    shown = rows[:most]
    figure = go.Figure()
    for side in (0, 1):
        _add_rows(figure, text, comparison.design, scale, (side, shown), tokens)
    quiet(figure, tokens, height=MARGINS + ROW * max(1, len(shown)))
    _add_axes(figure, text, comparison.design, scale, shown)
    figure.update_xaxes(zeroline=scale.is_signed, zerolinecolor=tokens.ink, zerolinewidth=1)
    figure.update_layout(showlegend=scale.is_signed, legend=legend(tokens))
    return Chart(
        title=_title(text, scale, shown),
        words=_words(text, comparison.design, scale, shown),
        figure=figure,
        table=_table(text, comparison.design, scale, shown),
        notes=tuple(_notes(text, comparison, scale, (len(shown), len(rows)))),
    )


def is_apart(effect: Effect) -> bool:
    """Say whether the interval does not reach no difference."""
    return effect.low > 0 or effect.high < 0


def _add_rows(
    figure: go.Figure,
    text: Text,
    design: Design,
    scale: CommonScale,
    part: tuple[int, list[Row]],
    tokens: Tokens,
) -> None:
    """Draw the rows in which one group, 0 or 1, has the larger values; all are 1 of shares."""
    side, shown = part
    style = tokens.groups[side]
    of_side = [
        (number, effect)
        for number, (_, effect) in enumerate(shown)
        if side == (int(effect.value > 0) if scale.is_signed else 1)
    ]
    if not of_side:
        return
    effects = [effect for _, effect in of_side]
    figure.add_scatter(
        x=[effect.value for effect in effects],
        y=[number for number, _ in of_side],
        mode="markers",
        name=text("group_chart.higher", group=drawn(group_words(text, design)[side])),
        marker={
            "symbol": [style.symbol + ("" if is_apart(e) else "-open") for e in effects],
            "color": style.colour,
            "size": MARK_SIZE,
        },
        error_x=_whiskers(effects, style.colour),
        hoverinfo="skip",
    )


def _whiskers(effects: list[Effect], colour: str) -> dict[str, Any]:
    return {
        "type": "data",
        "array": [effect.high - effect.value for effect in effects],
        "arrayminus": [effect.value - effect.low for effect in effects],
        "color": colour,
        "thickness": LINE_WIDTH,
        "width": CAP,
    }


def _add_axes(
    figure: go.Figure, text: Text, design: Design, scale: CommonScale, shown: list[Row]
) -> None:
    ends = [0.0, *(end for _, effect in shown for end in (effect.low, effect.high))]
    low, high = min(ends), max(ends)
    margin = PADDING * max(high - low, LEAST_SPAN)
    low, high = low - margin, high + margin
    ticks = linear_ticks(low, high)
    title = scale.title(text)
    if scale.is_signed:
        first, second = map(drawn, group_words(text, design))
        title = text("group_chart.axis.sides", first=first, measure=title, second=second)
    figure.update_xaxes(
        range=[low, high],
        tickvals=ticks,
        ticktext=[tick_text(tick) for tick in ticks],
        ticks="outside",
        title={"text": title},
    )
    figure.update_yaxes(
        range=[max(1, len(shown)) - 0.5, -0.5],
        tickvals=list(range(len(shown))),
        ticktext=[drawn_words(text, design, result) for result, _ in shown],
        tickfont={"size": SMALL_FONT_SIZE},
        showline=False,
    )


def _title(text: Text, scale: CommonScale, shown: list[Row]) -> str:
    if not shown:
        return text("group_chart.none")
    if not scale.is_signed:
        return text("group_chart.forest.table")
    count = sum(is_apart(effect) for _, effect in shown)
    return text("group_chart.forest.some", count=count, all=len(shown))


def _words(text: Text, design: Design, scale: CommonScale, shown: list[Row]) -> str:
    if not shown:
        return text("group_chart.none")
    named = text("words.list").join(
        text(
            "group_chart.volcano.name",
            name=result_words(text, design, result),
            p=p_words(text, result.p),
            effect=interval_words(text, effect),
        )
        for result, effect in shown[:NAMED_IN_WORDS]
    )
    notable = text("group_chart.volcano.notable", names=named)
    key = f"group_chart.forest.words_{'signed' if scale.is_signed else 'shares'}"
    return text(key, notable=notable)


def _table(text: Text, design: Design, scale: CommonScale, shown: list[Row]) -> Table:
    names = tuple(result_words(text, design, result) for result, _ in shown)
    effects = tuple(interval_words(text, effect) for _, effect in shown)
    return Table(
        text("group_chart.forest.table"),
        (
            Column(text("comparison.column.analyte"), names),
            Column(scale.title(text), effects, is_number=True),
            Column("p", tuple(p_words(text, r.p) for r, _ in shown), is_number=True),
            Column("q", tuple(p_words(text, r.q) for r, _ in shown), is_number=True),
        ),
    )


def _notes(
    text: Text, comparison: Comparison, scale: CommonScale, counts: tuple[int, int]
) -> Iterator[str]:
    shown, every = counts
    if shown < every:
        yield text("group_chart.forest.most", count=shown, all=every)
    if shown:
        yield text("group_chart.forest.intervals")
    yield from scale.notes(text)
    if every < len(comparison.results):
        yield text("group_chart.left_out", count=len(comparison.results) - every)
