"""Strata in which a group has nobody are left out, and it is said once of each."""

import numpy as np
import pytest

from core.cohort import Cohort
from core.cohort.groups.comparison import compare
from core.cohort.groups.curves import curves_of
from core.errors import CohortError, Severity
from tests.cohort.made_up import design_of, grouped, with_sexes

VALUES = np.random.default_rng(3).normal(10, 2, (40, 3))


def of(codes: list[int], sexes: list[int], *, is_shared: bool = False) -> Cohort:
    return with_sexes(grouped(VALUES[: len(codes)], codes, is_shared=is_shared), sexes)


def test_a_stratum_without_one_of_the_groups_is_left_out_with_one_note() -> None:
    held = of([0, 1] * 10 + [0] * 20, [0] * 20 + [1] * 20)
    found = compare(held, design_of(held, strata="sex"))
    assert {result.stratum for result in found.results} == {"male"}
    assert found.family == 3
    (problem,) = found.problems
    assert problem.key == "comparison.note.stratum_empty"
    assert dict(problem.details) == {"factor": "sex", "stratum": "female", "level": "case"}
    assert problem.severity is Severity.NOTE
    _, curves = curves_of(held, design_of(held, strata="sex"), ("a0",))
    assert [curve.stratum for curve in curves] == ["male"]


def test_groups_that_are_the_strata_by_another_name_cannot_be_compared_by_them() -> None:
    held = of([0, 1] * 20, [0, 1] * 20)
    for attempt in (compare, lambda c, d: curves_of(c, d, ("a0",))):
        with pytest.raises(CohortError) as caught:
            attempt(held, design_of(held, strata="sex"))
        assert caught.value.problem.key == "comparison.strata.none"


@pytest.mark.parametrize(("few", "is_told"), [(4, False), (5, True), (20, True)])
def test_few_people_of_a_stratum_left_out_cannot_be_worked_out_from_the_others(
    few: int, is_told: bool
) -> None:
    # All people less the men would tell of these few controls, though no woman is a case.
    codes, sexes = [0, 1] * 10 + [0] * few, [0] * 20 + [1] * few
    held = of(codes, sexes, is_shared=True)
    (first, *_) = compare(held, design_of(held, strata="sex")).results
    assert (first.reason is None) == is_told
    if not is_told:
        assert first.reason is not None
        assert first.reason.key == "comparison.reason.complement"
