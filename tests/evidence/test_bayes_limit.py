from statistics import NormalDist

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import multivariate_t

from core.evidence.bayes_limit import (
    BayesLimit,
    bayes_limits,
    exact_log_ratio,
    informed_auc,
    log_ratios,
    seen_through,
)
from core.evidence.discrimination import auc
from core.evidence.population import (
    degrees_of_freedom,
    draw_healthy,
    reported_markers,
    scatter,
)
from core.evidence.virtual_cohort import VirtualPeople, draw_people, plausible_worlds
from core.evidence.worlds import draw_worlds
from core.markers import Sex

Floats = NDArray[np.float64]

each_sex = pytest.mark.parametrize("sex", Sex)
SCATTER = np.array([[1.0, 0.4], [0.4, 0.8]])


def subsets(sex: Sex) -> dict[str, tuple[str, ...]]:
    markers = reported_markers(sex)
    return {"one": markers[:1], "two": markers[:2], "all": markers}


def density_ratio(values: Floats, shifts: Floats, shape: Floats, df: float) -> Floats:
    """The log of the mean over worlds of the ratio of scipy's own densities."""
    t = multivariate_t(np.zeros(len(shape)), shape, df)  # type: ignore[arg-type] # any df
    cases = np.mean([t.pdf(values - shift) for shift in shifts], axis=0)
    return np.asarray(np.log(cases / t.pdf(values)))


@pytest.fixture(scope="module", params=Sex)
def limits(request: pytest.FixtureRequest) -> tuple[BayesLimit, ...]:
    random, sex = np.random.default_rng(3), request.param
    true_worlds = plausible_worlds(1500, random)
    people = draw_people(true_worlds, sex, 2, random)
    return bayes_limits(people, true_worlds, sex, subsets(sex), plausible_worlds(500, random))


@each_sex
@pytest.mark.parametrize("subset", ["one", "two", "all"])
def test_the_ratio_is_that_of_the_mean_density_of_cases_over_worlds(sex: Sex, subset: str) -> None:
    random, markers = np.random.default_rng(0), subsets(sex)[subset]
    worlds = plausible_worlds(20, random)
    people = draw_people(worlds, sex, 4, random).values
    seen = np.isin(reported_markers(sex), markers)
    expected = density_ratio(
        people[:, seen],
        worlds.effects[sex][:, seen],
        scatter(sex)[np.ix_(seen, seen)],
        degrees_of_freedom(sex),
    )
    found = exact_log_ratio(seen_through(people, sex, markers), sex, worlds)
    np.testing.assert_allclose(found, expected, atol=1e-9)


@each_sex
def test_people_seen_through_different_markers_are_answered_in_one_call(sex: Sex) -> None:
    random = np.random.default_rng(1)
    worlds = plausible_worlds(30, random)
    values = draw_people(worlds, sex, 10, random).values
    values[random.random(values.shape) < 0.5] = np.nan
    together = exact_log_ratio(values, sex, worlds)
    alone = [exact_log_ratio(row[None, :], sex, worlds)[0] for row in values]
    np.testing.assert_allclose(together, alone, atol=1e-12)


@each_sex
def test_nothing_measured_tells_nothing(sex: Sex) -> None:
    nothing = np.full((3, len(reported_markers(sex))), np.nan)
    worlds = plausible_worlds(5, np.random.default_rng(0))
    assert exact_log_ratio(nothing, sex, worlds).tolist() == [0, 0, 0]


@each_sex
def test_the_scatter_is_that_of_the_healthy_people_drawn(sex: Sex) -> None:
    healthy, df = draw_healthy(sex, 400_000, np.random.default_rng(2)), degrees_of_freedom(sex)
    np.testing.assert_allclose(np.cov(healthy.T) * (df - 2) / df, scatter(sex), atol=0.02)


def test_normal_groups_are_told_apart_as_well_as_their_distance_allows() -> None:
    """AUC = Phi(delta / sqrt 2), and the t with ever more degrees of freedom tends to it."""
    random, shift = np.random.default_rng(4), np.array([[0.9, -0.5]])
    controls = random.multivariate_normal([0, 0], SCATTER, 100_000)
    cases = random.multivariate_normal(shift[0], SCATTER, 100_000)
    delta = float(np.sqrt(shift @ np.linalg.inv(SCATTER) @ shift.T)[0, 0])
    for df in (np.inf, 1e7):
        of_cases, of_controls = (log_ratios(g, shift, SCATTER, df)[:, 0] for g in (cases, controls))
        expected = NormalDist().cdf(delta / np.sqrt(2))
        assert auc(of_cases, of_controls) == pytest.approx(expected, abs=0.003)


@each_sex
def test_who_knows_the_world_does_as_well_as_its_own_ratio(sex: Sex) -> None:
    random = np.random.default_rng(5)
    worlds = draw_worlds(np.array([1.0]), random)
    people = draw_people(worlds, sex, 2000, random)
    ratios = log_ratios(people.values, worlds.effects[sex], scatter(sex), degrees_of_freedom(sex))
    expected = auc(ratios[people.groups == 1, 0], ratios[people.groups == 0, 0])
    found = informed_auc(people, worlds, sex, reported_markers(sex))
    assert found == pytest.approx(expected, abs=1e-12)


@each_sex
def test_a_world_without_effects_tells_nobody_anything(sex: Sex) -> None:
    random = np.random.default_rng(6)
    worlds = draw_worlds(np.array([0.0]), random)
    people = draw_people(worlds, sex, 200, random)
    assert exact_log_ratio(people.values, sex, worlds) == pytest.approx(0, abs=1e-12)
    assert informed_auc(people, worlds, sex, reported_markers(sex)) == pytest.approx(0.5, abs=0.1)


def test_to_know_the_world_is_worth_something_but_little(limits: tuple[BayesLimit, ...]) -> None:
    for limit in limits:
        assert -0.002 < limit.informed_auc - limit.auc < 0.03


def test_more_markers_tell_more(limits: tuple[BayesLimit, ...]) -> None:
    aucs = [limit.auc for limit in limits]
    assert aucs == sorted(aucs)
    assert 0.6 < aucs[0] < aucs[-1] < 0.99


@each_sex
def test_averaging_over_worlds_beats_trusting_one_of_them(sex: Sex) -> None:
    random = np.random.default_rng(8)
    people = draw_people(plausible_worlds(5000, random), sex, 2, random)
    averaged, trusted = (
        log_loss(exact_log_ratio(people.values, sex, worlds), people)
        for worlds in (plausible_worlds(300, random), draw_worlds(np.array([2.4]), random))
    )
    assert averaged < trusted


def log_loss(ratios: Floats, people: VirtualPeople) -> float:
    return float(np.logaddexp(0, np.where(people.groups == 1, -ratios, ratios)).mean())
