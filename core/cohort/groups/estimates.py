"""Estimates with their intervals, of every analyte at once."""

from dataclasses import dataclass

from core.cohort.cohort import Floats

# The share of an interval's own chance to miss that lies at each end: 95 % intervals throughout.
TAIL = 0.025


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """Values and the ends of their 95 % intervals, each (n_analytes,)."""

    value: Floats
    low: Floats
    high: Floats
