"""The withdrawal-risk score of a panel: rules first, then ratio, interval and reasons."""

from dataclasses import dataclass
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from core.markers import Sex
from core.panel import Panel
from core.scoring.applicability import Verdict, examine
from core.scoring.background import farthest_usual, missing_of
from core.scoring.censoring import log_mean_exp
from core.scoring.explanation import contributions, intervals
from core.scoring.inputs import Inputs, usable_inputs
from core.scoring.likelihood import parts_by_world
from core.scoring.model import Model
from core.scoring.score import (
    INTERVAL_LEVEL,
    Caution,
    Contribution,
    Estimate,
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


def score(panel: Panel, model: Model) -> Result:
    """Return the score of a panel with its interval, contributions and cautions, or why none."""
    prepared = prepare(panel, model)
    if prepared.inputs is None:
        return no_score(prepared, panel.patient.sex, model)
    inputs = prepared.inputs
    parts = parts_by_world(inputs, model.sexes[inputs.sex])
    estimate = estimated(parts.sum(axis=1))
    return RiskScore(
        estimate=estimate,
        contributions=explained(inputs, parts, estimate),
        missing=missing_of(model, inputs.sex, inputs.markers),
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
    return Prepared(inputs, unused, cautions_with_distance(verdict, inputs, model))


def cautions_with_distance(verdict: Verdict, inputs: Inputs, model: Model) -> tuple[Caution, ...]:
    """Add a caution where the exact values lie farther out than 999 of 1,000 virtual people."""
    exact = inputs.low == inputs.high
    if not exact.any():
        return verdict.cautions
    markers = tuple(compress(inputs.markers, exact))
    z = inputs.low[exact][None, :]
    distance = model.sexes[inputs.sex].distances(markers, z)[0]
    if distance <= farthest_usual(model, inputs.sex, markers):
        return verdict.cautions
    return (*verdict.cautions, Caution("far_from_population"))


def estimated(ratios: Floats) -> Estimate:
    """Return the estimate from the log ratios of the worlds, (n_members,)."""
    return estimates(ratios[None, :])[0]


def estimates(ratios: Floats) -> list[Estimate]:
    """Return the estimate of each panel from its log ratios in the worlds, (n_panels, n_members).

    Far out, a few worlds decide the score while the interval weighs them otherwise: it is then
    widened to hold the score.
    """
    rows = zip(log_mean_exp(ratios), intervals(ratios, INTERVAL_LEVEL), strict=True)
    return [
        Estimate(float(mean), float(min(low, mean)), float(max(high, mean)))
        for mean, (low, high) in rows
    ]


def explained(inputs: Inputs, parts: Floats, estimate: Estimate) -> tuple[Contribution, ...]:
    """Return the contributions, the largest first; they sum to the log ratio."""
    shares = contributions(parts, estimate.log_ratio)
    rows = zip(inputs.markers, shares, inputs.low, inputs.high, strict=True)
    made = (Contribution(key, float(share), float(a), float(b)) for key, share, a, b in rows)
    return tuple(sorted(made, key=lambda c: -abs(c.log_ratio)))


def no_score(prepared: Prepared, sex: Sex | None, model: Model) -> NoScore:
    """Return why there is no score, and what would give one."""
    missing = missing_of(model, sex, ()) if sex and prepared.refusal == "no_usable_marker" else ()
    return NoScore(
        key=prepared.refusal,
        missing=missing,
        unused=prepared.unused,
        cautions=prepared.cautions,
        model=model.stamp,
    )
