import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from core.learning.discrimination.covariates import Adjustment, fit_adjustment
from core.learning.people import Floats

MANY = 20_000


def drawn(count: int, seed: int = 0) -> tuple[Floats, Floats, Floats]:
    """Return values that follow covariates, the covariates, and who is a case (higher by 5)."""
    random = np.random.default_rng(seed)
    covariates = np.column_stack([random.uniform(20, 70, count), random.integers(0, 2, count)])
    outcome = (np.arange(count) % 2).astype(float)
    slopes = np.array([[0.1, -0.05, 0.0], [1.0, 2.0, 0.0]])
    values = covariates @ slopes + 5 * outcome[:, None] + random.normal(size=(count, 3))
    return values, covariates, outcome


def slopes_of(adjustment: Adjustment) -> Floats:
    return adjustment.slopes / adjustment.scale[:, None]


def test_slopes_are_those_of_a_regression_among_controls() -> None:
    values, covariates, outcome = drawn(MANY)
    found = slopes_of(fit_adjustment(values, covariates, outcome == 0))
    for column in range(3):
        design = sm.add_constant(covariates[outcome == 0])
        judge = sm.OLS(values[outcome == 0, column], design).fit()
        assert found[:, column] == pytest.approx(judge.params[1:], rel=1e-3, abs=1e-4)


def test_how_cases_differ_is_not_adjusted_away() -> None:
    values, covariates, outcome = drawn(MANY)
    adjusted = fit_adjustment(values, covariates, outcome == 0).adjusted(values, covariates)
    difference = adjusted[outcome == 1].mean(axis=0) - adjusted[outcome == 0].mean(axis=0)
    assert difference == pytest.approx([5, 5, 5], abs=0.1)


def test_gaps_in_one_marker_leave_the_lines_of_others_as_they_are() -> None:
    values, covariates, outcome = drawn(200)
    whole = fit_adjustment(values, covariates, outcome == 0)
    values[:50, 0] = np.nan
    gaps = fit_adjustment(values, covariates, outcome == 0)
    assert gaps.slopes[:, 1:] == pytest.approx(whole.slopes[:, 1:])
    few = fit_adjustment(values[50:], covariates[50:], outcome[50:] == 0)
    assert slopes_of(gaps)[:, 0] == pytest.approx(slopes_of(few)[:, 0], rel=0.05)


def test_a_missing_covariate_counts_as_the_average_one() -> None:
    values, covariates, outcome = drawn(200)
    adjustment = fit_adjustment(values, covariates, outcome == 0)
    average = np.array([[covariates[outcome == 0, 0].mean(), 1.0]])
    missing = np.array([[np.nan, 1.0]])
    assert adjustment.adjusted(values[:1], missing) == pytest.approx(
        adjustment.adjusted(values[:1], average)
    )


@given(st.integers(0, 4), st.integers(0, 3), st.integers(0, 1000))
def test_lines_stay_finite_with_hardly_any_controls(controls: int, same: int, seed: int) -> None:
    values, covariates, _ = drawn(6, seed)
    covariates[:same] = covariates[0]
    values[seed % 6, 0] = np.nan
    adjustment = fit_adjustment(values, covariates, np.arange(6) < controls)
    adjusted = adjustment.adjusted(values, covariates)
    assert np.array_equal(np.isnan(adjusted), np.isnan(values))


def test_without_covariates_values_are_as_they_were() -> None:
    values, _, outcome = drawn(10)
    none = np.empty((10, 0))
    assert np.array_equal(fit_adjustment(values, none, outcome == 0).adjusted(values, none), values)
