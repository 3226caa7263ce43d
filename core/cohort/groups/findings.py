"""What was found of all analytes in one stratum, as arrays, and the records made from them."""

from dataclasses import dataclass, replace

import numpy as np

from core.cohort.cohort import Analyte, Floats
from core.cohort.groups.estimates import Estimates
from core.cohort.groups.outcome import Outcome
from core.cohort.groups.reasons import NONE, Reasons, problem_of
from core.cohort.groups.selection import Selection
from core.cohort.groups.summaries import Summaries
from core.cohort.groups.unadjusted import PAIR
from core.cohort.result import AnalyteResult, Effect, Measure, Method, Roc
from core.cohort.suppression import SMALLEST_CELL

# By whether there are two groups, whether it is adjusted, and whether it is by ranks.
METHODS = {
    (True, False, False): (Method.WELCH, Measure.HEDGES_G),
    (True, False, True): (Method.MANN_WHITNEY, Measure.CLIFFS_DELTA),
    (False, False, False): (Method.WELCH_ANOVA, Measure.ETA_SQUARED),
    (False, False, True): (Method.KRUSKAL_WALLIS, Measure.EPSILON_SQUARED),
    (True, True, False): (Method.LINEAR_MODEL, Measure.ADJUSTED_DIFFERENCE),
    (True, True, True): (Method.RANK_LINEAR_MODEL, Measure.ADJUSTED_DIFFERENCE),
    (False, True, False): (Method.LINEAR_MODEL, Measure.PARTIAL_ETA_SQUARED),
    (False, True, True): (Method.RANK_LINEAR_MODEL, Measure.PARTIAL_ETA_SQUARED),
}


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """Arrays over analytes; `excluded` are people with a value but without a covariate."""

    summaries: Summaries
    reasons: Reasons
    selection: Selection
    outcome: Outcome
    areas: Estimates
    excluded: Floats

    @property
    def p(self) -> Floats:
        """Return the p values (n_analytes,), nan where no test could be made."""
        return np.where(self.reasons == NONE, self.outcome.p, np.nan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What all the results of a stratum have in common."""

    stratum: str
    levels: tuple[str, ...]
    is_adjusted: bool


def result_of(
    found: Findings, number: int, analyte: Analyte, q: float, heading: Heading
) -> AnalyteResult:
    """Return the record of one analyte, its q value given."""
    groups = found.summaries.of(number)
    plain = AnalyteResult(
        analyte=analyte,
        stratum=heading.stratum,
        groups=groups,
        excluded=int(found.excluded[number]),
    )
    if found.reasons[number] != NONE:
        sizes = [group.size or 0 for group in groups]
        smallest = heading.levels[sizes.index(min(sizes))]
        reason = problem_of(int(found.reasons[number]), smallest, SMALLEST_CELL)
        return replace(plain, reason=reason)
    by_ranks = bool(found.selection.by_ranks[number])
    method, measure = METHODS[len(groups) == PAIR, heading.is_adjusted, by_ranks]
    df = found.outcome.df[number]
    effect, area = _three(found.outcome.effects, number), _three(found.areas, number)
    return replace(
        plain,
        method=method,
        statistic=float(found.outcome.statistic[number]),
        df=tuple(df[~np.isnan(df)].tolist()),
        p=float(found.outcome.p[number]),
        q=q,
        effect=Effect(measure, *effect) if np.isfinite(effect).all() else None,
        roc=Roc(*area) if np.isfinite(area).all() else None,
        is_log=bool(found.selection.on_log[number]),
    )


def _three(estimates: Estimates, number: int) -> tuple[float, float, float]:
    ends = (estimates.value, estimates.low, estimates.high)
    value, low, high = (float(end[number]) for end in ends)
    return value, low, high
