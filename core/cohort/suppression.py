"""Small cells: what must not be told of a cohort that is shared, lest somebody be recognised.

Applied where results are made, so that no page, file or report can forget it. The rules are those
of Griffiths et al. 2019, Handbook on Statistical Disclosure Control for Outputs,
doi 10.6084/m9.figshare.9958520, for counts, quantiles and differencing:

- a result of which a group has fewer than five values is withheld; a count below five is not told;
- other counts are rounded, and a median or quartile is told only where five people or more lie to
  both sides of it; a group in which all values are alike is not described;
- from what is told of all people and of all but four, say of both sexes and of men, these four
  could be worked out. So where one stratum has a small cell, no stratum is told; nor is a model
  that leaves out fewer than five people of a group;
- numbers keep three figures, and degrees of freedom are withheld: those of a linear model would
  give away the exact number of people.
"""

import math
from dataclasses import replace

import numpy as np

from core.cohort.cohort import Floats
from core.cohort.groups.samples import Bools
from core.cohort.result import AnalyteResult, Count, Effect, GroupSummary, Roc

# Fewer people than this are not told, as a count or as a statistic of them.
SMALLEST_CELL = 5
# Other counts are rounded to a multiple of it: no difference of two of them then tells a small one.
ROUNDED_TO = 5
# So that SMALLEST_CELL people lie below a quartile, or below the median.
SMALLEST_FOR_QUARTILES, SMALLEST_FOR_MEDIAN = 4 * SMALLEST_CELL, 2 * SMALLEST_CELL
# A coefficient of correlation is told of so many people or more: of few, it gives away their order.
FEWEST_PAIRED = 2 * SMALLEST_CELL
FIGURES = 3


def shown_count(count: int, *, is_shared: bool) -> Count:
    """Return a count as it may be told: rounded, or None where it is small; as it is if not shared.

    None at all is told: that a thing does not occur identifies nobody.
    """
    if not is_shared or count == 0:
        return count
    return None if count < SMALLEST_CELL else ROUNDED_TO * round(count / ROUNDED_TO)


def has_small_cell(sizes: Floats) -> Bools:
    """Say which analytes have a cell of a few people; sizes (n_cells, n_analytes, n_groups)."""
    is_small = (sizes > 0) & (sizes < SMALLEST_CELL)
    found: Bools = np.logical_or.reduce(is_small, axis=(0, 2))
    return found


def shown_number(number: float) -> float:
    """Return a number of a shared cohort at three figures."""
    return float(f"{number:.{FIGURES - 1}e}") if math.isfinite(number) else number


def shown_result(result: AnalyteResult) -> AnalyteResult:
    """Return a result of a shared cohort as it may be told; its counts must be the true ones."""
    is_withheld = result.method is None
    return replace(
        result,
        groups=tuple(_shown_group(group, is_withheld=is_withheld) for group in result.groups),
        statistic=shown_number(result.statistic),
        df=(),
        p=shown_number(result.p),
        q=shown_number(result.q),
        effect=_shown_effect(result.effect),
        roc=_shown_roc(result.roc),
        excluded=shown_count(result.excluded or 0, is_shared=True),
    )


def _shown_group(group: GroupSummary, *, is_withheld: bool) -> GroupSummary:
    size = group.size or 0
    counts = (shown_count(c or 0, is_shared=True) for c in (size, group.missing, group.censored))
    told, missing, censored = counts
    is_alike = group.sd == 0
    if is_withheld or is_alike or told is None:
        return GroupSummary(size=told, missing=missing, censored=censored)
    has_median, has_quartiles = size >= SMALLEST_FOR_MEDIAN, size >= SMALLEST_FOR_QUARTILES
    return GroupSummary(
        size=told,
        missing=missing,
        censored=censored,
        mean=shown_number(group.mean),
        sd=shown_number(group.sd),
        median=shown_number(group.median) if has_median else math.nan,
        q1=shown_number(group.q1) if has_quartiles else math.nan,
        q3=shown_number(group.q3) if has_quartiles else math.nan,
    )


def _shown_effect(effect: Effect | None) -> Effect | None:
    if effect is None:
        return None
    value, low, high = (shown_number(end) for end in (effect.value, effect.low, effect.high))
    return Effect(effect.measure, value, low, high)


def _shown_roc(roc: Roc | None) -> Roc | None:
    return roc and Roc(*(shown_number(end) for end in (roc.area, roc.low, roc.high)))
