"""Small figures with explicit axes, and SVG read back as elements."""

from collections.abc import Sequence
from typing import TypeAlias
from xml.dom.minidom import Element, Node, Text, parseString

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from core.figures.svg import svg_of
from core.figures.theme import LIGHT, quiet

Trace: TypeAlias = dict[str, object]
Places: TypeAlias = Sequence[float | None] | NDArray[np.float64]

HEIGHT, WIDTH = 300, 900
ENDS = (0.0, 10.0)
TICKS = (0, 5, 10)


def on_axes(*traces: Trace, ends: tuple[float, float] = ENDS, **layout: object) -> go.Figure:
    """A figure of traces on two linear axes from 0 to 10, with ticks at 0, 5 and 10."""
    figure = quiet(go.Figure(list(traces)), LIGHT, height=HEIGHT)
    axis = {"range": ends, "tickvals": TICKS, "ticktext": [str(tick) for tick in TICKS]}
    return figure.update_xaxes(axis).update_yaxes(axis).update_layout(layout)


def points(x: Places = (2, 5, 8), y: Places = (2, 5, 8), **looks: object) -> Trace:
    """A trace of blue points."""
    made: Trace = {"type": "scatter", "x": x, "y": y, "mode": "markers"}
    return made | {"marker": {"color": "#2B4C7E"}} | looks


def line(x: Places = (2, 5, 8), y: Places = (2, 5, 8), **looks: object) -> Trace:
    """A trace of a blue line."""
    made: Trace = {"type": "scatter", "x": x, "y": y, "mode": "lines"}
    return made | {"line": {"color": "#2B4C7E", "width": 2}} | looks


def elements(figure: go.Figure, tag: str, **attributes: str) -> list[dict[str, str]]:
    """The attributes of the elements of a tag that have some attributes."""
    return [
        held
        for element in _root(figure).getElementsByTagName(tag)
        if attributes.items() <= (held := dict(element.attributes.items())).items()
    ]


def texts(figure: go.Figure) -> list[str]:
    """The words that are written on a figure, line by line."""
    spans = _root(figure).getElementsByTagName("tspan")
    return [_said(span) for span in spans if span.getAttribute("x")]


def _root(figure: go.Figure) -> Element:
    root = parseString(svg_of(figure)).documentElement  # noqa: S318 - our own drawing
    assert root is not None
    return root


def _said(node: Node) -> str:
    if isinstance(node, Text):
        return node.data
    return "".join(_said(child) for child in node.childNodes)
