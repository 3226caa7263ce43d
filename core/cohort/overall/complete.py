"""The people who have an exact value of every analyte, as z scores: what sees all at once takes.

Nothing is imputed. An analyte that too few have is left out before a person is, and both are told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.cohort.cohort import EXACT, NOT_STATED, Analyte, Cohort, Factor, Floats
from core.cohort.suppression import SMALLEST_CELL
from core.errors import CohortError
from core.markers import Scale

Ints = NDArray[np.int64]

# An analyte that a smaller share of the people has exactly is left out, rather than the people.
LEAST_SHARE = 0.8
FEWEST_ANALYTES, FEWEST_PEOPLE = 2, 3
# What is larger counts as infinite: its square is.
LARGEST = 1e150
# Values that differ by less than this share of the largest differ by rounding alone.
ROUNDING = 1e-12
# More analytes than this are not told apart on a picture of all.
MOST_ANALYTES = 250
SEED = 2026


class Omission(StrEnum):
    """Why an analyte is left out; each has its words under `multivariate.omission.*`."""

    GAPS = "gaps"
    CENSORED = "censored"
    INFINITE = "infinite"
    NOT_POSITIVE = "not_positive"
    CONSTANT = "constant"
    BEYOND = "beyond"


# The reasons that a single value can have, by their number in a matrix of faults; 0 is none.
FAULTS = (Omission.GAPS, Omission.CENSORED, Omission.INFINITE, Omission.NOT_POSITIVE)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An analyte that was asked for and not used."""

    analyte: Analyte
    reason: Omission


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Selection:
    """Which people and analytes of a cohort are looked at, and which were left out.

    `people` are their numbers (n_people,); `factor` tells the groups of these people apart, with
    the levels that were chosen. `people_left_out` have a group but not every value.
    """

    cohort: Cohort
    analytes: tuple[Analyte, ...]
    people: Ints
    factor: Factor | None
    left_out: tuple[LeftOut, ...]
    people_left_out: int

    @property
    def size(self) -> int:
        """Return the number of people who are looked at."""
        return len(self.people)


@dataclass(frozen=True, slots=True, eq=False)
class Complete:
    """The z scores (n_people, n_analytes) of a selection, by centre and SD (n_analytes,) of each.

    Centre and SD (with n, not n - 1) are those of the logarithm where the analyte's scale is LOG.
    """

    selection: Selection
    z: Floats
    centre: Floats
    spread: Floats


def complete(
    cohort: Cohort,
    keys: Sequence[str],
    factor: Factor | None = None,
    levels: Sequence[str] = (),
) -> Complete:
    """Return the z scores of those who have every analyte, of the levels chosen (none for all).

    Raises CohortError where too few analytes or people are left, KeyError for an analyte not held.
    """
    chosen = None if factor is None else of_levels(factor, levels)
    members = np.arange(cohort.size)
    if chosen is not None:
        members = np.flatnonzero(chosen.codes != NOT_STATED)
    _refuse_few(cohort, len(keys), len(keys), len(members))
    asked = _narrowed(cohort, keys, members)
    faults = _faults(asked)
    used, left_out = _usable(asked, faults)
    has_all = ~faults[:, used].any(axis=1)
    _refuse_few(cohort, len(keys), len(used), int(has_all.sum()))
    values = scaled([asked.analytes[i] for i in used], asked.values[np.ix_(has_all, used)])
    differing = np.ptp(values, axis=0) > ROUNDING * np.abs(values).max(axis=0)
    left_out += [LeftOut(asked.analytes[i], Omission.CONSTANT) for i in used[~differing]]
    _refuse_few(cohort, len(keys), int(differing.sum()), len(values))
    people = members[has_all]
    selection = Selection(
        cohort=cohort,
        analytes=tuple(asked.analytes[i] for i in used[differing]),
        people=people,
        factor=None if chosen is None else chosen.where(people),
        left_out=tuple(left_out),
        people_left_out=len(members) - len(people),
    )
    return _standardised(selection, values if differing.all() else values[:, differing])


def of_levels(factor: Factor, levels: Sequence[str]) -> Factor:
    """Return a factor with some of its levels only, in this order; all others are not stated.

    Raises ValueError for a level that the factor does not have.
    """
    if not levels:
        return factor
    # One more place, at the end: the code -1 of those without a level finds it.
    renamed = np.full(len(factor.levels) + 1, NOT_STATED, dtype=np.int32)
    for code, level in enumerate(levels):
        renamed[factor.levels.index(level)] = code
    return Factor(factor.name, tuple(levels), renamed[factor.codes])


def scaled(analytes: Sequence[Analyte], values: Floats) -> Floats:
    """Return values (n, n_analytes) on the scale of each analyte: the logarithm where it is LOG."""
    skewed = [number for number, analyte in enumerate(analytes) if analyte.scale is Scale.LOG]
    if not skewed:
        return values
    result = values.copy()
    with np.errstate(divide="ignore", invalid="ignore"):
        result[:, skewed] = np.log(values[:, skewed])
    return result


def _narrowed(cohort: Cohort, keys: Sequence[str], members: Ints) -> Cohort:
    """Return the cohort with what was asked for, without copying where that is everything."""
    if tuple(keys) != tuple(analyte.key for analyte in cohort.analytes):
        cohort = cohort.of_analytes(keys)
    return cohort if len(members) == cohort.size else cohort.of_people(members)


def _faults(cohort: Cohort) -> NDArray[np.int8]:
    """Return what is wrong with each value (n_people, n_analytes): 0, or from 1 as in FAULTS."""
    faults = np.zeros(cohort.values.shape, dtype=np.int8)
    for column, analyte in enumerate(cohort.analytes):
        if analyte.scale is Scale.LOG:
            faults[cohort.values[:, column] <= 0, column] = 1 + FAULTS.index(Omission.NOT_POSITIVE)
    faults[np.abs(cohort.values) > LARGEST] = 1 + FAULTS.index(Omission.INFINITE)
    if cohort.limits is not None:
        faults[cohort.limits != EXACT] = 1 + FAULTS.index(Omission.CENSORED)
    faults[np.isnan(cohort.values)] = 1 + FAULTS.index(Omission.GAPS)
    return faults


def _usable(cohort: Cohort, faults: NDArray[np.int8]) -> tuple[Ints, list[LeftOut]]:
    """Return the columns that enough people have, and the others with their commonest fault."""
    used = np.count_nonzero(faults == 0, axis=0) / cohort.size >= LEAST_SHARE
    left_out = []
    for column in np.flatnonzero(~used):
        counts = np.bincount(faults[:, column], minlength=len(FAULTS) + 1)
        reason = FAULTS[int(counts[1:].argmax())]
        left_out.append(LeftOut(cohort.analytes[column], reason))
    return np.flatnonzero(used), left_out


def _refuse_few(cohort: Cohort, asked: int, analytes: int, people: int) -> None:
    if analytes < FEWEST_ANALYTES:
        raise CohortError("multivariate.too_few_analytes", asked=asked, usable=analytes)
    fewest = SMALLEST_CELL if cohort.is_shared else FEWEST_PEOPLE
    if people < fewest:
        raise CohortError("multivariate.too_few_people", fewest=fewest, analytes=analytes)


def _standardised(selection: Selection, values: Floats) -> Complete:
    centre = values.mean(axis=0)
    z = values - centre
    spread = np.sqrt(np.einsum("ij,ij->j", z, z) / len(z))
    z /= spread
    return Complete(selection, z, centre, spread)
