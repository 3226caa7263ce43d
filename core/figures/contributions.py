"""What pushes the score: one bar a marker, as the factor it multiplies the score by.

Bars to the right push towards the cases, to the left towards the controls; on the logarithmic axis
their lengths add up to the score.
"""

from collections.abc import Sequence

import plotly.graph_objects as go

from core.figures import words
from core.figures.theme import SMALL_FONT_SIZE, Tokens, quiet
from core.panel import Panel
from core.scoring.score import Contribution
from core.text import Text

ROW_HEIGHT, FRAME_HEIGHT = 52, 24
BAR_HEIGHT = 0.34
# Of a row's height: the name stands above the line of its bar.
BAR_AT, NAME_AT = 0.2, -0.06
LABEL_ROOM = 0.3
# The shortest axis [log ratio]: without it, a factor of 1.02 would fill the chart.
LEAST_REACH = 0.5


def contributions_chart(
    text: Text, panel: Panel, contributions: Sequence[Contribution], tokens: Tokens
) -> go.Figure:
    """Draw the contributions from the top in the order given, each with its value and factor."""
    rows = list(range(len(contributions)))
    sizes = [c.log_ratio for c in contributions]
    figure = go.Figure()
    figure.add_bar(
        x=sizes,
        y=[row + BAR_AT for row in rows],
        orientation="h",
        width=BAR_HEIGHT,
        marker_color=[tokens.cases if size > 0 else tokens.controls for size in sizes],
        text=[words.factor(text, c.times) for c in contributions],
        textposition="outside",
        textfont={"color": tokens.ink},
        cliponaxis=False,
        hoverinfo="skip",
    )
    for row, contribution in enumerate(contributions):
        _name(figure, _label(text, panel, contribution, tokens), row + NAME_AT)
        _zero(figure, row + BAR_AT, tokens.line)
    quiet(figure, tokens, height=ROW_HEIGHT * len(rows) + FRAME_HEIGHT)
    figure.update_xaxes(visible=False, range=reach(sizes))
    figure.update_yaxes(visible=False, range=[len(rows) - 0.5, -0.5])
    return figure


def _zero(figure: go.Figure, row: float, colour: str) -> None:
    # A stroke a bar, so that no line runs through the names.
    low, high = row - BAR_HEIGHT * 0.7, row + BAR_HEIGHT * 0.7
    figure.add_shape(type="line", x0=0, x1=0, y0=low, y1=high, line={"color": colour, "width": 1})


def _name(figure: go.Figure, label: str, row: float) -> None:
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        y=row,
        yanchor="bottom",
        text=label,
        align="left",
        showarrow=False,
        font={"size": SMALL_FONT_SIZE},
    )


def reach(sizes: Sequence[float]) -> list[float]:
    """Return the ends of the axis [log ratio], with room beyond the bars for their labels."""
    low, high = min([0.0, *sizes]), max([0.0, *sizes])
    room = LABEL_ROOM * max(high - low, LEAST_REACH)
    return [low - room * (low < 0), high + room]


def _label(text: Text, panel: Panel, contribution: Contribution, tokens: Tokens) -> str:
    name = words.marker_name(text, contribution.marker)
    measurement = panel.get(contribution.marker)
    if measurement is None:
        return name
    return f'{name} · <span style="color:{tokens.muted}">{words.value(text, measurement)}</span>'
