"""What a severity model tells of each person against what was observed."""

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from core.cards import ClinicCard, ObservedPair, Severity
from core.figures.among.strokes import THIN, Pen, Sign, add_area, add_line, add_marks
from core.figures.chart import Chart
from core.figures.overall.components_marks import legend
from core.figures.studio.axes import axis, ends_around
from core.figures.studio.names import target_axis, target_name
from core.figures.studio.numbers import cell, in_unit, measured, percent
from core.figures.table import Column, Table
from core.figures.theme import Tokens, quiet
from core.figures.words import joined
from core.text import Text, number

HEIGHT = 520
# More people than these are not seen apart.
MOST_POINTS = 600
MARK_SIZE, OPACITY = 8, 0.75
LEAST_SPAN = 1e-6
# How often an interval is meant to hold the observed value.
MEANT = 0.9


def fit_chart(text: Text, card: ClinicCard, tokens: Tokens) -> Chart:
    """Draw observed values against the model's, with the line where both are equal."""
    severity = card.severity
    pairs = thinned(severity.pairs) if severity else ()
    figure = go.Figure()
    ends = ends_around(_values(pairs) or [0.0, 1.0], least=LEAST_SPAN)
    if severity:
        _add_band(figure, text, ends, severity.half_width, tokens)
    add_line(figure, list(ends), list(ends), Pen(tokens.line, dash="dot"),
             name=text("studio_chart.fit.identity"))  # fmt: skip
    if pairs:
        _add_people(figure, text, pairs, tokens)
    quiet(figure, tokens, height=HEIGHT)
    target = target_axis(text, card)
    for axis_of, name in ((figure.update_xaxes, "told"), (figure.update_yaxes, "observed")):
        axis_of(**axis(text(f"studio_chart.fit.{name}", target=target), *ends))
    figure.update_layout(showlegend=True, legend=legend(tokens))
    return Chart(
        title=_title(text, card),
        words=joined(text, _words(text, card)),
        figure=figure,
        table=_table(text, severity),
        notes=tuple(_notes(text, severity, len(pairs))),
    )


def thinned(pairs: Sequence[ObservedPair]) -> Sequence[ObservedPair]:
    """Return no more people than are seen, evenly over what was observed."""
    ordered = sorted(pairs, key=lambda pair: (pair.observed, pair.predicted))
    last = len(ordered) - 1
    if last < MOST_POINTS:
        return ordered
    return [ordered[round(i * last / (MOST_POINTS - 1))] for i in range(MOST_POINTS)]


def _values(pairs: Sequence[ObservedPair]) -> list[float]:
    return [value for pair in pairs for value in (pair.observed, pair.predicted)]


def _add_band(
    figure: go.Figure, text: Text, ends: tuple[float, float], half: float, tokens: Tokens
) -> None:
    low, high = ends
    across, upwards = [low, high, high, low], [low - half, high - half, high + half, low + half]
    add_area(figure, across, upwards, tokens.band)
    figure.data[-1].update(name=text("studio_chart.fit.band"), showlegend=True)


def _add_people(
    figure: go.Figure, text: Text, pairs: Sequence[ObservedPair], tokens: Tokens
) -> None:
    add_marks(
        figure,
        [pair.predicted for pair in pairs],
        [pair.observed for pair in pairs],
        Sign("circle", tokens.controls, MARK_SIZE, OPACITY, edge=tokens.ground),
        name=text("studio_chart.fit.person"),
    )
    figure.data[-1].update(marker_line_width=THIN)


def _title(text: Text, card: ClinicCard) -> str:
    if card.severity is None:
        return text("studio_chart.fit.none")
    return text(
        "studio_chart.fit.title",
        target=target_name(text, card),
        q2=measured(text, card.severity.q2),
    )


def _words(text: Text, card: ClinicCard) -> Iterator[str]:
    severity = card.severity
    if severity is None:
        yield text("studio_chart.fit.none")
        return
    yield text("studio_chart.fit.words")
    yield text(
        "studio_chart.fit.rank",
        rank=measured(text, severity.rank),
        rmse=in_unit(text, measured(text, severity.rmse), severity.unit),
        sd=in_unit(text, number(severity.sd), severity.unit),
    )
    yield text(
        "studio_chart.fit.coverage",
        share=percent(text, severity.coverage),
        meant=percent(text, MEANT),
        half=in_unit(text, number(severity.half_width), severity.unit),
    )


def _table(text: Text, severity: Severity | None) -> Table:
    names = ("q2", "r2", "rmse", "rank") if severity else ()
    return Table(
        text("studio_chart.fit.table"),
        (
            Column(
                text("studio_chart.column.measure"),
                tuple(text(f"studio_chart.measure.{name}") for name in names),
            ),
            Column(
                text("studio_chart.column.value"),
                tuple(cell(text, getattr(severity, name)) for name in names),
                is_number=True,
            ),
        ),
    )


def _notes(text: Text, severity: Severity | None, shown: int) -> Iterator[str]:
    if severity is None:
        return
    yield text("studio_chart.fit.note")
    if shown < len(severity.pairs):
        yield text("studio_chart.fit.most", count=f"{shown}", all=f"{len(severity.pairs):,}")
