import csv
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.cards import ClinicCard, Kind
from core.errors import ModelError
from core.learning.people import Floats, Inputs
from core.scoring.clinic.estimation import with_interval
from core.scoring.clinic.golden import (
    AnyTrained,
    check_golden,
    golden_csv,
    made_up_inputs,
    read_golden,
)
from tests.scoring.clinic.clinic_models import made_up_model

HERE = Path("1.0.0")
MODEL = made_up_model(covariates=("age", "sex"), missing=0.1)
GOLDEN = golden_csv(MODEL.card, MODEL.trained)


class Numbers:
    """A made-up severity model."""

    def predicted(self, inputs: Inputs) -> Floats:
        return np.asarray(np.nan_to_num(inputs.values).sum(axis=1))

    def interval(self, inputs: Inputs) -> Floats:
        return np.asarray(self.predicted(inputs)[:, None] + np.array([-1.0, 1.0]))


class Groups:
    """A made-up stratification into three groups."""

    def memberships(self, inputs: Inputs) -> Floats:
        return np.tile([0.5, 0.3, 0.2], (len(inputs.values), 1))


def of_kind(kind: Kind) -> tuple[ClinicCard, AnyTrained]:
    trained: dict[Kind, AnyTrained] = {
        Kind.DISCRIMINATION: MODEL.trained,
        Kind.SEVERITY: Numbers(),
        Kind.STRATA: Groups(),
    }
    return replace(MODEL.card, plan=replace(MODEL.card.plan, kind=kind)), trained[kind]


def test_a_row_holds_an_id_what_is_read_and_what_is_told() -> None:
    rows = list(csv.DictReader(io.StringIO(GOLDEN)))
    features = [feature.key for feature in MODEL.card.features]
    assert list(rows[0]) == ["id", *features, "age", "sex", "log_ratio", "low", "high"]
    assert rows[0]["id"] == "golden-1"


def test_golden_scores_are_those_of_the_model() -> None:
    _, inputs, told = read_golden(MODEL.card, GOLDEN.encode())
    assert told == pytest.approx(with_interval(inputs, MODEL.trained), rel=1e-12)


def test_nobody_of_the_clinic_is_among_the_golden_people() -> None:
    made_up = made_up_inputs(MODEL.card).values
    people = MODEL.trained.inputs.values
    alike = (made_up[:, None, :] == people[None, :, :]).any(axis=2)
    assert not alike.any()


def test_golden_people_lie_within_what_was_trained_on_and_one_lacks_something() -> None:
    inputs = made_up_inputs(MODEL.card)
    low, high = MODEL.ranges
    assert (np.nan_to_num(inputs.values, nan=low) >= low).all()
    assert (np.nan_to_num(inputs.values, nan=high) <= high).all()
    missing = np.isnan(inputs.values).mean(axis=1)
    assert missing[:-1].max() == 0
    assert 0 < missing[-1] <= MODEL.card.limits.most_missing
    assert set(inputs.covariates[:, 1].tolist()) == {0.0, 1.0}


@pytest.mark.parametrize("kind", Kind)
def test_a_model_of_any_kind_tells_its_golden_people_the_same_again(kind: Kind) -> None:
    card, trained = of_kind(kind)
    golden = golden_csv(card, trained)
    assert golden_csv(card, trained) == golden
    check_golden(card, trained, golden.encode(), HERE)


def refusal(golden: str) -> ModelError:
    with pytest.raises(ModelError) as caught:
        check_golden(MODEL.card, MODEL.trained, golden.encode(), HERE)
    return caught.value


@pytest.mark.parametrize("column", ["log_ratio", "low", "high"])
def test_a_score_that_is_another_is_refused_by_its_row(column: str) -> None:
    rows = list(csv.DictReader(io.StringIO(GOLDEN)))
    changed = repr(float(rows[4][column]) + 1e-6)
    problem = refusal(GOLDEN.replace(rows[4][column], changed)).problem
    assert (problem.key, problem.details["panel"]) == ("model.golden", "golden-5")


@pytest.mark.parametrize("golden", ["", "id\n", "id,ua\ngolden-1,1.0", "id,a\ngolden-1,x"])
def test_a_file_that_is_not_of_this_model_is_refused(golden: str) -> None:
    assert refusal(golden).problem.key == "model.unreadable"


def test_a_model_of_another_kind_is_refused() -> None:
    card, _ = of_kind(Kind.STRATA)
    with pytest.raises(ModelError):
        check_golden(card, MODEL.trained, golden_csv(card, Groups()).encode(), HERE)
