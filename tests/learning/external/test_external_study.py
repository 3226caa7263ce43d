"""A model on people of another cohort, against scikit-learn and statsmodels."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import statsmodels.api as sm
from sklearn.metrics import brier_score_loss, roc_auc_score

from core.cards import External, Kind
from core.errors import CohortError
from core.learning.external.study import recalibrated, same_people, validate
from core.learning.people import Inputs, LabelledPeople
from core.scoring.clinic.model import ClinicModel
from core.text import Language, text_in
from tests.scoring.clinic.clinic_models import made_up_model

TODAY, HASH = date(2026, 11, 23), "1" * 64


@pytest.fixture(scope="module")
def model() -> ClinicModel:
    return made_up_model()


def others(model: ClinicModel, size: int = 400, *, steep: float = 0.5) -> LabelledPeople:
    """Made-up people of another clinic, in whom the model's log odds are too steep or too flat."""
    random = np.random.default_rng(3)
    middle = np.median(model.trained.inputs.values, axis=0)
    spread = model.trained.inputs.values.std(axis=0)
    inputs = Inputs(
        values=middle + spread * random.standard_normal((size, len(middle))),
        covariates=np.empty((size, 0)),
    )
    chance = 1 / (1 + np.exp(-steep * model.trained.log_ratio(inputs)))
    outcome = (random.random(size) < chance).astype(float)
    return LabelledPeople(
        features=model.card.features, inputs=inputs, outcome=outcome, persons=np.arange(size)
    )


def evaluated(model: ClinicModel, people: LabelledPeople) -> External:
    return validate(model.card, model.trained, people, TODAY, HASH)


def test_figures_are_those_of_the_libraries(model: ClinicModel) -> None:
    people = others(model)
    found = evaluated(model, people)
    share = people.outcome.mean()
    odds = model.trained.log_ratio(people.inputs) + np.log(share / (1 - share))
    chance = 1 / (1 + np.exp(-odds))
    line = sm.Logit(people.outcome, sm.add_constant(odds)).fit(disp=0)
    assert found.auc.value == pytest.approx(roc_auc_score(people.outcome, odds))
    assert found.brier.value == pytest.approx(brier_score_loss(people.outcome, chance))
    assert found.slope.value == pytest.approx(line.params[1], abs=1e-6)
    assert found.expected_to_observed.value == pytest.approx(chance.mean() / share)
    assert (found.cases, found.controls) == (people.outcome.sum(), (1 - people.outcome).sum())
    for figure in (found.auc, found.brier, found.slope, found.intercept, found.sensitivity):
        assert figure.low < figure.value < figure.high


def test_the_threshold_is_the_one_of_the_model_s_own_test(model: ClinicModel) -> None:
    people = others(model)
    called = model.trained.log_ratio(people.inputs) >= 0
    found = evaluated(model, people)
    assert found.sensitivity.value == called[people.outcome == 1].mean()
    assert found.specificity.value == (~called)[people.outcome == 0].mean()


def test_draws_told_twice_make_no_interval_narrower(model: ClinicModel) -> None:
    once = others(model)
    twice = once.where(np.repeat(np.arange(once.size), 2))
    one, two = evaluated(model, once), evaluated(model, twice)
    assert two.auc == one.auc
    assert two.sensitivity == one.sensitivity
    assert two.slope.high - two.slope.low == pytest.approx(one.slope.high - one.slope.low)


def test_who_lacks_more_than_the_people_trained_on_is_left_out_and_counted(
    model: ClinicModel,
) -> None:
    people = others(model)
    people.inputs.values[:7, 0] = np.nan
    found = evaluated(model, people)
    assert found.left_out == 7
    assert found.cases + found.controls == people.size - 7
    assert [warned.key for warned in found.warnings] == ["external_left_out"]
    assert all(f"warning.{w.key}" in text_in(lang) for w in found.warnings for lang in Language)
    assert found.drift[0].missing == pytest.approx(7 / people.size)
    people.inputs.values[:, 0] = np.nan
    with pytest.raises(CohortError, match=r"external\.lacking_all"):
        evaluated(model, people)


def test_a_recalibrated_model_fits_and_tells_where_it_was_recalibrated(model: ClinicModel) -> None:
    people = others(model)
    made = recalibrated(model.card, model.trained, people, HASH)
    assert made.card.recalibrated_from == model.card.version
    assert made.card.version == ""
    (before,), after = [evaluated(model, people)], made.card.external[-1]
    assert before.slope.value == pytest.approx(0.5, abs=0.2)
    assert after.slope.value == pytest.approx(1, abs=1e-6)
    assert after.intercept.value == pytest.approx(0, abs=1e-6)
    assert after.auc == before.auc
    assert "recalibrated_here" in [warned.key for warned in after.warnings]


def test_a_recalibrated_model_calls_the_same_people_cases(model: ClinicModel) -> None:
    people = others(model)
    made = recalibrated(model.card, model.trained, people, HASH)
    assert made.card.external[-1].sensitivity == evaluated(model, people).sensitivity
    assert made.card.external[-1].specificity == evaluated(model, people).specificity


def test_a_model_of_another_kind_cannot_be_evaluated(model: ClinicModel) -> None:
    plan = replace(model.card.plan, kind=Kind.SEVERITY)
    other = replace(model.card, discrimination=None, plan=plan)
    with pytest.raises(CohortError, match=r"external\.kind"):
        validate(other, model.trained, others(model), TODAY, HASH)


def test_the_people_trained_on_are_no_new_people(model: ClinicModel) -> None:
    trained, people = model.trained, others(model)
    assert same_people(trained, people) == 0
    own = LabelledPeople(
        features=model.card.features,
        inputs=trained.inputs,
        outcome=trained.outcome,
        persons=np.arange(len(trained.outcome)),
    )
    with pytest.raises(CohortError, match=r"external\.same_people"):
        evaluated(model, own)
    people.inputs.values[:3] = trained.inputs.values[:3]
    warned = evaluated(model, people).warnings
    assert [(one.key, one.details) for one in warned] == [("external_some_same", {"count": 3})]
