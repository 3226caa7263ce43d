"""The permutation test: what shuffled labels reach, run by run, beside what the model does."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from core.cards import Measured, Permutation
from core.figures.among.strokes import Pen, add_line, add_marks
from core.figures.among.ticks import linear_ticks, tick_text
from core.figures.chart import Chart
from core.figures.overall.components_marks import legend
from core.figures.studio.axes import axis, ends_around, kept
from core.figures.studio.numbers import bare_interval, cell, decimal, measured, value_of
from core.figures.table import Column, Table
from core.figures.theme import Tokens, quiet
from core.figures.words import joined
from core.text import Text, number

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

HEIGHT, LEAST_REACH, HEADROOM = 380, 0.1, 1.25
FEWEST_BARS, MOST_BARS = 8, 30
USUAL = 0.05
FIGURES_OF_P = 2


def permutation_chart(
    text: Text, permutation: Permutation, real: Measured, measure: str, tokens: Tokens
) -> Chart:
    """Draw the AUC ("auc") or Q² ("q2") of shuffled labels as bars, and the real one as a mark."""
    null = np.array(permutation.null, dtype=np.float64)
    place = real.value if permutation.real is None else permutation.real
    low, high = ends_around([place, *null.tolist()], least=LEAST_REACH)
    edges = np.linspace(low, high, _bars(len(null)) + 1)
    counts = np.histogram(null, edges)[0]
    figure = go.Figure()
    _add_bars(figure, text, (edges, counts), tokens)
    top = max(1, int(counts.max(initial=0)))
    name = text(f"studio_chart.measure.{measure}")
    add_line(figure, [place, place], [0, 1.08 * top], Pen(tokens.ink, 1.5))
    add_marks(figure, [place], [1.08 * top], kept(tokens), name=_mark(text, permutation, real))
    quiet(figure, tokens, height=HEIGHT)
    figure.update_xaxes(**axis(name, low, high))
    figure.update_yaxes(**_runs(text, top))
    figure.update_layout(showlegend=True, legend=legend(tokens))
    return Chart(
        title=_title(text, permutation, name),
        words=joined(text, _words(text, permutation, real, name)),
        figure=figure,
        table=_table(text, edges, counts, name),
        notes=tuple(_notes(text, permutation, measure)),
    )


def _mark(text: Text, permutation: Permutation, real: Measured) -> str:
    if permutation.real is None:
        return text("studio_chart.permutation.real", value=cell(text, real))
    return text("studio_chart.permutation.same_way", value=decimal(permutation.real, 2))


def _bars(runs: int) -> int:
    return min(MOST_BARS, max(FEWEST_BARS, round(2 * math.sqrt(runs))))


def _add_bars(
    figure: go.Figure,
    text: Text,
    found: tuple[Floats, Ints],
    tokens: Tokens,
) -> None:
    edges, counts = found
    width = float(edges[1] - edges[0])
    figure.add_bar(
        x=((edges[:-1] + edges[1:]) / 2).tolist(),
        y=counts.tolist(),
        width=[width] * len(counts),
        marker={"color": tokens.band, "line": {"color": tokens.line, "width": 1}},
        name=text("studio_chart.permutation.null"),
        showlegend=True,
        hoverinfo="skip",
    )


def _runs(text: Text, top: int) -> dict[str, Any]:
    ticks = [tick for tick in linear_ticks(0, HEADROOM * top) if tick == round(tick)]
    return {
        "range": [0, HEADROOM * top],
        "tickvals": ticks,
        "ticktext": [tick_text(tick) for tick in ticks],
        "ticks": "outside",
        "title": {"text": text("studio_chart.axis.runs")},
    }


def _title(text: Text, permutation: Permutation, name: str) -> str:
    if not permutation.null:
        return text("studio_chart.permutation.none")
    key = "rare" if permutation.p <= USUAL else "common"
    return text(
        f"studio_chart.permutation.title_{key}",
        measure=name,
        p=number(permutation.p, FIGURES_OF_P),
        runs=f"{len(permutation.null):,}",
    )


def _words(text: Text, permutation: Permutation, real: Measured, name: str) -> Iterator[str]:
    yield text(
        "studio_chart.permutation.words",
        measure=name,
        runs=f"{len(permutation.null):,}",
        real=measured(text, real),
    )
    if permutation.null:
        low, middle, high = np.quantile(permutation.null, (0.025, 0.5, 0.975))
        ends = Measured(float(middle), float(low), float(high))
        yield text(
            "studio_chart.permutation.spread",
            middle=value_of(ends),
            between=bare_interval(text, ends),
        )
        yield text("studio_chart.permutation.p", p=number(permutation.p, FIGURES_OF_P))


def _table(text: Text, edges: Floats, counts: Ints, name: str) -> Table:
    spans = tuple(
        text("words.between", low=tick_text(round(a, 3)), high=tick_text(round(b, 3)))
        for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    )
    return Table(
        text("studio_chart.permutation.table"),
        (
            Column(name, spans, is_number=True),
            Column(
                text("studio_chart.axis.runs"),
                tuple(f"{count:,}" for count in counts.tolist()),
                is_number=True,
            ),
        ),
    )


def _notes(text: Text, permutation: Permutation, measure: str) -> Iterator[str]:
    runs = len(permutation.null)
    if runs:
        least = number(1 / (runs + 1), FIGURES_OF_P)
        yield text(f"studio_chart.permutation.how_{measure}")
        yield text("studio_chart.permutation.least", runs=f"{runs:,}", least=least)
