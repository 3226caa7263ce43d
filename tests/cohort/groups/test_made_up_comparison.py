"""Every statistic against scipy, statsmodels and pingouin, on made-up groups of any shape."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from core.cohort import Choice, Cohort, Factor, Method
from core.cohort.groups.comparison import compare
from core.markers import Scale
from tests.cohort.judges import check, check_fit, fitted
from tests.cohort.made_up import cohorts, design_of, grouped, parts

CHOICES = st.sampled_from(Choice)


@given(cohorts(), CHOICES)
def test_two_groups_are_compared_as_the_judges_compare_them(cohort: Cohort, choice: Choice) -> None:
    check_all(cohort, choice)


@given(st.integers(3, 4).flatmap(lambda groups: cohorts(groups=groups)), CHOICES)
def test_several_groups_are_compared_as_the_judges_compare_them(
    cohort: Cohort, choice: Choice
) -> None:
    check_all(cohort, choice)


@given(cohorts())
def test_a_skewed_analyte_is_compared_on_its_logarithm(cohort: Cohort) -> None:
    analytes = tuple(replace(analyte, scale=Scale.LOG) for analyte in cohort.analytes)
    check_all(replace(cohort, analytes=analytes), Choice.MEANS)


def check_all(cohort: Cohort, choice: Choice) -> None:
    found = compare(cohort, design_of(cohort, choice))
    for result in found.results:
        if result.reason is None:
            check(result, parts(cohort, result.analyte.key))
    p = [result.p for result in found.results if result.reason is None]
    assert found.family == len(p)
    q = [result.q for result in found.results if result.reason is None]
    np.testing.assert_allclose(q, stats.false_discovery_control(p) if p else [], rtol=1e-12)


@given(st.integers(2, 3).flatmap(lambda groups: cohorts(groups=groups, least=10)), st.booleans())
def test_after_covariates_groups_are_compared_as_statsmodels_does(
    cohort: Cohort, by_ranks: bool
) -> None:
    adjusted = with_covariates(cohort)
    choice = Choice.RANKS if by_ranks else Choice.MEANS
    found = compare(adjusted, design_of(adjusted, choice, covariates=("age", "site")))
    codes = cohort.factors["group"].codes.astype(np.int64)
    assert adjusted.ages is not None
    sites = adjusted.factors["site"].codes
    known = sites >= 0
    columns = np.column_stack([adjusted.ages, sites == 1, sites == 2])[known].astype(np.float64)
    for column, result in enumerate(found.results):
        if result.reason is not None:
            continue
        values = cohort.values[known, column]
        if by_ranks:
            values = stats.rankdata(values, nan_policy="omit")
        assert result.method in {Method.LINEAR_MODEL, Method.RANK_LINEAR_MODEL}
        assert result.excluded == int((~np.isnan(cohort.values[~known, column])).sum())
        check_fit(result, fitted(values, columns, codes[known]), codes.max() + 1)


def with_covariates(cohort: Cohort) -> Cohort:
    """The same people with ages and three sites, some of which are not stated."""
    generator = np.random.default_rng(cohort.size)
    site = generator.integers(0, 3, cohort.size).astype(np.int32)
    site[generator.random(cohort.size) < 0.1] = -1
    factors = {**cohort.factors, "site": Factor("site", ("x", "y", "z"), site)}
    return replace(cohort, ages=generator.normal(40, 12, cohort.size), factors=factors)


@given(cohorts(), st.floats(0.01, 100), st.floats(-50, 50))
def test_another_unit_changes_nothing_but_what_is_in_it(
    cohort: Cohort, factor: float, offset: float
) -> None:
    first = compare(cohort, design_of(cohort)).results
    moved = replace(cohort, values=cohort.values * factor + offset)
    for one, other in zip(first, compare(moved, design_of(moved)).results, strict=True):
        assert one.method == other.method
        assert one.p == pytest.approx(other.p, rel=1e-6, nan_ok=True)


@given(cohorts(), CHOICES)
def test_the_other_order_of_groups_turns_the_effect_and_nothing_else(
    cohort: Cohort, choice: Choice
) -> None:
    design = design_of(cohort, choice)
    found = compare(cohort, design).results
    turned = compare(cohort, replace(design, levels=design.levels[::-1])).results
    for one, other in zip(found, turned, strict=True):
        assert one.p == pytest.approx(other.p, rel=1e-9, nan_ok=True)
        if one.effect and other.effect and one.roc and other.roc:
            assert one.effect.value == pytest.approx(-other.effect.value, abs=1e-12)
            assert one.effect.low == pytest.approx(-other.effect.high, abs=1e-9)
            assert one.roc.area == pytest.approx(1 - other.roc.area, abs=1e-12)
            assert one.roc.low == pytest.approx(1 - other.roc.high, abs=1e-9)


@given(cohorts(), CHOICES, st.integers(0, 1000))
def test_the_order_of_people_changes_nothing(cohort: Cohort, choice: Choice, seed: int) -> None:
    shuffled = np.random.default_rng(seed).permutation(cohort.size)
    ours = compare(cohort, design_of(cohort, choice)).results
    theirs = compare(cohort.of_people(shuffled), design_of(cohort, choice)).results
    for one, other in zip(ours, theirs, strict=True):
        assert one.p == pytest.approx(other.p, rel=1e-9, nan_ok=True)


def test_a_tiny_p_value_is_still_a_number() -> None:
    values = np.random.default_rng(3).normal(size=(400, 1))
    values[200:] += 8
    for choice in Choice:
        cohort = grouped(values, [0] * 200 + [1] * 200)
        assert 0 < compare(cohort, design_of(cohort, choice)).results[0].p < 1e-60
