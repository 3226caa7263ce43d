"""Groups of people to compare a patient with, where the patient lies, and how groups differ."""

from core.cohort.cohort import Analyte, Cohort, Factor, Origin
from core.cohort.design import Choice, Design
from core.cohort.result import AnalyteResult, Comparison, Effect, GroupSummary, Measure, Method, Roc

__all__ = [
    "Analyte",
    "AnalyteResult",
    "Choice",
    "Cohort",
    "Comparison",
    "Design",
    "Effect",
    "Factor",
    "GroupSummary",
    "Measure",
    "Method",
    "Origin",
    "Roc",
]
