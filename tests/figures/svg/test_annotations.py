import re

import plotly.graph_objects as go
import pytest

from core.figures.svg import svg_of
from tests.figures.svg.figures import elements, on_axes, texts

MIDDLE = (450.0, 150.0)


def said(**looks: object) -> go.Figure:
    figure = on_axes().update_xaxes(visible=False).update_yaxes(visible=False)
    return figure.add_annotation({"x": 5, "y": 5, "text": "words", "showarrow": False} | looks)


def at(figure: go.Figure) -> tuple[float, float]:
    (span,) = elements(figure, "tspan")
    return float(span["x"]), float(span["y"])


@pytest.mark.parametrize(("xanchor", "side"), [("left", 1), ("center", 0), ("right", -1)])
@pytest.mark.parametrize(("yanchor", "below"), [("top", 1), ("middle", 0), ("bottom", -1)])
def test_words_stand_on_the_side_of_their_place_that_they_are_asked_to(
    xanchor: str, side: int, yanchor: str, below: int
) -> None:
    x, y = at(said(xanchor=xanchor, yanchor=yanchor))
    assert x == pytest.approx(MIDDLE[0] + side * 22, abs=2)
    assert y == pytest.approx(MIDDLE[1] + 5 + below * 12, abs=2)


def test_words_are_shifted_to_the_right_and_upwards() -> None:
    x, y = at(said())
    assert at(said(xshift=10, yshift=20)) == (x + 10, y - 20)


@pytest.mark.parametrize(("x", "anchor"), [(0.1, "left"), (0.5, "center"), (0.9, "right")])
def test_words_on_the_paper_turn_to_its_middle(x: float, anchor: str) -> None:
    free, bound = (said(x=x, xref="paper", xanchor=side) for side in ("auto", anchor))
    assert at(free) == at(bound)


def test_what_lies_off_its_axis_is_not_said() -> None:
    assert texts(said(x=11)) == []
    assert texts(said(x=1.1, xref="paper")) == ["words"]


def test_a_place_on_a_logarithmic_axis_is_a_logarithm() -> None:
    plain, log = said(), said(x=1).update_xaxes(type="log", range=[0, 2])
    assert at(log) == at(plain)


def test_turned_words_turn_about_their_middle() -> None:
    (text,) = elements(said(textangle=-90), "text")
    angle, x, y = (float(one) for one in re.findall(r"[-\d.]+", text["transform"]))
    assert angle == -90
    assert (x, y) == pytest.approx(MIDDLE, abs=1)


def test_lines_are_aligned_and_stand_on_a_ground() -> None:
    figure = said(text="one<br>two", align="left", bgcolor="#010203", bordercolor="#040506")
    ground = elements(figure, "rect", fill="#010203")[0]
    first, second = elements(figure, "tspan")
    assert ground["stroke"] == "#040506"
    assert first["x"] == second["x"]
    assert float(second["y"]) - float(first["y"]) == pytest.approx(14 * 1.3, abs=0.01)
    assert float(ground["x"]) < float(first["x"])


@pytest.mark.parametrize("head", [0, 1, 2, 3])
@pytest.mark.parametrize("tail", [(40, -30), (-40, 20), (0, -50), (60, 0)])
def test_an_arrow_leads_from_the_words_to_the_place(head: int, tail: tuple[int, int]) -> None:
    looks = {"ax": tail[0], "ay": tail[1], "arrowhead": head, "arrowcolor": "#010203"}
    figure = said(showarrow=True, **looks)
    (stroke,) = elements(figure, "path", stroke="#010203")
    x0, y0, x1, y1 = (float(one) for one in re.findall(r"[-\d.]+", stroke["d"]))
    assert (x1, y1) == pytest.approx(MIDDLE, abs=5)
    away = (MIDDLE[0] + tail[0], MIDDLE[1] + tail[1])
    assert abs(x0 - away[0]) <= 25
    assert abs(y0 - away[1]) <= 14
    heads = elements(figure, "path", fill="#010203")
    assert len(heads) == (1 if head else 0)


def test_an_arrow_under_its_words_has_no_length_to_draw() -> None:
    figure = said(showarrow=True, ax=0, ay=0, arrowcolor="#010203", arrowhead=0)
    assert texts(figure) == ["words"]


def test_words_can_be_seen_through() -> None:
    assert '<g opacity="0.5">' in svg_of(said(opacity=0.5))
