"""The strip of the score: where this panel lies between the model's controls and cases.

The axis is the natural-log likelihood ratio, named in words. Each group is a hill above its own
line. Below them are three rows that must not be confused: the patient's diamond on its bar, the
hollow diamond of the sceptical reading, and the thin bracket of a second draw. Each is named on its
left.
"""

import math
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from core.figures import words
from core.figures.score_ticks import ticks
from core.figures.theme import MARGIN, SMALL_FONT_SIZE, Tokens, quiet
from core.scoring.background import Background
from core.scoring.score import Estimate, Repeatability, RiskScore
from core.text import Text

HEIGHT = 330
NAMES_WIDTH = 92
SIDES_AT, FOOT = 24, 48
MOST_REACH = math.log(10) * 6
HILL = 0.9
CONTROLS_LINE, CASES_LINE = 2.35, 1.35
PATIENT_ROW, SCEPTICAL_ROW, AGAIN_ROW = 0.98, 0.6, 0.24
TOP = 3.3
# Below this share of the peak a hill is not seen; the axis ends there, or at the patient's bar.
VISIBLE = 0.02
LEAST_REACH = math.log(10) * 1.15
ROOM = 0.03
DIAMOND_SIZE, HOLLOW_SIZE, END_SIZE = 15, 12, 11
BAR_WIDTH, BRACKET_WIDTH = 5, 1.5

Floats = NDArray[np.float64]


def score_strip(text: Text, result: RiskScore, background: Background, tokens: Tokens) -> go.Figure:
    """Draw the two groups of the model and the patient's score in its three readings."""
    figure, is_virtual = go.Figure(), result.model.is_virtual
    groups = (
        ("controls", background.controls, CONTROLS_LINE, tokens.controls, tokens.controls_fill),
        ("cases", background.cases, CASES_LINE, tokens.cases, tokens.cases_fill),
    )
    low, high = reach(result, background)
    _even(figure, tokens)
    for name, heights, line, colour, fill in groups:
        height = HILL * np.asarray(heights) / tallest(background)
        _hill(figure, np.asarray(background.log_ratio), height, line, (colour, fill))
        sign, label = text(f"figure.sign.{name}"), words.group(text, name, is_virtual=is_virtual)
        # On two lines, so that a narrow screen keeps room for the axis.
        _label(figure, f"{sign} {label.replace(' ', '<br>', 1)}", line, "bottom", colour)
    _patient(figure, text, result, tokens)
    _sides(figure, text, tokens, is_virtual=is_virtual)
    quiet(figure, tokens, height=HEIGHT)
    figure.update_layout(margin_l=NAMES_WIDTH + MARGIN, margin_r=2 * MARGIN, margin_b=FOOT)
    figure.update_yaxes(visible=False, range=[0, TOP])
    figure.update_xaxes(**_axis(text, low, high))
    return figure


def strip_words(text: Text, result: RiskScore) -> str:
    """Say what the three marks of the patient are, and what the two widths stand for."""
    names = ("patient", "sceptical", "again")
    signs = {name: text(f"figure.sign.{name}") for name in names}
    key = "key" if result.repeatability.covered else "key_alone"
    bar = text(f"figure.row.bar.{words.kind(is_virtual=result.model.is_virtual)}")
    said = text(f"figure.row.{key}", bar=bar, **signs)
    if result.model.is_virtual:
        return said
    return words.joined(text, [said, text("figure.row.hills.clinic")])


def tallest(background: Background) -> float:
    """Return the greatest density of either group: both hills share one scale."""
    return max(*background.controls, *background.cases)


def reach(result: RiskScore, background: Background) -> tuple[float, float]:
    """Return the ends of the axis [log ratio]: what of the hills is seen, and every mark."""
    grid = np.asarray(background.log_ratio)
    seen = np.zeros(len(grid), dtype=bool)
    for heights in (np.asarray(background.controls), np.asarray(background.cases)):
        seen |= heights > VISIBLE * tallest(background)
    estimate, again = result.estimate, result.repeatability
    marks = (estimate.low, estimate.high, estimate.sceptical, again.low, again.high)
    low = min(max(float(grid[seen].min()), -MOST_REACH), *marks, -LEAST_REACH)
    high = max(min(float(grid[seen].max()), MOST_REACH), *marks, LEAST_REACH)
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


def _label(figure: go.Figure, label: str, line: float, anchor: str, colour: str) -> None:
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-NAMES_WIDTH,
        y=line,
        yanchor=anchor,
        align="left",
        text=label,
        showarrow=False,
        font={"color": colour, "size": SMALL_FONT_SIZE},
    )


def _even(figure: go.Figure, tokens: Tokens) -> None:
    line = {"color": tokens.line, "width": 1, "dash": "dot"}
    figure.add_shape(type="line", x0=0, x1=0, y0=0, y1=TOP, line=line)


def _patient(figure: go.Figure, text: Text, result: RiskScore, tokens: Tokens) -> None:
    estimate, again = result.estimate, result.repeatability
    down = {"color": tokens.ink, "width": 1}
    at = estimate.log_ratio
    figure.add_shape(type="line", x0=at, x1=at, y0=PATIENT_ROW, y1=TOP, line=down)
    if again.covered:
        _bracket(figure, text, again, tokens)
    _diamond(figure, text, "sceptical", estimate, tokens)
    figure.add_scatter(
        x=[estimate.low, estimate.high],
        y=[PATIENT_ROW] * 2,
        mode="lines",
        line={"color": tokens.ink, "width": BAR_WIDTH},
        hoverinfo="skip",
    )
    _diamond(figure, text, "patient", estimate, tokens)


def _diamond(figure: go.Figure, text: Text, name: str, estimate: Estimate, tokens: Tokens) -> None:
    """Draw the score, solid, or its sceptical reading, hollow and smaller, in its row."""
    is_solid = name == "patient"
    row = PATIENT_ROW if is_solid else SCEPTICAL_ROW
    times = estimate.times if is_solid else estimate.sceptical_times
    label = text(f"figure.row.{name}", sign=text(f"figure.sign.{name}"))
    _label(figure, label, row, "middle", tokens.ink)
    fill, edge = (tokens.ink, tokens.ground) if is_solid else (tokens.ground, tokens.ink)
    figure.add_scatter(
        x=[estimate.log_ratio if is_solid else estimate.sceptical],
        y=[row],
        name=label,
        mode="markers",
        marker={"symbol": "diamond", "size": DIAMOND_SIZE if is_solid else HOLLOW_SIZE}
        | {"color": fill, "line": {"color": edge, "width": 1.5}},
        hovertemplate=f"{words.times(text, times)}<extra>{label}</extra>",
    )


def _bracket(figure: go.Figure, text: Text, again: Repeatability, tokens: Tokens) -> None:
    label = text("figure.row.again", sign=text("figure.sign.again"))
    _label(figure, label, AGAIN_ROW, "middle", tokens.ink)
    said = words.times_between(text, again.times_interval)
    figure.add_scatter(
        x=[again.low, again.high],
        y=[AGAIN_ROW] * 2,
        name=label,
        mode="lines+markers",
        line={"color": tokens.ink, "width": BRACKET_WIDTH},
        marker={"symbol": "line-ns", "size": END_SIZE, "line": {"color": tokens.ink}}
        | {"line_width": BRACKET_WIDTH},
        hovertemplate=f"{said}<extra>{label}</extra>",
    )


def _sides(figure: go.Figure, text: Text, tokens: Tokens, *, is_virtual: bool) -> None:
    for name, anchor, shift in (("controls", "right", -MARGIN), ("cases", "left", MARGIN)):
        figure.add_annotation(
            x=0,
            xanchor=anchor,
            xshift=shift,
            y=0,
            yref="paper",
            yanchor="top",
            yshift=-SIDES_AT,
            text=words.side(text, name, is_virtual=is_virtual),
            showarrow=False,
            font={"color": tokens.muted, "size": SMALL_FONT_SIZE},
        )


def _axis(text: Text, low: float, high: float) -> dict[str, Any]:
    marked = ticks(low, high)
    return {
        "range": [low, high],
        "tickvals": [math.log(ratio) for ratio in marked],
        "ticktext": [words.tick(text, one) if named else "" for one, named in marked.items()],
        "tickangle": 0,
        "ticks": "outside",
        "tickfont": {"size": SMALL_FONT_SIZE},
    }
