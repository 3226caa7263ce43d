import re

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures.svg.figures import Trace, elements, on_axes, texts

LEFT, TOP, ACROSS, DOWN = 8, 8, 884, 284


def bars(lengths: list[float], *, is_level: bool = False, **looks: object) -> Trace:
    places = [float(number) for number in range(1, len(lengths) + 1)]
    x, y = (lengths, places) if is_level else (places, lengths)
    made: Trace = {"type": "bar", "x": x, "y": y, "width": 0.5, "orientation": "vh"[is_level]}
    return made | {"marker": {"color": "#010203"}} | looks


def plain(trace: Trace) -> go.Figure:
    return on_axes(trace).update_xaxes(visible=False).update_yaxes(visible=False)


def corners(figure: go.Figure) -> list[list[float]]:
    """The least and greatest x, then y, of each bar, as values."""
    found = []
    for drawn in elements(figure, "path", fill="#010203"):
        numbers = [float(number) for number in re.findall(r"[-\d.]+", drawn["d"])]
        x = [(one - LEFT) / ACROSS * 10 for one in numbers[::2]]
        y = [10 - (one - TOP) / DOWN * 10 for one in numbers[1::2]]
        found.append([min(x), max(x), min(y), max(y)])
    return found


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=6), st.booleans())
def test_a_bar_reaches_from_zero_to_its_value(lengths: list[float], is_level: bool) -> None:
    found = corners(plain(bars(lengths, is_level=is_level)))
    for number, (length, ends) in enumerate(zip(lengths, found, strict=True), start=1):
        along, across = (ends[:2], ends[2:]) if is_level else (ends[2:], ends[:2])
        assert along == pytest.approx([min(0, length), max(0, length)], abs=0.001)
        assert across == pytest.approx([number - 0.25, number + 0.25], abs=0.001)


def test_a_bar_may_begin_above_zero_and_beside_its_place() -> None:
    assert corners(plain(bars([3.0], base=2, offset=0))) == [
        pytest.approx([1, 1.5, 2, 5], abs=0.001)
    ]


@pytest.mark.parametrize("is_level", [False, True])
def test_a_text_stands_outside_the_end_of_its_bar(is_level: bool) -> None:
    trace = bars([6.0, -0.0, 2.0], is_level=is_level, text=["a", "", "b"], textposition="outside")
    figure = plain(trace)
    assert texts(figure) == ["a", "b"]
    spans = elements(figure, "tspan")
    ends = corners(figure)
    for span, end in zip(spans, (ends[0], ends[2]), strict=True):
        if is_level:
            assert (float(span["x"]) - LEFT) / ACROSS * 10 > end[1]
        else:
            assert 10 - (float(span["y"]) - TOP) / DOWN * 10 > end[3]


def test_a_text_is_no_wider_than_an_upright_bar() -> None:
    trace = bars([5.0], text=["a long text of many words"], textposition="outside", width=0.3)
    (text,) = elements(plain(trace), "text")
    assert float(text["font-size"]) < 8
    (free,) = elements(plain(trace | {"constraintext": "none"}), "text")
    assert free["font-size"] == "14"


def test_a_bar_has_the_edge_that_it_is_given() -> None:
    line = {"color": "#040506", "width": 2}
    (drawn,) = elements(plain(bars([5.0], marker={"color": "#010203", "line": line})), "path")
    assert (drawn["stroke"], drawn["stroke-width"]) == ("#040506", "2")


def test_bars_along_a_logarithmic_axis_have_no_zero_to_stand_on() -> None:
    figure = on_axes(bars([5.0])).update_yaxes(type="log", range=[0, 1])
    with pytest.raises(ValueError, match="logarithmic"):
        texts(figure)
