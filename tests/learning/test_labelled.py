"""From a cohort and a plan to the people to learn from."""

import math
from dataclasses import replace

import numpy as np
import pytest

from core.cards import AGE, Kind, Plan
from core.cohort import Cohort, Origin
from core.errors import CohortError
from core.learning.labelled import labelled_people
from tests.builders import cohort
from tests.readers.files import check_sentences

UA = [5.0, 6.0, math.nan, 4.0, 7.0]
HQ = ["40", "12", "55", None, "8"]


@pytest.fixture
def people() -> Cohort:
    """Five made-up people."""
    return cohort(
        {"ua": UA, "M1": [0.5, math.inf, 2.0, 1.0, 3.0], "empty": [math.nan] * 5},
        ages=[20, 30, 40, math.nan, 25],
        group=["case", "control", "case", None, "other"],
        sex=["male", "female", None, "male", "male"],
        hq=HQ,
        site=["a", "b", "c", "a", "b"],
    )


def asked(**changed: object) -> Plan:
    """A plan to tell cases from controls by every analyte."""
    plan = Plan(
        kind=Kind.DISCRIMINATION,
        name="made-up",
        analytes=("ua", "M1", "empty"),
        group="group",
        levels=("control", "case"),
    )
    return replace(plan, **changed)  # type: ignore[arg-type]


def test_cases_are_one_controls_zero_and_others_left_out(people: Cohort) -> None:
    found = labelled_people(people, asked())
    assert found.outcome.tolist() == [1, 0, 1]
    assert found.persons.tolist() == [0, 1, 2]
    assert found.size == 3


def test_values_stand_as_they_are_and_what_is_no_number_is_missing(people: Cohort) -> None:
    found = labelled_people(people, asked())
    assert np.array_equal(
        found.inputs.values, [[5, 0.5], [6, math.nan], [math.nan, 2]], equal_nan=True
    )


def test_features_tell_marker_unit_range_and_what_is_missing(people: Cohort) -> None:
    ua, other = labelled_people(people, asked()).features
    assert (ua.key, ua.marker, ua.unit, ua.low, ua.high) == ("ua", "ua", "mg/dL", 5, 6)
    assert ua.missing == pytest.approx(1 / 3)
    assert (other.key, other.marker, other.unit, other.low, other.high) == ("M1", "", "", 0.5, 2)


def test_a_number_to_tell_may_be_levels_of_a_factor_or_an_analyte(people: Cohort) -> None:
    by_level = labelled_people(people, asked(kind=Kind.SEVERITY, levels=(), group="", target="hq"))
    assert by_level.outcome.tolist() == [40, 12, 55, 8]
    by_analyte = labelled_people(people, asked(kind=Kind.SEVERITY, target="ua", levels=()))
    assert by_analyte.outcome.tolist() == [5, 6, 4, 7]
    assert [feature.key for feature in by_analyte.features] == ["M1"]


def test_strata_are_of_the_levels_named_or_of_everybody(people: Cohort) -> None:
    cases = labelled_people(people, asked(kind=Kind.STRATA, levels=("case",)))
    everybody = labelled_people(people, asked(kind=Kind.STRATA, levels=(), group=""))
    assert (cases.size, everybody.size) == (2, 5)


def test_covariates_are_columns_the_sex_one_and_a_factor_several(people: Cohort) -> None:
    found = labelled_people(people, asked(covariates=(AGE, "sex", "site", "M1")))
    assert found.covariate_names == (AGE, "sex", "site=b", "site=c", "M1")
    first, second, third = found.inputs.covariates.tolist()
    assert first == [20, 1, 0, 0, 0.5]
    assert second[:4] == [30, 0, 1, 0]
    assert math.isnan(third[1])
    assert [feature.key for feature in found.features] == ["ua"]


def test_draws_of_one_person_keep_one_number(people: Cohort) -> None:
    numbers = np.array([7, 3, 7, 1, 0], dtype=np.int32)
    found = labelled_people(replace(people, persons=numbers), asked())
    assert found.persons.tolist() == [1, 0, 1]


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"analytes": ("nothing",)}, "learning.analyte"),
        ({"analytes": ("empty",)}, "learning.no_analyte"),
        ({"analytes": ("ua",), "covariates": ("ua",)}, "learning.no_analyte"),
        ({"group": "nothing"}, "learning.factor"),
        ({"levels": ("control",)}, "learning.two_levels"),
        ({"levels": ("control", "nothing")}, "learning.level"),
        ({"covariates": ("nothing",)}, "learning.covariate"),
        ({"covariates": ("group",)}, "learning.covariate_is_outcome"),
        ({"kind": Kind.SEVERITY, "target": "nothing"}, "learning.target"),
        ({"kind": Kind.SEVERITY, "target": "site"}, "learning.target_words"),
    ],
)
def test_what_the_cohort_has_not_is_refused_in_words(
    people: Cohort, changed: dict[str, object], key: str
) -> None:
    with pytest.raises(CohortError) as caught:
        labelled_people(people, asked(**changed))
    assert caught.value.problem.key == key
    check_sentences(caught.value.problem)


def test_a_cohort_without_groups_or_with_nobody_in_them_is_refused(people: Cohort) -> None:
    with pytest.raises(CohortError, match=r"learning\.no_factor"):
        labelled_people(replace(people, factors={}), asked())
    with pytest.raises(CohortError, match=r"learning\.nobody"):
        labelled_people(people.of_people(np.array([3])), asked())


def test_people_who_are_simulated_are_refused(people: Cohort) -> None:
    with pytest.raises(CohortError, match=r"learning\.simulated"):
        labelled_people(replace(people, origin=Origin.VIRTUAL), asked())


def test_some_people_keep_what_is_known_of_them(people: Cohort) -> None:
    found = labelled_people(people, asked(covariates=(AGE,)))
    some = found.where(np.array([2, 0]))
    assert some.outcome.tolist() == [1, 1]
    assert some.inputs.covariates.tolist() == [[40], [20]]
    assert found.labelled(1 - found.outcome).outcome.tolist() == [0, 1, 0]
