import numpy as np
import plotly.graph_objects as go
import pytest

from core.cohort import Cohort
from core.figures.among.cloud import (
    FEWEST_IN_A_BOX,
    FEWEST_IN_A_CURVE,
    MOST_POINTS,
    RAIN,
    Row,
    add_box,
    add_cloud,
    add_rain,
    curve_of,
)
from core.figures.among.groups import SHARES
from core.figures.theme import LIGHT
from tests.builders import cohort
from tests.figures.among.people import asked, on_axis, own
from tests.figures.traces import traces

STYLE = LIGHT.groups[0]


def row(people: Cohort, key: str, number: int = 0) -> Row:
    axis, groups = on_axis(asked(people), key)
    return Row(axis, groups[number], STYLE, 0)


def made(values: list[float], *, is_shared: bool = False) -> Cohort:
    return cohort({"x": values}, group=["a"] * len(values), is_shared=is_shared)


def normal(size: int, *, is_shared: bool = False) -> Cohort:
    return made(np.random.default_rng(3).normal(size=size).tolist(), is_shared=is_shared)


def test_the_area_under_a_curve_is_the_share_with_an_exact_value() -> None:
    drawn = row(own(4_000), "t_bil")
    curve = curve_of(drawn.axis, drawn.group)
    assert curve is not None
    grid = np.linspace(drawn.axis.low, drawn.axis.high, len(curve))
    exact = len(drawn.group.sample.exact) / drawn.group.sample.size
    assert 0.8 < exact < 0.95
    assert np.trapezoid(curve, grid) == pytest.approx(exact, abs=0.02)


@pytest.mark.parametrize(
    "values", [[1.0], [1.0, 2.0], [3.0] * 50, [1.0, 2.0] * (FEWEST_IN_A_CURVE // 2 - 1)]
)
def test_few_people_or_people_all_alike_have_no_curve(values: list[float]) -> None:
    drawn = row(made(values), "x")
    assert curve_of(drawn.axis, drawn.group) is None


def test_a_curve_fills_its_height_where_it_is_tallest() -> None:
    drawn, figure = row(normal(200), "x"), go.Figure()
    curve = curve_of(drawn.axis, drawn.group)
    assert curve is not None
    add_cloud(figure, drawn, curve, float(curve.max()))
    (area,) = traces(figure)
    assert (min(area.y), max(area.y)) == pytest.approx((0.40, 0.80))
    assert (area.x[0], area.y[0]) == (area.x[-1], area.y[-1])
    assert (area.line.dash, area.line.color) == (STYLE.dash, STYLE.colour)


def test_a_box_goes_from_quartile_to_quartile_with_whiskers_to_5_and_95_percent() -> None:
    drawn, figure = row(normal(200), "x"), go.Figure()
    add_box(figure, drawn)
    low, q1, median, q3, high = np.quantile(drawn.group.sample.exact, SHARES)
    left, right, box, middle = traces(figure)
    assert list(left.x) == pytest.approx([low, q1])
    assert list(right.x) == pytest.approx([q3, high])
    assert (min(box.x), max(box.x)) == pytest.approx((q1, q3))
    assert list(middle.x) == pytest.approx([median, median])


@pytest.mark.parametrize(("size", "drawn"), [(FEWEST_IN_A_BOX - 1, 0), (FEWEST_IN_A_BOX, 4)])
def test_a_box_needs_some_people(size: int, drawn: int) -> None:
    figure = go.Figure()
    add_box(figure, row(normal(size), "x"))
    assert len(traces(figure)) == drawn


def test_a_whisker_among_censored_values_is_not_drawn() -> None:
    figure = go.Figure()
    add_box(figure, row(own(), "t_bil"))
    right, _box, _median = traces(figure)
    assert right.mode == "lines"
    assert right.x[0] < right.x[1]


def test_of_a_shared_cohort_whiskers_need_people_beyond_and_nobody_is_a_point() -> None:
    for size, parts in ((8, 0), (12, 1), (40, 2), (200, 4)):
        figure, drawn = go.Figure(), row(normal(size, is_shared=True), "x")
        add_box(figure, drawn)
        assert len(traces(figure)) == parts
        assert add_rain(figure, drawn) == 0
        assert not [trace for trace in traces(figure) if trace.mode == "markers"]


def test_of_a_shared_cohort_the_curve_ends_at_the_percentiles_that_are_told() -> None:
    drawn = row(normal(200, is_shared=True), "x")
    curve = curve_of(drawn.axis, drawn.group)
    assert curve is not None
    grid = np.linspace(drawn.axis.low, drawn.axis.high, len(curve))
    told = grid[~np.isnan(curve)]
    low, *_, high = drawn.group.percentiles()
    step = grid[1] - grid[0]
    assert (told[0], told[-1]) == pytest.approx((low, high), abs=step)
    assert low <= told[0] < told[-1] <= high


def test_everybody_of_a_small_group_is_a_point_of_its_own() -> None:
    drawn, figure = row(normal(60), "x"), go.Figure()
    assert add_rain(figure, drawn) == 0
    (points,) = traces(figure)
    assert sorted(points.x) == sorted(drawn.group.sample.exact)
    assert all(RAIN[0] <= y <= RAIN[1] for y in points.y)
    assert points.marker.symbol == STYLE.symbol


def test_of_a_large_group_the_same_sample_is_drawn_whenever_it_is_asked_for() -> None:
    drawn, first, second = row(normal(5_000), "x"), go.Figure(), go.Figure()
    add_rain(first, drawn)
    add_rain(second, drawn)
    assert len(traces(first)[0].x) == MOST_POINTS
    assert list(traces(first)[0].x) == list(traces(second)[0].x)
    assert set(traces(first)[0].x) <= set(drawn.group.sample.exact)


def test_neighbours_in_value_do_not_stand_at_one_height() -> None:
    figure = go.Figure()
    add_rain(figure, row(made([1.0, 1.0, 1.0, 2.0]), "x"))
    assert len({round(y, 6) for y in traces(figure)[0].y}) == 4


def test_censored_people_are_open_marks_at_their_limit() -> None:
    drawn, figure = row(own(), "t_bil"), go.Figure()
    add_rain(figure, drawn)
    solid, hollow = traces(figure)
    assert hollow.marker.symbol == f"{STYLE.symbol}-open"
    assert set(hollow.x) == set(drawn.group.sample.below)
    assert len(solid.x) == len(drawn.group.sample.exact)


def test_people_beyond_the_axis_are_counted_and_not_drawn() -> None:
    drawn, figure = row(made([*np.linspace(4, 6, 40).tolist(), 1e6]), "x"), go.Figure()
    assert add_rain(figure, drawn) == 1
    assert max(traces(figure)[0].x) == 6
