import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.marker_axis import linear_ticks, log_ticks, marker_axis
from core.markers import CATALOGUE, Interval, Marker, Scale, Sex
from core.text import Language, text_in

EN = text_in(Language.EN)
CLOSED = [m for m in CATALOGUE.values() if (i := m.reference(Sex.MALE)) and i.is_closed]


@pytest.mark.parametrize("marker", CLOSED, ids=lambda marker: marker.key)
@given(st.floats(-1.9, 6))
def test_a_place_on_the_axis_is_the_value_in_the_markers_unit(marker: Marker, z: float) -> None:
    axis = marker_axis(marker, marker.reference(Sex.MALE))
    interval = axis.interval
    assert interval is not None
    if axis.at(z) > 0:
        assert marker.standardised(axis.at(z), interval) == pytest.approx(z, abs=1e-6)


@pytest.mark.parametrize("marker", CLOSED, ids=lambda marker: marker.key)
@pytest.mark.parametrize("reach", [4.5, 6.0])
def test_every_axis_shows_only_values_blood_can_have_and_some_ticks(
    marker: Marker, reach: float
) -> None:
    layout = marker_axis(marker, marker.reference(Sex.MALE)).layout(EN, -reach, reach)
    low, high = layout["range"]
    if layout["type"] == "log":
        low, high = 10**low, 10**high
    assert 0 <= low < high
    assert 3 <= len(layout["tickvals"]) <= 16
    assert all(low <= tick <= high * (1 + 1e-9) for tick in layout["tickvals"])


@pytest.mark.parametrize("interval", [None, Interval(None, 0.14), Interval(0.0, 0.14)])
def test_without_a_middle_the_axis_is_in_sd_and_says_so(interval: Interval | None) -> None:
    axis = marker_axis(CATALOGUE["crp"], interval)
    assert axis.at(1.5) == 1.5
    assert not axis.is_log
    assert "SD" in axis.title(EN)


def test_a_skewed_marker_has_a_logarithmic_axis() -> None:
    for marker in CLOSED:
        axis = marker_axis(marker, marker.reference(Sex.MALE))
        assert axis.is_log is (marker.scale is Scale.LOG)
        assert axis.drawn(100.0) == (2.0 if axis.is_log else 100.0)


def test_the_title_names_the_unit_as_people_write_it() -> None:
    fdp = CATALOGUE["fdp"]
    assert marker_axis(fdp, Interval(1.0, 5.0)).title(EN).endswith("µg/mL")


@given(st.floats(0, 1e4), st.floats(1e-3, 1e4))
def test_linear_ticks_are_equal_steps_within_the_ends(low: float, width: float) -> None:
    ticks = linear_ticks(low, low + width)
    steps = {round((b - a) / width, 6) for a, b in pairwise(ticks)}
    assert len(steps) <= 1
    assert all(low - 1e-9 <= tick <= low + width + 1e-9 for tick in ticks)


@given(st.floats(1e-4, 1e4), st.floats(1.5, 1e4))
def test_log_ticks_lie_within_the_ends_in_order(low: float, factor: float) -> None:
    ticks = log_ticks(low, low * factor)
    assert ticks == sorted(set(ticks))
    assert all(low * (1 - 1e-9) <= tick <= low * factor * (1 + 1e-9) for tick in ticks)


def test_ticks_over_decades_are_one_two_and_five() -> None:
    assert log_ticks(0.1, 10) == [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0]
    assert math.isclose(log_ticks(40, 60)[0], 40)
