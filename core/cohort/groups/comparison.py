"""Groups of a cohort compared, analyte by analyte: tests, effects, p and q values.

    findings of a stratum = examination -> test (unadjusted, or a linear model) -> records

Everything is computed for many analytes at once, yet a few at a time, so that they stay in a core's
own memory.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from core.cohort.cohort import Cohort, Floats
from core.cohort.design import Design
from core.cohort.groups.adjusted import adjusted
from core.cohort.groups.checks import checked
from core.cohort.groups.complement import must_be_withheld
from core.cohort.groups.examination import examined
from core.cohort.groups.findings import Findings, Heading, result_of
from core.cohort.groups.imbalance import imbalances
from core.cohort.groups.multiplicity import q_values
from core.cohort.groups.outcome import Outcome, nothing
from core.cohort.groups.reasons import NONE, Reason, Reasons, first_reasons
from core.cohort.groups.records import joined
from core.cohort.groups.samples import Bools, Samples
from core.cohort.groups.strata import is_comparable, left_out, strata_of
from core.cohort.groups.summaries import summaries_of
from core.cohort.groups.unadjusted import areas_of, lacks_spread, unadjusted
from core.cohort.result import AnalyteResult, Comparison
from core.cohort.suppression import shown_result


def compare(cohort: Cohort, design: Design) -> Comparison:
    """Compare groups as designed; an analyte that cannot be compared says why, the rest is done.

    The p values of all analytes in all strata are one family (Benjamini-Hochberg). Of a shared
    cohort, results are as they may be told (`suppression.py`). Raises CohortError where nothing can
    be compared as it was asked.
    """
    design, problems = checked(cohort, design)
    strata = strata_of(cohort, design)
    problems += left_out(design, strata)
    # Before any is left out: one that is not told of can be worked out from the others as well.
    withheld = must_be_withheld(cohort, design, list(strata.values()))
    strata = {name: samples for name, samples in strata.items() if is_comparable(samples)}
    problems += tuple(imbalances(cohort, design, strata))
    found = [
        (name, _without(_stratum(cohort, design, samples), withheld))
        for name, samples in strata.items()
    ]
    p = np.concatenate([findings.p for _, findings in found])
    results = tuple(_results(cohort, design, found, q_values(p)))
    if cohort.is_shared:
        results = tuple(map(shown_result, results))
    return Comparison(design=design, results=results, family=int((~np.isnan(p)).sum()),
                      problems=problems)  # fmt: skip


def _results(
    cohort: Cohort, design: Design, found: list[tuple[str, Findings]], q: Floats
) -> Iterator[AnalyteResult]:
    analytes = [cohort.analyte(key) for key in design.analytes]
    left = iter(q.tolist())
    for stratum, findings in found:
        heading = Heading(
            stratum=stratum, levels=design.levels, is_adjusted=bool(design.covariates)
        )
        for number, analyte in enumerate(analytes):
            yield result_of(findings, number, analyte, next(left), heading)


def _stratum(cohort: Cohort, design: Design, samples: Samples) -> Findings:
    def findings(block: Samples) -> Findings:
        return _plain(block, design, is_shared=cohort.is_shared)

    plain = joined([findings(block) for block in samples.blocks()])
    if not design.covariates:
        return plain
    found = adjusted(samples, cohort, design)
    return replace(
        plain,
        outcome=found.outcome,
        selection=found.selection,
        reasons=_solved(_first(plain.reasons, found.reasons), found.outcome),
        excluded=found.excluded,
    )


def _without(findings: Findings, withheld: Bools) -> Findings:
    hidden = first_reasons(len(withheld), {Reason.COMPLEMENT: withheld})
    return replace(findings, reasons=_first(findings.reasons, hidden))


def _plain(samples: Samples, design: Design, *, is_shared: bool) -> Findings:
    """Compare a few analytes; where there are covariates, only describe these."""
    # What cannot be divided gives nan here, and has a reason.
    with np.errstate(all="ignore"):
        found = examined(samples, design.choice, is_shared=is_shared)
        summaries = summaries_of(samples, found.moments, found.plain_order)
        count, reasons = len(found.reasons), found.reasons
        if design.covariates:
            outcome, areas = nothing(count), areas_of(found)
        else:
            outcome, areas = unadjusted(found)
            flat = first_reasons(count, {Reason.FLAT: lacks_spread(found)})
            reasons = _solved(_first(reasons, flat), outcome)
    return Findings(summaries, reasons, found.selection, outcome, areas, np.zeros(count))


def _first(reasons: Reasons, later: Reasons) -> Reasons:
    return np.where(reasons != NONE, reasons, later)


def _solved(reasons: Reasons, outcome: Outcome) -> Reasons:
    """Give a reason to what has none and still no p value, so that no nan is told as a result."""
    unsolved = ~(np.isfinite(outcome.statistic) & np.isfinite(outcome.p))
    return _first(reasons, first_reasons(len(reasons), {Reason.UNSOLVED: unsolved}))
