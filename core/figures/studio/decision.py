"""The decision curve: what acting on a model brings, against acting on everybody or nobody."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import plotly.graph_objects as go

from core.cards import Discrimination, External, NetBenefit
from core.figures.among.strokes import Pen, add_line
from core.figures.chart import Chart
from core.figures.overall.components_marks import legend
from core.figures.studio.axes import LINE, axis, share_axis
from core.figures.studio.numbers import decimal, percent
from core.figures.table import Column, Table
from core.figures.theme import Tokens, quiet
from core.figures.words import joined
from core.text import Text

HEIGHT = 420
# Acting on everybody costs without end as the threshold rises: below this share of what the best
# brings nothing more is to be seen.
BELOW, HEADROOM, LEAST_TOP = 0.35, 1.1, 0.05
DECIMALS = 3

Tested = Discrimination | External
Span = tuple[float, float]


def decision_chart(text: Text, record: Tested, tokens: Tokens) -> Chart:
    """Draw the net benefit of the model, of acting on everybody and of acting on nobody."""
    points = sorted(record.benefits, key=lambda point: point.threshold)
    figure = go.Figure()
    thresholds = [point.threshold for point in points]
    top = max([LEAST_TOP, *(max(point.model, point.everybody) for point in points)])
    low, high = -BELOW * top, HEADROOM * top
    _add(figure, text, "nobody", (thresholds, [0.0] * len(points)), Pen(tokens.line, LINE, "dot"))
    everybody = [point.everybody for point in points]
    _add(figure, text, "everybody", (thresholds, everybody), Pen(tokens.cases, LINE, "dash"))
    model = [point.model for point in points]
    _add(figure, text, "model", (thresholds, model), Pen(tokens.controls, LINE + 1))
    quiet(figure, tokens, height=HEIGHT)
    last = max([0.1, *thresholds])
    figure.update_xaxes(**share_axis(text, text("studio_chart.axis.threshold"), 0.0, last))
    figure.update_yaxes(**axis(text("studio_chart.axis.benefit"), low, high))
    figure.update_layout(showlegend=True, legend=legend(tokens))
    spans = useful(points)
    return Chart(
        title=_title(text, spans),
        words=joined(text, (text("studio_chart.decision.words"), _said(text, "range", spans))),
        figure=figure,
        table=_table(text, points),
        notes=tuple(_notes(text, points)),
    )


def useful(points: Sequence[NetBenefit]) -> tuple[Span, ...]:
    """Return from which to which threshold the model brings more than everybody and nobody."""
    runs = groupby(points, key=lambda point: point.model > max(point.everybody, 0.0))
    found = [[point.threshold for point in run] for is_useful, run in runs if is_useful]
    return tuple((run[0], run[-1]) for run in found)


def share_of_cases(point: NetBenefit) -> float:
    """Return the share of cases that net benefit counts with, from that of acting on everybody."""
    return point.everybody * (1 - point.threshold) + point.threshold


def _add(
    figure: go.Figure, text: Text, name: str, line: tuple[list[float], list[float]], pen: Pen
) -> None:
    add_line(figure, *line, pen, name=text(f"studio_chart.decision.{name}"))


def _title(text: Text, spans: tuple[Span, ...]) -> str:
    """Say where the model is of use; of several stretches the longest: the rest may be chance."""
    if not spans[1:]:
        return _said(text, "title", spans)
    longest = max(spans, key=lambda span: span[1] - span[0])
    return _said(text, "title_mostly", (longest,))


def _said(text: Text, part: str, spans: tuple[Span, ...]) -> str:
    """Say where the model is of use, in the title or in words."""
    if not spans:
        return text(f"studio_chart.decision.{part}_nowhere")
    said = text("words.list").join(_stretch(text, span) for span in spans)
    return text(f"studio_chart.decision.{part}", ranges=said)


def _stretch(text: Text, span: Span) -> str:
    """Write a stretch of thresholds, or the single one it consists of."""
    low, high = (percent(text, end) for end in span)
    return low if low == high else text("words.between", low=low, high=high)


def _table(text: Text, points: Sequence[NetBenefit]) -> Table:
    benefits = {
        "model": [point.model for point in points],
        "everybody": [point.everybody for point in points],
    }
    return Table(
        text("studio_chart.decision.table"),
        (
            Column(
                text("studio_chart.axis.threshold"),
                tuple(percent(text, point.threshold) for point in points),
                is_number=True,
            ),
            *(
                Column(
                    text(f"studio_chart.decision.{name}"),
                    tuple(decimal(one, DECIMALS) for one in values),
                    is_number=True,
                )
                for name, values in benefits.items()
            ),
        ),
    )


def _notes(text: Text, points: Sequence[NetBenefit]) -> Iterator[str]:
    if points:
        yield text("studio_chart.decision.no_interval")
        yield text("studio_chart.decision.share", share=percent(text, share_of_cases(points[0])))
