"""The learning curve: how well a model does with fewer people, and whether more would help."""

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from core.cards import LearningPoint
from core.figures.among.strokes import Pen, add_line
from core.figures.among.ticks import linear_ticks, tick_text
from core.figures.chart import Chart
from core.figures.studio.axes import LINE, MARK_SIZE, axis, ends_around, rule, whiskers
from core.figures.studio.numbers import cell, measured
from core.figures.table import Column, Table
from core.figures.theme import Tokens, quiet
from core.figures.words import joined
from core.text import Text

HEIGHT = 380
LEAST_REACH, LEAST_PEOPLE = 0.1, 4
# A smaller rise between the last two points is told as none; so the warning has it.
RISE = 0.01
NOTHING = {"auc": 0.5, "q2": 0.0}


def learning_chart(
    text: Text, learning: Sequence[LearningPoint], measure: str, tokens: Tokens
) -> Chart:
    """Draw the AUC ("auc") or Q² ("q2") reached with so many people."""
    points = sorted(learning, key=lambda point: point.people)
    figure = go.Figure()
    add_line(figure, [], [], Pen(tokens.line))
    if points:
        _add(figure, points, tokens)
    quiet(figure, tokens, height=HEIGHT)
    name = text(f"studio_chart.measure.{measure}")
    _add_axes(figure, text, points, measure)
    level = NOTHING[measure]
    rule(figure, {"x0": 0, "x1": 1, "xref": "paper", "y0": level, "y1": level}, tokens.line)
    return Chart(
        title=_title(text, points, name),
        words=joined(text, _words(text, points, name)),
        figure=figure,
        table=_table(text, points, name),
        notes=(text(f"studio_chart.learning.line_{measure}"),) if points else (),
    )


def still_rises(points: Sequence[LearningPoint]) -> bool:
    """Say whether the figure rose with the last people that were added."""
    before, last = points[-2:]
    return last.auc.value - before.auc.value >= RISE


def _add(figure: go.Figure, points: Sequence[LearningPoint], tokens: Tokens) -> None:
    figure.add_scatter(
        x=[point.people for point in points],
        y=[point.auc.value for point in points],
        mode="lines+markers",
        marker={"symbol": "circle", "size": MARK_SIZE, "color": tokens.controls},
        line={"color": tokens.controls, "width": LINE},
        error_y=whiskers([point.auc for point in points], tokens.controls),
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )


def _add_axes(figure: go.Figure, text: Text, points: Sequence[LearningPoint], measure: str) -> None:
    people = [0.0, *(float(point.people) for point in points)]
    ends = [end for point in points for end in (point.auc.low, point.auc.value, point.auc.high)]
    low, high = ends_around([*ends, NOTHING[measure]], least=LEAST_REACH)
    most = 1.06 * max(LEAST_PEOPLE, *people)
    across = linear_ticks(0, most)
    figure.update_xaxes(
        range=[0, most],
        tickvals=across,
        ticktext=[tick_text(tick) for tick in across],
        ticks="outside",
        title={"text": text("studio_chart.axis.learnt_from")},
    )
    figure.update_yaxes(**axis(text(f"studio_chart.measure.{measure}"), low, high))


def _title(text: Text, points: Sequence[LearningPoint], name: str) -> str:
    if len(points) < 2:  # noqa: PLR2004 - a curve has two ends
        return text("studio_chart.learning.none")
    return text(f"studio_chart.learning.title_{_course(points)}", measure=name)


def _course(points: Sequence[LearningPoint]) -> str:
    return "rises" if still_rises(points) else "level"


def _words(text: Text, points: Sequence[LearningPoint], name: str) -> Iterator[str]:
    if len(points) < 2:  # noqa: PLR2004 - a curve has two ends
        yield text("studio_chart.learning.none_words")
        return
    first, last = points[0], points[-1]
    yield text(
        "studio_chart.learning.words",
        measure=name,
        fewest=f"{first.people:,}",
        first=measured(text, first.auc),
        most=f"{last.people:,}",
        last=measured(text, last.auc),
    )
    yield text(f"studio_chart.learning.course_{_course(points)}")


def _table(text: Text, points: Sequence[LearningPoint], name: str) -> Table:
    return Table(
        text("studio_chart.learning.table"),
        (
            Column(
                text("studio_chart.axis.learnt_from"),
                tuple(f"{point.people:,}" for point in points),
                is_number=True,
            ),
            Column(name, tuple(cell(text, point.auc) for point in points), is_number=True),
        ),
    )
