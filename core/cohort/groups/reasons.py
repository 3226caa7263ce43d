"""Why an analyte was not compared: one reason each, the first that holds."""

from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from core.cohort.groups.samples import Bools
from core.errors import Details, Problem

Reasons: TypeAlias = NDArray[np.int8]

NONE = -1


class Reason(StrEnum):
    """The reasons in the order in which they are looked for; `comparison.reason.*` says each."""

    MISSING = "missing"
    SMALL_CELL = "small_cell"
    INFINITE = "infinite"
    FEW = "few"
    CONSTANT = "constant"
    MAGNITUDE = "magnitude"
    CROSSED = "crossed"
    TIED = "tied"
    FEW_STATED = "few_stated"
    FLAT = "flat"
    FEW_EXCLUDED = "few_excluded"
    COVARIATES = "covariates"
    LEVER = "lever"
    EXPLAINED = "explained"
    UNSOLVED = "unsolved"
    COMPLEMENT = "complement"

    @property
    def number(self) -> int:
        """Return the place in the order, by which arrays hold a reason."""
        return tuple(Reason).index(self)


ORDER = tuple(Reason)


def first_reasons(count: int, holds: dict[Reason, Bools]) -> Reasons:
    """Return for each of some analytes the first reason that holds, or NONE."""
    found = np.full(count, NONE, dtype=np.int8)
    for reason in reversed(ORDER):
        if reason in holds:
            found[holds[reason]] = reason.number
    return found


def problem_of(reason: int, group: str, limit: int) -> Problem:
    """Return a reason as a problem; some name the group it is about, or the smallest size told."""
    details: Details = MappingProxyType({"group": group, "limit": limit})
    return Problem(f"comparison.reason.{ORDER[reason]}", details)
