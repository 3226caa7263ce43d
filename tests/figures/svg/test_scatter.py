import re

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.svg import svg_of
from tests.figures.svg.figures import elements, line, on_axes, points, texts

# The area of a figure on axes without words: a page of 900 x 300 with margins of 8.
LEFT, TOP, ACROSS, DOWN = 8, 8, 884, 284
REACH = st.just(0.0) | st.floats(0.01, 3)
VALUES = st.lists(st.one_of(st.none(), st.floats(0, 10)), min_size=2, max_size=12)


def plain(*traces: dict[str, object]) -> go.Figure:
    figure = on_axes(*traces, showlegend=False)
    return figure.update_xaxes(visible=False).update_yaxes(visible=False)


def place(x: float, y: float) -> tuple[float, float]:
    return round(LEFT + x / 10 * ACROSS, 2), round(TOP + (1 - y / 10) * DOWN, 2)


def ways(figure: go.Figure) -> list[list[tuple[float, float]]]:
    """The points of each path, piece by piece."""
    drawn = [e["d"] for e in elements(figure, "path") if "transform" not in e]
    pieces = [piece for way in drawn for piece in way.split("M") if piece]
    return [
        [(float(x), float(y)) for x, y in re.findall(r"([-\d.]+) ([-\d.]+)", piece)]
        for piece in pieces
    ]


@given(VALUES)
def test_a_line_runs_through_its_points_and_breaks_at_gaps(values: list[float | None]) -> None:
    found = [point for way in ways(plain(line(range_of(values), values))) for point in way]
    runs = "".join("x" if value is None else "." for value in values).split("x")
    drawn = {n for n, v in enumerate(values) if v is not None and is_joined(values, n)}
    expected = [place(n, values[n] or 0) for n in sorted(drawn)]
    assert found == [pytest.approx(point, abs=0.011) for point in expected]
    assert len(ways(plain(line(range_of(values), values)))) == sum(len(run) > 1 for run in runs)


def range_of(values: list[float | None]) -> list[float]:
    return [float(number) for number in range(len(values))]


def is_joined(values: list[float | None], number: int) -> bool:
    beside = (n for n in (number - 1, number + 1) if 0 <= n < len(values))
    return any(values[n] is not None for n in beside)


@pytest.mark.parametrize(
    ("shape", "corner"), [("linear", None), ("hv", place(8, 2)), ("vh", place(2, 8))]
)
def test_steps_go_across_first_or_up_first(shape: str, corner: tuple[float, float] | None) -> None:
    look = {"shape": shape, "color": "#000"}
    (way,) = ways(plain(line([2, 8], [2, 8], line=look)))
    assert way == [place(2, 2), *([corner] if corner else []), place(8, 8)]


@pytest.mark.parametrize(
    ("fill", "back"),
    [
        ("tozeroy", [place(8, 0), place(2, 0)]),
        ("tozerox", [place(0, 4), place(0, 6)]),
        ("toself", []),
    ],
)
def test_a_fill_goes_back_along_zero_or_closes_on_itself(
    fill: str, back: list[tuple[float, float]]
) -> None:
    trace = line([2, 8], [6, 4], fill=fill, fillcolor="rgba(1, 2, 3, 0.5)", line={"width": 0})
    (way,) = ways(plain(trace))
    assert way == [place(2, 6), place(8, 4), *back]
    (drawn,) = elements(plain(trace), "path")
    assert (drawn["fill"], drawn["fill-opacity"]) == ("#010203", "0.5")


def test_a_fill_between_two_traces_goes_back_along_the_one_before() -> None:
    low = line([2, 8], [1, 2], line={"width": 0})
    high = line([2, 8], [6, 7], fill="tonexty", fillcolor="#010203", line={"width": 0})
    (way,) = ways(plain(low, high))
    assert way == [place(2, 6), place(8, 7), place(8, 2), place(2, 1)]
    alone = line([2, 8], [6, 7], fill="tonexty", fillcolor="#010203", line={"width": 0})
    assert ways(plain(alone))[0][2:] == [place(8, 0), place(2, 0)]


def test_a_fill_to_zero_of_a_logarithmic_axis_goes_to_its_end() -> None:
    trace = line([2, 8], [10, 100], fill="tozeroy", fillcolor="#010203", line={"width": 0})
    figure = plain(trace).update_yaxes(type="log", range=[0, 3])
    assert ways(figure)[0][2:] == [place(8, 0), place(2, 0)]


def test_a_value_without_a_logarithm_has_no_place() -> None:
    figure = plain(points([1, 2, 3], [0, -1, 10])).update_yaxes(type="log", range=[0, 3])
    assert len([e for e in elements(figure, "path") if "transform" in e]) == 1


def test_each_point_has_its_own_size_symbol_and_colour() -> None:
    marker = {"size": [4, 0, 8], "symbol": ["circle", "square", "x"], "color": ["#010203"] * 3}
    drawn = [e for e in elements(plain(points(marker=marker)), "path") if "transform" in e]
    # A point of no size is not there.
    assert len(drawn) == 2
    assert drawn[0]["d"].startswith("M2 0A2 2")
    assert {e["opacity"] for e in drawn} == {"0.7"}


def test_the_area_cuts_points_off_unless_they_may_stand_over_its_edge() -> None:
    beyond = points([5, 12], [10, 5])
    clipped = svg_of(plain(beyond))
    free = svg_of(plain(beyond | {"cliponaxis": False}))
    assert clipped.count('<path transform="translate') == 2
    assert '<g clip-path="url(#xy)"><path transform' in clipped
    assert free.count('<path transform="translate') == 1
    assert '<g clip-path="url(#xy)"><path transform' not in free


@given(st.floats(0, 10), REACH, REACH)
def test_whiskers_reach_as_far_as_they_say(x: float, below: float, above: float) -> None:
    error = {"type": "data", "symmetric": False, "array": [above], "arrayminus": [below]}
    trace = points([x], [5], error_x=error | {"color": "#000", "thickness": 1, "width": 4})
    found = ways(plain(trace))
    if below == above == 0:
        assert found == []
        return
    middle, *caps = found
    assert middle == [pytest.approx(place(end, 5), abs=0.011) for end in (x - below, x + above)]
    assert all(abs(one[1][1] - one[0][1]) == pytest.approx(8) for one in caps)


def test_whiskers_are_even_on_both_sides_unless_said_otherwise() -> None:
    trace = points([5], [5], error_y={"array": [2], "color": "#000"})
    assert ways(plain(trace))[0] == [place(5, 3), place(5, 7)]


def test_whiskers_across_take_the_style_of_those_upwards() -> None:
    up = {"array": [1], "color": "#010203", "thickness": 3, "width": 0}
    trace = points([5], [5], error_y=up, error_x={"array": [1]})
    drawn = [e for e in elements(plain(trace), "path") if "transform" not in e]
    assert [(e["stroke"], e["stroke-width"]) for e in drawn] == [("#010203", "3")] * 2


def test_an_unknown_reach_draws_no_whisker() -> None:
    trace = points([5, 6], [5, 5], error_x={"array": [np.nan, 1], "color": "#000"})
    assert len(elements(plain(trace), "path", stroke="#000000")) == 1


@pytest.mark.parametrize("side", ["top", "middle", "bottom"])
@pytest.mark.parametrize("beside", ["left", "center", "right"])
def test_a_text_stands_on_the_side_it_is_asked_to(side: str, beside: str) -> None:
    place_of_text = f"{side} {beside}"
    trace = points([5], [5], mode="text", text=["a"], textposition=place_of_text)
    (span,) = elements(plain(trace), "tspan")
    (text,) = elements(plain(trace), "text")
    x, y = place(5, 5)
    assert text.get("text-anchor") == {"left": "end", "center": "middle"}.get(beside)
    assert float(span["x"]) == pytest.approx(x)
    middle = float(span["y"]) - 14 * 0.35
    assert (middle < y - 5, middle > y + 5) == (side == "top", side == "bottom")


def test_texts_are_left_out_where_there_is_none() -> None:
    trace = points([1, 2, 3], [1, None, 3], mode="markers+text", text=["a", "b", ""])
    assert texts(plain(trace)) == ["a"]


def test_a_trace_can_be_seen_through() -> None:
    assert '<g opacity="0.4">' in svg_of(plain(points(opacity=0.4)))
