from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster import hierarchy
from scipy.spatial.distance import pdist, squareform
from sklearn.preprocessing import StandardScaler

from core.cohort import Cohort, Factor
from core.cohort.overall.clustering import MOST_PEOPLE, balanced, clustered, order_of
from core.cohort.overall.complete import MOST_ANALYTES, Omission
from core.errors import CohortError
from tests.builders import cohort
from tests.cohort.metabolomes import NAMES, keys_of, metabolome

RANDOM = np.random.default_rng(17)


def made_up(people: int, analytes: int = 4) -> Cohort:
    columns = RANDOM.normal(size=(analytes, people))
    return cohort({f"a{number}": column.tolist() for number, column in enumerate(columns)})


def groups(*sizes: int) -> Factor:
    codes = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    return Factor("group", tuple(f"g{number}" for number in range(len(sizes))), codes)


def length(distances: np.ndarray[tuple[int, int]], order: np.ndarray[tuple[int]]) -> float:
    return float(distances[order[:-1], order[1:]].sum())


@pytest.mark.parametrize("name", NAMES)
def test_real_analytes_stand_as_near_as_scipy_can_make_them(shared_data: Path, name: str) -> None:
    people = metabolome(shared_data, name)
    found = clustered(people, keys_of(people))
    z = StandardScaler().fit_transform(people.values)
    condensed = pdist(z.T)
    tree = hierarchy.linkage(condensed, "average", optimal_ordering=True)
    order = np.array([keys_of(people).index(a.key) for a in found.analytes])
    ours = length(squareform(condensed), order)
    assert ours == pytest.approx(length(squareform(condensed), hierarchy.leaves_list(tree)))


def test_rows_and_columns_are_those_of_the_z_scores_in_another_order() -> None:
    people = made_up(20)
    found = clustered(people, keys_of(people))
    z = StandardScaler().fit_transform(people.values)
    columns = [keys_of(people).index(a.key) for a in found.analytes]
    assert sorted(columns) == list(range(4))
    np.testing.assert_allclose(sorted(found.z.tolist()), sorted(z[:, columns].tolist()))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_leaves_stay_as_they_are(count: int) -> None:
    assert order_of(np.zeros((count, count))).tolist() == list(range(count))


def test_groups_that_do_not_mix_stand_side_by_side() -> None:
    people = made_up(40)
    far = replace(people, values=people.values + np.repeat([0.0, 20.0], 20)[:, None])
    found = clustered(far, keys_of(far), groups(20, 20))
    assert found.mixing is not None
    share, chance = found.mixing
    assert share == pytest.approx(38 / 39)
    assert chance == pytest.approx(19 / 39)


def test_where_there_is_one_group_nothing_is_said_of_mixing() -> None:
    people = made_up(10)
    assert clustered(people, keys_of(people)).mixing is None
    assert clustered(people, keys_of(people), groups(10)).mixing is None


def test_of_many_people_the_same_sample_is_drawn_whenever_it_is_asked_for() -> None:
    people = made_up(2 * MOST_PEOPLE)
    factor = groups(10, 2 * MOST_PEOPLE - 10)
    one, other = (clustered(people, keys_of(people), factor) for _ in range(2))
    np.testing.assert_array_equal(one.z, other.z)
    assert one.is_sample
    assert np.bincount(one.codes).tolist() == [10, MOST_PEOPLE - 10]


def test_means_are_of_all_people_and_not_of_the_sample() -> None:
    people = made_up(2 * MOST_PEOPLE)
    factor = groups(200, 2 * MOST_PEOPLE - 200)
    found = clustered(people, keys_of(people), factor)
    z = StandardScaler().fit_transform(people.values)
    columns = [keys_of(people).index(a.key) for a in found.analytes]
    np.testing.assert_allclose(found.means[0], z[:200, columns].mean(axis=0), atol=1e-12)
    assert found.sizes == (200, 2 * MOST_PEOPLE - 200)


def test_of_a_shared_cohort_only_means_of_groups_that_are_not_small_are_told() -> None:
    people = replace(made_up(64), is_shared=True)
    found = clustered(people, keys_of(people), groups(60, 4))
    assert len(found.z) == len(found.codes) == 0
    assert found.sizes == (60, None)
    assert np.isfinite(found.means[0]).all()
    assert np.isnan(found.means[1]).all()


@pytest.mark.parametrize("factor", [None, groups(4, 4, 4)])
def test_a_shared_cohort_without_a_group_to_tell_of_is_refused(factor: Factor | None) -> None:
    people = replace(made_up(12), is_shared=True)
    with pytest.raises(CohortError, match="shared_without_groups"):
        clustered(people, keys_of(people), factor)


def test_analytes_beyond_what_a_picture_holds_are_left_out_and_told() -> None:
    people = made_up(5, MOST_ANALYTES + 2)
    found = clustered(people, keys_of(people))
    assert len(found.analytes) == MOST_ANALYTES
    assert [one.reason for one in found.left_out] == [Omission.BEYOND] * 2


@given(st.lists(st.integers(0, 3), min_size=1, max_size=60), st.integers(1, 40))
def test_a_balanced_sample_is_as_even_as_the_groups_allow(codes: list[int], most: int) -> None:
    among = np.array(codes, dtype=np.int32)
    chosen = balanced(among, most, seed=1)
    assert len(set(chosen.tolist())) == len(chosen) == min(most, len(codes))
    taken, there = np.bincount(among[chosen], minlength=4), np.bincount(among, minlength=4)
    # Who was not taken whole has at most one fewer than any other group.
    assert all(taken[g] >= taken.max() - 1 for g in range(4) if taken[g] < there[g])
