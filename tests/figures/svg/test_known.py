from collections.abc import Callable
from typing import TypeAlias

import plotly.graph_objects as go
import pytest

from core.figures.svg import svg_of
from core.figures.svg.known import SILENT
from tests.figures.svg.figures import Trace, line, on_axes, points

Change: TypeAlias = dict[str, object]

BARS: Trace = {"type": "bar", "x": [1], "y": [2], "width": 1, "marker": {"color": "#000000"}}
CELLS: Trace = {
    "type": "heatmap", "z": [[1, 2]], "zmin": 0, "zmax": 3, "showscale": False,
    "colorscale": [[0, "#000000"], [1, "#FFFFFF"]],
}  # fmt: skip

SQUARE: Change = {"type": "rect", "x0": 0, "x1": 1, "y0": 0, "y1": 1}
AT_1: Change = {"x": 1, "y": 1, "text": "a"}

TRACES: dict[str, Trace] = {
    r"data\[0\]\.type 'violin'": {"type": "violin", "y": [1, 2]},
    r"data\[0\]\.mode is not given": {"type": "scatter", "x": [1], "y": [1]},
    r"data\[0\]\.marker\.color is not a colour": points(marker={}),
    r"data\[0\]\.marker\.color .* colour by name": points(marker={"color": [1, 2, 3]}),
    r"data\[0\]\.marker\.colorscale": points(marker={"colorscale": "Viridis"}),
    r"data\[0\]\.marker\.symbol 'star'": points(marker={"symbol": "star", "color": "#000"}),
    r"data\[0\]\.marker\.sizemode": points(marker={"sizemode": "area"}),
    r"data\[0\]\.marker\.gradient": points(marker={"gradient": {"type": "radial"}}),
    r"data\[0\]\.marker\.size has 2": points(marker={"size": [1, 2], "color": "#000"}),
    r"data\[0\]\.line\.shape 'spline'": line(line={"shape": "spline", "color": "#000"}),
    r"data\[0\]\.line\.dash '5px'": line(line={"dash": "5px", "color": "#000"}),
    r"data\[0\]\.marker\.color is not given": line(line={}),
    r"data\[0\]\.fill 'tonext'": line(fill="tonext", fillcolor="#000"),
    r"data\[0\]\.fillcolor is not given": line(fill="tozeroy"),
    r"data\[0\]\.connectgaps True": line(connectgaps=True),
    r"data\[0\]\.stackgroup": line(stackgroup="one"),
    r"data\[0\]\.legendgroup 'a'": points(legendgroup="a"),
    r"data\[0\]\.texttemplate": points(texttemplate="%{x}"),
    r"data\[0\]\.textposition 'auto'": BARS | {"text": ["a"]},
    r"data\[0\]\.width is not given": {k: v for k, v in BARS.items() if k != "width"},
    r"data\[0\]\.marker\.pattern": BARS | {"marker": {"pattern": {"shape": "/"}}},
    r"data\[0\]\.y has 2 values": points(y=[1, 2]),
    r"data\[0\]\.x is not an array of numbers": points() | {"x": ["a", "b", "c"]},
    r"data\[0\]\.error_x\.type 'percent'": points(error_x={"type": "percent"}),
    r"data\[0\]\.error_y\.array has 1": points(error_y={"array": [1]}),
    r"data\[0\]\.zmid": CELLS | {"zmid": 0},
    r"data\[0\]\.zmin is not a number": {k: v for k, v in CELLS.items() if k != "zmin"},
    r"data\[0\]\.zmax is not above": CELLS | {"zmax": -1},
    r"data\[0\]\.colorscale is not given": {k: v for k, v in CELLS.items() if k != "colorscale"},
    r"data\[0\]\.z is not a matrix": CELLS | {"z": [1, 2]},
    r"data\[0\]\.transpose": CELLS | {"transpose": True},
    r"data\[0\]\.colorbar\.tickvals": CELLS | {"showscale": True},
    r"layout\.xaxis3 is not given": points(xaxis="x3"),
}  # fmt: skip

LAYOUTS: dict[str, Change] = {
    r"layout\.template": {"template": "plotly_white"},
    r"layout\.images": {"images": [{"source": "a.png"}]},
    r"layout\.coloraxis": {"coloraxis": {"cmin": 0}},
    r"layout\.barmode 'stack'": {"barmode": "stack"},
    r"layout\.paper_bgcolor 'papayawhip'": {"paper_bgcolor": "papayawhip"},
    r"layout\.legend\.title": {"legend": {"title": {"text": "Groups"}}},
    r"layout\.title\.subtitle": {"title": {"text": "A", "subtitle": {"text": "B"}}},
    r"layout\.xaxis\.range": {"xaxis": {"range": None, "autorange": None}},
    r"layout\.xaxis\.autorange": {"xaxis": {"autorange": "reversed"}},
    r"layout\.xaxis\.type 'category'": {"xaxis": {"type": "category"}},
    r"layout\.xaxis\.tickvals": {"xaxis": {"tickvals": None}},
    r"layout\.xaxis\.ticktext": {"xaxis": {"ticktext": None, "tickvals": [1e-5]}},
    r"layout\.xaxis\.tickformat": {"xaxis": {"tickformat": ".2f"}},
    r"layout\.xaxis\.tickmode 'linear'": {"xaxis": {"tickmode": "linear"}},
    r"layout\.xaxis\.gridcolor": {"xaxis": {"showgrid": True}},
    r"layout\.xaxis\.side 'left'": {"xaxis": {"side": "left"}},
    r"layout\.xaxis\.anchor": {"xaxis": {"anchor": "y7"}},
    r"layout\.yaxis\.scaleanchor": {"yaxis": {"scaleanchor": "x"}},
    r"layout\.shapes\[0\]\.path": {"shapes": [{"type": "path", "path": "M0,0L1,1"}]},
    r"layout\.shapes\[0\]\.line\.color": {"shapes": [SQUARE]},
    r"layout\.shapes\[0\]\.xref 'x9'": {"shapes": [SQUARE | {"xref": "x9"}]},
    r"layout\.annotations\[0\]\.arrowhead 5": {"annotations": [AT_1 | {"arrowhead": 5}]},
    r"layout\.annotations\[0\]\.axref 'x'": {"annotations": [AT_1 | {"axref": "x"}]},
    r"layout\.annotations\[0\]\.valign": {"annotations": [AT_1 | {"valign": "top"}]},
    r"layout\.showlegend": {"showlegend": None},
}  # fmt: skip


@pytest.mark.parametrize(("named", "trace"), TRACES.items(), ids=TRACES)
def test_what_is_not_drawn_of_a_trace_is_named(named: str, trace: Trace) -> None:
    with pytest.raises(ValueError, match=named):
        svg_of(on_axes(trace, showlegend=False))


@pytest.mark.parametrize(("named", "layout"), LAYOUTS.items(), ids=LAYOUTS)
def test_what_is_not_drawn_of_a_layout_is_named(named: str, layout: Change) -> None:
    figure = on_axes(points(name="a"), points(name="b"), showlegend=True)
    with pytest.raises(ValueError, match=named):
        svg_of(figure.update_layout(layout))


def test_a_sample_of_a_text_alone_is_not_drawn() -> None:
    trace = points(mode="text", text=["a", "b", "c"], name="named")
    with pytest.raises(ValueError, match=r"data\[0\]\.showlegend"):
        svg_of(on_axes(trace, showlegend=True))


QUIET: dict[str, Callable[[go.Figure], object]] = {
    "what is said under the pointer": lambda f: f.update_traces(
        hovertemplate="%{x}", hovertext="a", customdata=[[1]] * 3, hoverinfo="skip"
    ),
    "how it answers": lambda f: f.update_layout(
        hovermode="x", dragmode="pan", clickmode="select", legend={"itemclick": False}
    ),
    "what cannot be moved": lambda f: f.update_xaxes(fixedrange=True, autorange=False),
}


@pytest.mark.parametrize("change", QUIET.values(), ids=QUIET)
def test_what_only_moves_or_answers_changes_nothing(change: Callable[[go.Figure], object]) -> None:
    figure = on_axes(points())
    before = svg_of(figure)
    change(figure)
    assert svg_of(figure) == before


def test_no_attribute_is_both_drawn_and_passed_over() -> None:
    assert not SILENT & {"color", "width", "text", "opacity", "visible", "range", "name"}
