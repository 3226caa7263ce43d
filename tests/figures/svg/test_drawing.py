import re

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.svg import svg_of
from tests.figures.svg.figures import HEIGHT, WIDTH, elements, on_axes, points, texts
from tests.figures.svg.test_against_plotly import FIGURES

# Whatever a file may name a group or an analyte, less what XML cannot hold, Plotly's own tags, and
# raised and lowered digits, which are set as digits.
NOT_PLAIN = "<&⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉₊₋"
NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=NOT_PLAIN), min_size=1
)
each_figure = pytest.mark.parametrize("name", FIGURES)


@each_figure
def test_the_same_figure_gives_the_same_text(name: str) -> None:
    assert svg_of(FIGURES["forest"]()) == svg_of(FIGURES["forest"]())
    figure = FIGURES[name]()
    assert svg_of(figure) == svg_of(figure)


@each_figure
def test_nothing_is_fetched_from_outside(name: str) -> None:
    svg = re.sub(r' xmlns(:xlink)?="[^"]+"', "", svg_of(FIGURES[name]()))
    assert "http" not in svg
    assert "<script" not in svg
    assert re.findall(r'href="(?!data:image/png;base64,)', svg) == []


def test_it_is_as_wide_as_asked_and_as_high_as_the_figure_says() -> None:
    assert svg_of(on_axes(points())).startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{WIDTH}" height="{HEIGHT}"'
    )
    assert 'width="300" height="300"' in svg_of(on_axes(points()), width=300)


def test_words_for_who_cannot_see_are_held_and_escaped() -> None:
    svg = svg_of(on_axes(points()), title="A < B", description="Points & more")
    assert "<title>A &lt; B</title><desc>Points &amp; more</desc>" in svg
    assert "<desc>" not in svg_of(on_axes(points()))


@given(NAMES)
def test_any_name_is_written_as_it_is(name: str) -> None:
    figure = on_axes(points(name=name), showlegend=True)
    figure.update_xaxes(showticklabels=False).update_yaxes(ticktext=[name, "five", "ten"])
    assert texts(figure).count(name) == 2


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "a < b > c", "&lt;b&gt;", "\x00"])
def test_markup_and_control_characters_are_text_at_most(name: str) -> None:
    svg = svg_of(on_axes(points(name=name), showlegend=True))
    assert "<script" not in svg
    assert "\x00" not in svg


@given(
    st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=1, max_size=20),
    st.floats(-1e6, 1e6),
    st.floats(1e-3, 1e6),
)
def test_places_on_the_page_lead_back_to_the_values(
    pairs: list[tuple[float, float]], low: float, length: float
) -> None:
    shares = np.array(pairs) / 2e6 + 0.5
    values = low + shares * length
    figure = on_axes(points(values[:, 0], values[:, 1]))
    figure.update_xaxes(range=[low, low + length], tickvals=[], ticktext=[])
    figure.update_yaxes(range=[low + length, low], tickvals=[], ticktext=[])
    (area,) = (e for e in elements(figure, "rect") if "x" in e)
    left, top, across, down = (float(area[name]) for name in ("x", "y", "width", "height"))
    found = [
        [float(place) for place in re.findall(r"[-\d.]+", e["transform"])]
        for e in elements(figure, "path")
        if "transform" in e
    ]
    wanted = np.array([left, top]) + shares * np.array([across, down])
    # Places are written to a hundredth of a pixel.
    assert np.allclose(np.array(found), wanted, atol=0.006)


def test_matrices_lie_below_bars_and_bars_below_points() -> None:
    cells = {"type": "heatmap", "z": [[1, 2]], "zmin": 0, "zmax": 3, "showscale": False}
    cells["colorscale"] = [[0, "#000000"], [1, "#FFFFFF"]]
    bars = {"type": "bar", "x": [5], "y": [5], "width": 1, "marker": {"color": "#010203"}}
    svg = svg_of(on_axes(points(marker={"color": "#040506"}), bars, cells, showlegend=False))
    assert svg.index("<image") < svg.index("#010203") < svg.index("#040506")


def test_shapes_lie_in_the_layer_that_they_ask_for() -> None:
    figure = on_axes(points(marker={"color": "#0a0b0c"}))
    for layer, colour in (("below", "#010203"), ("between", "#040506"), ("above", "#070809")):
        figure.add_shape(x0=1, x1=2, y0=1, y1=2, layer=layer, fillcolor=colour, line_width=0)
    svg = svg_of(figure.update_xaxes(showgrid=True, gridcolor="#020202"))
    order = ["#010203", "#020202", "#040506", "#0a0b0c", "#070809"]
    assert sorted(order, key=svg.index) == order


def test_what_is_hidden_is_not_drawn() -> None:
    hidden = points(visible=False, marker={"color": "#010203"})
    figure = on_axes(points(), hidden, showlegend=False)
    figure.add_shape(visible=False, type="line", x0=0, x1=1, y0=0, y1=1)
    figure.add_annotation(visible=False, text="hidden")
    svg = svg_of(figure)
    assert "#010203" not in svg
    assert "hidden" not in svg


def test_an_empty_figure_is_a_page_with_axes() -> None:
    assert texts(on_axes())[:3] == ["0", "5", "10"]
    with pytest.raises(ValueError, match="axis is not given"):
        svg_of(go.Figure(layout={"template": "none"}))
