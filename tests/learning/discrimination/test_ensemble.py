import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from core.learning.discrimination.ensemble import FAINTEST, Ensemble, calibrated
from core.learning.discrimination.odds import chance, log_odds
from core.learning.people import Floats


def drawn(count: int, slopes: tuple[float, ...], seed: int = 0) -> tuple[Floats, Floats]:
    """Return scores and an outcome whose log odds are their sum by slopes."""
    random = np.random.default_rng(seed)
    scores = random.normal(size=(count, len(slopes)))
    outcome = (random.random(count) < chance(scores @ np.array(slopes))).astype(float)
    outcome[:2] = [0, 1]
    return scores, outcome


def test_with_many_people_slopes_are_those_of_a_logistic_regression() -> None:
    scores, outcome = drawn(20_000, (1.0, 0.5, 0.2))
    slopes, intercept = calibrated(scores, outcome)
    judge = LogisticRegression(C=np.inf).fit(scores, outcome)
    assert slopes == pytest.approx(judge.coef_[0], abs=0.01)
    assert intercept == pytest.approx(judge.intercept_[0], abs=0.01)


def test_a_score_that_points_the_wrong_way_gets_no_weight() -> None:
    scores, outcome = drawn(500, (1.0, -1.0))
    ensemble = Ensemble.fitted(scores, outcome)
    assert ensemble.weights == pytest.approx((1.0, 0.0))
    assert ensemble.own_slopes[1] == FAINTEST


def test_noise_leaves_next_to_nothing_but_the_share_of_cases() -> None:
    spreads = []
    for seed in range(40):
        scores, outcome = drawn(60, (0.0, 0.0, 0.0), seed)
        odds = Ensemble.fitted(scores, outcome).log_odds(scores)
        assert chance(odds).mean() == pytest.approx(outcome.mean())
        spreads.append(odds.std())
    assert np.median(spreads) < 0.25


def test_where_nothing_is_told_weights_are_equal() -> None:
    scores, outcome = drawn(200, (-1.0, -1.0))
    assert Ensemble.fitted(scores, outcome).weights == (0.5, 0.5)


@given(st.integers(10, 80), st.integers(0, 1000))
def test_weights_are_shares_and_odds_finite_for_any_scores(count: int, seed: int) -> None:
    scores, outcome = drawn(count, (3.0, 0.0), seed)
    scores[:, 1] = 0.25
    ensemble = Ensemble.fitted(scores, outcome)
    assert sum(ensemble.weights) == pytest.approx(1)
    assert min(ensemble.weights) >= 0
    assert np.isfinite(ensemble.log_odds(scores)).all()
    assert np.isfinite(ensemble.each_log_odds(scores)).all()


def test_the_unit_of_a_score_does_not_matter() -> None:
    scores, outcome = drawn(100, (1.0, 1.0))
    scaled = scores * np.array([10.0, 0.1]) + 3
    assert Ensemble.fitted(scaled, outcome).log_odds(scaled) == pytest.approx(
        Ensemble.fitted(scores, outcome).log_odds(scores), abs=1e-4
    )


def test_moving_the_share_of_cases_moves_every_log_odds_alike() -> None:
    scores, outcome = drawn(100, (1.0, 1.0))
    ensemble = Ensemble.fitted(scores, outcome)
    moved = ensemble.moved(log_odds(0.9))
    assert moved.log_odds(scores) - ensemble.log_odds(scores) == pytest.approx(np.log(9))
    assert moved.each_log_odds(scores) - ensemble.each_log_odds(scores) == pytest.approx(np.log(9))
