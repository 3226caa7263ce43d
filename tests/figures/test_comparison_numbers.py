import math

import numpy as np
import pytest

from core.cohort import Cohort, Comparison, Design
from core.cohort.groups.comparison import compare
from core.figures.comparison_numbers import FIGURES, WHOLE, by_p, comparison_numbers
from core.text import Language, text_in
from tests.builders import cohort

EN = text_in(Language.EN)
RANDOM = np.random.default_rng(7)
PEOPLE = cohort(
    {
        "same": [1.0] * 40,
        "ua": list(RANDOM.normal(5, 1, 40)),
        "alb": list(RANDOM.normal(4, 0.3, 40) + np.tile([0, 0.5], 20)),
    },
    group=["control", "case"] * 20,
    sex=["male"] * 20 + ["female"] * 20,
)
DESIGN = Design(group="group", levels=("control", "case"), analytes=("same", "ua", "alb"))


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(PEOPLE, DESIGN)


def cells(name: str, people: Cohort, comparison: Comparison) -> list[object]:
    """The cells of a column by the key of its title."""
    return list(comparison_numbers(EN, people, comparison).columns[EN(f"cohort.sorted.{name}")])


def test_numbers_are_those_of_the_comparison_with_all_their_figures(found: Comparison) -> None:
    p = sorted(result.p for result in found.results if not math.isnan(result.p))
    assert cells("p", PEOPLE, found) == [*p, None]


def test_the_surest_difference_comes_first_and_what_was_not_tested_last(found: Comparison) -> None:
    assert cells("analyte", PEOPLE, found) == ["Albumin", "Uric acid (urate)", "same"]
    assert by_p(found) == ("alb", "ua", "same")


def test_the_measure_of_each_effect_stands_beside_it(found: Comparison) -> None:
    measures = {r.analyte.name("en"): r.effect.measure for r in found.results if r.effect}
    named = [
        EN(f"comparison.measure_name.{measures[name]}") for name in ("Albumin", "Uric acid (urate)")
    ]
    assert cells("measure", PEOPLE, found) == [*named, ""]


def test_what_was_not_tested_says_why_and_has_no_number(found: Comparison) -> None:
    assert cells("reason", PEOPLE, found)[-1] == EN("comparison.reason.constant")
    for name in ("p", "q", "effect", "effect_low", "effect_high"):
        assert cells(name, PEOPLE, found)[-1] is None


def test_every_column_is_as_long_as_there_are_results(found: Comparison) -> None:
    numbers = comparison_numbers(EN, PEOPLE, found)
    assert {len(column) for column in numbers.columns.values()} == {3}


def test_only_numbers_have_a_format(found: Comparison) -> None:
    numbers = comparison_numbers(EN, PEOPLE, found)
    assert set(numbers.formats.values()) == {FIGURES, WHOLE}
    for title in numbers.formats:
        assert all(cell is None or isinstance(cell, float) for cell in numbers.columns[title])


def test_a_column_without_a_word_is_left_out() -> None:
    people = cohort({"Ratio": list(RANDOM.normal(5, 1, 20))}, group=["a", "b"] * 10)
    numbers = comparison_numbers(
        EN, people, compare(people, Design(group="group", levels=("a", "b"), analytes=("Ratio",)))
    )
    assert EN("cohort.sorted.reason") not in numbers.columns
    assert EN("cohort.sorted.unit") not in numbers.columns


def test_strata_have_a_column_of_their_own() -> None:
    design = Design(group="group", levels=("control", "case"), analytes=("ua", "alb"), strata="sex")
    numbers = comparison_numbers(EN, PEOPLE, compare(PEOPLE, design))
    assert set(numbers.columns["sex"]) == {"male", "female"}
    assert len(numbers.columns["sex"]) == 4


def test_a_count_that_may_not_be_told_is_no_number() -> None:
    people = cohort(
        {"ua": list(RANDOM.normal(5, 1, 20))}, group=["a"] * 3 + ["b"] * 17, is_shared=True
    )
    comparison = compare(people, Design(group="group", levels=("a", "b"), analytes=("ua",)))
    numbers = comparison_numbers(EN, people, comparison)
    assert numbers.columns[EN("cohort.sorted.size", group="a")] == [None]
