"""Joins to people, by their ids, what another table states of them: groups that stand apart."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.cohort import Factor
from core.cohort.cohort import EXACT, NOT_STATED
from core.errors import Problem, Severity
from core.readers.cohorts.people import Keys
from core.readers.cohorts.reading import CohortColumn, Use
from core.readers.cohorts.rows import Measured, PeopleRows
from core.readers.reading import ProblemLog

NOBODY = -1
JOINED = (Use.SEX, Use.AGE, Use.FACTOR, Use.ANALYTE, Use.UNUSED)


def with_groups(
    people: PeopleRows, groups: PeopleRows, log: ProblemLog, *, is_told: bool = True
) -> PeopleRows:
    """Return people with what a second table states of them: a row a person in both.

    A factor that both state is the second table's, an analyte or age the first one's. How many
    people and ids find no partner `is_told`; without ids in both tables nothing is joined.
    """
    mine, theirs = people.draws.keys, groups.draws.keys
    if mine is None or theirs is None:
        log.add(Problem("cohort_reader.groups.no_id"))
        return people
    places = places_among(mine, theirs)
    if is_told:
        _tell_unmatched(places, len(theirs), log)
    own = {one.analyte.key for one in people.measured}
    factors = {name: _placed(f, places) for name, f in groups.factors.items() if name not in own}
    taken = own | people.factors.keys() | factors.keys()
    measured = [_measured(one, places) for one in groups.measured if one.analyte.key not in taken]
    _tell_both(own & {*groups.factors, *(m.analyte.key for m in groups.measured)}, log)
    ages = people.ages
    if ages is None and groups.ages is not None:
        ages = np.append(groups.ages, np.nan)[places]
    return replace(
        people,
        measured=[*people.measured, *measured],
        factors={**people.factors, **factors},
        ages=ages,
        columns=_columns(people.columns, groups.columns, factors, measured),
    )


def places_among(mine: Keys, theirs: Keys) -> NDArray[np.int64]:
    """Return where each of some keys stands among others, NOBODY where it does not."""
    places = np.full(len(mine), NOBODY, dtype=np.int64)
    if len(theirs):
        order = np.argsort(theirs)
        nearest = order[np.minimum(np.searchsorted(theirs, mine, sorter=order), len(theirs) - 1)]
        is_there = theirs[nearest] == mine
        places[is_there] = nearest[is_there]
    return places


def _placed(factor: Factor, places: NDArray[np.int64]) -> Factor:
    """Return a factor for other people; who has no place has no level."""
    return replace(factor, codes=np.append(factor.codes, np.int32(NOT_STATED))[places])


def _measured(one: Measured, places: NDArray[np.int64]) -> Measured:
    values = np.append(one.values, np.nan)[places]
    return replace(one, values=values, limits=np.append(one.limits, np.int8(EXACT))[places])


def _tell_unmatched(places: NDArray[np.int64], count: int, log: ProblemLog) -> None:
    missing = int((places == NOBODY).sum())
    unknown = count - len(np.unique(places[places != NOBODY]))
    told = (("cohort_reader.groups.missing", missing), ("cohort_reader.groups.unknown", unknown))
    for key, number in told:
        if number:
            log.add(Problem(key, {"count": number}, severity=Severity.NOTE))


def _tell_both(keys: Iterable[str], log: ProblemLog) -> None:
    for key in sorted(keys):
        log.add(Problem("cohort_reader.groups.both", severity=Severity.NOTE), column=key)


def _columns(
    mine: Sequence[CohortColumn],
    theirs: Sequence[CohortColumn],
    factors: Iterable[str],
    measured: Iterable[Measured],
) -> list[CohortColumn]:
    """Return what is shown of both tables: each thing once, as it is used."""
    replaced = set(factors)
    added = replaced | {one.analyte.key for one in measured}
    has_age = any(column.use in (Use.AGE, Use.BIRTH) for column in mine)
    kept = [c for c in mine if c.use is Use.ANALYTE or c.key not in replaced]
    return [
        *kept,
        *(c for c in theirs if c.key in added or (c.use is Use.AGE and not has_age)),
        *(c for c in theirs if c.use is Use.UNUSED),
    ]
