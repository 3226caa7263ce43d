from dataclasses import replace
from io import BytesIO

import joblib
import numpy as np
import pytest

from core.evidence.discrimination import auc
from core.learning.calibration import calibration_slope
from core.learning.discrimination import fitting, nearness
from core.learning.discrimination.candidates import KINDS
from core.learning.discrimination.fitting import FittedClassifier, fit_classifier, folds
from core.learning.discrimination.odds import chance
from core.learning.people import LabelledPeople
from tests.learning.discrimination.drawn import drawn_people, people_of


@pytest.fixture(scope="module")
def people() -> LabelledPeople:
    return drawn_people(60)


@pytest.fixture(scope="module")
def fitted(people: LabelledPeople) -> FittedClassifier:
    return fit_classifier(people, 0)


def area(classifier: FittedClassifier, people: LabelledPeople) -> float:
    odds = classifier.log_odds(people.inputs)
    return auc(odds[people.outcome == 1], odds[people.outcome == 0])


def test_cases_are_told_from_controls_it_never_saw(fitted: FittedClassifier) -> None:
    assert area(fitted, drawn_people(2000, seed=1)) > 0.8


def test_it_says_what_it_is_made_of(fitted: FittedClassifier, people: LabelledPeople) -> None:
    assert fitted.candidates == tuple(KINDS)
    assert sum(fitted.weights) == pytest.approx(1)
    assert fitted.candidate_log_odds(people.inputs).shape == (60, len(KINDS))


def test_the_same_seed_gives_the_same_classifier(
    fitted: FittedClassifier, people: LabelledPeople
) -> None:
    again = fit_classifier(people, 0)
    assert np.array_equal(again.log_odds(people.inputs), fitted.log_odds(people.inputs))


def test_one_person_alone_is_told_the_same(
    fitted: FittedClassifier, people: LabelledPeople
) -> None:
    one = people.inputs.where(np.array([7]))
    assert fitted.log_odds(one) == pytest.approx(fitted.log_odds(people.inputs)[[7]])


def test_a_person_without_any_value_gets_a_finite_answer(fitted: FittedClassifier) -> None:
    nobody = drawn_people(2).inputs
    nobody.values[:] = np.nan
    assert np.isfinite(fitted.log_odds(nobody)).all()


def test_what_is_stored_and_loaded_tells_the_same(
    fitted: FittedClassifier, people: LabelledPeople
) -> None:
    file = BytesIO()
    joblib.dump(fitted, file)
    file.seek(0)
    loaded = joblib.load(file)
    assert np.array_equal(loaded.log_odds(people.inputs), fitted.log_odds(people.inputs))


def test_refitted_to_the_same_people_nothing_changes(
    fitted: FittedClassifier, people: LabelledPeople
) -> None:
    again = fitted.refitted(people, 0)
    assert again.log_odds(people.inputs) == pytest.approx(fitted.log_odds(people.inputs))
    assert again.settings == fitted.settings


def test_refitted_to_others_it_tells_cases_from_controls(fitted: FittedClassifier) -> None:
    assert area(fitted.refitted(drawn_people(60, seed=2), 0), drawn_people(2000, seed=1)) > 0.8


def test_refitting_follows_the_share_of_cases(fitted: FittedClassifier) -> None:
    others = drawn_people(120, seed=3)
    rare = others.where((others.outcome == 0) | (np.arange(120) % 6 == 1))
    refitted = fitted.refitted(rare, 0)
    assert refitted.base == pytest.approx(np.log(20 / 60))
    assert chance(refitted.log_odds(rare.inputs)).mean() < 0.4


def test_log_odds_are_calibrated_on_new_people() -> None:
    others = drawn_people(1000, shift=0.8, seed=5)
    cases = others.outcome.astype(int)
    slopes = [
        calibration_slope(
            chance(fit_classifier(drawn_people(120, seed=seed), 0).log_odds(others.inputs)), cases
        )
        for seed in range(7)
    ]
    assert 0.75 < np.median(slopes) < 1.3


def test_noise_tells_next_to_nothing() -> None:
    spreads = [
        fit_classifier(drawn_people(40, shift=0.0, seed=seed), 0)
        .log_odds(drawn_people(100, seed=99).inputs)
        .std()
        for seed in range(8)
    ]
    assert np.median(spreads) < 0.2


def test_a_covariate_that_explains_everything_leaves_nothing_to_tell() -> None:
    random = np.random.default_rng(6)
    outcome = (np.arange(200) % 2).astype(float)
    age = 30 + 10 * outcome + 5 * random.normal(size=200)
    values = 0.3 * age[:, None] + random.normal(size=(200, 6))
    raw = people_of(values, outcome)
    adjusted = people_of(values, outcome, covariates=age[:, None])
    assert area(fit_classifier(raw, 0), raw) > 0.8
    inside = fit_classifier(adjusted, 0)
    assert np.abs(inside.log_odds(adjusted.inputs)).mean() < 0.7


@pytest.mark.parametrize("seed", range(3))
def test_rows_of_one_person_stand_on_one_side_of_every_fold(seed: int) -> None:
    people = replace(drawn_people(60), persons=np.repeat(np.arange(20), 3))
    people = people.labelled((people.persons % 2).astype(float))
    for inside, left_out in folds(people, seed):
        assert not set(people.persons[inside]) & set(people.persons[left_out])


def test_four_people_of_two_kinds_are_enough() -> None:
    people = drawn_people(4)
    assert np.isfinite(fit_classifier(people, 0).log_odds(people.inputs)).all()


def test_markers_that_never_vary_leave_the_share_of_cases() -> None:
    people = people_of(np.ones((30, 3)), (np.arange(30) % 3 == 0).astype(float))
    odds = fit_classifier(people, 0).log_odds(people.inputs)
    assert odds == pytest.approx(np.log(1 / 2), abs=1e-6)


def test_many_people_are_tuned_and_calibrated_on_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "MANY", 150)
    monkeypatch.setattr(nearness, "MOST_PEOPLE", 100)
    people = drawn_people(200)
    assert len(list(folds(people, 0))) == 1
    assert area(fit_classifier(people, 0), drawn_people(1000, seed=1)) > 0.8


def test_rare_cases_among_many_people_are_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "MANY", 150)
    monkeypatch.setattr(nearness, "MOST_PEOPLE", 60)
    people = drawn_people(400, shift=2.0)
    rare = people.where((people.outcome == 0) | (np.arange(400) % 40 == 1))
    assert int(rare.outcome.sum()) == 10
    odds = fit_classifier(rare, 0).log_odds(drawn_people(400, shift=2.0, seed=1).inputs)
    assert auc(odds[1::2], odds[::2]) > 0.8


def test_draws_of_one_person_do_not_pass_for_certainty() -> None:
    people = drawn_people(60, shift=0.0)
    again = people.where(np.repeat(np.arange(60), 4))
    assert again.size == 240
    odds = fit_classifier(again, 0).log_odds(drawn_people(200, seed=9).inputs)
    assert odds.std() < 0.5
