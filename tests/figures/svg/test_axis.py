import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.svg import svg_of
from core.figures.svg.fonts import face
from tests.figures.svg.figures import HEIGHT, WIDTH, elements, on_axes, points, texts

WORDS = st.text("abc de あ", min_size=1, max_size=30)


def test_ticks_between_the_ends_are_drawn_with_their_labels() -> None:
    figure = on_axes().update_xaxes(tickvals=[-1, 0, 4, 11], ticktext=["a", "b", "c", "d"])
    figure.update_yaxes(visible=False)
    assert texts(figure) == ["b", "c"]


def test_numbers_are_written_as_plotly_writes_them() -> None:
    figure = on_axes().update_xaxes(tickvals=[-2.5, 0.25, 1000], ticktext=None, range=[-5, 1000])
    figure.update_yaxes(visible=False)
    assert texts(figure) == ["−2.5", "0.25", "1000"]


def test_ticks_on_a_logarithmic_axis_are_values() -> None:
    figure = on_axes(points([1, 10], [5, 5])).update_xaxes(type="log", range=[0, 1])
    figure.update_xaxes(tickvals=[1, 10], ticktext=["one", "ten"]).update_yaxes(visible=False)
    assert texts(figure) == ["one", "ten"]


def test_an_axis_without_labels_needs_no_ticks() -> None:
    figure = on_axes().update_xaxes(tickvals=None, ticks="", showticklabels=False)
    assert texts(figure.update_yaxes(visible=False)) == []


@given(st.lists(WORDS, min_size=3, max_size=3), WORDS)
def test_labels_and_titles_stand_on_the_page_whatever_they_say(ticks: list[str], said: str) -> None:
    figure = on_axes().update_yaxes(ticktext=ticks, title={"text": said})
    figure.update_xaxes(title={"text": said}, ticktext=["0", "5", ticks[0]], tickangle=0)
    svg_texts = zip(texts(figure), elements(figure, "tspan"), strict=True)
    anchors = [e.get("text-anchor") for e in elements(figure, "text")]
    for (words, place), anchor in zip(svg_texts, anchors, strict=True):
        if words == said:
            continue
        size = 12 * face().width(words)
        share = {"middle": 0.5, "end": 1.0}.get(anchor or "", 0.0)
        left = float(place["x"]) - share * size
        assert left >= -1
        assert left + size <= WIDTH + 1
        assert 0 <= float(place["y"]) <= HEIGHT


def test_a_grid_has_a_line_for_each_tick_but_those_at_the_ends() -> None:
    figure = on_axes().update_xaxes(showgrid=True, gridcolor="#010203", griddash="dot")
    (grid,) = elements(figure, "path", stroke="#010203")
    assert grid["stroke-dasharray"] == "3 3"


def test_a_line_at_zero_takes_the_place_of_the_grid() -> None:
    figure = on_axes(ends=(-5, 5)).update_xaxes(tickvals=[-5, 0, 5], gridcolor="#010203")
    figure.update_xaxes(showgrid=True, zeroline=True, zerolinecolor="#040506", zerolinewidth=2)
    assert elements(figure, "path", stroke="#010203") == []
    assert len(elements(figure, "path", stroke="#040506")) == 1


def test_a_line_of_an_axis_can_be_mirrored() -> None:
    plain = on_axes().update_xaxes(linecolor="#010203")
    assert len(elements(plain, "path", stroke="#010203")) == 1
    assert len(elements(plain.update_xaxes(mirror=True), "path", stroke="#010203")) == 2


@pytest.mark.parametrize(("side", "place"), [("bottom", max), ("top", min)])
def test_an_axis_across_may_stand_above(side: str, place: object) -> None:
    figure = on_axes().update_xaxes(side=side, ticktext=["a", "b", "c"])
    heights = {said: float(e["y"]) for said, e in
               zip(texts(figure), elements(figure, "tspan"), strict=True)}  # fmt: skip
    assert callable(place)
    assert place(heights, key=heights.__getitem__) in {"a", "b", "c"}


def test_a_free_axis_stands_where_it_is_put() -> None:
    figure = on_axes().update_xaxes(anchor="free", position=0.5, linecolor="#010203")
    (drawn,) = elements(figure, "path", stroke="#010203")
    heights = {float(part.split()[1]) for part in drawn["d"][1:].split("L")}
    assert all(100 < height < 200 for height in heights)


def test_labels_that_would_meet_are_turned() -> None:
    few = on_axes().update_xaxes(ticktext=["short"] * 3)
    many = on_axes(ends=(0, 40)).update_xaxes(
        tickvals=np.arange(40), ticktext=["a long label"] * 40
    )
    assert not any("rotate" in e.get("transform", "") for e in elements(few, "text"))
    turned = [e["transform"] for e in elements(many, "text") if "transform" in e]
    assert len(turned) == 40
    assert all(turn.startswith(("rotate(30", "rotate(90")) for turn in turned)


def test_two_areas_side_by_side_have_axes_of_their_own() -> None:
    figure = go.Figure(on_axes(points(), points(xaxis="x2", yaxis="y2"), showlegend=False))
    axis = {"range": [0, 10], "tickvals": [5], "ticktext": ["five"], "showgrid": False}
    figure.update_layout(
        xaxis={"domain": [0, 0.4]},
        xaxis2=axis | {"domain": [0.6, 1], "zeroline": False},
        yaxis2=axis | {"anchor": "x2", "zeroline": False},
    )
    areas = [e for e in elements(figure, "rect") if "x" in e]
    assert len(areas) == 2
    assert float(areas[1]["x"]) > float(areas[0]["x"]) + float(areas[0]["width"])
    assert texts(figure).count("five") == 2
    assert svg_of(figure).count('clip-path="url(#x2y2)"') == 1
