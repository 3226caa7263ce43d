import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cohort import Analyte
from core.cohort.sample import Sample
from core.cohort.standing import Place
from core.figures.among.axis import REACH, Axis, axis_over
from core.figures.among.scale import scale_of
from core.markers import CATALOGUE, Interval, Scale
from tests.figures.among.people import EN

NONE = np.zeros(0)
PLAIN = scale_of(Analyte(key="x"), None)
LOG = scale_of(Analyte(key="x", scale=Scale.LOG), None)
URATE = scale_of(Analyte(key="u", marker=CATALOGUE["ua"]), Interval(3.7, 7.8))

people = st.lists(st.floats(-1e9, 1e9), max_size=40).map(
    lambda found: np.array(found, dtype=np.float64)
)


def over(values: np.ndarray, place: Place | None = None, *, is_shared: bool = False) -> Axis:
    return axis_over(PLAIN, [Sample(values, NONE, NONE)], place, is_shared=is_shared)


@given(people, st.booleans(), st.one_of(st.none(), st.floats(-1e9, 1e9)))
def test_an_axis_has_a_length_and_some_ticks_whatever_the_people_are(
    values: np.ndarray, is_shared: bool, patient: float | None
) -> None:
    place = None if patient is None else Place(patient, patient)
    axis = over(values, place, is_shared=is_shared)
    assert math.isfinite(axis.low)
    assert axis.low < axis.high < math.inf
    layout = axis.layout(EN)
    assert layout["range"] == [axis.low, axis.high]
    assert len(layout["tickvals"]) == len(layout["ticktext"]) >= 2


@given(st.integers(0, 2**31), st.integers(1, 400))
def test_nobody_of_an_ordinary_group_is_left_off_the_axis(seed: int, size: int) -> None:
    values = np.random.default_rng(seed).normal(size=size)
    assert over(values).holds(values).all()


def test_one_who_is_absurdly_far_out_does_not_make_the_axis() -> None:
    values = np.append(np.linspace(4, 6, 50), 1e6)
    axis = over(values)
    assert axis.holds(values).tolist() == [True] * 50 + [False]
    assert axis.high < 10


def test_the_axis_goes_to_the_patient_and_to_the_interval_within_reason() -> None:
    values = np.linspace(4, 6, 50)
    assert over(values, Place(7.0, 7.0)).high > 7
    assert over(values, Place(700.0, 700.0)).high < 10
    assert over(values, Place(-math.inf, 5.0)).high < 10
    with_band = axis_over(URATE, [Sample(values, NONE, NONE)], None, is_shared=False)
    assert with_band.low < 3.7
    assert with_band.high > 7.8


def test_where_all_are_alike_the_axis_goes_to_the_patient_however_far() -> None:
    axis = over(np.ones(9), Place(50.0, 50.0))
    assert axis.low < 1
    assert axis.high > 50


def test_of_a_shared_cohort_the_last_person_does_not_show() -> None:
    inner = np.linspace(4, 6, 101)
    near, far = np.append(inner, 6.2), np.append(inner, 7.5)
    assert over(near, is_shared=True) == over(far, is_shared=True)
    assert over(near) != over(far)


def test_an_axis_of_amounts_does_not_go_below_nothing() -> None:
    assert over(np.array([0.0, 0.1, 5.0])).low == 0
    assert over(np.array([-0.1, 0.1, 5.0])).low < 0
    in_sd = Analyte(key="u", marker=CATALOGUE["ua"], is_standardised=True)
    simulated = scale_of(in_sd, Interval(3.7, 7.8))
    far = Sample(np.array([-0.5, 2.0, 5.0, 6.0]), NONE, NONE)
    assert axis_over(simulated, [far], None, is_shared=False).low == 0
    below = axis_over(URATE, [Sample(np.array([-14.0, -6.0]), NONE, NONE)], None, is_shared=False)
    assert below.low < -14


def test_a_logarithmic_axis_has_its_ends_as_logarithms() -> None:
    axis = axis_over(LOG, [Sample(np.array([1.0, 10, 100]), NONE, NONE)], None, is_shared=False)
    assert axis.low < 0
    assert axis.high > 2
    assert axis.at(1.0) == pytest.approx(10)
    assert axis.layout(EN)["type"] == "log"
    assert axis.holds(np.array([10.0, 0.0])).tolist() == [True, False]


def test_censored_people_are_on_the_axis_at_their_limit() -> None:
    axis = axis_over(PLAIN, [Sample(NONE, np.array([3.0]), np.array([9.0]))], None, is_shared=False)
    assert axis.holds(np.array([3.0, 9.0])).all()


def test_an_axis_over_nobody_and_nothing_is_still_an_axis() -> None:
    assert (over(NONE).low, over(NONE).high) == (0.0, 1.0)


def test_a_place_beyond_the_axis_is_moved_to_its_end() -> None:
    axis = over(np.linspace(0, 10, 50))
    assert axis.clipped(99.0) == axis.high
    assert axis.clipped(-99.0) == axis.low
    assert axis.clipped(5.0) == 5.0
    assert REACH > 0
