"""Judged by the definition: a full matrix of distances between people, as Anderson wrote it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats
from scipy.spatial.distance import pdist, squareform

from core.cohort import Cohort, Design, Origin
from core.cohort.overall.complete import complete
from core.cohort.overall.permanova import MOST_PEOPLE, Permanova, permanova, permuted, pseudo_f
from core.errors import CohortError
from tests.builders import cohort
from tests.cohort.metabolomes import keys_of, metabolome

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]
FEW = 199


def defined_f(squares: Floats, codes: Codes) -> float:
    """The pseudo-F of a matrix of squared distances: SS within from the pairs of each group."""
    size, groups = len(codes), np.unique(codes)
    total = np.triu(squares, 1).sum() / size
    within = 0.0
    for group in groups:
        members = np.flatnonzero(codes == group)
        within += np.triu(squares[np.ix_(members, members)], 1).sum() / len(members)
    return float(((total - within) / (len(groups) - 1)) / (within / (size - len(groups))))


def made_up(sizes: Sequence[int], shift: float = 0.0, analytes: int = 4, seed: int = 29) -> Cohort:
    """Groups g0, g1, ... each further from the first by a shift, half of each of either sex."""
    codes = np.repeat(np.arange(len(sizes)), sizes)
    random = np.random.default_rng(seed)
    values = random.normal(size=(len(codes), analytes)) + shift * codes[:, None]
    named = {f"a{number}": column.tolist() for number, column in enumerate(values.T)}
    sexes = ["male" if number % 2 else "female" for number in range(len(codes))]
    return cohort(named, group=[f"g{code}" for code in codes], sex=sexes)


def design(people: Cohort, strata: str = "") -> Design:
    levels = people.factors["group"].levels
    return Design(group="group", levels=levels, analytes=keys_of(people), strata=strata)


def found_in(people: Cohort, strata: str = "", permutations: int = FEW) -> Permanova:
    return permanova(people, design(people, strata), permutations)


def test_f_and_p_of_real_people_equal_the_definition(shared_data: Path) -> None:
    people = metabolome(shared_data, "MTBLS161")
    found = found_in(people)
    squares = squareform(pdist(complete(people, keys_of(people)).z, "sqeuclidean"))
    codes = people.factors["group"].codes
    f = defined_f(squares, codes)
    assert found.f == pytest.approx(f, rel=1e-10)
    labels = permuted(codes, np.zeros_like(codes), FEW, seed=2026)
    as_large = sum(defined_f(squares, row) >= f for row in labels)
    assert found.p == pytest.approx((1 + as_large) / (1 + FEW))
    total = np.triu(squares, 1).sum() / len(codes)
    groups = [np.flatnonzero(codes == code) for code in (0, 1)]
    within = sum(np.triu(squares[np.ix_(g, g)], 1).sum() / len(g) for g in groups)
    assert found.r_squared == pytest.approx(1 - within / total)


@pytest.mark.parametrize("analytes", [2, 40])
@pytest.mark.parametrize("sizes", [(8, 12), (5, 9, 7), (4, 4, 4, 4)])
def test_f_equals_the_definition_for_any_groups(sizes: tuple[int, ...], analytes: int) -> None:
    people = made_up(sizes, 0.5, analytes)
    z = complete(people, keys_of(people)).z
    codes = people.factors["group"].codes
    labels = permuted(codes, np.zeros_like(codes), 20, seed=3)
    squares = squareform(pdist(z, "sqeuclidean"))
    expected = [defined_f(squares, row) for row in labels]
    np.testing.assert_allclose(pseudo_f(z, labels), expected, rtol=1e-9)


@given(st.lists(st.integers(0, 2), min_size=1, max_size=20), st.integers(0, 10))
def test_labels_are_exchanged_within_strata_only(codes: list[int], seed: int) -> None:
    those, strata = np.array(codes, dtype=np.int32), np.arange(len(codes), dtype=np.int32) % 3
    for row in permuted(those, strata, 5, seed):
        for stratum in range(3):
            assert sorted(row[strata == stratum]) == sorted(those[strata == stratum])


def test_strata_that_explain_the_groups_leave_nothing_to_find() -> None:
    groups = ["g0"] * 24 + ["g1"] * 6 + ["g0"] * 6 + ["g1"] * 24
    sexes = ["male"] * 30 + ["female"] * 30
    values = np.random.default_rng(31).normal(size=(2, 60)) + 4.0 * (np.arange(60) < 30)
    people = cohort({"a": values[0].tolist(), "b": values[1].tolist()}, group=groups, sex=sexes)
    assert found_in(people).p < 0.01
    assert found_in(people, "sex").p > 0.01


def test_the_same_seed_gives_the_same_p_and_another_seed_another() -> None:
    people = made_up((15, 15), 0.15)
    asked = design(people)
    assert permanova(people, asked, FEW, 1).p == permanova(people, asked, FEW, 1).p
    assert len({permanova(people, asked, FEW, seed).p for seed in range(6)}) > 1


def test_groups_far_apart_have_the_smallest_p_there_is() -> None:
    found = found_in(made_up((20, 20), 5.0))
    assert found.p == pytest.approx(1 / (1 + FEW))
    assert found.r_squared > 0.8


def test_p_is_even_where_groups_do_not_differ() -> None:
    found = [found_in(made_up((8, 8), 0.0, 2, seed), permutations=99).p for seed in range(200)]
    assert stats.kstest(found, "uniform").pvalue > 0.001


def test_unequal_spread_is_found_and_told_from_equal_spread() -> None:
    people = made_up((40, 40))
    wide = np.repeat([1.0, 3.0], 40)[:, None]
    assert found_in(replace(people, values=people.values * wide)).is_cautioned
    assert not found_in(made_up((40, 40), 3.0)).is_cautioned


def test_spread_is_the_distance_from_the_mean_of_the_group() -> None:
    people = made_up((10, 20))
    found = found_in(people)
    z, codes = complete(people, keys_of(people)).z, people.factors["group"].codes
    groups = [z[codes == code] for code in (0, 1)]
    apart = [
        np.linalg.norm(group - group.mean(axis=0), axis=1) * (len(group) / (len(group) - 1)) ** 0.5
        for group in groups
    ]
    assert [g.distance for g in found.groups] == pytest.approx([a.mean() for a in apart])
    centred = np.concatenate([a - a.mean() for a in apart])
    labels = permuted(codes, np.zeros_like(codes), FEW, seed=2026)
    f = stats.f_oneway(*apart).statistic
    others = [stats.f_oneway(centred[row == 0], centred[row == 1]).statistic for row in labels]
    assert found.spread_p == pytest.approx((1 + sum(o >= f for o in others)) / (1 + FEW))


def test_a_group_of_one_is_dropped_and_told() -> None:
    found = found_in(made_up((10, 10, 1)))
    assert found.dropped == ("g2",)
    assert [group.level for group in found.groups] == ["g0", "g1"]
    assert found.people == 20


def test_small_groups_of_a_shared_cohort_are_dropped_and_counts_rounded() -> None:
    people = replace(made_up((12, 13, 4)), is_shared=True)
    found = found_in(people)
    assert found.dropped == ("g2",)
    assert [group.size for group in found.groups] == [10, 15]
    assert found.people == 25


def test_people_whose_stratum_is_not_stated_are_left_out() -> None:
    people = made_up((10, 10))
    sexes = people.factors["sex"]
    codes = sexes.codes.copy()
    codes[:4] = -1
    people = replace(people, factors={**people.factors, "sex": replace(sexes, codes=codes)})
    assert found_in(people, "sex").people == 16


@pytest.mark.parametrize("origin", [Origin.VIRTUAL, Origin.SURVEY])
def test_simulated_people_have_no_p(origin: Origin) -> None:
    with pytest.raises(CohortError, match="permanova_simulated"):
        found_in(replace(made_up((10, 10)), origin=origin))


@pytest.mark.parametrize("sizes", [(20,), (20, 1)])
def test_one_group_alone_is_refused(sizes: tuple[int, ...]) -> None:
    with pytest.raises(CohortError, match="too_few_groups"):
        found_in(made_up(sizes))


def test_groups_that_are_the_strata_have_nothing_to_exchange() -> None:
    with pytest.raises(CohortError, match="no_exchange"):
        found_in(made_up((10, 10)), "group")


def test_of_very_many_people_a_sample_is_looked_at() -> None:
    found = found_in(made_up((MOST_PEOPLE, 50)), permutations=9)
    assert found.is_sample
    assert found.people == MOST_PEOPLE
    assert found.selection.size == MOST_PEOPLE + 50
