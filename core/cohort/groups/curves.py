"""ROC curves of some analytes of a cohort, as they may be told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.cohort.cohort import Analyte, Cohort, Floats
from core.cohort.design import Design
from core.cohort.groups.checks import checked
from core.cohort.groups.complement import must_be_withheld
from core.cohort.groups.recensoring import recensored
from core.cohort.groups.roc import FEWEST, RocCurve, roc_curve
from core.cohort.groups.samples import Samples
from core.cohort.groups.strata import is_comparable, left_out, strata_of
from core.cohort.result import Count, Roc
from core.cohort.suppression import SMALLEST_CELL, shown_count, shown_number
from core.errors import CohortError

PAIR = 2
# Of a shared cohort, a share is not told more exactly than this.
DECIMALS = 2


@dataclass(frozen=True, slots=True, eq=False)
class AnalyteCurve:
    """The curve of an analyte in a stratum, None where there is none, and how many people it has.

    `sizes` are of the first and the second group.
    """

    analyte: Analyte
    stratum: str
    sizes: tuple[Count, Count]
    curve: RocCurve | None


def curves_of(
    cohort: Cohort, design: Design, keys: Sequence[str]
) -> tuple[Design, tuple[AnalyteCurve, ...]]:
    """Return the design as it can be carried out, and the curves of analytes in each stratum.

    Values known only by a limit are tied as where they are ranked. Raises CohortError as `compare`
    does, and for more groups than two.
    """
    asked = replace(design, analytes=tuple(keys), covariates=())
    asked, _ = checked(cohort, asked)
    if len(asked.levels) != PAIR:
        raise CohortError("group_chart.roc.two")
    return asked, tuple(_curves(cohort, asked))


def _curves(cohort: Cohort, design: Design) -> Iterator[AnalyteCurve]:
    strata = strata_of(cohort, design)
    left_out(design, strata)
    withheld = must_be_withheld(cohort, design, list(strata.values()))
    for stratum, samples in strata.items():
        if not is_comparable(samples):
            continue
        rows = zip(_to_rank(samples), design.analytes, withheld, strict=True)
        for row, key, is_withheld in rows:
            groups = [row[group][~np.isnan(row[group])] for group in samples.groups]
            first, second = (
                shown_count(len(group), is_shared=cohort.is_shared) for group in groups
            )
            curve = None if is_withheld else _curve(groups, is_shared=cohort.is_shared)
            yield AnalyteCurve(cohort.analyte(key), stratum, (first, second), curve)


def _to_rank(samples: Samples) -> Floats:
    if samples.limits is None or not samples.is_censored.any():
        return samples.values
    found = recensored(samples.values, samples.limits)
    return np.where(found.is_crossed[:, None], np.nan, found.values)


def _curve(groups: list[Floats], *, is_shared: bool) -> RocCurve | None:
    fewest = SMALLEST_CELL if is_shared else FEWEST
    if min(map(len, groups)) < fewest or not all(np.isfinite(group).all() for group in groups):
        return None
    curve = roc_curve(groups[0], groups[1])
    return coarse(curve, (len(groups[0]), len(groups[1]))) if is_shared else curve


def coarse(curve: RocCurve, sizes: tuple[int, int]) -> RocCurve:
    """Return a curve no step of which is the doing of fewer than SMALLEST_CELL people of a group.

    So that nobody's rank among the others can be read from it.
    """
    false, true = curve.false_positive * sizes[0], curve.true_positive * sizes[1]
    kept = [0]
    for point in range(1, len(false) - 1):
        steps = [(way[point] - way[kept[-1]], way[-1] - way[point]) for way in (false, true)]
        if all(round(step) >= SMALLEST_CELL for pair in steps for step in pair):
            kept.append(point)
    kept.append(len(false) - 1)
    roc = curve.roc
    return RocCurve(
        np.round(curve.false_positive[kept], DECIMALS),
        np.round(curve.true_positive[kept], DECIMALS),
        Roc(*(shown_number(end) for end in (roc.area, roc.low, roc.high))),
    )
