import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import multivariate_normal
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from core.learning.strata.clustering import dispersion, fitted, grouped, held_by, matched
from core.learning.strata.groups import Groups
from tests.learning.strata.made_up import TRIANGLE, in_groups

COVARIANCE = np.array([[1.0, 0.4], [0.4, 0.5]])
GROUPS = Groups(TRIANGLE, COVARIANCE, np.array([0.5, 0.3, 0.2]))
POINTS = np.random.default_rng(1).normal(size=(20, 2)) * 3


def test_memberships_are_shares_times_normal_densities() -> None:
    densities = np.array([multivariate_normal(m, COVARIANCE).pdf(POINTS) for m in TRIANGLE])
    expected = GROUPS.shares[:, None] * densities
    assert pytest.approx((expected / expected.sum(axis=0)).T) == GROUPS.memberships(POINTS)


@pytest.mark.parametrize("missing", [0, 1])
def test_what_is_missing_is_integrated_out(missing: int) -> None:
    gappy, known = POINTS.copy(), 1 - missing
    gappy[:, missing] = np.nan
    margin = np.sqrt(COVARIANCE[known, known])
    densities = np.exp(-((POINTS[:, known] - TRIANGLE[:, [known]]) ** 2) / margin**2 / 2)
    expected = GROUPS.shares[:, None] * densities
    assert pytest.approx((expected / expected.sum(axis=0)).T) == GROUPS.memberships(gappy)


def test_of_somebody_without_any_marker_only_shares_are_known() -> None:
    nobody = np.full((1, 2), np.nan)
    assert GROUPS.memberships(nobody)[0] == pytest.approx(GROUPS.shares)
    assert np.isnan(GROUPS.distances(nobody)[0])


@given(seed=st.integers(0, 50), gaps=st.floats(0, 1))
def test_memberships_add_up_to_one_however_far_and_gappy(seed: int, gaps: float) -> None:
    random = np.random.default_rng(seed)
    values = random.normal(size=(6, 2)) * 10.0 ** random.integers(0, 5)
    values[random.random((6, 2)) < gaps] = np.nan
    assert GROUPS.memberships(values).sum(axis=1) == pytest.approx(np.ones(6))


def test_the_distance_is_that_of_mahalanobis_per_marker() -> None:
    away = np.array([[3.0, -1.0]])
    expected = min(
        np.sqrt((away[0] - m) @ np.linalg.inv(COVARIANCE) @ (away[0] - m) / 2) for m in TRIANGLE
    )
    assert GROUPS.distances(away)[0] == pytest.approx(expected)


def test_clear_groups_are_found_again() -> None:
    values, labels = in_groups(TRIANGLE, (15, 12, 10))
    found = grouped(values, 3, 1)
    assert adjusted_rand_score(labels, found.labels(values)) == 1
    assert np.array_equal(found.middles, grouped(values, 3, 1).middles)


def test_correlated_markers_do_not_hide_groups_as_they_do_from_k_means() -> None:
    random = np.random.default_rng(2)
    labels = np.arange(80) % 2
    shared = random.normal(size=80)
    values = np.stack([shared + 1.7 * labels, shared - 1.7 * labels], axis=1)
    values += 0.6 * random.normal(size=(80, 2))
    standard = (values - values.mean(axis=0)) / values.std(axis=0)
    by_k_means = adjusted_rand_score(labels, KMeans(2, random_state=1).fit_predict(standard))
    ours = adjusted_rand_score(labels, grouped(standard, 2, 1).labels(standard))
    assert ours > 0.9
    assert ours > by_k_means


def test_more_markers_than_people_are_no_hindrance() -> None:
    values = np.random.default_rng(1).normal(size=(20, 60))
    found = grouped(values, 2, 1)
    assert np.isfinite(found.memberships(values)).all()
    assert held_by(values) == 3


def test_groups_of_people_drawn_anew_are_put_in_the_same_order() -> None:
    values, labels = in_groups(TRIANGLE, (15, 12, 10))
    found = grouped(values, 3, 1)
    shuffled = found.ordered(np.array([2, 0, 1]))
    again = matched(shuffled, labels, values)
    assert adjusted_rand_score(labels, again.labels(values)) == 1
    assert again.labels(values).tolist() == labels.tolist()


def test_dispersion_is_the_determinant_of_the_covariance_within_groups() -> None:
    values, labels = in_groups(TRIANGLE, (15, 12, 10))
    within = sum(
        (labels == g).sum() * np.cov(values[labels == g].T, bias=True) for g in range(3)
    ) / len(labels)
    expected = np.log(np.linalg.det(within + 2 / 37 * np.eye(2)))
    assert dispersion(values, labels) == pytest.approx(expected)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_of_more_markers_than_people_the_mixture_is_the_same_along_fewer_axes(seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=(24, 40))
    values[12:, :8] += 3
    quick, whole = grouped(values, 2, seed), fitted(values, 2, seed, held_by(values))
    assert quick.covariance == pytest.approx(whole.covariance, abs=1e-9)
    assert quick.middles == pytest.approx(whole.middles, abs=1e-9)
    others = np.random.default_rng(seed + 9).normal(size=(10, 40))
    assert quick.memberships(others) == pytest.approx(whole.memberships(others), abs=1e-9)
