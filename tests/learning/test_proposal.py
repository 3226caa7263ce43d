import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cards import AGE, Kind, Plan
from core.cohort import Cohort
from core.learning.expectation import expected_seconds
from core.learning.labelled import labelled_people
from core.learning.proposal import (
    covariates_of,
    possible_targets,
    prevalence_percent,
    proposed_name,
    proposed_plan,
    regrouped,
    sets_of_analytes,
    wanted_percent,
    with_prevalence,
    with_wanted,
)
from core.learning.readiness import hindrances, is_possible
from core.registry import check_name
from tests.builders import cohort

HALF = ["healthy", "patients"]


def people(count: int = 40, **values: list[float]) -> Cohort:
    """So many people in two groups, with age and sex, and uric acid beside what else is given."""
    return cohort(
        {"ua": [5.0 + i % 7 / 10 for i in range(count)], **values},
        ages=[20.0 + i for i in range(count)],
        sex=["male", "female"] * (count // 2),
        diagnosis=HALF * (count // 2),
    )


def many(count: int = 40) -> list[float]:
    return [float(i) for i in range(count)]


@pytest.mark.parametrize("kind", Kind)
def test_what_is_proposed_for_a_plain_cohort_can_be_learnt(kind: Kind) -> None:
    asked = proposed_plan(people(hq_25=many(), alb=many()), kind, "diagnosis")
    assert is_possible(hindrances(people(hq_25=many(), alb=many()), asked))
    assert asked.covariates == (AGE, "sex")


def test_those_called_healthy_are_the_controls_whatever_their_order() -> None:
    asked = proposed_plan(people(), Kind.DISCRIMINATION, "diagnosis")
    assert (asked.group, asked.levels) == ("diagnosis", ("healthy", "patients"))


def test_groups_are_looked_for_among_the_cases() -> None:
    assert proposed_plan(people(), Kind.STRATA, "diagnosis").levels == ("patients",)


def test_without_a_column_of_groups_everybody_is_looked_at() -> None:
    alone = cohort({"ua": many()})
    assert proposed_plan(alone, Kind.STRATA).levels == ()
    assert proposed_plan(alone, Kind.DISCRIMINATION).group == ""


def test_markers_of_the_catalogue_come_first_so_that_panels_can_be_scored() -> None:
    found = sets_of_analytes(people(x_1=many()), Kind.DISCRIMINATION)
    assert found == {"catalogue": ("ua",), "every": ("ua", "x_1")}


def test_the_pair_of_the_study_is_proposed_for_groups_where_both_are_held() -> None:
    both = people(ce_total=many(), alb=many())
    assert proposed_plan(both, Kind.STRATA, "diagnosis").analytes == ("ua", "ce_total")
    assert proposed_plan(people(alb=many()), Kind.STRATA).analytes == ("ua", "alb")
    assert "pair" not in sets_of_analytes(both, Kind.DISCRIMINATION)


def test_a_target_is_proposed_only_where_there_is_but_one_that_is_no_marker() -> None:
    assert proposed_plan(people(hq_25=many()), Kind.SEVERITY).target == "hq_25"
    assert proposed_plan(people(), Kind.SEVERITY).target == ""
    assert proposed_plan(people(a=many(), b=many()), Kind.SEVERITY).target == ""


def test_a_column_of_a_few_whole_numbers_can_be_told_as_well() -> None:
    some = cohort({"ua": many()}, grade=["0", "1", "2", "3"] * 10, ward=["a", "b"] * 20)
    assert possible_targets(some) == ("grade", "ua")


def test_what_is_told_is_not_adjusted_for() -> None:
    asked = proposed_plan(people(hq_25=many()), Kind.SEVERITY)
    assert "hq_25" not in covariates_of(people(hq_25=many()), asked)


def test_age_is_not_proposed_where_somebody_does_not_state_it() -> None:
    some = cohort({"ua": many()}, ages=[np.nan, *many(39)], group=HALF * 20)
    assert proposed_plan(some, Kind.DISCRIMINATION, "group").covariates == ()


def test_another_column_of_groups_brings_its_own_levels_and_is_not_adjusted_for() -> None:
    asked = proposed_plan(people(), Kind.DISCRIMINATION, "diagnosis")
    other = regrouped(people(), asked, "sex")
    assert set(other.levels) == {"male", "female"}
    assert other.covariates == (AGE,)
    assert regrouped(people(), other, "sex") is other


@given(st.text(max_size=80), st.sampled_from(Kind))
def test_whatever_a_cohort_is_called_its_model_has_a_name_that_can_be(
    name: str, kind: Kind
) -> None:
    called = Cohort(name=name, origin=people().origin, analytes=(), values=np.empty((0, 0)))
    check_name(proposed_name(called, kind))


@given(st.integers(50, 99))
def test_rates_and_shares_survive_their_way_through_percentages(percent: int) -> None:
    asked = Plan(kind=Kind.DISCRIMINATION, name="a", analytes=())
    assert wanted_percent(with_wanted(asked, percent)) == percent
    stated = with_prevalence(asked, percent)
    assert prevalence_percent(stated) == pytest.approx(percent)
    assert with_prevalence(stated, None).prevalence is None


def test_more_people_and_more_markers_are_expected_to_take_longer() -> None:
    def seconds(count: int, markers: int) -> float:
        some = people(count, **{f"x_{i}": many(count) for i in range(markers)})
        return expected_seconds(some, proposed_plan(some, Kind.DISCRIMINATION, "diagnosis"))

    asked = proposed_plan(people(), Kind.STRATA, "diagnosis")
    assert seconds(40, 2) < seconds(80, 2)
    assert expected_seconds(people(), asked) > 0
    assert labelled_people(people(), asked).size == 20
