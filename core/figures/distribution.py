"""One marker among the people of a cohort: two hills, some points, the patient.

Circles on a solid line are controls, triangles on a dashed one are cases: colour is never the only
sign.
"""

import math

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from core.cohort.distributions import Distribution, density
from core.figures.comparison import Comparison
from core.figures.flags import Strip
from core.figures.marker_axis import MarkerAxis
from core.figures.theme import SMALL_FONT_SIZE, Tokens, quiet
from core.markers.marker import STANDARD_NORMAL_97_5
from core.text import Text

HEIGHT = 360
GRID_POINTS = 241
LEAST_REACH, MOST_REACH = 4.5, 6.0
POINTS_SHOWN = 160
CONTROLS_ROW, CASES_ROW, ROW_DEPTH = -0.10, -0.22, 0.04
PATIENT_AT = 1.06
TOP = 1.22
POINT_SIZE, DIAMOND_SIZE = 6, 15

Floats = NDArray[np.float64]
SYMBOLS = {"controls": "circle", "cases": "triangle-up"}


def distribution_chart(text: Text, compared: Comparison, tokens: Tokens) -> go.Figure:
    """Draw the groups on the axis of the marker, and the patient where a place is known."""
    people, axis, patient = compared.people, compared.axis, compared.patient
    figure = go.Figure()
    grid = np.linspace(-MOST_REACH, MOST_REACH, GRID_POINTS)
    curves = {name: density(values, grid) for name, values in _groups(people).items()}
    tallest = max(float(curve.max()) for curve in curves.values())
    styles = {
        "controls": (tokens.controls, tokens.controls_fill, "solid", CONTROLS_ROW),
        "cases": (tokens.cases, tokens.cases_fill, "dash", CASES_ROW),
    }
    _interval(figure, text, axis, tokens)
    for name, values in _groups(people).items():
        colour, fill, dash, row = styles[name]
        x = [axis.at(z) for z in grid]
        _curve(figure, group_name(text, name), x, curves[name] / tallest, (colour, fill, dash))
        _points(figure, axis, values, (SYMBOLS[name], colour, row))
    if patient is not None:
        add_patient(figure, text, axis, patient, tokens)
    quiet(figure, tokens, height=HEIGHT)
    reach = reach_of(patient)
    figure.update_xaxes(**axis.layout(text, -reach, reach))
    figure.update_yaxes(visible=False, range=[CASES_ROW - 2 * ROW_DEPTH, TOP])
    figure.update_layout(showlegend=True, legend=legend(tokens))
    return figure


def reach_of(patient: Strip | None) -> float:
    """Return how far the axis goes to both sides [SD]: to the patient, within reason."""
    if patient is None:
        return LEAST_REACH
    known = [abs(end) + 0.5 for end in (patient.low, patient.high) if math.isfinite(end)]
    return min(MOST_REACH, max([LEAST_REACH, *known]))


def add_patient(
    figure: go.Figure, text: Text, axis: MarkerAxis, patient: Strip, tokens: Tokens
) -> None:
    """Draw the patient's diamond over a line down to the axis; open, with an arrow, for a limit."""
    is_exact = patient.low == patient.high
    goes_up = math.isinf(patient.high)
    known = patient.low if is_exact or goes_up else patient.high
    x = axis.at(max(-MOST_REACH, min(MOST_REACH, known)))
    figure.add_scatter(
        x=[x, x],
        y=[CASES_ROW - 2 * ROW_DEPTH, PATIENT_AT],
        mode="lines+markers",
        name=text("figure.patient"),
        line={"color": tokens.ink, "width": 1},
        marker={
            "symbol": "diamond" if is_exact else "diamond-open",
            "size": [0, DIAMOND_SIZE],
            "color": tokens.ink,
            "line": {"color": tokens.ink, "width": 2},
        },
        hoverinfo="skip",
    )
    if not is_exact:
        arrow = text("figure.sign.above" if goes_up else "figure.sign.below")
        anchor = "left" if goes_up else "right"
        figure.add_annotation(
            x=axis.drawn(x),
            y=PATIENT_AT,
            xanchor=anchor,
            xshift=DIAMOND_SIZE if goes_up else -DIAMOND_SIZE,
            text=arrow,
            showarrow=False,
        )


def group_name(text: Text, name: str) -> str:
    """Name the "controls" or the "cases" with the sign of their points."""
    sign = text(f"figure.sign.{name}")
    return text("figure.signed", sign=sign, name=text(f"figure.group.{name}"))


def _groups(people: Distribution) -> dict[str, Floats]:
    return {"controls": people.controls, "cases": people.cases}


def _interval(figure: go.Figure, text: Text, axis: MarkerAxis, tokens: Tokens) -> None:
    low, high = (axis.at(end * STANDARD_NORMAL_97_5) for end in (-1, 1))
    figure.add_vrect(x0=low, x1=high, fillcolor=tokens.band, line_width=0, layer="below")
    figure.add_annotation(
        x=axis.drawn(axis.at(0.0)),
        y=TOP,
        yanchor="top",
        text=text("figure.interval"),
        showarrow=False,
        font={"color": tokens.muted, "size": SMALL_FONT_SIZE},
    )


def _curve(
    figure: go.Figure, name: str, x: list[float], y: Floats, style: tuple[str, str, str]
) -> None:
    colour, fill, dash = style
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        name=name,
        line={"color": colour, "width": 2, "dash": dash},
        fill="tozeroy",
        fillcolor=fill,
        hoverinfo="skip",
    )


def _points(
    figure: go.Figure, axis: MarkerAxis, values: Floats, style: tuple[str, str, float]
) -> None:
    symbol, colour, row = style
    shown = values[:POINTS_SHOWN]
    # Spread out evenly over the row, so that points side by side do not hide each other.
    depth = row + ROW_DEPTH * (np.arange(len(shown)) % 5 - 2) / 2
    figure.add_scatter(
        x=[axis.at(float(z)) for z in shown],
        y=depth,
        mode="markers",
        showlegend=False,
        marker={"symbol": symbol, "size": POINT_SIZE, "color": colour, "opacity": 0.55},
        hoverinfo="skip",
    )


def legend(tokens: Tokens) -> dict[str, object]:
    """Return a legend above the chart, which hides nothing when it is pressed."""
    return {
        "orientation": "h",
        "x": 0,
        "y": 1.02,
        "yanchor": "bottom",
        "font": {"color": tokens.ink},
        "itemclick": False,
        "itemdoubleclick": False,
    }
