"""Reads a clinic's own cohort: people in groups, whatever was measured of them.

A column is a known field, a marker of the catalogue in a unit of its own, a factor (words, or a few
whole numbers that repeat), an analyte under its own header, or unused for a reason. Every row is a
person: ids tell who is there twice, join a second table, and are then left behind.
"""

from core.readers.cohorts.reader import read_cohort
from core.readers.cohorts.reading import CohortColumn, CohortReading, Use

__all__ = ["CohortColumn", "CohortReading", "Use", "read_cohort"]
