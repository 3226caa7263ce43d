import math
from dataclasses import replace

import numpy as np
import pytest

from core.markers import Sex
from core.panel import Panel, Value
from core.scoring.clinic.inputs import row_of
from core.scoring.clinic.model import ClinicModel
from core.scoring.score import Unused
from tests.scoring.clinic.clinic_models import made_up_model
from tests.scoring.panels import panel

MODEL = made_up_model()
LOW, HIGH = MODEL.ranges[:, 0].tolist()
MIDDLE = float(MODEL.medians[-1, 0])


def censored(model: ClinicModel = MODEL) -> ClinicModel:
    """The model of people of whom some had no more than a limit for uric acid."""
    features = (replace(model.card.features[0], censored=0.2), *model.card.features[1:])
    return replace(model, card=replace(model.card, features=features))


def stands(value: Value, model: ClinicModel = MODEL) -> tuple[float | None, list[str]]:
    row, unused = row_of(panel(Sex.MALE, ua=value), model, ())
    at = float(row.values[0, 0])
    return None if math.isnan(at) else at, [one.key for one in unused]


def test_values_stand_in_the_models_order_and_what_is_missing_is_not_filled_in() -> None:
    row, unused = row_of(panel(Sex.MALE, ornithine=50.0, ua=4.0), MODEL, ())
    assert np.array_equal(row.values, [[4, np.nan, np.nan, np.nan, 50]], equal_nan=True)
    assert not unused


def test_what_the_model_does_not_read_is_told() -> None:
    _, unused = row_of(panel(Sex.MALE, ua=4.0, alb=4.5), MODEL, ())
    assert unused == (Unused("alb", "not_in_model"),)


def test_what_a_rule_withheld_is_not_in_the_row() -> None:
    row, unused = row_of(panel(Sex.MALE, ua=4.0), MODEL, (Unused("ua", "haemolysed"),))
    assert math.isnan(row.values[0, 0])
    assert [one.key for one in unused] == ["haemolysed"]


@pytest.mark.parametrize(
    ("value", "stands_at"),
    [
        (Value.below(LOW), LOW),
        (Value.below(LOW / 2), LOW / 2),
        (Value.below(LOW * 1.01), None),
        (Value.above(HIGH), HIGH),
        (Value.above(HIGH * 0.99), None),
        (Value(LOW / 3, LOW / 2), None),
        (Value(0, math.inf), None),
    ],
)
def test_a_censored_value_stands_at_its_limit_beyond_all_that_was_trained_on(
    value: Value, stands_at: float | None
) -> None:
    assert stands(value) == (stands_at, [] if stands_at else ["limit_too_wide"])


@pytest.mark.parametrize(
    ("value", "stands_at"),
    [
        (Value.below(MIDDLE), MIDDLE),
        (Value.below(LOW * 1.01), LOW * 1.01),
        (Value.below(MIDDLE * 1.01), None),
        (Value.above(MIDDLE), MIDDLE),
        (Value.above(MIDDLE * 0.99), None),
    ],
)
def test_where_people_had_censored_values_a_limit_may_reach_their_median(
    value: Value, stands_at: float | None
) -> None:
    assert stands(value, censored()) == (stands_at, [] if stands_at else ["limit_too_wide"])


def test_a_zero_on_a_logarithmic_scale_is_not_used() -> None:
    assert stands(Value.exactly(0)) == (None, ["zero"])


@pytest.mark.parametrize(("sex", "number"), [(Sex.MALE, 1.0), (Sex.FEMALE, 0.0)])
def test_covariates_are_age_and_sex_in_the_cards_order(sex: Sex, number: float) -> None:
    measured = panel(sex, ua=4.0)
    for names, wanted in ((("age", "sex"), [24, number]), (("sex", "age"), [number, 24])):
        row, _ = row_of(measured, made_up_model(covariates=names), ())
        assert row.covariates.tolist() == [wanted]


def test_a_covariate_that_is_not_stated_is_missing() -> None:
    measured: Panel = panel(None, ua=4.0)
    unknown = replace(measured, patient=replace(measured.patient, age=None))
    row, _ = row_of(unknown, made_up_model(covariates=("age", "sex")), ())
    assert np.isnan(row.covariates).all()
