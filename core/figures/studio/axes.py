"""Axes with explicit ranges and ticks, whiskers and the mark of the kept model, for every chart.

The kept model is a filled circle in ink: the diamond is the patient's and nobody else's.
"""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from core.cards import Measured
from core.figures.among.strokes import Sign
from core.figures.among.ticks import linear_ticks, tick_text
from core.figures.theme import Tokens
from core.text import Text

SHARE = (0.0, 1.0)
# Beyond the ends of shares, so that marks there are whole.
EDGE = 0.02
LEAST_SPAN, MARGIN = 1e-9, 0.06
MARK_SIZE, WHISKER, CAP, LINE = 10, 1.5, 4, 2
HUNDRED = 100


def axis(title: str, low: float, high: float) -> dict[str, Any]:
    """Return an axis between two ends, with ticks at round numbers."""
    ticks = linear_ticks(low, high)
    return _axis(title, (low, high), ticks, [tick_text(tick) for tick in ticks])


def share_axis(
    text: Text, title: str, low: float = SHARE[0], high: float = SHARE[1]
) -> dict[str, Any]:
    """Return an axis of shares, its ticks in per cent."""
    ticks = linear_ticks(low, high)
    said = [text("words.percent", percent=tick_text(HUNDRED * tick)) for tick in ticks]
    margin = EDGE * (high - low)
    return _axis(title, (low - margin, high + margin), ticks, said)


def ends_around(values: Sequence[float], *, least: float = LEAST_SPAN) -> tuple[float, float]:
    """Return ends that hold all values with some room; at least so far apart."""
    low, high = min(values), max(values)
    span = max(high - low, least)
    middle = (low + high) / 2
    half = span / 2 + MARGIN * span
    return middle - half, middle + half


def whiskers(figures: Sequence[Measured], colour: str) -> dict[str, Any]:
    """Return the intervals of figures as Plotly's error bars."""
    return {
        "type": "data",
        "array": [max(0.0, figure.high - figure.value) for figure in figures],
        "arrayminus": [max(0.0, figure.value - figure.low) for figure in figures],
        "color": colour,
        "thickness": WHISKER,
        "width": CAP,
    }


def kept(tokens: Tokens) -> Sign:
    """Return the mark of the kept model."""
    return Sign("circle", tokens.ink, MARK_SIZE + 2)


def rule(figure: go.Figure, place: dict[str, Any], colour: str, dash: str = "dot") -> None:
    """Draw a thin straight line behind the marks."""
    line = {"color": colour, "width": 1, "dash": dash}
    figure.add_shape(type="line", line=line, layer="below", **place)


def _axis(
    title: str, ends: tuple[float, float], ticks: list[float], said: list[str]
) -> dict[str, Any]:
    return {
        "range": list(ends),
        "tickvals": ticks,
        "ticktext": said,
        "tickangle": 0,
        "ticks": "outside",
        "title": {"text": title},
    }
