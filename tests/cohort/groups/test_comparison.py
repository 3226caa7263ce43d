"""What a comparison does with bad analytes, limits, strata and small groups; the rest goes on."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from core.cohort import AnalyteResult, Choice, Cohort, Measure, Method
from core.cohort.groups.comparison import compare
from core.markers import Scale
from tests.cohort.made_up import LEVELS, cohorts, design_of, grouped, parts, with_sexes

CODES = [0] * 20 + [1] * 20
GOOD = np.random.default_rng(7).normal(10, 2, 40)
NAN, INF = math.nan, math.inf


def with_bad(bad: list[float], choice: Choice = Choice.AUTO) -> tuple[AnalyteResult, AnalyteResult]:
    """Compare a good analyte and a bad one."""
    held = grouped(np.column_stack([GOOD, bad]), CODES)
    good, other = compare(held, design_of(held, choice)).results
    return good, other


BAD = {
    "missing": [NAN] * 40,
    "few": [1.0, *[NAN] * 19, *range(20)],
    "constant": [0.1 + 0.2, *[0.3] * 39],
    "infinite": [INF, *range(39)],
    "magnitude": [1e200 * i for i in range(40)],
}


@pytest.mark.parametrize("choice", Choice)
@pytest.mark.parametrize("name", BAD)
def test_an_analyte_that_cannot_be_compared_says_why_and_the_rest_is_done(
    name: str, choice: Choice
) -> None:
    good, bad = with_bad([float(x) for x in BAD[name]], choice)
    assert bad.reason is not None
    assert bad.reason.key == f"comparison.reason.{name}"
    assert bad.method is None
    assert math.isnan(bad.p)
    assert math.isnan(bad.q)
    assert bad.effect is None
    assert bad.roc is None
    expected = stats.ttest_ind(GOOD[20:], GOOD[:20], equal_var=False).pvalue
    assert good.p == pytest.approx(good.q)
    if choice is not Choice.RANKS:
        assert good.p == pytest.approx(expected, rel=1e-10)


def test_a_group_of_one_is_named_in_its_reason() -> None:
    _, bad = with_bad([float(x) for x in BAD["few"]])
    assert bad.reason is not None
    assert bad.reason.details["group"] == LEVELS[0]
    assert [group.size for group in bad.groups] == [1, 20]


@pytest.mark.parametrize("infinite", [INF, -INF])
def test_an_infinite_value_reaches_no_statistic(infinite: float) -> None:
    _, bad = with_bad([infinite, *map(float, range(39))])
    assert [group.size for group in bad.groups] == [20, 20]
    for group in bad.groups:
        told = [group.mean, group.sd, group.median, group.q1, group.q3]
        assert all(map(math.isnan, told))


def test_means_of_groups_without_spread_are_refused_and_ranks_are_not() -> None:
    apart = [1.0] * 20 + [2.0] * 20
    refused = with_bad(apart, Choice.MEANS)[1].reason
    assert refused is not None
    assert refused.key == "comparison.reason.flat"
    found = with_bad(apart)[1]
    assert found.method is Method.MANN_WHITNEY
    assert found.roc is not None
    assert found.roc.area == 1
    assert found.roc.low < 1


def test_groups_of_three_that_lie_apart_by_ranks_have_no_interval_beyond_measure() -> None:
    held = grouped(np.repeat([1.0, 2.0, 3.0], 5)[:, None], np.repeat([0, 1, 2], 5).tolist())
    (found,) = compare(held, design_of(held)).results
    assert found.method is Method.KRUSKAL_WALLIS
    assert found.p < 0.001
    assert found.effect is None


def test_a_zero_keeps_a_skewed_analyte_from_its_logarithm() -> None:
    values = np.exp(GOOD / 5)[:, None]
    held = grouped(values, CODES, scale=Scale.LOG)
    assert compare(held, design_of(held)).results[0].is_log
    with_zero = replace(held, values=np.vstack([[[0.0]], values[1:]]))
    found = compare(with_zero, design_of(with_zero)).results[0]
    assert (found.method, found.is_log) == (Method.MANN_WHITNEY, False)
    forced = compare(with_zero, design_of(with_zero, Choice.MEANS)).results[0]
    assert (forced.method, forced.is_log) == (Method.WELCH, False)


@given(cohorts(), st.floats(-1, 1))
def test_the_choice_of_the_test_does_not_look_at_the_difference(
    cohort: Cohort, shift: float
) -> None:
    moved = cohort.values + 16 * shift * cohort.factors["group"].codes[:, None]
    ours = compare(cohort, design_of(cohort)).results
    theirs = compare(replace(cohort, values=moved), design_of(cohort)).results
    assert [one.method for one in ours[:2]] == [other.method for other in theirs[:2]]


@pytest.mark.parametrize(("sizes", "widths"), [((30, 200), (3, 1)), ((12, 40), (3, 1))])
def test_groups_that_merely_spread_unequally_are_compared_by_means_and_rarely_called_different(
    sizes: tuple[int, int], widths: tuple[int, int]
) -> None:
    # By ranks, 12 % and more of such groups with the same mean had p below 0.05.
    width = np.repeat(widths, sizes)[:, None]
    values = np.random.default_rng(8).normal(size=(sum(sizes), 2_000)) * width
    held = grouped(values, np.repeat([0, 1], sizes).tolist())
    found = compare(held, design_of(held)).results
    assert np.mean([r.method is Method.WELCH for r in found]) > 0.97
    assert 0.04 < np.mean([r.p < 0.05 for r in found]) < 0.06


@pytest.mark.parametrize("sizes", [(12, 40), (30, 200), (200, 30), (15, 15)])
@pytest.mark.parametrize("width", [1.0, 3.0])
@pytest.mark.parametrize("true", [0.0, 1.0])
def test_nineteen_of_twenty_intervals_of_hedges_g_hold_it_whatever_the_spread(
    sizes: tuple[int, int], width: float, true: float
) -> None:
    first, second = sizes
    values = np.random.default_rng(10).normal(size=(first + second, 2_000))
    values[:first] *= width
    pooled = ((first - 1) * width**2 + second - 1) / (first + second - 2)
    values[first:] += true * pooled**0.5
    held = grouped(values, np.repeat([0, 1], sizes).tolist())
    effects = [r.effect for r in compare(held, design_of(held, Choice.MEANS)).results]
    share = np.mean([e is not None and e.low <= true <= e.high for e in effects])
    assert 0.935 < share < 0.98


def test_an_outlier_in_a_small_group_is_not_lost_among_many_people() -> None:
    values = np.random.default_rng(9).normal(size=(212, 1))
    values[0] = 20.0
    held = grouped(values, [0] * 12 + [1] * 200)
    assert compare(held, design_of(held)).results[0].method is Method.MANN_WHITNEY


def test_strata_are_one_family_and_each_is_its_own_comparison() -> None:
    held = with_sexes(grouped(np.column_stack([GOOD, GOOD[::-1]]), CODES), [0, 1] * 20)
    found = compare(held, design_of(held, strata="sex"))
    assert [(r.stratum, r.analyte.key) for r in found.results] == [
        ("male", "a0"), ("male", "a1"), ("female", "a0"), ("female", "a1"),
    ]  # fmt: skip
    men = held.of_people(held.factors["sex"].codes == 0)
    alone = compare(men, design_of(men)).results
    assert [r.p for r in found.results[:2]] == [r.p for r in alone]
    assert found.family == 4
    p = [r.p for r in found.results]
    np.testing.assert_allclose([r.q for r in found.results], stats.false_discovery_control(p))


def test_an_analyte_that_is_its_own_covariate_is_explained_away() -> None:
    held = grouped(np.column_stack([GOOD, GOOD[::-1]]), CODES)
    first, second = compare(held, design_of(held, covariates=("a0",))).results
    assert first.reason is not None
    assert first.reason.key == "comparison.reason.explained"
    assert second.method is Method.LINEAR_MODEL
    assert second.effect is not None
    assert second.effect.measure is Measure.ADJUSTED_DIFFERENCE


def test_a_covariate_that_one_person_alone_has_a_level_of_gives_a_reason() -> None:
    held = with_sexes(grouped(GOOD[:, None], CODES), [1] + [0] * 39)
    (found,) = compare(held, design_of(held, covariates=("sex",))).results
    assert found.reason is not None
    assert found.reason.key == "comparison.reason.lever"


def test_a_covariate_that_is_constant_in_one_stratum_gives_a_reason_there_only() -> None:
    held = with_sexes(grouped(GOOD[:, None], CODES), [0, 1] * 20)
    ages = np.where(held.factors["sex"].codes == 0, 30.0, np.arange(40.0))
    aged = replace(held, ages=ages)
    men, women = compare(aged, design_of(aged, covariates=("age",), strata="sex")).results
    assert men.reason is not None
    assert men.reason.key == "comparison.reason.covariates"
    assert women.method is Method.LINEAR_MODEL


def test_too_few_whose_covariates_are_stated_gives_a_reason() -> None:
    held = grouped(GOOD[:, None], CODES)
    ages = np.array([*range(20), 30.0, *[NAN] * 19])
    (found,) = compare(replace(held, ages=ages), design_of(held, covariates=("age",))).results
    assert found.reason is not None
    assert found.reason.key == "comparison.reason.few_stated"
    assert found.excluded == 19
    assert [group.size for group in found.groups] == [20, 20]


def censored(values: list[float], limits: list[int], codes: list[int]) -> AnalyteResult:
    held = grouped(np.array(values)[:, None], codes)
    held = replace(held, limits=np.array(limits, dtype=np.int8)[:, None])
    return compare(held, design_of(held, Choice.MEANS)).results[0]


def test_censored_values_are_compared_by_ranks_even_where_means_were_asked_for() -> None:
    # Below 5 the exact 1 and 3 cannot be told from "<5": all tie at the bottom.
    values = [1.0, 5, 6, 7, 8, 3, 9, 10, 11, 12]
    limits = [0, -1, 0, 0, 0, 0, 0, 0, 0, 0]
    found = censored(values, limits, [0] * 5 + [1] * 5)
    first, second = [0.0, 0, 6, 7, 8], [0.0, 9, 10, 11, 12]
    judged = stats.mannwhitneyu(second, first, method="asymptotic")
    assert found.method is Method.MANN_WHITNEY
    assert found.statistic == judged.statistic
    assert found.p == pytest.approx(judged.pvalue, rel=1e-12)
    assert [group.censored for group in found.groups] == [1, 0]
    assert math.isnan(found.groups[0].mean)
    assert math.isnan(found.groups[0].q1)
    assert (found.groups[0].median, found.groups[1].q1) == (6, 9)


@pytest.mark.parametrize(
    ("values", "limits", "reason"),
    [
        ([5.0, 9, 3, 2], [-1, 0, 1, 0], "crossed"),
        ([5.0, 5, 5, 2], [-1, -1, -1, 0], "tied"),
        ([7.0, 7, 7, 7], [1, 1, 1, 1], "tied"),
    ],
)
def test_limits_that_allow_no_order_give_a_reason(
    values: list[float], limits: list[int], reason: str
) -> None:
    found = censored(values, limits, [0, 0, 1, 1])
    assert found.reason is not None
    assert found.reason.key == f"comparison.reason.{reason}"


def test_duplicate_analytes_are_counted_once_in_the_family() -> None:
    held = grouped(GOOD[:, None], CODES)
    found = compare(held, replace(design_of(held), analytes=("a0", "a0")))
    assert (found.family, len(found.results)) == (1, 1)


@given(cohorts(groups=3, least=1, most=6))
def test_whatever_the_groups_a_result_is_finite_or_has_a_reason(cohort: Cohort) -> None:
    for choice in Choice:
        for found in compare(cohort, design_of(cohort, choice)).results:
            assert (found.reason is None) == (found.method is not None)
            assert (found.reason is None) == (math.isfinite(found.p) and 0 <= found.p <= 1)
            sizes = [np.isfinite(part).sum() for part in parts(cohort, found.analyte.key)]
            assert [group.size for group in found.groups] == sizes
