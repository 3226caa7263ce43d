import io
import json
from dataclasses import replace

import joblib
import numpy as np
import pytest

from core.learning.people import Inputs
from core.learning.severity.fitting import fit_severity
from core.learning.severity.trained import CHUNK
from tests.learning.severity.made_up import made_up

PEOPLE = made_up(60, 4)
MODEL = fit_severity(PEOPLE, 4, 1)


def test_the_average_tells_most_of_a_target_that_can_be_told() -> None:
    new = made_up(300, 4, seed=2)
    told = MODEL.predicted(new.inputs)
    assert 1 - ((told - new.outcome) ** 2).sum() / ((new.outcome - 50) ** 2).sum() > 0.8


def test_the_prediction_is_the_plain_mean_of_the_candidates() -> None:
    every = MODEL.whole.told(PEOPLE.inputs)
    assert every.shape == (60, len(MODEL.candidates))
    assert MODEL.predicted(PEOPLE.inputs) == pytest.approx(every.mean(axis=1))


def test_a_larger_first_marker_is_told_a_larger_target() -> None:
    values = np.tile(np.full(4, 10.0), (2, 1))
    values[1, 0] += 1
    first, second = MODEL.predicted(Inputs(values=values, covariates=np.zeros((2, 0))))
    assert second > first + 5


def test_the_interval_is_that_of_cv_plus_written_out() -> None:
    new = made_up(5, 4, seed=3).inputs
    errors = np.abs(MODEL.observed - MODEL.out_of_fold)
    for row, (low, high) in enumerate(MODEL.interval(new)):
        one = new.where(np.array([row]))
        told = [part.told(one).mean() for part in MODEL.without]
        by_person = np.array([told[fold] for fold in MODEL.folds])
        # ceil(0.9 * 61) = 55 of 60, from either side.
        assert low == pytest.approx(np.sort(by_person - errors)[60 - 55])
        assert high == pytest.approx(np.sort(by_person + errors)[55 - 1])


def test_the_interval_holds_nine_of_ten_new_people() -> None:
    new = made_up(1000, 4, seed=4)
    low, high = MODEL.interval(new.inputs).T
    assert 0.84 < ((low <= new.outcome) & (new.outcome <= high)).mean() < 0.98


def test_an_interval_does_not_depend_on_who_else_is_asked_about() -> None:
    new = made_up(CHUNK + 3, 4, seed=5).inputs
    alone = MODEL.interval(new.where(np.array([CHUNK + 1])))
    assert MODEL.interval(new)[CHUNK + 1] == pytest.approx(alone[0])


def test_nothing_is_cut_at_the_ends_of_the_values_seen() -> None:
    values = np.array([[60.0, -40.0, 10.0, 10.0]])
    far = Inputs(values=values, covariates=np.zeros((1, 0)))
    assert MODEL.interval(far)[0, 1] > PEOPLE.outcome.max()


def test_a_missing_marker_is_told_of_as_an_average_one() -> None:
    values = np.full((1, 4), np.nan)
    told = MODEL.predicted(Inputs(values=values, covariates=np.zeros((1, 0))))
    assert told[0] == pytest.approx(PEOPLE.outcome.mean(), abs=5)


def test_the_same_seed_gives_the_same_model_and_it_survives_a_file() -> None:
    file = io.BytesIO()
    joblib.dump(fit_severity(PEOPLE, 4, 1), file)
    file.seek(0)
    again = joblib.load(file)
    assert np.array_equal(again.interval(PEOPLE.inputs), MODEL.interval(PEOPLE.inputs))
    assert np.array_equal(again.predicted(PEOPLE.inputs), MODEL.predicted(PEOPLE.inputs))
    assert json.dumps(again.settings) == json.dumps(MODEL.settings)


def test_a_target_in_another_unit_is_told_in_that_unit() -> None:
    other = fit_severity(replace(PEOPLE, outcome=PEOPLE.outcome / 100), 4, 1)
    told = 100 * other.predicted(PEOPLE.inputs)
    assert told == pytest.approx(MODEL.predicted(PEOPLE.inputs), abs=0.1)
