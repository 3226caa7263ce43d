"""How well a model tells cases from controls: figures of people it was not fitted to."""

from dataclasses import dataclass

from core.cards.measured import Measured


@dataclass(frozen=True, slots=True)
class RocPoint:
    """A point of the ROC curve."""

    false_positive_rate: float
    sensitivity: float


@dataclass(frozen=True, slots=True)
class CalibrationPoint:
    """People of alike probability: the mean predicted, and the share of cases with its interval."""

    predicted: float
    observed: Measured
    people: int


@dataclass(frozen=True, slots=True)
class NetBenefit:
    """Net benefit [true positives per person] at a threshold probability: model, or all treated."""

    threshold: float
    model: float
    everybody: float


@dataclass(frozen=True, slots=True)
class LearningPoint:
    """The AUC reached with fewer people."""

    people: int
    auc: Measured


@dataclass(frozen=True, slots=True)
class Permutation:
    """The figure reached on shuffled labels, run by run, and how rarely it reaches the real one.

    `real` is that of the true labels in the same kind of run; None where it is the reported one.
    """

    p: float
    null: tuple[float, ...]
    real: float | None = None


@dataclass(frozen=True, slots=True)
class Stability:
    """How a marker did over the outer folds: the fall of the AUC when its values are shuffled.

    `share` is that of the folds in which the fall was among the ten largest, `direction` 1 where
    cases have larger values, -1 where smaller, and 0 where folds disagree.
    """

    key: str
    fall: Measured
    share: float
    direction: int


@dataclass(frozen=True, slots=True)
class CandidateResult:
    """How one candidate did by itself (a key under `candidate.*`), on the same folds.

    `weight` is its share in the model that is kept, 0 where it is not part of it.
    """

    name: str
    auc: Measured
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrimination:
    """Every figure of a discrimination model; `measurements` are rows, of `cases` and `controls`.

    `apparent_auc` is that on the very people it was fitted to; the difference to `auc` is the
    optimism that nested cross-validation takes away. `threshold` is a probability at the share of
    cases in the cohort. `covariates_alone` is the AUC of age, sex and covariates without any
    marker, None where nothing of them is stated. Calibration intercept is in the large [log odds].
    """

    cases: int
    controls: int
    measurements: int
    auc: Measured
    apparent_auc: float
    threshold: float
    sensitivity: Measured
    specificity: Measured
    brier: Measured
    slope: Measured
    intercept: Measured
    roc: tuple[RocPoint, ...]
    calibration: tuple[CalibrationPoint, ...]
    benefits: tuple[NetBenefit, ...]
    learning: tuple[LearningPoint, ...]
    permutation: Permutation
    stability: tuple[Stability, ...]
    candidates: tuple[CandidateResult, ...]
    covariates_alone: Measured | None = None
