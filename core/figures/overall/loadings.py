"""How much analytes have to do with two components: their correlations, side by side."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.cohort import Analyte
from core.cohort.cohort import Floats
from core.cohort.overall.complete import Ints
from core.cohort.overall.components import Components
from core.cohort.overall.plane import FIRST_TWO
from core.figures import words as phrases
from core.figures.among.names import people_words
from core.figures.chart import Chart
from core.figures.overall.components_left_out import (
    analytes_left_out,
    cohort_notes,
    selection_notes,
    shortened,
)
from core.figures.overall.components_marks import add_line
from core.figures.overall.components_words import FIGURES, component_name
from core.figures.table import Column, Table
from core.figures.theme import SMALL_FONT_SIZE, Tokens, quiet
from core.text import Text

# The analytes that two components tell most of; more have no room for readable names.
MOST_SHOWN = 16
NAMED_IN_WORDS = 3
ROW, MARGINS = 24, 90
MARK_SIZE, STEM_WIDTH = 10, 2
REACH = 1.08
TICKS = (-1.0, -0.5, 0.0, 0.5, 1.0)
DOMAINS = ((0.0, 0.48), (0.52, 1.0))


def loadings_chart(
    text: Text, components: Components, tokens: Tokens, pair: tuple[int, int] = FIRST_TWO
) -> Chart:
    """Draw the correlations of the most telling analytes with two components."""
    rows = most_telling(components, pair)
    figure = go.Figure()
    for side, component in enumerate(pair):
        _add_stems(figure, components.correlations[rows, component], side, tokens)
    axes = [f"xaxis{'' if side == 0 else 2}" for side in range(len(pair))]
    figure.update_layout({name: {} for name in axes})
    quiet(figure, tokens, height=MARGINS + ROW * len(rows))
    for side, (name, component) in enumerate(zip(axes, pair, strict=True)):
        figure.update_layout({name: _axis(text, components, component, side, tokens)})
    figure.update_yaxes(**_names(text, components, rows))
    return Chart(
        title=_title(text, components, pair),
        words=_words(text, components, pair),
        figure=figure,
        table=_table(text, components, pair),
        notes=tuple(_notes(text, components, len(rows))),
    )


def most_telling(components: Components, pair: tuple[int, int]) -> Ints:
    """Return the analytes that both components tell most of, by correlation with the first."""
    both = components.correlations[:, list(pair)]
    told = np.argsort(-(both**2).sum(axis=1), kind="stable")[:MOST_SHOWN]
    ordered: Ints = told[np.argsort(-both[told, 0], kind="stable")]
    return ordered


def _add_stems(figure: go.Figure, values: Floats, side: int, tokens: Tokens) -> None:
    """Draw a stem from 0 to each correlation, with a mark at its end."""
    rows = np.arange(len(values), dtype=np.float64)
    gaps = np.full(len(values), np.nan)
    x = np.column_stack([np.zeros(len(values)), values, gaps]).ravel()
    y = np.column_stack([rows, rows, gaps]).ravel()
    before = len(figure.data)
    add_line(figure, x, y, colour=tokens.line, width=STEM_WIDTH)
    figure.add_scatter(
        x=values,
        y=rows,
        mode="markers",
        marker={"symbol": "circle", "size": MARK_SIZE, "color": tokens.controls},
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )
    for trace in figure.data[before:]:
        trace.update(xaxis="x" if side == 0 else "x2", yaxis="y")


def _axis(
    text: Text, components: Components, component: int, side: int, tokens: Tokens
) -> dict[str, Any]:
    share = phrases.percent(text, float(components.shares[component]), FIGURES)
    heading = text("multivariate.loadings.axis", number=component + 1, share=share)
    return {
        "range": [-REACH, REACH],
        "domain": list(DOMAINS[side]),
        "anchor": "y",
        "tickvals": list(TICKS),
        "ticktext": [f"{tick:g}".replace("-", "−") for tick in TICKS],
        "ticks": "outside",
        "title": {"text": heading},
        "zeroline": True,
        "zerolinecolor": tokens.line,
        "zerolinewidth": 1,
    }


def _names(text: Text, components: Components, rows: Ints) -> dict[str, Any]:
    analytes = components.selection.analytes
    return {
        "range": [len(rows) - 0.5, -0.5],
        "tickvals": list(range(len(rows))),
        "ticktext": [shortened(analytes[row].name(text.language)) for row in rows],
        "tickfont": {"size": SMALL_FONT_SIZE},
        "showline": False,
    }


def _strongest(components: Components, component: int) -> list[tuple[Analyte, float]]:
    values = components.correlations[:, component]
    order = np.argsort(-np.abs(values), kind="stable")[:NAMED_IN_WORDS]
    return [(components.selection.analytes[row], float(values[row])) for row in order]


def _title(text: Text, components: Components, pair: tuple[int, int]) -> str:
    first, second = (_strongest(components, component)[0][0] for component in pair)
    return text(
        "multivariate.loadings.title",
        first=pair[0] + 1,
        second=pair[1] + 1,
        most_first=shortened(first.name(text.language)),
        most_second=shortened(second.name(text.language)),
        people=people_words(text, components.selection.cohort),
    )


def _words(text: Text, components: Components, pair: tuple[int, int]) -> str:
    shares = [phrases.percent(text, float(components.shares[c]), FIGURES) for c in pair]
    named = [_named(text, _strongest(components, component)) for component in pair]
    return text(
        "multivariate.loadings.words",
        first=pair[0] + 1,
        second=pair[1] + 1,
        share_first=shares[0],
        share_second=shares[1],
        names_first=named[0],
        names_second=named[1],
    )


def _named(text: Text, strongest: list[tuple[Analyte, float]]) -> str:
    return text("words.list").join(
        text("multivariate.loadings.named", name=a.name(text.language), value=f"{value:.2f}")
        for a, value in strongest
    )


def _table(text: Text, components: Components, pair: tuple[int, int]) -> Table:
    """Return correlations and loadings of all analytes, those first of which most is told."""
    both = components.correlations[:, list(pair)]
    order = np.argsort(-(both**2).sum(axis=1), kind="stable")
    names = tuple(components.selection.analytes[row].name(text.language) for row in order)
    columns = [Column(text("multivariate.column.analyte"), names)]
    for kind, values in (("correlation", both), ("loading", components.loadings[:, list(pair)])):
        for side, component in enumerate(pair):
            head = text(f"multivariate.column.{kind}", component=component_name(text, component))
            cells = tuple(f"{values[row, side]:.3f}" for row in order)
            columns.append(Column(head, cells, is_number=True))
    return Table(text("multivariate.loadings.table"), tuple(columns))


def _notes(text: Text, components: Components, shown: int) -> Iterator[str]:
    selection = components.selection
    count = len(selection.analytes)
    if shown < count:
        yield text("multivariate.loadings.most", count=shown, all=count)
    yield text("multivariate.loadings.sign")
    yield from selection_notes(text, selection)
    yield from analytes_left_out(text, selection.left_out)
    yield from cohort_notes(text, selection.cohort)
