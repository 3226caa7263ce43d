"""Turns the dates of birth of a table into ages at the draw."""

from dataclasses import replace
from typing import Any

import numpy as np

from core.errors import Problem, Severity
from core.readers.ages import completed_years, is_possible
from core.readers.context import PATIENT
from core.readers.reading import ProblemLog
from core.readers.tables.measured import FieldColumn, PanelColumns

BIRTH, AGE, COLLECTED = "birth", "age", "collected"
# What columns say of a patient until the ages are worked out, and which of them are times.
OF_PATIENT = (*PATIENT, BIRTH)
MOMENTS = frozenset((BIRTH, COLLECTED))


def with_ages(columns: PanelColumns, log: ProblemLog) -> PanelColumns:
    """Return panels with the ages that follow from dates of birth, which are left behind.

    An age that is stated counts first; without the day of the draw there is none.
    """
    if BIRTH not in columns.patients:
        return columns
    patients = dict(columns.patients)
    births = patients.pop(BIRTH).of_each()
    count = len(births)
    days = _of_each(columns.specimens.get(COLLECTED), count)
    ages = _of_each(patients.get(AGE), count)
    for i, (age, birth, day) in enumerate(zip(ages, births, days, strict=True)):
        if age is None and birth is not None and day is not None:
            years = float(completed_years(birth, day))
            if is_possible(years):
                ages[i] = years
            else:
                note = Problem("reader.row.birth", severity=Severity.NOTE)
                log.add(note, row=int(columns.rows[i]))
    patients[AGE] = FieldColumn(ages, np.arange(count, dtype=np.int32))
    return replace(columns, patients=patients)


def _of_each(column: FieldColumn | None, count: int) -> list[Any]:
    return [None] * count if column is None else column.of_each()
