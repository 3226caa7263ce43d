"""What is to be compared: which groups of which cohort, in which analytes, adjusted for what."""

from dataclasses import dataclass
from enum import StrEnum


class Choice(StrEnum):
    """How the test is chosen: by a written rule from the data, or means, or ranks throughout."""

    AUTO = "auto"
    MEANS = "means"
    RANKS = "ranks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A comparison as it was asked for.

    `group` names a factor of the cohort and `levels` two or more of its levels, the first of which
    the others are compared with. `analytes` are keys. `covariates` are "age", names of factors or
    keys of analytes. `strata` names a factor, in each level of which the comparison is made by
    itself, and is empty for all people at once.
    """

    group: str
    levels: tuple[str, ...]
    analytes: tuple[str, ...]
    covariates: tuple[str, ...] = ()
    strata: str = ""
    choice: Choice = Choice.AUTO
