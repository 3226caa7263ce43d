import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cohort import Design, Origin
from core.cohort.groups.checks import MOST_LEVELS
from core.cohort.groups.proposal import (
    held_levels,
    is_reference,
    only_of_sex,
    possible_covariates,
    possible_groups,
    possible_strata,
    proposal,
    proposed_levels,
    regrouped,
)
from core.evidence.survey_people import survey_cohort
from core.evidence.virtual_cohort import virtual_cohort
from core.markers import Sex
from tests.builders import cohort, factor

PEOPLE = cohort(
    {"ua": [4.0, 5.0, 6.0, 7.0], "Ratio": [1.0, 2.0, 3.0, 4.0]},
    ages=[20, 30, 40, 50],
    sex=["male", "female", "male", "female"],
    group=["case", "control", "case", "control"],
    ward=["a", "b", "c", None],
    serum=["serum"] * 4,
)


def test_a_factor_with_one_level_tells_no_groups_apart_and_the_sex_comes_last() -> None:
    assert possible_groups(PEOPLE) == ("group", "ward", "sex")


def test_a_level_that_nobody_has_does_not_count() -> None:
    people = PEOPLE.of_people(np.array([True, False, True, False]))
    assert held_levels(people.factors["group"]) == ("case",)
    assert possible_groups(people) == ("ward",)


@pytest.mark.parametrize(
    "name",
    ["control", "Controls", "non-CFS control", "healthy volunteer", "0", "No", "対照群", "健常者"],
)
def test_a_group_that_others_are_compared_with_is_known_by_its_name(name: str) -> None:
    assert is_reference(name)


@pytest.mark.parametrize("name", ["case", "CFS", "1", "Yes", "症例", "uncontrolled", "north"])
def test_a_group_with_another_name_is_not_taken_for_the_reference(name: str) -> None:
    assert not is_reference(name)


def test_the_likely_reference_comes_first() -> None:
    assert proposed_levels(PEOPLE.factors["group"]) == ("control", "case")


@given(st.lists(st.integers(0, 39).map(lambda n: f"ward {n:02}"), min_size=1, max_size=200))
def test_of_many_levels_those_that_most_people_have_are_proposed(stated: list[str]) -> None:
    ward = factor("ward", stated)
    chosen = proposed_levels(ward)
    sizes = dict(zip(ward.levels, ward.sizes(), strict=True))
    left = [sizes[level] for level in ward.levels if level not in chosen]
    assert len(chosen) == min(MOST_LEVELS, len(ward.levels))
    assert not left or min(sizes[level] for level in chosen) >= max(left)


def test_what_makes_the_groups_or_the_strata_is_no_covariate() -> None:
    assert possible_strata(PEOPLE, "group") == ("ward", "sex")
    assert possible_covariates(PEOPLE, "group", "sex") == ("age", "ward", "ua", "Ratio")
    assert possible_covariates(PEOPLE, "group", "") == ("age", "ward", "sex", "ua", "Ratio")


def test_ages_that_nobody_states_are_no_covariate() -> None:
    assert "age" not in possible_covariates(cohort({"ua": [1.0, 2.0]}), "group", "")
    unstated = cohort({"ua": [1.0, 2.0]}, ages=[np.nan, np.nan])
    assert "age" not in possible_covariates(unstated, "group", "")


def test_the_groups_that_the_reader_suggests_are_proposed() -> None:
    design = proposal(PEOPLE, "ward")
    assert design == Design(group="ward", levels=("a", "b", "c"), analytes=("ua", "Ratio"))


@pytest.mark.parametrize("suggested", ["", "serum", "gone"])
def test_what_cannot_tell_groups_apart_is_not_proposed(suggested: str) -> None:
    design = proposal(PEOPLE, suggested)
    assert design is not None
    assert design.group == "group"


def test_without_two_groups_there_is_no_proposal() -> None:
    assert proposal(cohort({"ua": [4.0, 5.0]}, serum=["serum", "serum"])) is None


def test_virtual_people_are_compared_by_sex_as_the_findings_are() -> None:
    design = proposal(virtual_cohort(400, 1))
    assert design is not None
    assert (design.group, design.levels, design.strata) == ("group", ("control", "case"), "sex")


def test_the_people_of_the_survey_are_told_apart_by_sex() -> None:
    people = survey_cohort(4, 1)
    design = proposal(people)
    assert people.origin is Origin.SURVEY
    assert design is not None
    assert design.group == "sex"


def test_other_groups_keep_what_can_still_be_asked() -> None:
    design = Design(
        group="group", levels=("control", "case"), analytes=("ua",),
        covariates=("age", "ward"), strata="sex",
    )  # fmt: skip
    changed = regrouped(PEOPLE, design, "ward")
    assert changed.levels == ("a", "b", "c")
    assert (changed.covariates, changed.strata, changed.analytes) == (("age",), "sex", ("ua",))
    assert regrouped(PEOPLE, design, "group") is design
    assert regrouped(PEOPLE, design, "sex").strata == ""


def test_only_those_of_one_sex_remain_and_everybody_where_none_is_stated() -> None:
    assert only_of_sex(PEOPLE, Sex.MALE).size == 2
    assert only_of_sex(cohort({"ua": [4.0, 5.0]}), Sex.MALE).size == 2
