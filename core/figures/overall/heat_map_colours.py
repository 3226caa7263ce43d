"""Colours and names of a matrix of analytes: from indigo over the page's ground to persimmon.

Indigo and persimmon differ in lightness and on the blue-yellow axis, which nearly everybody sees.
"""

import math
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from core.cohort.cohort import Floats
from core.figures.overall.components_left_out import shortened
from core.figures.theme import SMALL_FONT_SIZE, Tokens

# The height of a row in [px]: no less, even if names do not fit; no more, even if there is room.
LEAST_ROW, MOST_ROW, ROOM = 3.5, 22.0, 620.0
# The height that a name takes [px].
NAME_HEIGHT = 15.0
KEY_LENGTH, KEY_WIDTH = 190, 12
KEY_TICKS = 5


def row_height(rows: int) -> float:
    """Return the height of a row in [px] where there are so many."""
    return min(MOST_ROW, max(LEAST_ROW, ROOM / rows))


def named_every(rows: int) -> int:
    """Return that there is room for the name of every so many-th row."""
    return max(1, math.ceil(NAME_HEIGHT / row_height(rows)))


def diverging(tokens: Tokens) -> list[tuple[float, str]]:
    """Return the colours from the lower end over the middle to the upper end."""
    return [(0.0, tokens.controls), (0.5, tokens.ground), (1.0, tokens.cases)]


def add_matrix(figure: go.Figure, z: Floats, limit: float, key: str, tokens: Tokens) -> None:
    """Draw a matrix (n_rows, n_columns) with its colours from -limit to limit and their key."""
    figure.add_heatmap(
        x=list(range(z.shape[1])),
        y=list(range(z.shape[0])),
        z=z.astype("float32").round(3),
        zmin=-limit,
        zmax=limit,
        colorscale=diverging(tokens),
        colorbar=_key(limit, key, tokens),
        hoverinfo="skip",
    )


def row_names(names: Sequence[str], every: int) -> dict[str, Any]:
    """Return the ticks of an axis of rows from the top, with the name of every so many-th."""
    rows = range(0, len(names), every)
    return {
        "tickvals": list(rows),
        "ticktext": [shortened(names[row]) for row in rows],
        "tickfont": {"size": SMALL_FONT_SIZE},
        "ticks": "outside",
        "ticklen": 3,
    }


def _key(limit: float, title: str, tokens: Tokens) -> dict[str, Any]:
    ticks = [limit * (2 * place / (KEY_TICKS - 1) - 1) for place in range(KEY_TICKS)]
    return {
        "title": {"text": title, "side": "top", "font": {"size": SMALL_FONT_SIZE}},
        "lenmode": "pixels",
        "len": KEY_LENGTH,
        "y": 1,
        "yanchor": "top",
        "thickness": KEY_WIDTH,
        "tickvals": ticks,
        "ticktext": [f"{tick:.3g}".replace("-", "−") for tick in ticks],
        "tickfont": {"size": SMALL_FONT_SIZE, "color": tokens.muted},
        "outlinecolor": tokens.line,
        "outlinewidth": 1,
    }
