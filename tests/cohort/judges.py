"""What scipy, statsmodels and pingouin find of the same groups: judges of our own statistics."""

import math
import warnings
from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd
import pingouin  # type: ignore[import-untyped]
import statsmodels.api as sm
from numpy.typing import NDArray
from scipy import stats

from core.cohort import AnalyteResult, Measure, Method

Floats = NDArray[np.float64]
# What statsmodels returns has no types of its own.
Fit: TypeAlias = Any
Tested: TypeAlias = tuple[float, tuple[float, ...], float]

RELATIVE = 1e-10
# Of what is near 0 by chance alone, such as a t of two equal means.
ABSOLUTE = 1e-11


def is_near(ours: float, theirs: float, relative: float = RELATIVE) -> bool:
    return math.isclose(ours, theirs, rel_tol=relative, abs_tol=ABSOLUTE)


def check(result: AnalyteResult, groups: Sequence[Floats]) -> None:
    """Compare a result with what the judges find in the values of its groups."""
    known = [group[~np.isnan(group)] for group in groups]
    check_summaries(result, groups)
    judged = [np.log(group) for group in known] if result.is_log else known
    with warnings.catch_warnings():
        # scipy warns where the values of a group are all alike, which is what some tests are about.
        warnings.simplefilter("ignore", RuntimeWarning)
        statistic, df, p = tested(result, judged)
    assert is_near(result.statistic, statistic)
    assert len(result.df) == len(df)
    assert all(map(is_near, result.df, df))
    assert math.isclose(result.p, p, rel_tol=RELATIVE, abs_tol=1e-300)
    assert result.effect is not None
    assert is_near(result.effect.value, effect(result, judged, statistic))
    if len(groups) == 2:
        check_area(result, known)


def check_summaries(result: AnalyteResult, groups: Sequence[Floats]) -> None:
    for summary, group in zip(result.groups, groups, strict=True):
        known = group[~np.isnan(group)]
        assert (summary.size, summary.missing) == (len(known), len(group) - len(known))
        expected = [known.mean(), known.std(ddof=1), *np.quantile(known, [0.25, 0.5, 0.75])]
        ours = [summary.mean, summary.sd, summary.q1, summary.median, summary.q3]
        np.testing.assert_allclose(ours, expected, rtol=1e-11, atol=1e-11)


def tested(result: AnalyteResult, groups: Sequence[Floats]) -> Tested:
    """Return statistic, degrees of freedom and p of the test a result names."""
    found: Any
    match result.method:
        case Method.WELCH:
            found = stats.ttest_ind(groups[1], groups[0], equal_var=False)
            return found.statistic, (found.df,), found.pvalue
        case Method.MANN_WHITNEY:
            found = stats.mannwhitneyu(groups[1], groups[0], method=method_named(groups))
            return found.statistic, (), found.pvalue
        case Method.WELCH_ANOVA:
            found = stats.f_oneway(*groups, equal_var=False)
            return found.statistic, anova_df(groups), found.pvalue
        case _:
            found = stats.kruskal(*groups)
            return found.statistic, (len(groups) - 1.0,), found.pvalue


def method_named(groups: Sequence[Floats]) -> Literal["exact", "asymptotic"]:
    """Return how Mann and Whitney's p is made: exactly without ties in small groups."""
    values, sizes = np.concatenate(groups), sorted(map(len, groups))
    is_tied = len(np.unique(values)) < len(values)
    return "exact" if not is_tied and sizes[0] <= 8 and sizes[1] <= 400 else "asymptotic"


def anova_df(groups: Sequence[Floats]) -> tuple[float, float]:
    long = pd.DataFrame(
        {
            "value": np.concatenate(groups),
            "group": np.repeat(np.arange(len(groups)), [len(group) for group in groups]),
        }
    )
    row = pingouin.welch_anova(data=long, dv="value", between="group").iloc[0]
    return float(row["ddof1"]), float(row["ddof2"])


def effect(result: AnalyteResult, groups: Sequence[Floats], statistic: float) -> float:
    """Return the effect of the measure a result names; its interval too where pingouin has it."""
    assert result.effect is not None
    sizes = [len(group) for group in groups]
    if result.effect.measure is Measure.HEDGES_G:
        g = float(pingouin.compute_effsize(groups[1], groups[0], eftype="hedges"))
        low, high = hedges_interval(groups, g)
        assert is_near(result.effect.low, low)
        assert is_near(result.effect.high, high)
        return g
    if result.effect.measure is Measure.CLIFFS_DELTA:
        return 2 * float(pingouin.compute_effsize(groups[1], groups[0], eftype="cles")) - 1
    if result.effect.measure is Measure.ETA_SQUARED:
        values, between = np.concatenate(groups), np.repeat(np.arange(len(groups)), sizes)
        long = pd.DataFrame({"value": values, "group": between})
        return float(pingouin.welch_anova(data=long, dv="value", between="group")["np2"].iloc[0])
    return statistic / (sum(sizes) - 1)


def check_area(result: AnalyteResult, groups: Sequence[Floats]) -> None:
    assert result.roc is not None
    area, variance = delong(*groups)
    assert is_near(result.roc.area, area)
    if 0 < area < 1 and variance > 0:
        centre, reach = math.log(area / (1 - area)), 1.959963984540054 * math.sqrt(variance)
        reach /= area * (1 - area)
        ends = [1 / (1 + math.exp(-(centre + sign * reach))) for sign in (-1, 1)]
        assert is_near(result.roc.low, ends[0])
        assert is_near(result.roc.high, ends[1])
    assert 0 <= result.roc.low <= result.roc.area <= result.roc.high <= 1


def delong(first: Floats, second: Floats) -> tuple[float, float]:
    """Return the area and its variance by the double sum of the paper's own definition."""
    wins = (second[:, None] > first[None, :]) + 0.5 * (second[:, None] == first[None, :])
    by_second, by_first = (wins.mean(axis=axis).var(ddof=1) for axis in (1, 0))
    return float(wins.mean()), float(by_second / len(second) + by_first / len(first))


def fitted(values: Floats, covariates: Floats, codes: NDArray[np.int64]) -> Fit:
    """Return the linear model of statsmodels, HC3 with t, the groups in the last columns."""
    groups = codes[:, None] == np.arange(1, codes.max() + 1)
    columns = np.column_stack([np.ones(len(values)), covariates, groups.astype(np.float64)])
    known = ~np.isnan(columns).any(axis=1) & ~np.isnan(values)
    return sm.OLS(values[known], columns[known]).fit(cov_type="HC3", use_t=True)


def check_fit(result: AnalyteResult, fit: Fit, groups: int) -> None:
    """Compare a result with the model: t of one coefficient, or F of several at once."""
    assert result.effect is not None
    if groups == 2:
        assert is_near(result.statistic, fit.tvalues[-1])
        assert math.isclose(result.p, fit.pvalues[-1], rel_tol=RELATIVE)
        deviation = math.sqrt(fit.mse_resid)
        ends = [fit.params[-1], *fit.conf_int()[-1]]
        ours = [result.effect.value, result.effect.low, result.effect.high]
        np.testing.assert_allclose(ours, np.array(ends) / deviation, rtol=RELATIVE, atol=ABSOLUTE)
        assert result.df == (fit.df_resid,)
        return
    tested = np.eye(len(fit.params))[1 - groups :]
    wald = fit.wald_test(tested, use_f=True, scalar=True)
    assert is_near(result.statistic, float(wald.statistic))
    assert math.isclose(result.p, float(wald.pvalue), rel_tol=RELATIVE)
    assert result.df == (groups - 1, fit.df_resid)


def hedges_interval(groups: Sequence[Floats], g: float) -> tuple[float, float]:
    """The interval of g by the delta method, one group after the other, with Welch's df.

    pingouin's own takes the variances to be equal.
    """
    free = sum(len(group) - 1 for group in groups)
    pooled = sum(float(group.var(ddof=1)) * (len(group) - 1) for group in groups) / free
    variance = 0.0
    for group in groups:
        share = float(group.var(ddof=1)) / pooled
        variance += share / len(group) + g**2 / 2 * share**2 * (len(group) - 1) / free**2
    of_means = [float(group.var(ddof=1)) / len(group) for group in groups]
    parts = (part**2 / (len(group) - 1) for part, group in zip(of_means, groups, strict=True))
    df = sum(of_means) ** 2 / sum(parts)
    reach = float(stats.t.ppf(0.975, df)) * variance**0.5
    return g - reach, g + reach
