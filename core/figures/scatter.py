"""Two markers at once among the people of a cohort: circles, triangles, the patient's diamond."""

import plotly.graph_objects as go

from core.figures.comparison import TwoMarkers
from core.figures.distribution import (
    DIAMOND_SIZE,
    POINT_SIZE,
    SYMBOLS,
    group_name,
    legend,
    reach_of,
)
from core.figures.theme import Tokens, quiet
from core.text import Text

HEIGHT = 460
POINTS_SHOWN = 300


def scatter_chart(text: Text, two: TwoMarkers, tokens: Tokens) -> go.Figure:
    """Draw some people of both groups, and the patient where both values are exact."""
    figure = go.Figure()
    colours = {"controls": tokens.controls, "cases": tokens.cases}
    for name, values in (("controls", two.controls), ("cases", two.cases)):
        shown = values[:POINTS_SHOWN]
        figure.add_scatter(
            x=[two.axes[0].at(float(z)) for z in shown[:, 0]],
            y=[two.axes[1].at(float(z)) for z in shown[:, 1]],
            mode="markers",
            name=group_name(text, name),
            marker={"symbol": SYMBOLS[name], "size": POINT_SIZE, "color": colours[name]}
            | {"opacity": 0.6},
            hoverinfo="skip",
        )
    quiet(figure, tokens, height=HEIGHT)
    ends = [reach_of(place) for place in two.patient]
    figure.update_xaxes(**two.axes[0].layout(text, -ends[0], ends[0]))
    figure.update_yaxes(**two.axes[1].layout(text, -ends[1], ends[1]))
    _add_patient(figure, text, two, tokens)
    figure.update_layout(showlegend=True, legend=legend(tokens))
    return figure


def scatter_note(text: Text, two: TwoMarkers) -> str:
    """Say what the lines are, or why the patient is not on the chart."""
    return text(f"figure.scatter.{'placed' if two.point else 'not_placed'}")


def _add_patient(figure: go.Figure, text: Text, two: TwoMarkers, tokens: Tokens) -> None:
    if two.point is None:
        return
    x, y = (axis.at(z) for axis, z in zip(two.axes, two.point, strict=True))
    thin = {"color": tokens.ink, "width": 1}
    figure.add_vline(x=x, line=thin)
    figure.add_hline(y=y, line=thin)
    figure.add_scatter(
        x=[x],
        y=[y],
        mode="markers",
        name=text("figure.patient"),
        marker={"symbol": "diamond", "size": DIAMOND_SIZE, "color": tokens.ink}
        | {"line": {"color": tokens.ground, "width": 1.5}},
        hoverinfo="skip",
    )
