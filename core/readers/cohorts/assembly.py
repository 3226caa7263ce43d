"""From rows to a cohort: one row a person, and only levels and columns that somebody is left of."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from core.cohort import Cohort, Factor, Origin
from core.cohort.cohort import EXACT, NOT_STATED, Limits
from core.errors import Problem
from core.readers.cohorts.judging import is_group_name
from core.readers.cohorts.levels import Levels
from core.readers.cohorts.people import every_draw, first_draws, persons_of
from core.readers.cohorts.reading import CohortColumn, Use
from core.readers.cohorts.rows import PeopleRows
from core.readers.names import FIELD_NAMES
from core.readers.reading import ProblemLog

FEWEST_GROUPS, MOST_GROUPS = 2, 6


def people_of(rows: PeopleRows, log: ProblemLog, *, is_every: bool = False) -> PeopleRows:
    """Return one row for each person, the first draw, or a row for every draw of them."""
    kept = (every_draw if is_every else first_draws)(rows.draws, log)
    return rows if len(kept) == rows.count else rows.where(kept)


def without_empty_levels(people: PeopleRows) -> PeopleRows:
    """Return people with factors of the levels that somebody has; none with no level at all."""
    pruned = {
        name: Levels(factor.levels, factor.codes).pruned().factor(name)
        for name, factor in people.factors.items()
    }
    return replace(people, factors={name: f for name, f in pruned.items() if f.levels})


def cohort_of(people: PeopleRows, name: str, log: ProblemLog) -> Cohort | None:
    """Return the cohort of people; None, told why, where there is nobody or nothing to compare."""
    if not people.count or not people.measured:
        key = "cohort_reader.no_analyte" if people.count else "cohort_reader.nobody"
        log.add(Problem(key))
        return None
    values = np.empty((people.count, len(people.measured)), order="F")
    for number, one in enumerate(people.measured):
        values[:, number] = one.values
    return Cohort(
        name=name,
        origin=Origin.OWN,
        analytes=tuple(one.analyte for one in people.measured),
        values=values,
        limits=_limits(people),
        factors=MappingProxyType(dict(people.factors)),
        ages=None if people.ages is None or np.isnan(people.ages).all() else people.ages,
        persons=persons_of(people.draws),
    )


def described(people: PeopleRows) -> tuple[CohortColumn, ...]:
    """Return what each column was taken for, with the levels and the number of people it is of."""
    stated = {one.analyte.key: int((~np.isnan(one.values)).sum()) for one in people.measured}
    return tuple(_described(column, stated, people) for column in people.columns)


def suggested_group(factors: Mapping[str, Factor]) -> str:
    """Return the factor that most likely tells the groups apart; an empty text where none may.

    One with a name that says so counts first, and then the first of a few levels; what is a known
    field, such as the sex, comes after all others.
    """
    several = {name: f for name, f in factors.items() if len(f.levels) >= FEWEST_GROUPS}
    named = [name for name in (*several, *factors) if is_group_name(name)]
    few = [name for name, factor in several.items() if len(factor.levels) <= MOST_GROUPS]
    of_own = [name for name in few if name not in FIELD_NAMES]
    return next(iter([*named, *of_own, *few]), "")


def _described(column: CohortColumn, stated: Mapping[str, int], people: PeopleRows) -> CohortColumn:
    factor = people.factors.get(column.key)
    if column.use in (Use.FACTOR, Use.SEX) and factor is not None:
        count = int((factor.codes != NOT_STATED).sum())
        return replace(column, levels=factor.levels, stated=count)
    if column.use is Use.ANALYTE:
        return replace(column, stated=stated[column.key])
    if column.use in (Use.AGE, Use.BIRTH) and people.ages is not None:
        return replace(column, stated=int((~np.isnan(people.ages)).sum()))
    if column.use is Use.COLLECTED:
        return replace(column, stated=int((~np.isnan(people.draws.times)).sum()))
    return replace(column, stated=people.count if column.use is Use.ID else 0)


def _limits(people: PeopleRows) -> Limits | None:
    """Return the limits (n_people, n_analytes), None where no value is censored."""
    if not any(one.limits.any() for one in people.measured):
        return None
    limits = np.full((people.count, len(people.measured)), EXACT, dtype=np.int8, order="F")
    for number, one in enumerate(people.measured):
        limits[:, number] = one.limits
    return limits
