import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from core.cohort import Cohort
from core.cohort.cohort import ABOVE, BELOW
from core.cohort.overall.association import MOST_RANKED, Correlations, correlations, tied
from core.cohort.overall.complete import Omission
from core.cohort.suppression import FEWEST_PAIRED
from core.errors import CohortError
from tests.builders import cohort, factor
from tests.cohort.metabolomes import keys_of

RANDOM = np.random.default_rng(23)
NAN = math.nan


def made_up(people: int, analytes: int = 3, *, is_shared: bool = False) -> Cohort:
    columns = RANDOM.normal(size=(analytes, people))
    columns[-1] += columns[0]
    values = {f"a{number}": column.tolist() for number, column in enumerate(columns)}
    return cohort(values, is_shared=is_shared)


def rho_of(found: Correlations, *keys: str) -> float:
    first, second = ([a.key for a in found.analytes].index(key) for key in keys)
    return float(found.rho[first, second])


def test_every_pair_keeps_its_correlation_in_the_new_order() -> None:
    people = made_up(40, 5)
    found = correlations(people, keys_of(people))
    for number, key in enumerate(keys_of(people)[1:], start=1):
        judge = stats.spearmanr(people.values[:, 0], people.values[:, number]).statistic
        assert rho_of(found, "a0", key) == pytest.approx(judge)
    assert (found.paired == 40).all()


def test_analytes_that_go_together_stand_side_by_side() -> None:
    people = made_up(60, 6)
    keys = [a.key for a in correlations(people, keys_of(people)).analytes]
    assert abs(keys.index("a0") - keys.index("a5")) == 1


def test_only_people_of_one_level_are_looked_at() -> None:
    people = made_up(40)
    groups = factor("group", ["x", "y", None, "x"] * 10)
    found = correlations(people, keys_of(people), groups, "x")
    chosen = people.values[groups.codes == 0]
    judge = stats.spearmanr(chosen[:, 0], chosen[:, 2]).statistic
    assert rho_of(found, "a0", "a2") == pytest.approx(judge)
    assert (found.people, found.level) == (20, "x")
    assert correlations(people, keys_of(people), groups).people == 30


@pytest.mark.parametrize(
    ("side", "expected"), [(BELOW, [4.0, 4.0, 4.0, 5, 6]), (ABOVE, [3.0, 3.0, 3.0, 3.0, 1.0])]
)
def test_values_that_no_limit_tells_apart_share_a_rank(side: int, expected: list[float]) -> None:
    values = {"a": [2.0, 4.0, 3.0, 5.0, 6.0] if side == BELOW else [4.0, 3.0, 5.0, 6.0, 1.0]}
    limits = np.zeros((5, 1), dtype=np.int8)
    limits[[0, 1], 0] = side
    found = tied(replace(cohort(values), limits=limits))[:, 0]
    assert stats.rankdata(found).tolist() == stats.rankdata(expected).tolist()


def test_limits_that_cross_leave_nothing_to_put_in_order() -> None:
    limits = np.array([[BELOW], [ABOVE], [0]], dtype=np.int8)
    assert len(set(tied(replace(cohort({"a": [9.0, 2.0, 5.0]}), limits=limits)).ravel())) == 1


def test_infinite_values_count_as_missing() -> None:
    people = cohort({"a": [1.0, 2, 3, math.inf, 5], "b": [2.0, 1, 4, 3, 5], "c": [5.0, 3, 1, 2, 4]})
    found = correlations(people, "abc")
    assert rho_of(found, "a", "b") == pytest.approx(0.8)
    assert sorted(set(found.paired.ravel().tolist())) == [4, 5]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([NAN] * 4 + [1.0], Omission.GAPS),
        ([3.0] * 5, Omission.CONSTANT),
        ([math.inf] * 4 + [1.0], Omission.INFINITE),
    ],
)
def test_an_analyte_without_any_order_is_left_out_with_the_reason(
    values: list[float], reason: Omission
) -> None:
    people = cohort({"a": [1.0, 2, 3, 4, 5], "b": [2.0, 1, 4, 3, 5], "c": values})
    found = correlations(people, "abc")
    assert [(one.analyte.key, one.reason) for one in found.left_out] == [("c", reason)]


def test_pairs_with_hardly_anybody_in_common_are_not_told() -> None:
    people = cohort({"a": [1.0, 2, 3, NAN, NAN, 4], "b": [NAN, NAN, 1, 2, 3, 4]})
    found = correlations(people, "ab")
    assert math.isnan(rho_of(found, "a", "b"))
    assert found.untold == 1


@pytest.mark.parametrize("size", [FEWEST_PAIRED - 1, FEWEST_PAIRED])
def test_of_a_shared_cohort_pairs_with_few_people_are_withheld(size: int) -> None:
    people = made_up(size, is_shared=True)
    found = correlations(people, keys_of(people))
    assert math.isnan(rho_of(found, "a0", "a1")) is (size < FEWEST_PAIRED)


@pytest.mark.parametrize("values", [{"a": [1.0, 2, 3]}, {"a": [1.0, 2, 3], "b": [1.0, 1, 1]}])
def test_fewer_than_two_analytes_that_differ_are_refused(values: dict[str, list[float]]) -> None:
    with pytest.raises(CohortError, match="too_few_correlated"):
        correlations(cohort(values), tuple(values))


def test_of_very_many_people_the_same_sample_is_ranked_each_time() -> None:
    people = made_up(MOST_RANKED + 50, 2)
    one, other = (correlations(people, keys_of(people)) for _ in range(2))
    assert (one.people, one.ranked) == (MOST_RANKED + 50, MOST_RANKED)
    np.testing.assert_array_equal(one.rho, other.rho)
    whole = stats.spearmanr(people.values[:, 0], people.values[:, 1]).statistic
    assert rho_of(one, "a0", "a1") == pytest.approx(whole, abs=0.01)
