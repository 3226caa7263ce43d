from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cohort import Choice, Cohort, Design, Origin
from core.evidence.survey_people import survey_cohort
from core.evidence.virtual_cohort import virtual_cohort
from core.figures.cohort_words import (
    EVERYBODY,
    analyte_names,
    cohort_name,
    cohort_names,
    cohort_what,
    factor_name,
    factor_names,
    is_simulated,
    offered,
    reservations,
    settings_line,
    told_apart,
    with_everybody,
)
from core.text import Language, Text, text_in
from tests.builders import cohort, panel

EN = text_in(Language.EN)
OWN = cohort(
    {"ua": [4.0, 5.0], "Ratio": [1.0, 2.0]},
    ages=[20, 30],
    group=["control", "case"],
    sex=["male", "female"],
)
DESIGN = Design(group="group", levels=("control", "case"), analytes=("ua", "Ratio"))


@pytest.fixture(scope="module", params=["virtual", "survey"])
def simulated(request: pytest.FixtureRequest) -> Cohort:
    return virtual_cohort(40, 1) if request.param == "virtual" else survey_cohort(4, 1)


@pytest.mark.parametrize("text", [text_in(language) for language in Language], ids=list(Language))
def test_whoever_was_never_measured_is_said_to_be_simulated(text: Text, simulated: Cohort) -> None:
    word = "simulated" if text is EN else "シミュレーション"
    assert word in cohort_what(text, simulated)
    assert is_simulated(simulated)


def test_a_cohort_of_the_clinic_has_the_name_it_was_given_and_is_not_simulated() -> None:
    assert cohort_name(EN, OWN) == "made-up"
    assert not is_simulated(OWN)
    assert reservations(EN, OWN) == ""
    assert "simulated" not in cohort_what(EN, OWN)


def test_the_survey_is_hedged() -> None:
    assert reservations(EN, survey_cohort(4, 1)) == EN("survey.reservations")


def test_a_file_with_nothing_to_compare_has_a_name_too() -> None:
    assert list(cohort_names(EN, {"a": OWN, "b": None, "c": OWN}).values()) == [
        "made-up", EN("cohort.nothing.name"), "made-up (2)",
    ]  # fmt: skip


@given(st.dictionaries(st.text(max_size=3), st.sampled_from(["a", "b"]), max_size=20))
def test_what_is_chosen_by_name_is_one_thing(names: Mapping[str, str]) -> None:
    found = told_apart(EN, names)
    assert list(found) == list(names)
    assert len(set(found.values())) == len(found)


def test_a_known_factor_is_named_in_words_and_any_other_as_the_file_does() -> None:
    ward = cohort({"ua": [4.0]}, ward=["a"])
    assert factor_name(EN, OWN, "sex") == "sex"
    assert factor_name(text_in(Language.JA), OWN, "age") == "年齢"
    assert factor_name(EN, ward, "ward") == "ward"
    assert factor_name(EN, OWN, "ua") == "Uric acid (urate)"


def test_names_are_by_what_they_name() -> None:
    assert factor_names(EN, OWN, ("age", "ua")) == {"age": "age", "ua": "Uric acid (urate)"}
    assert analyte_names(EN, OWN, ("Ratio",)) == {"Ratio": "Ratio"}


def test_what_is_compared_is_said_in_one_line() -> None:
    line = settings_line(EN, OWN, DESIGN)
    assert line == "group: control, case · all 2 markers · test chosen by the data"


def test_of_more_groups_than_are_compared_it_is_said() -> None:
    wards = cohort({"ua": [4.0] * 9}, ward=[f"w{i}" for i in range(9)])
    design = Design(group="ward", levels=("w0", "w1"), analytes=("ua",))
    assert "ward: 2 of 9 groups (w0, w1)" in settings_line(EN, wards, design)


def test_strata_covariates_and_a_choice_of_markers_are_said_too() -> None:
    design = Design(
        group="group", levels=("case", "control"), analytes=("ua",), covariates=("age",),
        strata="sex", choice=Choice.RANKS,
    )  # fmt: skip
    assert settings_line(EN, OWN, design) == (
        "group: case, control · by sex · adjusted for age · 1 markers chosen · "
        "ranks compared (Mann-Whitney, Kruskal-Wallis)"
    )


def test_of_simulated_people_no_test_is_named() -> None:
    virtual = cohort({"ua": [0.1, 0.2]}, origin=Origin.VIRTUAL, group=["control", "case"])
    design = Design(group="group", levels=("control", "case"), analytes=("ua",))
    assert "test" not in settings_line(EN, virtual, design)


def test_what_the_patient_has_is_offered_first_and_what_nobody_has_not_at_all() -> None:
    people = cohort({"ua": [4.0, 5.0], "alb": [4.0, 4.1], "tg": [float("nan")] * 2})
    keys = ("ua", "alb", "tg")
    assert offered(people, keys, panel(alb=4.4)) == ("alb", "ua")
    assert offered(people, keys, None) == ("ua", "alb")
    assert offered(people, ("tg",), None) == ("tg",)


def test_only_what_people_of_the_patients_sex_have_is_offered() -> None:
    nan = float("nan")
    people = cohort({"ua": [4.0, nan], "hdl_c": [nan, 60.0]}, sex=["male", "female"])
    assert offered(people, ("ua", "hdl_c"), panel(hdl_c=50)) == ("ua",)
    assert offered(people, ("ua", "hdl_c"), None) == ("ua", "hdl_c")


def test_everybody_is_one_group() -> None:
    everybody = with_everybody(EN, OWN).factors[EVERYBODY]
    assert everybody.sizes() == (2,)
    assert everybody.levels == (EN("cohort.everybody"),)
