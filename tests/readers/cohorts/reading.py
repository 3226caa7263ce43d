"""Cohorts read from lines of a table, and what was told of them."""

import math
from collections.abc import Sequence

from core.cohort import Cohort
from core.errors import EngawaError, Problem
from core.readers.cohorts import CohortColumn, CohortReading, read_cohort
from core.readers.corrections import NONE, Corrections
from tests.readers.files import check_sentences, csv_of


def reading_of(*lines: str, corrections: Corrections = NONE) -> CohortReading:
    """The reading of a table, each of whose problems has a sentence in both languages."""
    return checked(read_cohort(csv_of(*lines), "clinic.csv", corrections))


def cohort_of(*lines: str) -> Cohort:
    """The cohort of a table; fails where there is none."""
    cohort = reading_of(*lines).cohort
    assert cohort is not None
    return cohort


def checked(reading: CohortReading) -> CohortReading:
    for problem in reading.problems:
        check_sentences(problem)
    for column in reading.columns:
        if column.reason is not None:
            check_sentences(column.reason)
    return reading


def column_of(reading: CohortReading, name: str) -> CohortColumn:
    """The column of a name, of which there is one."""
    (column,) = (column for column in reading.columns if column.name == name)
    return column


def levels_of(cohort: Cohort, name: str) -> list[str | None]:
    """The level that each person has, None where none is stated."""
    factor = cohort.factors[name]
    return [None if code < 0 else factor.levels[code] for code in factor.codes.tolist()]


def values_of(cohort: Cohort, key: str) -> list[float]:
    values: list[float] = cohort.values[:, cohort.position(key)].tolist()
    return values


def ages_of(cohort: Cohort) -> list[float | None]:
    """The age of each person, None where it is not stated; fails where none is."""
    assert cohort.ages is not None
    return [None if math.isnan(age) else age for age in cohort.ages.tolist()]


def keys_of(problems: Sequence[Problem]) -> list[str]:
    return [problem.key for problem in problems]


def read_or_refused(data: bytes, name: str, groups: tuple[bytes, str] | None = None) -> bool:
    """Read a file; fails where it raises anything but a refusal that has its sentences.

    Says whether there is a cohort.
    """
    try:
        reading = read_cohort(data, name, groups=groups)
    except EngawaError as error:
        check_sentences(error.problem)
        return False
    checked(reading)
    return reading.cohort is not None
