import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cohort.cohort import ABOVE, BELOW, EXACT, GROUP, SEX, Cohort
from core.cohort.sample import Sample, members, of_sex, percentiles, sample_of
from core.cohort.suppression import SMALLEST_CELL
from core.evidence.virtual_cohort import virtual_cohort
from core.markers import Sex
from tests.builders import cohort, factor

NAN = math.nan
NOBODY = np.zeros(0)
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
COHORT = cohort(
    {"ua": [1.0, 2.0, NAN, math.inf, 5.0], "x": [1.0] * 5},
    sex=["male", "male", "male", "female", None],
    group=["a", "b", "a", "a", None],
)

numbers = st.lists(st.integers(-50, 50).map(float), min_size=1, max_size=60).map(np.array)
limits = st.lists(st.integers(-50, 50).map(float), max_size=20).map(
    lambda found: np.array(found, dtype=np.float64)
)


def everybody(people: Cohort) -> np.ndarray:
    return np.ones(people.size, dtype=np.bool_)


def sample(exact: list[float], below: list[float] | None = None) -> Sample:
    return Sample(np.array(exact), np.array(below or [], dtype=np.float64), NOBODY)


def test_a_group_is_its_level_among_the_people_of_a_sex() -> None:
    assert members(COHORT, "group", "a").tolist() == [True, False, True, True, False]
    assert members(COHORT, "group", "a", Sex.MALE).tolist() == [True, False, True, False, False]


def test_where_the_groups_are_the_sexes_the_patients_sex_chooses_nobody() -> None:
    assert members(COHORT, SEX, "female", Sex.MALE).tolist() == [False, False, False, True, False]


def test_a_cohort_that_states_no_sex_has_everybody_of_it() -> None:
    assert of_sex(cohort({"ua": [1.0, 2.0]}), Sex.MALE).tolist() == [True, True]


def test_a_sex_that_nobody_has_is_nobody() -> None:
    men = cohort({"ua": [1.0, 2.0]}, sex=["male", "male"])
    assert of_sex(men, Sex.FEMALE).tolist() == [False, False]


def test_an_unknown_factor_level_or_analyte_is_an_error() -> None:
    with pytest.raises(KeyError):
        members(COHORT, "region", "a")
    with pytest.raises(ValueError, match="not in"):
        members(COHORT, "group", "c")
    with pytest.raises(KeyError):
        sample_of(COHORT, "hdl_c", everybody(COHORT))


def test_what_is_not_finite_is_missing() -> None:
    found = sample_of(COHORT, "ua", everybody(COHORT))
    assert found.exact.tolist() == [1.0, 2.0, 5.0]
    assert (found.size, found.missing, found.censored) == (3, 2, 0)


def test_people_may_be_given_as_a_mask_or_as_numbers() -> None:
    by_mask = sample_of(COHORT, "ua", members(COHORT, "group", "a"))
    by_number = sample_of(COHORT, "ua", np.flatnonzero(members(COHORT, "group", "a")))
    assert by_mask.exact.tolist() == by_number.exact.tolist() == [1.0]


def test_censored_values_are_kept_apart_by_their_side() -> None:
    sides = np.array([[EXACT], [BELOW], [ABOVE], [BELOW]], dtype=np.int8)
    censored = replace(cohort({"ua": [1.0, 2.0, 3.0, NAN]}), limits=sides)
    found = sample_of(censored, "ua", everybody(censored))
    assert (found.exact.tolist(), found.below.tolist(), found.above.tolist()) == ([1], [2], [3])
    assert (found.size, found.missing, found.censored) == (3, 1, 2)
    assert found.known.tolist() == [1.0, 2.0, 3.0]


def test_a_sample_on_another_scale_keeps_its_kinds() -> None:
    doubled = sample([1.0, 2.0], [3.0]).mapped(lambda values: 2 * values)
    assert (doubled.exact.tolist(), doubled.below.tolist()) == ([2.0, 4.0], [6.0])


@given(numbers)
def test_percentiles_of_exact_values_are_numpys(values: np.ndarray) -> None:
    found = percentiles(Sample(values, NOBODY, NOBODY), SHARES)
    assert found.tolist() == np.quantile(values, SHARES).tolist()


@given(numbers, limits, limits, st.integers(0, 2**31))
def test_a_percentile_that_is_said_holds_wherever_the_censored_values_lie(
    exact: np.ndarray, below: np.ndarray, above: np.ndarray, seed: int
) -> None:
    said = percentiles(Sample(exact, below, above), SHARES)
    random = np.random.default_rng(seed)
    under = below - random.exponential(40, len(below))
    over = above + random.exponential(40, len(above))
    truth = np.quantile(np.concatenate([exact, under, over]), SHARES)
    assert all(s == t for s, t in zip(said, truth, strict=True) if not math.isnan(s))


def test_a_percentile_among_censored_values_is_not_said() -> None:
    found = percentiles(sample([4.0, 5.0, 6.0, 7.0], [1.0] * 4), SHARES)
    assert np.isnan(found).tolist() == [True, True, True, False, False]


def test_nobody_has_no_percentiles() -> None:
    assert np.isnan(percentiles(sample([]), SHARES)).all()


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (4, [False] * 5),
        (9, [False, False, True, False, False]),
        (20, [False, True, True, True, False]),
        (100, [True] * 5),
    ],
)
def test_of_a_shared_cohort_no_percentile_is_told_that_few_lie_beyond(
    people: int, told: list[bool]
) -> None:
    found = percentiles(sample([float(n) for n in range(people)]), SHARES, is_shared=True)
    assert (~np.isnan(found)).tolist() == told


@given(numbers)
def test_of_a_shared_cohort_enough_people_are_at_or_beyond_every_percentile(
    values: np.ndarray,
) -> None:
    for found in percentiles(Sample(values, NOBODY, NOBODY), SHARES, is_shared=True):
        if not math.isnan(found):
            slack = 0.005 * abs(found)
            beyond = (values <= found + slack).sum(), (values >= found - slack).sum()
            assert min(beyond) >= SMALLEST_CELL


def test_of_a_shared_cohort_numbers_have_three_figures_and_what_is_alike_is_not_told() -> None:
    found = percentiles(sample([1.23456 + n / 1000 for n in range(30)]), (0.5,), is_shared=True)
    assert found.tolist() == [1.25]
    assert np.isnan(percentiles(sample([5.0] * 30), SHARES, is_shared=True)).all()


def test_a_factor_of_other_people_is_not_taken_for_the_sex() -> None:
    odd = replace(COHORT, factors={SEX: factor(SEX, ["female", None, None, None, "male"])})
    assert of_sex(odd, Sex.MALE).tolist() == [False, False, False, False, True]


def test_the_virtual_cases_differ_from_the_controls_in_the_reported_direction() -> None:
    people = virtual_cohort(2_000, 1)
    controls, cases = (
        sample_of(people, "ua", members(people, GROUP, level, Sex.MALE))
        for level in ("control", "case")
    )
    assert percentiles(cases, (0.5,))[0] < percentiles(controls, (0.5,))[0]
