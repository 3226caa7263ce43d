"""Reads a clinic's own cohort from a file of any form that is read."""

from pathlib import PurePath

from core.readers.cohorts.assembly import (
    cohort_of,
    described,
    people_of,
    suggested_group,
    without_empty_levels,
)
from core.readers.cohorts.joining import with_groups
from core.readers.cohorts.reading import CohortReading
from core.readers.cohorts.source import Source
from core.readers.corrections import NONE, Corrections
from core.readers.reading import Reading, merged


def read_cohort(
    data: bytes,
    file_name: str,
    corrections: Corrections = NONE,
    *,
    sheet: str = "",
    groups: tuple[bytes, str] | None = None,
    every_draw: bool = False,
) -> CohortReading:
    """Read a cohort, by the ending of its file's name; pasted text has no name.

    `sheet` is one of a workbook, and empty for the one with most to compare. `groups` are the bytes
    and the name of a second table, joined by id. Of a person drawn more than once the first draw is
    read, or with `every_draw` each, where `persons` of the cohort tell whose it is. The size is
    limited by nothing but the time it takes: a caller that takes uploads sets a limit. Raises
    CohortError or PanelError where nothing can be read.
    """
    source = Source(data, PurePath(file_name).name, corrections, sheet)
    people = people_of(source.rows(), source.log, is_every=every_draw)
    problems = source.take_problems()
    if groups is not None:
        second = Source(groups[0], PurePath(groups[1]).name, corrections)
        stated = people_of(second.rows(), second.log)
        people = with_groups(people, stated, source.log)
        problems += second.take_problems()
    people = without_empty_levels(people)
    cohort = cohort_of(people, PurePath(source.name).stem, source.log)
    told = Reading((), (*source.take_problems(), *problems))
    return CohortReading(
        cohort=cohort,
        columns=described(people),
        problems=merged([told], source.name).problems,
        suggested_group=suggested_group(people.factors),
        sheets=source.sheets,
        sheet=source.sheet,
        understanding=people.understanding,
    )
