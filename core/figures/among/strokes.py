"""Lines, areas, marks and labels, as every chart among others draws them.

All are scatter traces and plain annotations, which the page and the SVG file draw alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from core.figures.theme import SMALL_FONT_SIZE, Tokens

Places = Sequence[float] | NDArray[np.float64]
Anchor = Literal["left", "center", "right"]
THIN, MEDIUM, THICK = 1.0, 1.5, 3.0
OPEN = "-open"
# Half as wide as the widest label of a tick [px].
SIDE = 18


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn; `width` in [px]."""

    colour: str
    width: float = THIN
    dash: str = "solid"


@dataclass(frozen=True, slots=True)
class Sign:
    """How a mark is drawn; `size` in [px], `edge` the colour of its outline if it has one."""

    symbol: str
    colour: str
    size: float
    opacity: float = 1.0
    edge: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words stand: x and y as they are drawn, moved by `shift` and `rise` [px].

    `anchor` is the side of the words that is held there; `on_paper`, x goes from 0 to 1.
    """

    x: float
    y: float
    anchor: Anchor = "left"
    shift: float = 0
    rise: float = 0
    on_paper: bool = False


def add_line(figure: go.Figure, x: Places, y: Places, pen: Pen, *, name: str = "") -> None:
    """Draw a line through places, lifted where one is nan; with a name it is in the legend."""
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line=_line(pen),
        hoverinfo="skip",
        name=name,
        showlegend=bool(name),
    )


def add_area(
    figure: go.Figure, x: Places, y: Places, fill: str, *, edge: Pen | None = None
) -> None:
    """Fill the area that places enclose, with a line around it if there is one."""
    pen = edge or Pen(fill, 0)
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line=_line(pen),
        fill="toself",
        fillcolor=fill,
        hoverinfo="skip",
        showlegend=False,
    )


def _line(pen: Pen) -> dict[str, Any]:
    # Else Plotly leaves places out, and a smooth curve gets corners.
    return {"color": pen.colour, "width": pen.width, "dash": pen.dash, "simplify": False}


def add_marks(figure: go.Figure, x: Places, y: Places, sign: Sign, *, name: str = "") -> None:
    """Draw the same mark at places; with a name it is in the legend."""
    outline = sign.edge or (sign.colour if sign.symbol.endswith(OPEN) else None)
    figure.add_scatter(
        x=x,
        y=y,
        mode="markers",
        marker={
            "symbol": sign.symbol,
            "size": sign.size,
            "color": sign.colour,
            "opacity": sign.opacity,
            "line": {"color": outline or sign.colour, "width": MEDIUM if outline else 0},
        },
        hoverinfo="skip",
        name=name,
        showlegend=bool(name),
    )


def add_label(figure: go.Figure, words: str, spot: Spot, colour: str) -> None:
    """Write small words at a spot."""
    figure.add_annotation(
        x=spot.x,
        y=spot.y,
        xref="paper" if spot.on_paper else "x",
        yref="y",
        xanchor=spot.anchor,
        yanchor="middle",
        xshift=spot.shift,
        yshift=spot.rise,
        text=words,
        showarrow=False,
        font={"color": colour, "size": SMALL_FONT_SIZE},
    )


def set_margins(figure: go.Figure, *, top: int, bottom: int) -> None:
    """Set the margins [px] for good: else a tick's label at an end would move the chart."""
    figure.update_layout(margin={"l": SIDE, "r": SIDE, "t": top, "b": bottom})
    figure.update_xaxes(automargin=False)


def show_legend(figure: go.Figure, tokens: Tokens) -> None:
    """Put a legend above the chart, which hides nothing when it is pressed."""
    figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
            "font": {"color": tokens.ink},
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
