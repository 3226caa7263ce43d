"""Looks into a Plotly figure: what was drawn, and what stands written on it."""

from typing import Any

import plotly.graph_objects as go


def traces(figure: go.Figure) -> list[Any]:
    """The traces; the stubs of Plotly know them by their common base only."""
    return list(figure.data)


def notes(figure: go.Figure) -> list[str]:
    """The texts written on the figure."""
    return [str(annotation.text) for annotation in figure.layout.annotations]
