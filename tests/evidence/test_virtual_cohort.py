import numpy as np
import pytest

from core.cohort import Cohort, Origin
from core.cohort.cohort import GROUP, SEX
from core.evidence.headline import STUDY
from core.evidence.population import correlation, covariance, reported_markers
from core.evidence.scales import scale_at, scale_posterior
from core.evidence.virtual_cohort import (
    draw_balanced,
    draw_people,
    even_shares,
    plausible_worlds,
    sceptical_worlds,
    virtual_cohort,
)
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


@each_sex
def test_balanced_people_have_exact_means_in_every_world(sex: Sex) -> None:
    random = np.random.default_rng(0)
    worlds = plausible_worlds(6, random)
    people = draw_balanced(worlds, sex, 8, random)
    assert np.bincount(people.worlds, weights=people.groups).tolist() == [4] * 6
    for world in range(6):
        for group, mean in ((0, 0 * worlds.effects[sex][world]), (1, worlds.effects[sex][world])):
            values = people.values[(people.worlds == world) & (people.groups == group)]
            np.testing.assert_allclose(values.mean(axis=0), mean, atol=1e-12)


@each_sex
def test_balanced_people_have_the_very_covariance_of_the_population(sex: Sex) -> None:
    random = np.random.default_rng(0)
    worlds = plausible_worlds(10, random)
    people = draw_balanced(worlds, sex, 40, random)
    centred = people.values - people.groups[:, None] * worlds.effects[sex][people.worlds]
    np.testing.assert_allclose(centred.T @ centred / len(centred), covariance(sex), atol=1e-12)


def test_plausible_worlds_follow_the_scale_that_the_study_allows() -> None:
    scales = np.sort(plausible_worlds(1000, np.random.default_rng(0)).scales)
    shares = (np.arange(1000) + 0.5) / 1000
    np.testing.assert_allclose(scales, scale_posterior().quantile(shares), atol=0.03)


def test_sceptical_worlds_have_the_scale_of_the_published_lower_limit() -> None:
    worlds = sceptical_worlds(50, np.random.default_rng(0))
    assert set(worlds.scales) == {scale_at(STUDY.auc_low)}
    assert len(np.unique(worlds.effects[Sex.MALE][:, 0])) == 50


def test_shares_are_even_in_every_dimension_and_in_no_order() -> None:
    shares = even_shares(500, 4, np.random.default_rng(0))
    even = (np.arange(500) + 0.5) / 500
    np.testing.assert_allclose(np.sort(shares, axis=0), even[:, None].repeat(4, 1), atol=0.01)
    assert abs(np.corrcoef(shares[:, 0], np.arange(500))[0, 1]) < 0.15


def test_the_cohort_says_that_it_is_virtual(cohort: Cohort) -> None:
    assert cohort.origin is Origin.VIRTUAL
    assert cohort.name == "virtual"


def test_the_cohort_is_half_men_and_half_cases(cohort: Cohort) -> None:
    cells = cohort.factors[SEX].codes * 2 + cohort.factors[GROUP].codes
    assert np.bincount(cells).tolist() == [100] * 4


@each_sex
def test_a_marker_without_a_finding_for_a_sex_is_missing_for_its_people(
    cohort: Cohort, sex: Sex
) -> None:
    factor = cohort.factors[SEX]
    values = cohort.of_people(factor.codes == factor.levels.index(sex)).values
    known = {
        a.key
        for a, column in zip(cohort.analytes, values.T, strict=True)
        if column.size and not np.isnan(column).any()
    }
    assert known == set(reported_markers(sex))
    assert np.isnan(values).all(axis=0).sum() == len(cohort.analytes) - len(known)


def test_the_same_seed_gives_the_same_cohort(cohort: Cohort) -> None:
    np.testing.assert_array_equal(virtual_cohort(400, seed=1).values, cohort.values)
    assert not np.array_equal(virtual_cohort(400, seed=2).values, cohort.values, equal_nan=True)
