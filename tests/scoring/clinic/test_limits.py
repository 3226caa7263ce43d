from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cards import Kind, Limits, Plan
from core.cohort import Cohort
from core.cohort.cohort import SEX
from core.learning.labelled import chosen
from core.learning.people import Inputs
from core.scoring.clinic.limits import distance_of, limits_of, yardstick
from tests.builders import cohort
from tests.scoring.clinic.clinic_models import made_up_trained

TRAINED = made_up_trained()
PLAN = Plan(
    kind=Kind.DISCRIMINATION,
    name="made-up",
    analytes=("ua", "hdl_c"),
    group="group",
    levels=("control", "case"),
)


def limits(made_up: Cohort) -> Limits:
    some, people = chosen(made_up, PLAN)
    return limits_of(people, some)


def made_up(**changes: list[float] | None) -> Cohort:
    values: dict[str, list[float]] = {"ua": [4, 5, 6, 7], "hdl_c": [50, 55, 60, np.nan]}
    ages = changes.get("ages", [20, 30, 40, 50])
    groups = ["control", "case", "control", "case"]
    return cohort(values, ages=ages, sex=["male", "male", None, "male"], group=groups)


def test_limits_are_those_of_the_people() -> None:
    found = limits(made_up())
    assert found.sexes == ("male",)
    assert (found.youngest, found.oldest) == (20, 50)
    assert found.most_missing == 0.5
    assert found.distance > 0


def test_limits_of_people_left_out_do_not_count() -> None:
    everybody = made_up()
    group = everybody.factors["group"]
    without = replace(group, codes=np.array([0, 1, 0, -1], dtype=np.int32))
    found = limits(replace(everybody, factors=dict(everybody.factors) | {"group": without}))
    assert found.oldest == 40
    assert found.most_missing == 0


def test_somebody_of_whom_nothing_was_measured_sets_no_limit() -> None:
    everybody = made_up()
    values = everybody.values.copy()
    values[1] = np.nan
    found = limits(replace(everybody, values=values))
    assert found.most_missing == 0.5
    assert found.distance > 0


def test_what_nobody_stated_is_no_limit() -> None:
    found = limits(made_up(ages=None))
    assert (found.youngest, found.oldest) == (None, None)
    everybody = made_up()
    factors = {name: one for name, one in everybody.factors.items() if name != SEX}
    assert limits(replace(everybody, factors=factors)).sexes == ()


def test_about_1_of_100_of_the_people_lies_beyond_the_distance() -> None:
    distances = distance_of(TRAINED.inputs, TRAINED)
    assert (distances > np.quantile(distances, 0.99)).sum() == 1


def test_a_person_in_the_middle_has_no_distance() -> None:
    middle = np.median(TRAINED.inputs.values, axis=0)[None, :]
    found = distance_of(Inputs(values=middle, covariates=np.empty((1, 0))), TRAINED)
    assert found == pytest.approx([0], abs=0.02)


@settings(max_examples=25)
@given(factor=st.floats(1e-3, 1e3))
def test_distances_do_not_depend_on_the_unit(factor: float) -> None:
    values = TRAINED.inputs.values
    wanted = yardstick(values).distance(values)
    assert yardstick(factor * values).distance(factor * values) == pytest.approx(wanted)


def test_what_is_missing_or_alike_in_everybody_does_not_count() -> None:
    values = np.array([[1.0, 5.0], [2.0, 5.0], [4.0, 5.0], [8.0, 5.0]])
    measure = yardstick(values)
    alone = yardstick(values[:, :1])
    assert measure.distance(values) == pytest.approx(alone.distance(values[:, :1]))
    assert measure.distance(np.array([[np.nan, 99.0]])) == 0


def test_a_logarithm_is_taken_only_where_everybody_is_above_0() -> None:
    measure = yardstick(np.array([[0.0, 1.0], [1.0, 2.0], [2.0, 4.0]]))
    assert measure.is_log.tolist() == [False, True]
    assert measure.standard(np.array([[1.0, 0.0]]))[0].tolist() == [0, -np.inf]


def test_a_few_who_lie_far_out_hardly_move_the_distance_of_others() -> None:
    values = TRAINED.inputs.values
    spoiled = values.copy()
    spoiled[:3] *= 1000
    change = yardstick(spoiled).distance(values[3:]) / yardstick(values).distance(values[3:])
    assert np.abs(np.log(change)).max() < 0.3
