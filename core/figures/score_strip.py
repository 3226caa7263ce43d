"""The strip of the score: where this panel lies between the model's controls and cases.

The axis is the natural-log likelihood ratio, named in words. Each group is a hill above its own
line; the patient is the diamond, the bar its interval.
"""

import math
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from core.figures import words
from core.figures.theme import MARGIN, SMALL_FONT_SIZE, Tokens, quiet
from core.scoring.background import Background
from core.scoring.score import Estimate
from core.text import Text

HEIGHT = 260
NAMES_WIDTH = 150
MOST_REACH = math.log(10) * 4
HILL = 0.9
CASES_LINE, CONTROLS_LINE, PATIENT_LINE = 1.0, 2.0, 0.45
TOP = 3.0
TICK_RATIOS = (0.001, 0.01, 0.1, 1, 10, 100, 1000)
# Below this share of the peak a hill is not seen; the axis ends there, or at the patient's bar.
VISIBLE = 0.01
LEAST_REACH = math.log(10) * 1.15
ROOM = 0.03
DIAMOND_SIZE = 15
BAR_WIDTH = 5

Floats = NDArray[np.float64]


def score_strip(
    text: Text, estimate: Estimate, background: Background, tokens: Tokens, *, is_virtual: bool
) -> go.Figure:
    """Draw the two groups of the model and the patient's estimate with its interval."""
    figure = go.Figure()
    groups = (
        ("controls", background.controls, CONTROLS_LINE, tokens.controls, tokens.controls_fill),
        ("cases", background.cases, CASES_LINE, tokens.cases, tokens.cases_fill),
    )
    low, high = reach(estimate, background)
    for name, heights, line, colour, fill in groups:
        height = HILL * np.asarray(heights) / tallest(background)
        _hill(figure, np.asarray(background.log_ratio), height, line, (colour, fill))
        label = words.group(text, name, is_virtual=is_virtual)
        sign = text(f"figure.sign.{name}")
        _label(figure, f"{sign} {label}", line, colour)
    _patient(figure, text, estimate, tokens)
    quiet(figure, tokens, height=HEIGHT)
    figure.update_layout(margin_l=NAMES_WIDTH + MARGIN, margin_r=4 * MARGIN)
    figure.update_yaxes(visible=False, range=[0, TOP])
    figure.update_xaxes(**_axis(text, low, high, is_virtual=is_virtual))
    return figure


def tallest(background: Background) -> float:
    """Return the greatest density of either group: both hills share one scale."""
    return max(*background.controls, *background.cases)


def reach(estimate: Estimate, background: Background) -> tuple[float, float]:
    """Return the ends of the axis [log ratio]: what of the hills is seen, and the whole bar."""
    grid = np.asarray(background.log_ratio)
    seen = np.zeros(len(grid), dtype=bool)
    for heights in (np.asarray(background.controls), np.asarray(background.cases)):
        seen |= heights > VISIBLE * tallest(background)
    low = min(max(float(grid[seen].min()), -MOST_REACH), estimate.low, -LEAST_REACH)
    high = max(min(float(grid[seen].max()), MOST_REACH), estimate.high, LEAST_REACH)
    room = ROOM * (high - low)
    return low - room, high + room


def _hill(
    figure: go.Figure, x: Floats, heights: Floats, line: float, colours: tuple[str, str]
) -> None:
    colour, fill = colours
    y = line + heights
    figure.add_scatter(x=x, y=np.full(len(x), line), mode="lines", line_width=0, hoverinfo="skip")
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": colour, "width": 1.5},
        fill="tonexty",
        fillcolor=fill,
        hoverinfo="skip",
    )


def _label(figure: go.Figure, label: str, line: float, colour: str) -> None:
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-NAMES_WIDTH,
        y=line,
        yanchor="bottom",
        text=label,
        showarrow=False,
        font={"color": colour},
    )


def _patient(figure: go.Figure, text: Text, estimate: Estimate, tokens: Tokens) -> None:
    at, low, high = estimate.log_ratio, estimate.low, estimate.high
    name = text("figure.patient")
    figure.add_shape(
        type="line", x0=at, x1=at, y0=0, y1=TOP, line={"color": tokens.ink, "width": 1}
    )
    figure.add_scatter(
        x=[low, high],
        y=[PATIENT_LINE] * 2,
        mode="lines",
        line={"color": tokens.ink, "width": BAR_WIDTH},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[at],
        y=[PATIENT_LINE],
        name=name,
        mode="markers",
        marker={"symbol": "diamond", "size": DIAMOND_SIZE, "color": tokens.ink}
        | {"line": {"color": tokens.ground, "width": 1.5}},
        hovertemplate=f"{words.times(text, estimate.times)}<extra>{name}</extra>",
    )
    _label(figure, f"◆ {name}", PATIENT_LINE - 0.2, tokens.ink)


def _tick(text: Text, ratio: float, *, is_virtual: bool) -> str:
    """Name a place on the axis on two lines: by how much, then like whom."""
    return words.tick(text, ratio, is_virtual=is_virtual).replace(" ", "<br>", 1)


def _axis(text: Text, low: float, high: float, *, is_virtual: bool) -> dict[str, Any]:
    ratios = [ratio for ratio in TICK_RATIOS if low <= math.log(ratio) <= high]
    return {
        "range": [low, high],
        "tickvals": [math.log(ratio) for ratio in ratios],
        "ticktext": [_tick(text, ratio, is_virtual=is_virtual) for ratio in ratios],
        "tickangle": 0,
        "ticks": "outside",
        "tickfont": {"size": SMALL_FONT_SIZE},
    }
