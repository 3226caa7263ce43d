"""Figures of a fixed score over resampled persons, against scikit-learn and statsmodels."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, roc_auc_score

from core.learning.external import resamples
from core.learning.external.resamples import FIGURES, Predicted, measured, weights_of


def made_up(size: int = 80, seed: int = 1, *, draws: int = 1) -> Predicted:
    random = np.random.default_rng(seed)
    outcome = np.repeat(np.arange(size // draws) % 2, draws).astype(float)
    odds = np.round(random.normal(outcome * 1.5 - 0.75, 1.2), 1)
    return Predicted(odds, outcome, np.repeat(np.arange(size // draws), draws), 0.0)


@given(st.integers(0, 500))
def test_a_weighted_figure_is_that_of_people_repeated(seed: int) -> None:
    predicted = made_up(40, seed)
    weights = np.random.default_rng(seed).integers(0, 3, (1, 40)).astype(float)
    weights[0, :4] = 1
    again = np.repeat(np.arange(40), weights[0].astype(int))
    repeated = Predicted(
        predicted.log_odds[again], predicted.outcome[again], predicted.persons[again], 0.0
    )
    everybody = np.ones((1, len(again)))
    for figure in FIGURES.values():
        expected = figure(repeated, everybody)[0]
        assert figure(predicted, weights)[0] == pytest.approx(expected, abs=1e-6)


def test_figures_are_those_of_the_libraries() -> None:
    predicted = made_up(400)
    found = measured(predicted, seed=1, resamples=50)
    chance = 1 / (1 + np.exp(-predicted.log_odds))
    line = sm.Logit(predicted.outcome, sm.add_constant(predicted.log_odds)).fit(disp=0)
    large = sm.GLM(
        predicted.outcome, np.ones(400), family=sm.families.Binomial(), offset=predicted.log_odds
    ).fit()
    assert found["auc"].value == pytest.approx(roc_auc_score(predicted.outcome, predicted.log_odds))
    assert found["brier"].value == pytest.approx(brier_score_loss(predicted.outcome, chance))
    assert found["slope"].value == pytest.approx(line.params[1], abs=1e-5)
    assert found["intercept"].value == pytest.approx(large.params[0], abs=1e-5)
    assert found["expected_to_observed"].value == pytest.approx(chance.mean() * 2)


def test_intervals_hold_the_figure_and_are_about_as_wide_as_those_of_a_model() -> None:
    predicted = made_up(400)
    found = measured(predicted, seed=1)
    line = sm.Logit(predicted.outcome, sm.add_constant(predicted.log_odds)).fit(disp=0)
    low, high = line.conf_int()[1]
    assert all(figure.low <= figure.value <= figure.high for figure in found.values())
    assert found["slope"].high - found["slope"].low == pytest.approx(high - low, rel=0.25)


def test_draws_of_one_person_are_resampled_together() -> None:
    predicted = made_up(40, draws=2)
    (weights,) = weights_of(predicted, seed=1, resamples=20)
    assert (weights[:, ::2] == weights[:, 1::2]).all()
    assert (weights @ predicted.outcome == 20).all()


def test_draws_told_twice_make_no_interval_narrower() -> None:
    once = made_up(60)
    twice = Predicted(
        np.repeat(once.log_odds, 3), np.repeat(once.outcome, 3), np.repeat(once.persons, 3), 0.0
    )
    one, three = (measured(p, seed=1)["auc"] for p in (once, twice))
    assert three.high - three.low == pytest.approx(one.high - one.low, rel=0.1)


def test_a_score_that_separates_has_a_finite_slope() -> None:
    predicted = Predicted(np.arange(-5.0, 5), np.repeat([0.0, 1.0], 5), np.arange(10), 0.0)
    found = measured(predicted, seed=1, resamples=20)
    assert found["auc"].value == 1
    assert np.isfinite(found["slope"].value)


def test_blocks_of_resamples_are_as_many_as_were_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(resamples, "BLOCK", 100)
    blocks = list(weights_of(made_up(40), seed=1, resamples=11))
    assert sum(len(block) for block in blocks) == 11
