from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import spearmanr
from scipy.stats import t as student

from core.learning.severity.measuring import (
    difference_of_halves,
    losses_of,
    measured,
    q2_of,
)
from core.learning.severity.validation import Repeat, Study, one_repeat, outer_folds
from tests.learning.severity.made_up import QUICK, made_up, people_of

PEOPLE = made_up(36, 3)
REPEATS = [one_repeat(PEOPLE, QUICK, seed) for seed in (1, 2)]
HALVES = [np.full(9, 0.2), np.full(9, -0.2)]
FIGURES = measured(Study(PEOPLE, QUICK), REPEATS, HALVES)


def press(repeat: Repeat) -> float:
    return float(((repeat.predicted - PEOPLE.outcome) ** 2).sum())


def test_everybody_is_told_of_by_models_that_never_saw_them() -> None:
    folds = outer_folds(PEOPLE, QUICK, 1)
    for fold in folds:
        assert not set(fold.fitted) & set(fold.left_out)
        told = fold.model.whole.told(PEOPLE.inputs.where(fold.left_out))
        assert REPEATS[0].told[fold.left_out] == pytest.approx(told)
        assert REPEATS[0].means[fold.left_out] == pytest.approx(PEOPLE.outcome[fold.fitted].mean())


def test_q2_is_one_less_press_by_the_spread_about_the_mean_of_those_fitted() -> None:
    spreads = [float(((one.means - PEOPLE.outcome) ** 2).sum()) for one in REPEATS]
    assert q2_of(PEOPLE, REPEATS[0]) == pytest.approx(1 - press(REPEATS[0]) / spreads[0])
    expected = 1 - sum(map(press, REPEATS)) / sum(spreads)
    assert FIGURES.q2.value == pytest.approx(expected)


def test_rmse_and_rank_are_those_of_people_left_out() -> None:
    assert FIGURES.rmse.value == pytest.approx(np.sqrt(sum(map(press, REPEATS)) / 72))
    ranks = [
        np.arctanh(spearmanr(PEOPLE.outcome, one.predicted - one.means).statistic)
        for one in REPEATS
    ]
    assert FIGURES.rank.value == pytest.approx(np.tanh(np.mean(ranks)))


def test_people_fitted_are_told_better_than_people_left_out() -> None:
    assert FIGURES.r2.value > FIGURES.q2.value > 0.4
    for figure in (FIGURES.r2, FIGURES.q2, FIGURES.rank, FIGURES.rmse, *FIGURES.candidates):
        assert figure.low < figure.value < figure.high
    assert FIGURES.r2.high < 1


def test_the_interval_is_no_narrower_than_halves_say() -> None:
    wide = measured(Study(PEOPLE, QUICK), REPEATS, [np.full(9, 2.0), np.full(9, -2.0)])
    # The error is half the root mean square of the differences, of log(1 - Q2).
    reach = student.ppf(0.975, 2) * 2.0 / 2
    assert np.log(1 - wide.q2.low) - np.log(1 - wide.q2.value) == pytest.approx(reach)


def test_the_interval_is_no_narrower_than_persons_drawn_anew_say() -> None:
    narrow = measured(Study(PEOPLE, QUICK), REPEATS, [np.zeros(9), np.zeros(9)])
    assert narrow.q2.high - narrow.q2.low > 0.05


def test_draws_of_one_person_count_as_one_person() -> None:
    random = np.random.default_rng(1)
    rows = np.repeat(np.arange(36), 2)
    twice = replace(PEOPLE.where(rows), persons=rows)
    twice = twice.labelled(twice.outcome + 0.01 * random.normal(size=72))
    losses = losses_of(twice, [one_repeat(twice, QUICK, 1)])
    assert losses.rows.tolist() == [2.0] * 36
    assert losses.figures(np.ones((1, 36))).shape == (1, 9)


def test_a_half_that_is_all_alike_gives_no_error() -> None:
    target = np.zeros(24)
    target[:2] = 1.0
    found = difference_of_halves(Study(people_of(made_up(24, 3).inputs.values, target), QUICK), 1)
    assert np.isfinite(found).all()


def test_without_anything_to_tell_the_interval_of_q2_holds_nought() -> None:
    people = made_up(30, 3, effect=0.0, seed=1)
    study = Study(people, replace(QUICK, inner=2))
    halves = [difference_of_halves(study, number) for number in range(3)]
    found = measured(study, [one_repeat(people, QUICK, 1)], halves)
    assert found.q2.low < 0
    assert max(candidate.low for candidate in found.candidates) < 0


def test_a_target_that_one_person_alone_differs_in_has_finite_ends() -> None:
    values = np.random.default_rng(1).normal(size=(24, 2))
    study = Study(people_of(values, (np.arange(24) == 3).astype(float)), QUICK)
    halves = [difference_of_halves(study, seed) for seed in (1, 2)]
    figures = measured(study, [one_repeat(study.people, QUICK, 1)], halves)
    for figure in (figures.r2, figures.q2, figures.rank, figures.rmse, *figures.candidates):
        assert np.isfinite([figure.low, figure.value, figure.high]).all()
