from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

from core.cohort import Cohort
from core.cohort.overall.complete import complete
from core.cohort.overall.components import MOST_COMPONENTS, Components, principal_components
from core.errors import CohortError
from core.markers import Scale
from tests.builders import cohort, factor
from tests.cohort.metabolomes import NAMES, keys_of, metabolome

RANDOM = np.random.default_rng(11)


def made_up(people: int, analytes: int) -> Cohort:
    mixed = RANDOM.normal(size=(people, analytes)) @ RANDOM.normal(size=(analytes, analytes))
    return cohort({f"a{number}": column.tolist() for number, column in enumerate(mixed.T)})


def judged(people: Cohort, count: int) -> PCA:
    return PCA(count, svd_solver="full").fit(StandardScaler().fit_transform(people.values))


def check(found: Components, people: Cohort) -> None:
    judge = judged(people, len(found.shares))
    signs = np.sign((judge.components_.T * found.loadings).sum(axis=0))
    scores = judge.transform(StandardScaler().fit_transform(people.values))
    np.testing.assert_allclose(found.scores, scores * signs, rtol=0, atol=1e-10)
    np.testing.assert_allclose(found.loadings, judge.components_.T * signs, rtol=0, atol=1e-10)
    np.testing.assert_allclose(found.shares, judge.explained_variance_ratio_, rtol=1e-10)


@pytest.mark.parametrize("name", NAMES)
def test_real_components_equal_those_of_scikit_learn_up_to_sign(
    shared_data: Path, name: str
) -> None:
    people = metabolome(shared_data, name)
    found = principal_components(people, keys_of(people))
    assert found.scores.shape == (people.size, MOST_COMPONENTS)
    check(found, people)


@pytest.mark.parametrize(("people", "analytes"), [(200, 4), (30, 30), (12, 40)])
def test_components_equal_those_of_scikit_learn_whichever_is_more(
    people: int, analytes: int
) -> None:
    them = made_up(people, analytes)
    check(principal_components(them, keys_of(them)), them)


def test_there_are_no_more_components_than_people_can_span() -> None:
    them = made_up(4, 9)
    assert len(principal_components(them, keys_of(them)).shares) == 3


def test_the_largest_loading_of_each_component_is_above_zero() -> None:
    them = made_up(50, 6)
    loadings = principal_components(them, keys_of(them)).loadings
    assert (loadings[np.abs(loadings).argmax(axis=0), range(6)] > 0).all()


def test_the_order_of_people_turns_no_component_around() -> None:
    them = made_up(50, 6)
    turned = principal_components(them.of_people(np.arange(50)[::-1]), keys_of(them))
    straight = principal_components(them, keys_of(them))
    np.testing.assert_allclose(turned.scores[::-1], straight.scores, atol=1e-10)


def test_a_person_of_the_cohort_is_projected_to_their_own_scores() -> None:
    them = made_up(40, 5)
    them = replace(
        them,
        values=np.exp(them.values / 10),
        analytes=tuple(replace(a, scale=Scale.LOG) for a in them.analytes),
    )
    found = principal_components(them, keys_of(them))
    values = dict(zip(keys_of(them), them.values[7], strict=True))
    np.testing.assert_allclose(found.project(values), found.scores[7], atol=1e-12)


def test_nobody_is_projected_without_every_value() -> None:
    them = made_up(40, 3)
    with pytest.raises(KeyError):
        principal_components(them, keys_of(them)).project({"a0": 1.0, "a1": 2.0})


def test_correlations_are_those_of_analytes_with_scores() -> None:
    them = made_up(60, 4)
    found = principal_components(them, keys_of(them))
    expected = np.corrcoef(them.values.T, found.scores.T)[:4, 4:]
    np.testing.assert_allclose(found.correlations, expected, atol=1e-12)


def test_analytes_that_move_as_one_have_no_second_component() -> None:
    values = RANDOM.normal(size=20)
    them = cohort({"a": values.tolist(), "b": (2 * values + 1).tolist(), "c": (-values).tolist()})
    with pytest.raises(CohortError, match="one_component"):
        principal_components(them, "abc")


def test_only_the_levels_chosen_make_the_components() -> None:
    them = made_up(30, 4)
    groups = factor("group", ["x", "y", None] * 10)
    found = principal_components(them, keys_of(them), groups, ("x",))
    check(found, them.of_people(groups.codes == 0))


VALUES = arrays.arrays(
    np.float64,
    st.tuples(st.integers(3, 12), st.integers(2, 8)),
    elements=st.integers(-50, 50).map(float),
)


@given(VALUES)
def test_loadings_are_at_right_angles_and_scores_keep_every_distance(
    values: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> None:
    them = cohort({f"a{number}": column.tolist() for number, column in enumerate(values.T)})
    try:
        found = principal_components(them, keys_of(them))
    except CohortError:
        return
    count = len(found.shares)
    np.testing.assert_allclose(found.loadings.T @ found.loadings, np.eye(count), atol=1e-8)
    assert (np.diff(found.shares) <= 1e-12).all()
    assert found.shares.sum() == pytest.approx(1)
    z = complete(them, keys_of(them)).z
    np.testing.assert_allclose(z @ z.T, found.scores @ found.scores.T, atol=1e-6)
