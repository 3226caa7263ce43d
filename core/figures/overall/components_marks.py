"""Lines, marks and the legend, as every chart of all analytes at once draws them."""

from typing import Any

import plotly.graph_objects as go

from core.cohort.cohort import Floats
from core.figures.theme import Tokens

DIAMOND_SIZE = 15


def add_line(
    figure: go.Figure, x: Floats, y: Floats, *, colour: str, width: float, dash: str = "solid"
) -> None:
    """Draw a line through places; nan is a gap in it."""
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": colour, "width": width, "dash": dash},
        showlegend=False,
        hoverinfo="skip",
    )


def add_mark(
    figure: go.Figure, name: str, at: Floats, symbol: str, look: tuple[str, float]
) -> None:
    """Draw one mark of a colour and size [px] that stands out, and name it in the legend."""
    figure.add_scatter(
        x=at[:1],
        y=at[1:],
        mode="markers",
        name=name,
        marker={"symbol": symbol, "size": look[1], "color": look[0]},
        cliponaxis=False,
        hoverinfo="skip",
    )


def legend(tokens: Tokens) -> dict[str, Any]:
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
