"""The withdrawal-risk score of a panel by a clinic's model: the same record as of the shipped one.

`low` and `high` of a contribution are here in SD from the median of the model's people.
"""

import math

import numpy as np

from core.learning.people import Inputs
from core.panel import Panel
from core.scoring.applicability import examine
from core.scoring.applicability.verdict import reported_for
from core.scoring.clinic.estimation import estimate_rows
from core.scoring.clinic.explanation import Explained, explained
from core.scoring.clinic.information import missing_from
from core.scoring.clinic.model import ClinicModel
from core.scoring.clinic.preparing import ClinicPrepared, prepare_clinic
from core.scoring.clinic.repeatability import repeatability
from core.scoring.concordance import concordance
from core.scoring.inputs import usable_inputs
from core.scoring.score import (
    Caution,
    Concordance,
    Contribution,
    Estimate,
    NoScore,
    Result,
    RiskScore,
)

# A start of no more than this log ratio counts as even: 5 % more or less likely.
EVEN = 0.05
# Refusals that more markers would lift.
FOR_LACK_OF_MARKERS = ("clinic_too_few", "clinic_no_marker")


def score_clinic(panel: Panel, model: ClinicModel) -> Result:
    """Return the score of a panel with its interval, contributions and cautions, or why none."""
    prepared = prepare_clinic(panel, model)
    if prepared.refusal:
        return no_score(prepared, model)
    row = prepared.row
    estimate = Estimate(*estimate_rows(row, model)[0].tolist())
    parts = explained(row, estimate.log_ratio, model)
    return RiskScore(
        estimate=estimate,
        contributions=contributions(panel, row, parts, model),
        concordance=published(panel),
        repeatability=repeatability(panel, row, estimate, model),
        missing=missing_from(row, model),
        unused=prepared.unused,
        cautions=(*prepared.cautions, *about_start(parts)),
        model=model.stamp,
    )


def no_score(prepared: ClinicPrepared, model: ClinicModel) -> NoScore:
    """Return why there is no score, and what would give one."""
    is_lacking = prepared.refusal in FOR_LACK_OF_MARKERS
    return NoScore(
        key=prepared.refusal,
        details=prepared.details,
        missing=missing_from(prepared.row, model) if is_lacking else (),
        unused=prepared.unused,
        cautions=prepared.cautions,
        model=model.stamp,
    )


def contributions(
    panel: Panel, row: Inputs, parts: Explained, model: ClinicModel
) -> tuple[Contribution, ...]:
    """Return the contributions, the largest first; they sum to the log ratio."""
    standard = np.nan_to_num(model.yardstick.standard(row.values)[0], nan=0.0)
    made = []
    for column in np.flatnonzero(~np.isnan(row.values[0])):
        low = high = float(standard[column])
        measurement = panel.get(model.markers[column])
        if measurement is not None and not measurement.value.is_exact:
            is_below = measurement.value.low == 0
            low, high = (-math.inf, high) if is_below else (low, math.inf)
        made.append(Contribution(model.markers[column], float(parts.shares[column]), low, high))
    return tuple(sorted(made, key=lambda one: -abs(one.log_ratio)))


def about_start(parts: Explained) -> tuple[Caution, ...]:
    """Return a caution where contributions hold what the model says of their start already."""
    if abs(parts.start) <= EVEN:
        return ()
    return (Caution("clinic_start_not_even", {"times": f"{math.exp(parts.start):.2g}"}),)


def published(panel: Panel) -> Concordance:
    """Count the published directions that a panel shows, whatever the model reads."""
    sex = panel.patient.sex
    if sex is None:
        return Concordance(0, 0, 0, 0)
    inputs, _ = usable_inputs(panel, sex, reported_for(sex), examine(panel).withheld)
    return concordance(inputs)
