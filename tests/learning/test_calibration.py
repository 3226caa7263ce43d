import numpy as np
import pytest
import statsmodels.api as sm
from numpy.typing import NDArray

from core.learning.calibration import brier, calibration_error, calibration_slope

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@pytest.fixture(scope="module")
def people() -> tuple[Floats, Ints]:
    """Log odds that are right, and groups drawn by them."""
    random = np.random.default_rng(0)
    odds = random.normal(0, 1.5, 60_000)
    return odds, (random.random(len(odds)) < probability(odds)).astype(int)


def probability(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)))


@pytest.mark.parametrize("exaggerated", [0.5, 1.0, 2.0])
def test_the_slope_undoes_an_exaggeration(people: tuple[Floats, Ints], exaggerated: float) -> None:
    odds, groups = people
    slope = calibration_slope(probability(exaggerated * odds), groups)
    assert slope == pytest.approx(1 / exaggerated, rel=0.03)


def test_the_slope_is_that_of_statsmodels(people: tuple[Floats, Ints]) -> None:
    odds, groups = people[0][:2000], people[1][:2000]
    expected = sm.Logit(groups, sm.add_constant(odds)).fit(disp=False).params[1]
    assert calibration_slope(probability(odds), groups) == pytest.approx(expected, rel=1e-4)


def test_a_classifier_that_is_always_sure_has_a_slope_all_the_same() -> None:
    sure, groups = np.array([0.0, 1.0] * 50), np.array([0, 1] * 40 + [1, 0] * 10)
    assert 0 < calibration_slope(sure, groups) < 1


def test_right_probabilities_have_hardly_an_error(people: tuple[Floats, Ints]) -> None:
    odds, groups = people
    assert calibration_error(probability(odds), groups) < 0.01
    assert calibration_error(probability(3 * odds), groups) > 0.05


def test_the_error_is_the_mean_distance_in_ten_bins() -> None:
    said, groups = np.repeat(np.arange(10) / 10, 10), np.tile([0, 1], 50)
    expected = np.mean(np.abs(np.arange(10) / 10 - 0.5))
    assert calibration_error(said, groups) == pytest.approx(expected)


def test_a_brier_score_is_a_mean_squared_distance() -> None:
    assert brier(np.array([0.8, 0.4]), np.array([1, 0])) == pytest.approx((0.04 + 0.16) / 2)
