import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cohort.distributions import (
    correlation,
    density,
    distribution,
    group_values,
    share_below,
    summary,
)
from core.evidence.virtual_cohort import virtual_cohort
from core.markers import Sex
from tests.builders import cohort

NAN = math.nan
COHORT = cohort(
    {"ua": [0.0, 1.0, -1.0, NAN, 5.0, 6.0], "t_bil": [0.5, NAN, -0.5, -1.5, 7.0, 8.0]},
    sex=["male", "male", "male", "male", "female", "female"],
    group=["control", "control", "case", "case", "control", "case"],
)

values = st.lists(st.floats(-6, 6), min_size=1, max_size=40).map(np.array)
ends = st.tuples(st.floats(-8, 8), st.floats(0, 4)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def test_the_groups_of_one_sex_are_kept_apart_and_the_unmeasured_are_left_out() -> None:
    people = distribution(COHORT, "ua", Sex.MALE)
    assert people.controls.tolist() == [0.0, 1.0]
    assert people.cases.tolist() == [-1.0]


def test_of_two_markers_only_people_with_both_are_kept() -> None:
    assert group_values(COHORT, ("ua", "t_bil"), Sex.MALE, "control").tolist() == [[0.0, 0.5]]


def test_a_marker_the_cohort_does_not_hold_is_an_error() -> None:
    with pytest.raises(KeyError):
        distribution(COHORT, "hdl_c", Sex.MALE)


def test_a_summary_agrees_with_percentiles_known_by_heart() -> None:
    found = summary(np.arange(101.0))
    assert (found.size, found.low, found.median, found.high) == (101, 5.0, 50.0, 95.0)


def test_a_density_sums_to_one_and_finds_the_middle_of_a_normal_group() -> None:
    people = np.random.default_rng(1).normal(0.5, 1.0, 4000)
    grid = np.linspace(-6, 7, 521)
    curve = density(people, grid)
    assert np.trapezoid(curve, grid) == pytest.approx(1, abs=0.001)
    assert grid[curve.argmax()] == pytest.approx(0.5, abs=0.3)
    assert curve.max() == pytest.approx(1 / math.sqrt(2 * math.pi), rel=0.06)


def test_values_that_are_all_alike_have_no_density() -> None:
    with pytest.raises(ValueError, match="differ"):
        density(np.array([1.0, 1.0]), np.array([0.0, 1.0]))


@given(values, ends)
def test_a_share_lies_between_none_and_all_and_grows_with_the_value(
    people: np.ndarray, limits: tuple[float, float]
) -> None:
    low, high = share_below(people, *limits)
    assert 0 <= low <= high <= 1


@given(values, st.floats(-8, 8))
def test_an_exact_value_has_one_share_and_its_mirror_image_the_rest(
    people: np.ndarray, z: float
) -> None:
    low, high = share_below(people, z, z)
    assert low == high
    assert share_below(-people, -z, -z)[0] == pytest.approx(1 - low)


def test_a_tie_counts_half_and_a_limit_without_end_reaches_everybody() -> None:
    people = np.array([1.0, 2.0, 3.0, 4.0])
    assert share_below(people, 2.0, 2.0) == (0.375, 0.375)
    assert share_below(people, -math.inf, 2.5) == (0.0, 0.5)
    assert share_below(people, 3.5, math.inf) == (0.75, 1.0)


@given(st.lists(st.tuples(st.floats(-6, 6), st.floats(-6, 6)), min_size=3, max_size=30))
def test_a_correlation_agrees_with_numpy(people: list[tuple[float, float]]) -> None:
    pairs = np.array(people)
    if pairs.std(axis=0).min() > 0.01:
        assert correlation(pairs) == pytest.approx(np.corrcoef(pairs.T)[0, 1], abs=1e-9)


def test_a_marker_that_does_not_vary_has_no_correlation() -> None:
    assert math.isnan(correlation(np.array([[1.0, 2.0], [1.0, 3.0]])))


def test_the_virtual_cases_differ_from_the_controls_in_the_reported_direction() -> None:
    people = distribution(virtual_cohort(2000, 1), "ua", Sex.MALE)
    assert summary(people.cases).median < summary(people.controls).median
