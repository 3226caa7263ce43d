import numpy as np
import pytest
from scipy.special import expit, logit

from core.learning.discrimination.decision import net_benefits

OUTCOME = np.repeat([1.0, 0.0], [40, 60])
LOG_ODDS = np.random.default_rng(1).normal(size=(2, 100)) + 2 * OUTCOME - 1


def test_net_benefit_is_true_positives_less_what_false_ones_cost() -> None:
    for point in net_benefits(LOG_ODDS, OUTCOME, 0.4):
        acted = expit(LOG_ODDS) >= point.threshold
        true, false = (np.mean(acted & (group == OUTCOME)) for group in (1, 0))
        odds = point.threshold / (1 - point.threshold)
        assert point.model == pytest.approx(true - false * odds)
        assert point.everybody == pytest.approx(0.4 - 0.6 * odds)


def test_another_prevalence_moves_probabilities_and_weighs_groups_anew() -> None:
    for point in net_benefits(LOG_ODDS, OUTCOME, 0.05):
        acted = expit(LOG_ODDS - logit(0.4) + logit(0.05)) >= point.threshold
        true, false = acted[:, OUTCOME == 1].mean(), acted[:, OUTCOME == 0].mean()
        odds = point.threshold / (1 - point.threshold)
        assert point.model == pytest.approx(0.05 * true - 0.95 * false * odds)


def test_who_would_act_on_any_probability_wins_as_much_as_by_treating_all() -> None:
    sure = np.full((1, 100), 50.0)
    assert all(p.model == pytest.approx(p.everybody) for p in net_benefits(sure, OUTCOME, 0.4))
