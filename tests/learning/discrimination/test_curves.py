import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.metrics import roc_auc_score
from statsmodels.discrete.discrete_model import Logit

from core.learning.discrimination.curves import calibration_points, roc_points, sensitivities
from core.learning.discrimination.slopes import intercept, over_repeats, slope
from core.learning.people import Floats


def some_people(people: int, seed: int = 1) -> tuple[Floats, Floats]:
    random = np.random.default_rng(seed)
    log_odds = random.normal(size=people)
    return 1.5 * log_odds - 0.4, (random.random(people) < expit(log_odds)).astype(float)


@settings(max_examples=50)
@given(st.integers(5, 60), st.integers(5, 60), st.integers(0, 99), st.booleans())
def test_the_area_under_the_curve_is_the_auc(
    cases: int, controls: int, seed: int, is_tied: bool
) -> None:
    outcome = np.r_[np.ones(cases), np.zeros(controls)]
    scores = np.random.default_rng(seed).normal(size=len(outcome)) + outcome
    scores = np.round(scores) if is_tied else scores
    points = roc_points([sensitivities(scores, outcome)])
    rates = [point.false_positive_rate for point in points]
    found = np.trapezoid([point.sensitivity for point in points], rates)
    assert found == pytest.approx(roc_auc_score(outcome, scores), abs=0.011)
    assert (np.diff(rates) >= 0).all()
    assert (points[0].sensitivity, points[-1].sensitivity) == (0.0, 1.0)


def test_calibration_groups_hold_everybody_once_and_rise() -> None:
    log_odds, outcome = some_people(200)
    points = calibration_points(np.array([log_odds, log_odds]), outcome, 200)
    assert len(points) == 10
    assert sum(point.people for point in points) == 200
    assert (np.diff([point.predicted for point in points]) > 0).all()
    shares = [point.observed.value * point.people for point in points]
    assert sum(shares) == pytest.approx(outcome.sum())


def test_slope_and_intercept_with_their_errors_are_those_of_statsmodels() -> None:
    log_odds, outcome = some_people(300)
    persons = np.arange(300) // 2
    judge = Logit(outcome, np.column_stack([np.ones(300), log_odds])).fit(
        disp=0, cov_type="cluster", cov_kwds={"groups": persons, "use_correction": False}
    )
    found = slope(log_odds, outcome, persons)
    assert found.value == pytest.approx(judge.params[1], rel=1e-6)
    assert found.variance == pytest.approx(judge.cov_params()[1, 1] * 150 / 149, rel=1e-6)
    large = Logit(outcome, np.ones(300), offset=log_odds).fit(disp=0)
    assert intercept(log_odds, outcome, persons).value == pytest.approx(large.params[0], rel=1e-6)


def test_log_odds_that_are_twice_too_extreme_have_half_the_slope() -> None:
    log_odds, outcome = some_people(300)
    once, twice = (slope(k * log_odds, outcome, np.arange(300)).value for k in (1, 2))
    assert twice == pytest.approx(once / 2)


@pytest.mark.parametrize("width", [1e-3, 1.0, 1e3])
def test_a_slope_stays_finite_where_groups_are_separated(width: float) -> None:
    log_odds = width * np.r_[np.linspace(-2, -1, 15), np.linspace(1, 2, 15)]
    found = slope(log_odds, np.repeat([0.0, 1.0], 15), np.arange(30))
    assert 0 < found.value < 1e5 / width
    # Nothing says how large it is: the error is not small.
    assert np.sqrt(found.variance) > 0.2 * found.value


def test_the_same_log_odds_for_everybody_have_no_slope_and_no_error_is_raised() -> None:
    found = slope(np.zeros(30), np.repeat([0.0, 1.0], 15), np.arange(30))
    assert np.isfinite([found.value, found.variance]).all()


def test_repeats_of_the_same_people_do_not_narrow_an_interval() -> None:
    log_odds, outcome = some_people(100)
    one = slope(log_odds, outcome, np.arange(100))
    once, often = over_repeats([one], 1.0), over_repeats([one] * 9, 1.0)
    assert (once.low, once.high) == pytest.approx((often.low, often.high))
    wider = over_repeats([one], 2.0)
    assert wider.high - wider.value == pytest.approx(np.sqrt(2) * (once.high - once.value))
