import numpy as np
import pytest

from core.cohort import Cohort
from core.evidence.population import correlation, reported_markers
from core.evidence.virtual_cohort import draw_people, plausible_worlds, virtual_cohort
from core.evidence.worlds import draw_worlds
from core.markers import Sex

each_sex = pytest.mark.parametrize("sex", Sex)


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return virtual_cohort(400, seed=1)


@each_sex
def test_virtual_controls_are_healthy_people(sex: Sex) -> None:
    random = np.random.default_rng(0)
    people = draw_people(plausible_worlds(10, random), sex, 4000, random)
    controls = people.values[people.groups == 0]
    np.testing.assert_allclose(np.median(controls, axis=0), 0, atol=0.03)
    np.testing.assert_allclose(np.corrcoef(controls.T), correlation(sex), atol=0.05)


@each_sex
def test_virtual_cases_differ_by_the_effects_of_their_world(sex: Sex) -> None:
    random = np.random.default_rng(0)
    worlds = draw_worlds(np.array([0.5, 1.5]), random)
    people = draw_people(worlds, sex, 20_000, random)
    for world in range(2):
        cases = people.values[(people.worlds == world) & (people.groups == 1)]
        np.testing.assert_allclose(cases.mean(axis=0), worlds.effects[sex][world], atol=0.04)


def test_half_the_people_of_each_world_are_cases() -> None:
    random = np.random.default_rng(0)
    people = draw_people(plausible_worlds(5, random), Sex.MALE, 10, random)
    assert np.bincount(people.worlds).tolist() == [10] * 5
    assert np.bincount(people.worlds, weights=people.groups).tolist() == [5] * 5


def test_the_cohort_says_that_it_is_virtual(cohort: Cohort) -> None:
    assert cohort.is_virtual
    assert cohort.key == "virtual"


def test_the_cohort_is_half_men_and_half_cases(cohort: Cohort) -> None:
    sizes = cohort.people.groupby(["sex", "group"]).size()
    assert sizes.tolist() == [100] * 4


@each_sex
def test_a_marker_without_a_finding_for_a_sex_is_missing_for_its_people(
    cohort: Cohort, sex: Sex
) -> None:
    people = cohort.people[cohort.people["sex"] == sex.value].drop(columns=["sex", "group"])
    assert set(people.columns[people.notna().all()]) == set(reported_markers(sex))
    assert people.drop(columns=list(reported_markers(sex))).isna().to_numpy().all()


def test_the_same_seed_gives_the_same_cohort(cohort: Cohort) -> None:
    assert virtual_cohort(400, seed=1).people.equals(cohort.people)
    assert not virtual_cohort(400, seed=2).people.equals(cohort.people)
