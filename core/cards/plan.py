"""What is asked of the studio, and by which protocol it is tested."""

from dataclasses import dataclass
from enum import StrEnum

AGE = "age"


class Kind(StrEnum):
    """The three systems of the study that a clinic may train on its own people."""

    DISCRIMINATION = "discrimination"
    SEVERITY = "severity"
    STRATA = "strata"


class Aim(StrEnum):
    """How the threshold is chosen: both rates alike, or the other one at a wanted rate."""

    BALANCED = "balanced"
    SENSITIVITY = "sensitivity"
    SPECIFICITY = "specificity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A model as it was asked for.

    `name` is that of its folder. `analytes` are keys of the cohort's. For discrimination `group`
    names a factor and `levels` are its controls and its cases, in this order; strata are made of
    the people of `levels`, or of everybody where it is empty. `target` is the analyte, or the
    factor with numbers as levels, whose value a severity model tells. `covariates` are AGE and
    names of factors or analytes, to whose values at the time of the draw markers are adjusted.
    `aim` chooses the threshold, `wanted` the rate it is to reach. `prevalence` is the share of
    cases among those whom the clinic will test, None where it was not stated.
    """

    kind: Kind
    name: str
    analytes: tuple[str, ...]
    group: str = ""
    levels: tuple[str, ...] = ()
    target: str = ""
    covariates: tuple[str, ...] = ()
    aim: Aim = Aim.BALANCED
    wanted: float = 0.9
    prevalence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """How a model is tested: `repeats` times `folds` outer folds, `inner` folds within each.

    `permutations` of the labels test against chance; `members` are models fitted to halves of the
    people, over which an interval is made. All randomness comes from `seed`.
    """

    repeats: int
    folds: int
    inner: int
    permutations: int
    members: int
    seed: int = 854
