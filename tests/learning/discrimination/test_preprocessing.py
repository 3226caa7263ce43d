import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import skew

from core.learning.discrimination.preprocessing import (
    FARTHEST,
    Preprocessing,
    bounded,
    generalised_log,
    skewness,
)
from core.learning.people import Floats
from tests.learning.discrimination.drawn import drawn_people, people_of

RANDOM = np.random.default_rng(3)
OUTCOME = (np.arange(300) % 2).astype(float)


def fitted_to(values: Floats) -> Preprocessing:
    return Preprocessing.fitted(people_of(values, OUTCOME[: len(values)]))


def test_logarithms_are_taken_where_they_help() -> None:
    lognormal = np.exp(RANDOM.normal(size=300))
    negative = np.exp(RANDOM.normal(size=300)) - 1
    left_skewed = 10 - np.exp(RANDOM.normal(size=300) / 2)
    values = np.column_stack([lognormal, lognormal * (lognormal > 0.3), negative, left_skewed])
    assert fitted_to(values).is_log.tolist() == [True, True, False, False]


def test_columns_that_never_vary_or_are_never_there_are_left_out() -> None:
    values = RANDOM.normal(size=(50, 5))
    values[:, 1] = 0.1
    values[:, 2] = np.nan
    values[1:, 3] = np.nan
    assert fitted_to(values).kept.tolist() == [0, 4]


def test_standard_values_have_mean_0_and_sd_1_and_no_gaps() -> None:
    people = drawn_people(200)
    people.inputs.values[::7, 3] = np.nan
    standard = Preprocessing.fitted(people).standard(people.inputs)
    assert np.isfinite(standard).all()
    assert standard.mean(axis=0) == pytest.approx(np.zeros(12), abs=1e-12)
    assert np.delete(standard, 3, axis=1).std(axis=0) == pytest.approx(np.ones(11))


def test_what_is_missing_stands_at_the_mean() -> None:
    people = drawn_people()
    preprocessing = Preprocessing.fitted(people)
    people.inputs.values[0] = np.nan
    assert preprocessing.standard(people.inputs)[0].tolist() == [0.0] * 12


@given(st.floats(0.001, 1000), st.integers(0, 50))
def test_the_unit_of_a_marker_does_not_matter(unit: float, seed: int) -> None:
    people = drawn_people(40, seed=seed)
    other = people_of(people.inputs.values * unit, people.outcome)
    assert Preprocessing.fitted(other).standard(other.inputs) == pytest.approx(
        Preprocessing.fitted(people).standard(people.inputs), abs=1e-6
    )


def test_who_is_standardised_does_not_change_what_was_learnt() -> None:
    people = drawn_people()
    preprocessing = Preprocessing.fitted(people)
    whole = preprocessing.standard(people.inputs)
    assert preprocessing.standard(people.inputs.where(np.array([5]))) == pytest.approx(whole[[5]])


@given(st.floats(-1e300, 1e300))
def test_no_value_counts_for_more_than_the_farthest(value: float) -> None:
    found = bounded(np.array([value]))[0]
    assert abs(found) <= min(abs(value), FARTHEST) * (1 + 1e-12)
    assert found * value >= 0


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 10))
def test_a_larger_value_never_stands_lower(value: float, more: float) -> None:
    low, high = bounded(np.array([value, value + more]))
    assert low <= high
    one = np.array([0.5])
    low, high = (generalised_log(np.array([v]), one, one > 0)[0] for v in (value, value + more))
    assert low < high


def test_the_generalised_logarithm_is_the_logarithm_far_above_its_offset() -> None:
    values, offset = np.array([[100.0, 1e5]]), np.array([0.5, 0.5])
    found = generalised_log(values, offset, offset > 0)
    assert found == pytest.approx(np.log(values), abs=1e-5)
    assert np.isfinite(generalised_log(np.array([[0.0, -3.0]]), offset, offset > 0)).all()


def test_skewness_is_that_of_scipy_over_what_is_there() -> None:
    values = np.exp(RANDOM.normal(size=(80, 3)))
    values[:20, 1] = np.nan
    assert skewness(values) == pytest.approx(skew(values, axis=0, nan_policy="omit"))
