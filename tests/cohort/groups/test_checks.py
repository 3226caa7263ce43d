"""What cannot be compared at all is one sentence, in both languages; the rest goes on."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from core.cohort import Cohort, Design, Origin
from core.cohort.groups.checks import checked
from core.cohort.groups.comparison import compare
from core.cohort.groups.reasons import Reason
from core.errors import CohortError
from core.text import Language, text_in
from tests.builders import cohort, factor

TEXTS = [text_in(language) for language in Language]
PEOPLE = 24
GROUP = ["A", "B"] * 12
VALUES = np.random.default_rng(1).normal(size=(3, PEOPLE)).tolist()


def people(**factors: list[str | None]) -> Cohort:
    named = {"x": VALUES[0], "y": VALUES[1]}
    return cohort(named, ages=VALUES[2], group=GROUP, sex=["male", "male", "female"] * 8, **factors)  # type: ignore[arg-type]


def design(**asked: object) -> Design:
    base = Design(group="group", levels=("A", "B"), analytes=("x", "y"))
    return replace(base, **asked)  # type: ignore[arg-type]


def refusal(held: Cohort, asked: Design) -> tuple[str, list[str]]:
    """The key of what is refused, and its sentences."""
    with pytest.raises(CohortError) as caught:
        compare(held, asked)
    problem = caught.value.problem
    return problem.key, [text.problem(problem) for text in TEXTS]


MANY = tuple(f"L{i:02}" for i in range(40))
REFUSED: Mapping[str, tuple[dict[str, object], str]] = {
    "comparison.factor.unknown": ({"group": "ward"}, "ward"),
    "comparison.factor.twice": ({"strata": "group"}, "group"),
    "comparison.analyte.none": ({"analytes": ()}, ""),
    "comparison.analyte.unknown": ({"analytes": ("x", "zz")}, "zz"),
    "comparison.level.unknown": ({"levels": ("A", "C")}, "C"),
    "comparison.level.few": ({"levels": ("A",)}, "A, B"),
    "comparison.covariate.unknown": ({"covariates": ("bmi",)}, "bmi"),
    "comparison.covariate.group": ({"covariates": ("group",)}, "group"),
}


@pytest.mark.parametrize("key", REFUSED)
def test_what_the_cohort_does_not_hold_is_named(key: str) -> None:
    asked, named = REFUSED[key]
    told, sentences = refusal(people(), design(**asked))
    assert told == key
    assert all(named in sentence for sentence in sentences)


def test_one_group_only_cannot_be_compared() -> None:
    alone = cohort({"x": VALUES[0]}, group=["A"] * PEOPLE)
    told, sentences = refusal(alone, design(levels=("A",), analytes=("x",)))
    assert told == "comparison.level.one"
    assert "one group only" in sentences[0]


def test_a_level_that_only_the_header_knows_leaves_one_group() -> None:
    held = people()
    one = replace(held.factors["group"], codes=np.zeros(PEOPLE, dtype=np.int32))
    alone = replace(held, factors={**held.factors, "group": one})
    assert refusal(alone, design())[0] == "comparison.level.one"


def test_a_group_column_with_forty_levels_asks_for_two_to_six_of_them() -> None:
    wide = cohort({"x": np.arange(80.0).tolist()}, group=list(MANY) * 2)
    told, sentences = refusal(wide, design(levels=MANY, analytes=("x",)))
    assert told == "comparison.level.many"
    assert "40 groups" in sentences[0]
    assert "two to six" in sentences[0]


@pytest.mark.parametrize("origin", [Origin.VIRTUAL, Origin.SURVEY])
def test_simulated_people_are_not_tested(origin: Origin) -> None:
    told, sentences = refusal(replace(people(), origin=origin), design())
    assert told == "comparison.simulated"
    assert "simulated" in sentences[0]


def test_a_cohort_without_any_factor_says_so() -> None:
    told, _ = refusal(cohort({"x": VALUES[0]}), design())
    assert told == "comparison.factor.none"


def with_covariate(numbers: list[float]) -> Cohort:
    held = people()
    values = np.column_stack([held.values, numbers])
    extra = replace(held.analytes[0], key="bmi")
    return replace(held, values=values, analytes=(*held.analytes, extra))


@pytest.mark.parametrize(
    ("numbers", "key"),
    [
        ([22.1] * PEOPLE, "comparison.covariate.constant"),
        ([np.inf, *VALUES[2][1:]], "comparison.covariate.infinite"),
        ([np.nan] * PEOPLE, "comparison.covariate.unstated"),
        ([1.0 if level == "A" else 4.0 for level in GROUP], "comparison.covariate.collinear"),
        ([7 - 3 * age for age in VALUES[2]], "comparison.covariate.collinear"),
    ],
    ids=["constant", "infinite", "unstated", "equals the group", "tells the age again"],
)
def test_a_covariate_that_cannot_be_adjusted_for_is_refused(numbers: list[float], key: str) -> None:
    told, sentences = refusal(with_covariate(numbers), design(covariates=("age", "bmi")))
    assert told == key
    assert all("bmi" in sentence for sentence in sentences)


def test_a_censored_covariate_is_not_taken_for_numbers() -> None:
    held = with_covariate(VALUES[2])
    limits = np.zeros(held.values.shape, dtype=np.int8)
    limits[0, 2] = -1
    told, _ = refusal(replace(held, limits=limits), design(covariates=("bmi",)))
    assert told == "comparison.covariate.censored"


def test_a_covariate_of_too_many_levels_is_refused() -> None:
    held = people(ward=[f"w{i}" for i in range(PEOPLE)])
    assert refusal(held, design(covariates=("ward",)))[0] == "comparison.covariate.levels"


def test_a_level_that_nobody_has_is_left_out_with_a_note() -> None:
    held = people()
    empty = replace(held.factors["group"], levels=("A", "B", "C"))
    found = compare(
        replace(held, factors={**held.factors, "group": empty}), design(levels=("A", "C", "B"))
    )
    assert found.design.levels == ("A", "B")
    assert [note.key for note in found.problems] == ["comparison.note.level_empty"]
    assert found.family == 2


def test_strata_are_not_adjusted_for_once_more() -> None:
    found = compare(people(), design(strata="sex", covariates=("sex", "age", "age")))
    assert found.design.covariates == ("age",)
    assert [note.key for note in found.problems] == ["comparison.note.covariate_is_strata"]
    assert {result.stratum for result in found.results} == {"male", "female"}


def test_people_of_no_stratum_are_counted() -> None:
    held = people()
    sexes: list[str | None] = ["male", "female", None] * 8
    held = replace(held, factors={**held.factors, "sex": factor("sex", sexes)})
    _, notes = checked(held, design(strata="sex"))
    assert [(note.key, note.details.get("count")) for note in notes] == [
        ("comparison.note.stratum_unstated", 8)
    ]
    few = factor("sex", ["male", "female"] * 11 + ["male", None])
    shared = replace(held, is_shared=True, factors={**held.factors, "sex": few})
    _, notes = checked(shared, design(strata="sex"))
    assert [note.key for note in notes] == ["comparison.note.stratum_unstated_few"]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence_in_both_languages(reason: Reason) -> None:
    assert all(f"comparison.reason.{reason}" in text for text in TEXTS)
