"""The calibration of a model: probabilities it gives against the share of cases among them."""

from collections.abc import Iterator

import plotly.graph_objects as go

from core.cards import CalibrationPoint, Discrimination, External, Measured
from core.figures.among.strokes import Pen, add_line
from core.figures.among.ticks import linear_ticks, tick_text
from core.figures.chart import Chart
from core.figures.studio.axes import MARK_SIZE, SHARE, share_axis, whiskers
from core.figures.studio.numbers import cell, measured, percent
from core.figures.table import Column, Table
from core.figures.theme import Tokens, quiet
from core.figures.words import joined
from core.text import Text

HEIGHT = 480
# How much of the height the bars take that say how many people stand behind a point.
POINTS, BARS = (0.22, 1.0), (0.0, 0.16)
BAR_WIDTH, HEADROOM = 0.012, 1.15
RIGHT_SLOPE, RIGHT_INTERCEPT = 1.0, 0.0

Tested = Discrimination | External


def calibration_chart(text: Text, record: Tested, tokens: Tokens) -> Chart:
    """Draw groups of people with alike probabilities, with their intervals."""
    points = sorted(record.calibration, key=lambda point: point.predicted)
    figure = go.Figure()
    ends = list(SHARE)
    add_line(figure, ends, ends, Pen(tokens.line, dash="dot"))
    if points:
        _add_points(figure, points, tokens)
        _add_bars(figure, points, tokens)
    figure.update_layout(xaxis2={}, yaxis2={})
    quiet(figure, tokens, height=HEIGHT)
    _add_axes(figure, text, points)
    return Chart(
        title=text(f"studio_chart.calibration.title_{_side(record.slope, RIGHT_SLOPE)}",
                   slope=measured(text, record.slope)),
        words=joined(text, _words(text, record)),
        figure=figure,
        table=_table(text, points),
        notes=tuple(_notes(text, points)),
    )  # fmt: skip


def _side(figure: Measured, right: float) -> str:
    """Say on which side of the right value the whole interval lies, if on one."""
    if figure.high < right:
        return "below"
    return "above" if figure.low > right else "around"


def _add_points(figure: go.Figure, points: list[CalibrationPoint], tokens: Tokens) -> None:
    figure.add_scatter(
        x=[point.predicted for point in points],
        y=[point.observed.value for point in points],
        mode="lines+markers",
        marker={"symbol": "circle", "size": MARK_SIZE, "color": tokens.controls},
        line={"color": tokens.controls, "width": 1},
        error_y=whiskers([point.observed for point in points], tokens.controls),
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )


def _add_bars(figure: go.Figure, points: list[CalibrationPoint], tokens: Tokens) -> None:
    figure.add_bar(
        x=[point.predicted for point in points],
        y=[point.people for point in points],
        width=[BAR_WIDTH] * len(points),
        marker={"color": tokens.line},
        xaxis="x2",
        yaxis="y2",
        showlegend=False,
        hoverinfo="skip",
    )


def _add_axes(figure: go.Figure, text: Text, points: list[CalibrationPoint]) -> None:
    most = max([1, *(point.people for point in points)])
    ticks = [0.0, linear_ticks(0, most)[-1]]
    figure.update_layout(
        xaxis=share_axis(text, "") | {"anchor": "y", "showticklabels": False},
        yaxis=share_axis(text, text("studio_chart.axis.cases")) | {"domain": list(POINTS)},
        xaxis2=share_axis(text, text("studio_chart.axis.probability")) | {"anchor": "y2"},
        yaxis2={
            "range": [0, HEADROOM * most],
            "tickvals": ticks,
            "ticktext": [tick_text(tick) for tick in ticks],
            "domain": list(BARS),
            "anchor": "x2",
            "title": {"text": text("studio_chart.axis.people")},
        },
    )


def _words(text: Text, record: Tested) -> Iterator[str]:
    yield text("studio_chart.calibration.words")
    yield text(
        f"studio_chart.calibration.slope_{_side(record.slope, RIGHT_SLOPE)}",
        slope=measured(text, record.slope),
    )
    yield text(
        f"studio_chart.calibration.intercept_{_side(record.intercept, RIGHT_INTERCEPT)}",
        intercept=measured(text, record.intercept),
    )


def _table(text: Text, points: list[CalibrationPoint]) -> Table:
    return Table(
        text("studio_chart.calibration.table"),
        (
            Column(
                text("studio_chart.axis.probability"),
                tuple(percent(text, point.predicted) for point in points),
                is_number=True,
            ),
            Column(
                text("studio_chart.axis.cases"),
                tuple(cell(text, point.observed) for point in points),
                is_number=True,
            ),
            Column(
                text("studio_chart.axis.people"),
                tuple(f"{point.people:,}" for point in points),
                is_number=True,
            ),
        ),
    )


def _notes(text: Text, points: list[CalibrationPoint]) -> Iterator[str]:
    if not points:
        yield text("studio_chart.calibration.none")
        return
    yield text("studio_chart.calibration.bars")
    yield text("studio_chart.calibration.share")
