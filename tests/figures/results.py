"""Scores made by hand, so that words and figures are tested apart from any model."""

import math

from core.scoring.score import (
    Concordance,
    Contribution,
    Estimate,
    Missing,
    ModelStamp,
    NoScore,
    Repeatability,
    RiskScore,
    Unused,
)
from tests.report.samples import CLINIC, STAMP

__all__ = ["AGAIN", "CLINIC", "ESTIMATE", "STAMP", "scored", "unscored"]

ESTIMATE = Estimate(math.log(3.1), math.log(0.9), math.log(9.8), math.log(1.6))
AGAIN = Repeatability(math.log(2.1), math.log(4.6), ("ua", "t_bil"), ("ac_c16", "ac_c18"))


def scored(
    estimate: Estimate = ESTIMATE,
    again: Repeatability = AGAIN,
    missing: tuple[Missing, ...] = (),
    unused: tuple[Unused, ...] = (),
    model: ModelStamp = STAMP,
) -> RiskScore:
    """A score with this estimate, second draw and gaps."""
    return RiskScore(
        estimate=estimate,
        contributions=(Contribution("ua", estimate.log_ratio, -1.0, -1.0),),
        concordance=Concordance(directions=1, shown=1, beyond=0, undecided=0),
        repeatability=again,
        missing=missing,
        unused=unused,
        cautions=(),
        model=model,
    )


def unscored(missing: tuple[Missing, ...], unused: tuple[Unused, ...] = ()) -> NoScore:
    """No score, and what would give one."""
    return NoScore(key="no_usable_marker", missing=missing, unused=unused, model=STAMP)
