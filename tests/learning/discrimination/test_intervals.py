import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sklearn.metrics import roc_auc_score
from statsmodels.stats.proportion import proportion_confint

from core.learning.discrimination.areas import (
    MOST_ADDED,
    Uncertainty,
    agreement,
    area,
    area_variance,
    auc_interval,
    chance_share,
)
from core.learning.discrimination.intervals import fold_mean, person_mean, share_interval
from core.learning.discrimination.members import chance_of, member
from core.learning.discrimination.outer import outer_folds
from core.learning.people import Floats
from tests.learning.discrimination.quick import PROTOCOL, asked, made_up, quick_fit

SURE = Uncertainty(cases=30, controls=30, chance=0.0)


def delong_variance(cases: Floats, controls: Floats) -> float:
    """DeLong et al. 1988, doi 10.2307/2531595, in its closed form."""
    wins = np.sign(cases[:, None] - controls) / 2 + 0.5
    of_cases, of_controls = wins.mean(axis=1), wins.mean(axis=0)
    return float(of_cases.var(ddof=1) / len(cases) + of_controls.var(ddof=1) / len(controls))


@given(st.integers(2, 40), st.integers(2, 40), st.integers(0, 99))
def test_the_area_is_that_of_scikit_learn_with_ties(cases: int, controls: int, seed: int) -> None:
    outcome = np.r_[np.ones(cases), np.zeros(controls)]
    scores = np.random.default_rng(seed).integers(0, 6, len(outcome)).astype(float)
    assert area(scores, outcome) == pytest.approx(roc_auc_score(outcome, scores))


@pytest.mark.parametrize("auc", [0.5, 0.7, 0.85, 0.95])
def test_the_variance_of_an_area_is_about_that_of_delong(auc: float) -> None:
    random, shift = np.random.default_rng(1), np.sqrt(2) * stats.norm.ppf(auc)
    found = [
        delong_variance(random.normal(shift, 1, 60), random.normal(0, 1, 40)) for _ in range(100)
    ]
    # It is on the safe side where groups hardly overlap.
    assert 0.9 < area_variance(np.array([auc]), 60, 40)[0] / np.mean(found) < 1.4


@given(st.floats(0, 1), st.integers(8, 500), st.integers(8, 500), st.floats(0, 1))
def test_the_interval_of_an_area_holds_it_and_stays_within_0_and_1(
    value: float, cases: int, controls: int, chance: float
) -> None:
    found = auc_interval(value, Uncertainty(cases, controls, chance))
    assert 0 <= found.low <= value <= found.high <= 1
    assert found.high - found.low > 0


def test_an_interval_at_the_end_is_not_empty_and_more_people_narrow_it() -> None:
    few, many = (auc_interval(1.0, Uncertainty(n, n, 0.0)) for n in (10, 1000))
    assert few.low == pytest.approx(0.8, abs=0.03)
    assert many.low > 0.99


def test_what_is_due_to_who_was_fitted_widens_the_interval() -> None:
    wide = auc_interval(0.7, Uncertainty(30, 30, 1.0))
    narrow = auc_interval(0.7, SURE)
    assert SURE.inflation == 1
    assert Uncertainty(30, 30, 1.0).inflation == 1 + MOST_ADDED
    assert wide.low < narrow.low < narrow.high < wide.high


def test_models_that_learnt_nothing_agree_by_half_and_perfect_ones_wholly() -> None:
    random = np.random.default_rng(1)
    outcome, is_out = np.repeat([0.0, 1.0], 500), random.random((30, 1000)) < 0.5
    noise, signal = random.normal(size=(30, 1000)), random.normal(size=1000)
    assert agreement(np.tile(signal, (30, 1)), is_out, outcome) > 0.99
    assert agreement(noise, is_out, outcome) == pytest.approx(0, abs=0.01)
    assert chance_share(np.tile(signal, (30, 1)), is_out, outcome, 0.8) < 0.01
    assert chance_share(noise, is_out, outcome, 0.8) == 1
    # Half of the variance is noise that two halves share by half.
    mixed = chance_share(signal + noise / np.sqrt(2) + random.normal(size=1000) / np.sqrt(2),
                         is_out, outcome, 0.5)  # fmt: skip
    assert mixed == pytest.approx(0.5, abs=0.07)


def test_a_model_that_says_the_same_of_everybody_has_learnt_nothing() -> None:
    is_out = np.random.default_rng(1).random((10, 60)) < 0.5
    assert chance_share(np.zeros((10, 60)), is_out, np.repeat([0.0, 1.0], 30), 0.8) == 1


def cross_validated(effect: float, people: int, seed: int) -> tuple[float, float]:
    """The mean AUC of folds, and the share of chance, as a study finds them."""
    study = asked(made_up(people, 12, effect, seed))
    outcome, areas = study.people.outcome, []
    for repeat in range(PROTOCOL.repeats):
        fold = outer_folds(study, repeat)
        for left in (fold == number for number in range(fold.max() + 1)):
            odds = quick_fit(study.people.where(~left), 0).log_odds(study.people.inputs.where(left))
            areas.append(area(odds, outcome[left]))
    model = quick_fit(study.people, 0)
    members = [member(study, number, model) for number in range(PROTOCOL.members)]
    return float(np.mean(areas)), chance_of(members, outcome, 0.75)


@pytest.mark.parametrize(("effect", "people"), [(0.0, 60), (0.5, 40), (0.8, 100)])
def test_the_interval_of_a_cross_validated_area_covers_the_truth(
    effect: float, people: int
) -> None:
    new = made_up(4000, 12, effect, 999)
    fitted = [quick_fit(made_up(people * 3 // 4, 12, effect, 10_000 + s), 0) for s in range(30)]
    truth = np.mean([area(model.log_odds(new.inputs), new.outcome) for model in fitted])
    held = []
    for seed in range(100):
        value, chance = cross_validated(effect, people, seed)
        found = auc_interval(value, Uncertainty(people // 2, people // 2, chance))
        held.append(found.low <= truth <= found.high)
    assert 0.90 <= np.mean(held) <= 1


@given(st.integers(0, 50), st.integers(1, 50))
def test_the_interval_of_a_share_is_wilsons(count: int, more: int) -> None:
    people = count + more
    found = share_interval(count / people, people)
    low, high = proportion_confint(count, people, method="wilson")
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9)


def test_a_mean_counts_persons_and_not_draws() -> None:
    values = np.random.default_rng(1).random(40)
    once = person_mean(values, np.arange(40), 1.0)
    thrice = person_mean(np.tile(values, 3), np.tile(np.arange(40), 3), 1.0)
    assert (once.low, once.high) == pytest.approx((thrice.low, thrice.high))
    error = values.std(ddof=1) / np.sqrt(40)
    assert (once.high - once.low) / 2 == pytest.approx(1.96 * error, rel=0.02)


def test_folds_of_the_same_people_are_not_taken_as_independent() -> None:
    values = np.random.default_rng(1).normal(size=50)
    found = fold_mean(values, 5)
    naive = stats.t.ppf(0.975, 49) * values.std(ddof=1) / np.sqrt(50)
    assert (found.high - found.value) / naive == pytest.approx(np.sqrt(1 + 50 / 4))
