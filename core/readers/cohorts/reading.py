"""What reading a cohort returns: the people, what each column was taken for, and what was not."""

from dataclasses import dataclass
from enum import StrEnum

from core.cohort import Cohort
from core.errors import Problem
from core.readers.understanding import Understanding


class Use(StrEnum):
    """What a column of a cohort is used as. Ids, births and times of draws are not kept."""

    ID = "id"
    SEX = "sex"
    AGE = "age"
    BIRTH = "birth"
    COLLECTED = "collected"
    MATERIAL = "material"
    ANALYTE = "analyte"
    FACTOR = "factor"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortColumn:
    """A column, or an analyte of results, under the name it has in the file.

    `key` is the one of its Analyte or the name of its Factor, `unit` as in the file, `stated` the
    number of people of whom it says something that is used. `reason` says why it is not used, or
    what is to be thought about before it is.
    """

    name: str
    use: Use
    key: str = ""
    unit: str = ""
    levels: tuple[str, ...] = ()
    stated: int = 0
    reason: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortReading:
    """A clinic's own cohort as it was read; None where there is nothing, or nobody, to compare.

    `suggested_group` names the factor that most likely tells the groups apart, and is empty where
    none may. `sheets` are those of a workbook to choose from, `sheet` the one that was read.
    """

    cohort: Cohort | None
    columns: tuple[CohortColumn, ...]
    problems: tuple[Problem, ...]
    suggested_group: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    understanding: Understanding | None = None
