"""Dots with intervals, one row a thing, on one aligned scale: markers, candidates, models."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from core.cards import Measured
from core.figures.overall.components_marks import legend
from core.figures.studio.axes import MARK_SIZE, axis, ends_around, rule, whiskers
from core.figures.theme import SMALL_FONT_SIZE, Tokens, quiet

ROW, MARGINS, LEGEND_ROW = 24, 90, 24
OPEN = "-open"
# Even a set of equal figures needs a scale.
LEAST_REACH = 0.02


@dataclass(frozen=True, slots=True)
class Look:
    """How some rows are marked, and what that means."""

    means: str
    symbol: str
    colour: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A named figure with its interval; where it has none, both ends are nan."""

    name: str
    figure: Measured
    look: Look


@dataclass(frozen=True, slots=True)
class Scale:
    """What the axis says, where a line stands on it, and which values it must hold."""

    title: str
    line: float | None = None
    holds: tuple[float, ...] = ()


def rows_figure(rows: Sequence[Row], scale: Scale, tokens: Tokens) -> go.Figure:
    """Draw rows from the top."""
    figure = go.Figure()
    looks = list(dict.fromkeys(row.look for row in rows))
    for look in looks:
        _add(figure, look, [(at, row) for at, row in enumerate(rows) if row.look == look])
    height = MARGINS + ROW * max(1, len(rows)) + LEGEND_ROW * len(looks)
    quiet(figure, tokens, height=height)
    figure.update_xaxes(**axis(scale.title, *_ends(rows, scale)))
    figure.update_yaxes(
        range=[max(1, len(rows)) - 0.5, -0.5],
        tickvals=list(range(len(rows))),
        ticktext=[row.name for row in rows],
        tickfont={"size": SMALL_FONT_SIZE},
        showline=False,
    )
    if scale.line is not None:
        place = {"x0": scale.line, "x1": scale.line, "y0": 0, "y1": 1, "yref": "paper"}
        rule(figure, place, tokens.ink, "solid")
    figure.update_layout(showlegend=bool(looks), legend=legend(tokens))
    return figure


def _add(figure: go.Figure, look: Look, placed: Sequence[tuple[int, Row]]) -> None:
    figures = [row.figure for _, row in placed]
    has_intervals = not any(math.isnan(one.low) for one in figures)
    figure.add_scatter(
        x=[one.value for one in figures],
        y=[at for at, _ in placed],
        mode="markers",
        name=look.means,
        marker={
            "symbol": look.symbol + (OPEN if look.is_open else ""),
            "color": look.colour,
            "size": MARK_SIZE,
            "line": {"color": look.colour, "width": 1.5 if look.is_open else 0},
        },
        error_x=whiskers(figures, look.colour) if has_intervals else None,
        cliponaxis=False,
        hoverinfo="skip",
    )


def _ends(rows: Sequence[Row], scale: Scale) -> tuple[float, float]:
    ends = [end for row in rows for end in (row.figure.low, row.figure.value, row.figure.high)]
    line = [] if scale.line is None else [scale.line]
    known = [end for end in (*ends, *line, *scale.holds) if math.isfinite(end)]
    return ends_around(known or [0.0, 1.0], least=LEAST_REACH)
