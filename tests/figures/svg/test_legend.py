import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.svg import svg_of
from tests.figures.svg.figures import WIDTH, elements, line, on_axes, points, texts

LEVEL = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}


def named(*names: str, **legend: object) -> go.Figure:
    traces = [points(name=name) for name in names]
    figure = on_axes(*traces, showlegend=True, legend=legend)
    return figure.update_xaxes(visible=False).update_yaxes(visible=False)


@given(st.lists(st.text("abc あ", min_size=1, max_size=40), min_size=1, max_size=8))
def test_every_name_is_on_the_page_in_rows_above_the_area(names: list[str]) -> None:
    figure = named(*names, **LEVEL)
    assert texts(figure) == names
    top = max(float(e["y"]) for e in elements(figure, "rect") if e.get("x") == "8")
    for group in (e for e in elements(figure, "g") if "transform" in e):
        x, y = (float(one) for one in group["transform"][len("translate(") : -1].split())
        assert 0 <= x < WIDTH
        assert 0 <= y < max(top, 40)


def test_names_stand_below_each_other_unless_they_are_to_stand_side_by_side() -> None:
    for legend, same in (({}, 0), (LEVEL, 1)):
        groups = [e for e in elements(named("a", "b", **legend), "g") if "transform" in e]
        _, first, second = (e["transform"][len("translate(") : -1].split() for e in groups)
        assert first[same] == second[same]
        assert first[1 - same] != second[1 - same]


def test_a_trace_may_stay_out_of_the_legend() -> None:
    figure = on_axes(points(name="a"), points(showlegend=False), showlegend=True)
    assert "a" in texts(figure)
    assert len([e for e in elements(figure, "g") if "transform" in e]) == 2


def test_a_trace_without_a_name_of_its_own_is_refused() -> None:
    with pytest.raises(ValueError, match=r"data\[1\]\.name"):
        svg_of(on_axes(points(name="a"), points(), showlegend=True))


def test_a_sample_shows_line_fill_and_symbol_within_bounds() -> None:
    look = {"symbol": "square", "size": 40, "color": "#010203"}
    trace = line(mode="lines+markers", marker=look, fill="tozeroy", fillcolor="#040506", name="a")
    figure = on_axes(trace, showlegend=True)
    assert any(e["d"] == "M5 0h30" for e in elements(figure, "path"))
    assert any(e["d"] == "M5 0h30v6h-30z" for e in elements(figure, "path", fill="#040506"))
    assert any(e["d"].startswith("M8 8") for e in elements(figure, "path", fill="#010203"))


def test_a_sample_of_a_bar_is_a_square_of_its_colour() -> None:
    trace = {"type": "bar", "x": [1], "y": [2], "width": 1, "marker": {"color": ["#010203"]}}
    figure = on_axes(trace | {"name": "a"}, showlegend=True)
    assert [e["width"] for e in elements(figure, "rect", fill="#010203")] == ["12"]


def test_a_ground_and_a_border_are_drawn() -> None:
    figure = named("a", bgcolor="#010203", bordercolor="#040506", borderwidth=2)
    (plate,) = elements(figure, "rect", fill="#010203")
    assert (plate["stroke"], plate["stroke-width"]) == ("#040506", "2")
