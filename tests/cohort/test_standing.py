import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from core.cohort import Cohort, Origin
from core.cohort.cohort import ABOVE, BELOW, EXACT, SEX
from core.cohort.sample import Sample
from core.cohort.standing import (
    FEWEST_LIKE,
    Ages,
    Place,
    Sexes,
    Standing,
    counts_below,
    share_interval,
    standings,
)
from core.cohort.suppression import ROUNDED_TO, SMALLEST_CELL
from core.markers import Sex
from tests.builders import cohort

NAN, INF = math.nan, math.inf
NONE = np.zeros(0)
EIGHT = cohort({"ua": [1.0, 2, 3, 4, 3, 4, 5, NAN]}, group=["a"] * 4 + ["b"] * 4)

values = st.lists(st.integers(0, 20).map(float), max_size=30).map(
    lambda found: np.array(found, dtype=np.float64)
)
places = st.tuples(st.integers(0, 20), st.integers(0, 8)).map(
    lambda pair: Place(float(pair[0]), float(pair[0] + pair[1]))
)


def at(value: float) -> Place:
    return Place(value, value)


def one(people: Cohort, place: Place | None, **asked: object) -> Standing:
    wanted = {"sex": None, "age": None, "group": "group"} | asked
    return standings(people, "ua", place, **wanted)[0]  # type: ignore[arg-type]


def aged(ages: list[float]) -> Cohort:
    people, size = [float(n) for n in range(len(ages))], len(ages)
    return cohort({"ua": people}, ages=ages, group=["a"] * size, sex=["male"] * size)


def test_a_value_stands_above_a_share_of_each_group() -> None:
    found = standings(EIGHT, "ua", at(3.5), sex=None, age=None, group="group")
    assert [(s.level, s.size, s.low, s.high) for s in found] == [
        ("a", 4, 0.75, 0.75),
        ("b", 3, 1 / 3, 1 / 3),
    ]


def test_some_levels_can_be_asked_for_in_any_order() -> None:
    found = standings(EIGHT, "ua", at(3.5), sex=None, age=None, group="group", levels=("b",))
    assert [s.level for s in found] == ["b"]


def test_a_tie_counts_half() -> None:
    assert one(EIGHT, at(2.0)).low == 0.375


def test_without_a_value_there_is_a_number_of_people_and_no_share() -> None:
    found = one(EIGHT, None)
    assert (found.size, found.is_known, found.interval) == (4, False, None)


def test_among_nobody_there_is_no_share() -> None:
    empty = cohort({"ua": [NAN, NAN]}, group=["a", "a"])
    found = one(empty, at(3.0))
    assert (found.size, found.is_known) == (0, False)


@pytest.mark.parametrize("size", [1, 5, 41, 2_000])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 1.0])
def test_the_interval_is_that_of_statsmodels_but_for_nobody_and_everybody(
    size: int, share: float
) -> None:
    count = round(share * size)
    low, high = share_interval(count, size)
    judge = proportion_confint(count, size, method="jeffreys")
    assert low == (pytest.approx(judge[0], abs=1e-12) if count else 0)
    assert high == (pytest.approx(judge[1], abs=1e-12) if count < size else 1)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, 2 * n))))
def test_an_interval_holds_its_share_and_is_mirrored(pair: tuple[int, int]) -> None:
    size, halves = pair
    low, high = share_interval(halves / 2, size)
    assert 0 <= low <= halves / 2 / size <= high <= 1
    assert share_interval(size - halves / 2, size) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(values, places)
def test_counts_of_exact_people_are_ordered_and_complete(people: np.ndarray, place: Place) -> None:
    low, high = counts_below(Sample(people, NONE, NONE), place)
    assert 0 <= low <= high <= len(people)
    if place.is_exact:
        ties = (people == place.low).sum()
        assert low == high == (people < place.low).sum() + ties / 2


@given(values, values, values, st.integers(0, 20), st.integers(0, 2**31))
def test_wherever_censored_people_lie_the_true_count_is_within(
    exact: np.ndarray, below: np.ndarray, above: np.ndarray, value: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    low, high = counts_below(Sample(exact, below, above), at(float(value)))
    under = below - random.exponential(5, len(below)) - 1e-9
    over = above + random.exponential(5, len(above)) + 1e-9
    truth = np.concatenate([exact, under, over])
    count = (truth < value).sum() + (truth == value).sum() / 2
    assert low <= count <= high


@given(values, st.integers(0, 20), st.integers(0, 2**31))
def test_wherever_a_censored_patient_lies_the_true_count_is_within(
    exact: np.ndarray, limit: int, seed: int
) -> None:
    inside = float(np.random.default_rng(seed).uniform(0, limit)) if limit else 0.0
    sample = Sample(exact, NONE, NONE)
    if limit:
        low, high = counts_below(sample, Place(-INF, float(limit)))
        assert low <= (exact < inside).sum() <= high
    low, high = counts_below(sample, Place(float(limit), INF))
    assert low <= (exact < limit + inside + 0.5).sum() <= high


def test_a_limit_is_strict() -> None:
    assert counts_below(Sample(np.array([0.4]), NONE, NONE), Place(0.0, 0.4)) == (0, 0)
    assert counts_below(Sample(np.array([9.0]), NONE, NONE), Place(9.0, INF)) == (1, 1)
    assert counts_below(Sample(NONE, np.array([0.4]), NONE), at(0.4)) == (1, 1)
    assert counts_below(Sample(NONE, NONE, np.array([9.0])), at(9.0)) == (0, 0)
    assert counts_below(Sample(NONE, np.array([0.4]), NONE), Place(0.0, 0.4)) == (0, 1)


def test_censored_people_leave_the_share_between_two_and_the_interval_spans_both() -> None:
    sides = np.array([[EXACT], [BELOW], [EXACT], [ABOVE]], dtype=np.int8)
    people = replace(cohort({"ua": [1.0, 5.0, 6.0, 2.0]}, group=["a"] * 4), limits=sides)
    found = one(people, at(4.0))
    assert (found.low, found.high) == (0.25, 0.75)
    assert found.interval == (share_interval(1, 4)[0], share_interval(3, 4)[1])


@pytest.mark.parametrize("origin", [Origin.VIRTUAL, Origin.SURVEY])
def test_simulated_people_give_no_interval(origin: Origin) -> None:
    found = one(replace(EIGHT, origin=origin), at(3.5))
    assert found.is_known
    assert found.interval is None


def test_only_people_of_the_patients_sex_are_compared_with() -> None:
    people = cohort({"ua": [1.0, 2.0, 3.0]}, group=["a"] * 3, sex=["male", "female", "male"])
    found = one(people, at(2.5), sex=Sex.MALE)
    assert (found.size, found.low, found.likeness.sexes) == (2, 0.5, Sexes.SAME)


@pytest.mark.parametrize(
    ("people", "sex", "group", "sexes"),
    [
        (EIGHT, Sex.MALE, "group", Sexes.NO_SEXES),
        (aged([20.0] * 3), None, "group", Sexes.NO_SEX),
        (aged([20.0] * 3), Sex.MALE, SEX, Sexes.GROUPS),
    ],
)
def test_it_is_said_why_people_were_not_chosen_by_sex(
    people: Cohort, sex: Sex | None, group: str, sexes: Sexes
) -> None:
    assert one(people, at(1.0), sex=sex, group=group).likeness.sexes is sexes


@pytest.mark.parametrize(
    ("near", "wider", "ages", "years", "size"),
    [
        (FEWEST_LIKE, 0, Ages.NEAR, 5.0, FEWEST_LIKE),
        (FEWEST_LIKE - 1, 1, Ages.WIDENED, 10.0, FEWEST_LIKE),
        (FEWEST_LIKE - 1, 0, Ages.TOO_FEW, None, FEWEST_LIKE + 29),
    ],
)
def test_the_band_of_ages_is_as_narrow_as_leaves_enough_people(
    near: int, wider: int, ages: Ages, years: float | None, size: int
) -> None:
    people = aged([35.0] * near + [40.0] * wider + [70.0] * 29 + [NAN])
    found = one(people, at(1.0), age=30.0)
    assert (found.likeness.ages, found.likeness.years, found.size) == (ages, years, size)


def test_both_groups_have_the_same_band_and_a_small_group_does_not_drop_it() -> None:
    ages = [30.0] * 25 + [38.0] * 25 + [30.0] * 3
    people = cohort({"ua": [1.0] * 53}, ages=ages, group=["a"] * 25 + ["b"] * 25 + ["c"] * 3)
    found = standings(people, "ua", at(1.0), sex=None, age=30.0, group="group")
    assert [(s.likeness.years, s.size) for s in found] == [(10.0, 25), (10.0, 25), (10.0, 3)]


def test_people_without_a_value_do_not_count_towards_the_band() -> None:
    people = cohort({"ua": [NAN] * 30 + [1.0] * 25}, ages=[30.0] * 30 + [60.0] * 25,
                    group=["a"] * 55)  # fmt: skip
    assert one(people, at(1.0), age=30.0).likeness.ages is Ages.TOO_FEW


@pytest.mark.parametrize(
    ("people", "age", "ages"),
    [
        (EIGHT, 30.0, Ages.NO_AGES),
        (aged([NAN, NAN]), 30.0, Ages.NO_AGES),
        (aged([30.0] * 30), None, Ages.NO_AGE),
    ],
)
def test_it_is_said_why_people_were_not_chosen_by_age(
    people: Cohort, age: float | None, ages: Ages
) -> None:
    assert one(people, at(1.0), age=age).likeness.ages is ages


def shared(people: list[float]) -> Cohort:
    return cohort({"ua": people}, group=["a"] * len(people), is_shared=True)


def test_of_a_shared_cohort_a_small_group_is_withheld() -> None:
    found = one(shared([1.0] * (SMALLEST_CELL - 1)), at(1.0))
    assert (found.size, found.is_known) == (None, False)


def test_of_a_shared_cohort_a_few_of_the_other_sex_cannot_be_worked_out() -> None:
    people = replace(
        cohort(
            {"ua": [float(n) for n in range(43)]},
            group=["a"] * 43,
            sex=["male"] * 40 + ["female"] * 3,
        ),
        is_shared=True,
    )
    assert one(people, at(9.0), sex=Sex.MALE).size is None
    assert one(people, at(9.0)).size == 45
    assert one(replace(people, is_shared=False), at(9.0), sex=Sex.MALE).size == 40


@given(st.integers(SMALLEST_CELL, 80), st.floats(-5, 90))
def test_of_a_shared_cohort_a_share_never_tells_fewer_people_than_a_step(
    size: int, value: float
) -> None:
    found = one(shared([float(n) for n in range(size)]), at(value))
    assert found.size is not None
    assert found.size % ROUNDED_TO == 0
    assert (found.high - found.low) * found.size == pytest.approx(ROUNDED_TO)
    assert 0 <= found.low < found.high <= 1


def test_of_a_shared_cohort_asking_again_and_again_finds_nobody() -> None:
    people = shared([float(n) for n in range(40)])
    told = {(s.low, s.high) for s in (one(people, at(v)) for v in np.arange(-1, 41, 0.25))}
    assert len(told) == 40 // ROUNDED_TO


def test_an_analyte_or_a_factor_that_the_cohort_has_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        standings(EIGHT, "hdl_c", None, sex=None, age=None, group="group")
    with pytest.raises(KeyError):
        standings(EIGHT, "ua", None, sex=None, age=None, group="region")
