"""How a model does on people of another cohort than the one it was trained on."""

from dataclasses import dataclass
from datetime import date

from core.cards.discrimination import CalibrationPoint, NetBenefit, RocPoint
from core.cards.measured import Measured, Warned


@dataclass(frozen=True, slots=True)
class Drift:
    """How far a marker's values lie from those the model was trained on.

    `shift` is the difference of means in SD of the training people, `psi` the population stability
    index over tenths of them, `p` of a Kolmogorov-Smirnov test; `outside` the share of people
    beyond the smallest or largest value trained on, `missing` the share without one. What cannot
    be said is None.
    """

    key: str
    shift: float | None
    psi: float | None
    p: float | None
    outside: float
    missing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class External:
    """Every figure of an evaluation on new people; `data_sha256` is of the file they came in.

    `expected_to_observed` is the ratio of predicted to observed cases; figures are at the share of
    cases of the new cohort. `left_out` counts people whom the model's limits refuse.
    """

    evaluated_on: date
    data_sha256: str
    cases: int
    controls: int
    left_out: int
    auc: Measured
    sensitivity: Measured
    specificity: Measured
    brier: Measured
    slope: Measured
    intercept: Measured
    expected_to_observed: Measured
    roc: tuple[RocPoint, ...]
    calibration: tuple[CalibrationPoint, ...]
    benefits: tuple[NetBenefit, ...]
    drift: tuple[Drift, ...]
    warnings: tuple[Warned, ...] = ()
