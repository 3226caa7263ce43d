"""What a comparison of groups found, as records: a result an analyte and stratum.

Nothing in here is computed; `comparison.py` makes them, figures, tables and reports read them.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from core.cohort.cohort import Analyte
from core.cohort.design import Design
from core.errors import Problem

Count: TypeAlias = int | None


class Method(StrEnum):
    """The tests by name; each has its sentence under `comparison.method.*`."""

    WELCH = "welch"
    MANN_WHITNEY = "mann_whitney"
    WELCH_ANOVA = "welch_anova"
    KRUSKAL_WALLIS = "kruskal_wallis"
    LINEAR_MODEL = "linear_model"
    RANK_LINEAR_MODEL = "rank_linear_model"


class Measure(StrEnum):
    """The measures of effect by name; each has its sentence under `comparison.measure.*`."""

    HEDGES_G = "hedges_g"
    CLIFFS_DELTA = "cliffs_delta"
    ETA_SQUARED = "eta_squared"
    EPSILON_SQUARED = "epsilon_squared"
    ADJUSTED_DIFFERENCE = "adjusted_difference"
    PARTIAL_ETA_SQUARED = "partial_eta_squared"


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect with its 95 % interval; above 0 where the second group has the larger values."""

    measure: Measure
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Roc:
    """The area under the ROC curve with its 95 % interval; above 0.5 as an effect is above 0."""

    area: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSummary:
    """One group in one analyte: people with a value, without one, and with a censored one.

    A count is None where it is too small to be told of a shared cohort (`suppression.py`).

    Location and spread are in the unit of the analyte, nan where they cannot be said: mean and SD
    of a group with censored values, and a quartile that falls among them.
    """

    size: Count
    missing: Count
    censored: Count = 0
    mean: float = math.nan
    sd: float = math.nan
    median: float = math.nan
    q1: float = math.nan
    q3: float = math.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyteResult:
    """What was found of one analyte in one stratum (empty for all people).

    `groups` are in the order of the design's levels. Where no test could be made, `method` is None
    and `reason` says why; p and q are then nan. `df` are the degrees of freedom of the test, none,
    one or two. `is_log` says that means were compared on the logarithm. `excluded` counts people
    left out of a linear model because a covariate is not stated.
    """

    analyte: Analyte
    stratum: str
    groups: tuple[GroupSummary, ...]
    method: Method | None = None
    statistic: float = math.nan
    df: tuple[float, ...] = ()
    p: float = math.nan
    q: float = math.nan
    effect: Effect | None = None
    roc: Roc | None = None
    is_log: bool = False
    excluded: Count = 0
    reason: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All results of a design; `family` is how many p values the q values were made from.

    `problems` are about the cohort as a whole, such as a level that nobody has.
    """

    design: Design
    results: tuple[AnalyteResult, ...]
    family: int
    problems: tuple[Problem, ...] = ()
