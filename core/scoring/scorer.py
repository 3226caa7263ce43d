"""The withdrawal-risk score of a panel: rules first, then ratio, interval and reasons."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.errors import NO_DETAILS, Details
from core.markers import Sex
from core.panel import Panel
from core.scoring.applicability import examine
from core.scoring.clinic.model import AnyModel, ClinicModel
from core.scoring.clinic.scoring import score_clinic
from core.scoring.concordance import concordance
from core.scoring.distance import distance_cautions
from core.scoring.estimation import estimated
from core.scoring.explanation import contributions
from core.scoring.information import missing_markers
from core.scoring.inputs import Inputs, nothing, usable_inputs
from core.scoring.likelihood import parts_by_world, possible
from core.scoring.model import Model
from core.scoring.repeatability import repeatability
from core.scoring.score import (
    Caution,
    Contribution,
    Estimate,
    Missing,
    NoScore,
    Result,
    RiskScore,
    Unused,
)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A panel after rules and standardising: inputs to score, or the key of a refusal."""

    inputs: Inputs | None
    unused: tuple[Unused, ...]
    cautions: tuple[Caution, ...]
    refusal: str = ""
    details: Details = field(default_factory=lambda: NO_DETAILS)


def score(panel: Panel, model: AnyModel) -> Result:
    """Return the score of a panel with its interval, contributions and cautions, or why none."""
    return score_clinic(panel, model) if isinstance(model, ClinicModel) else scored(panel, model)


def scored(panel: Panel, model: Model) -> Result:
    """Return the score of a panel by the shipped model, or why there is none."""
    prepared = prepare(panel, model)
    if prepared.inputs is None:
        return no_score(prepared, panel.patient.sex, model)
    inputs = prepared.inputs
    own = model.sexes[inputs.sex]
    may_be = possible(inputs, own.plausible)
    parts = parts_by_world(inputs, own.plausible, may_be)
    sceptical = parts_by_world(inputs, own.sceptical, may_be).sum(axis=1)
    estimate = estimated(parts.sum(axis=1), sceptical)
    return RiskScore(
        estimate=estimate,
        contributions=explained(inputs, parts, estimate),
        concordance=concordance(inputs),
        repeatability=repeatability(panel, inputs, estimate, own),
        missing=missing_markers(inputs, own),
        unused=prepared.unused,
        cautions=prepared.cautions,
        model=model.stamp,
    )


def prepare(panel: Panel, model: Model) -> Prepared:
    """Apply the written rules and put what is left on the model's scale."""
    verdict, sex = examine(panel), panel.patient.sex
    if sex is None or verdict.refusal:
        return Prepared(None, verdict.withheld, verdict.cautions, verdict.refusal)
    markers = model.sexes[sex].markers
    inputs, unused = usable_inputs(panel, sex, markers, verdict.withheld)
    if not inputs.markers:
        return Prepared(None, unused, verdict.cautions, "no_usable_marker")
    far = distance_cautions(panel, inputs, model.sexes[sex])
    return Prepared(inputs, unused, (*far, *verdict.cautions))


def explained(inputs: Inputs, parts: Floats, estimate: Estimate) -> tuple[Contribution, ...]:
    """Return the contributions, the largest first; they sum to the log ratio."""
    shares = contributions(parts, estimate.log_ratio)
    rows = zip(inputs.markers, shares, inputs.low, inputs.high, strict=True)
    made = (Contribution(key, float(share), float(a), float(b)) for key, share, a, b in rows)
    return tuple(sorted(made, key=lambda c: -abs(c.log_ratio)))


def no_score(prepared: Prepared, sex: Sex | None, model: Model) -> NoScore:
    """Return why there is no score, and what would give one."""
    missing: tuple[Missing, ...] = ()
    if sex is not None and prepared.refusal == "no_usable_marker":
        missing = missing_markers(nothing(sex), model.sexes[sex])
    return NoScore(
        key=prepared.refusal,
        missing=missing,
        unused=prepared.unused,
        cautions=prepared.cautions,
        model=model.stamp,
    )
