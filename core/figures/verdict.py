"""The one sentence of a result: which group the panel is more like, by how much and how surely.

Where the words change (about equally, leans, somewhat, clearly) is a convention of writing, not
evidence: see EVEN and CLEAR.
"""

import math

from core.figures import words
from core.figures.reasons import FEW, NOT_STATED
from core.scoring.score import INTERVAL_LEVEL, RiskScore
from core.text import Text

# Likelihood ratios at which the wording changes: ours, so that alike scores read alike.
EVEN = 1.5
CLEAR = 5.0
EXTRAPOLATED = {"far_from_population", "clinic_far_from_people"}


def verdict(text: Text, result: RiskScore) -> str:
    """Say in one sentence which group the panel is more like, by how much and how surely."""
    estimate, is_virtual = result.estimate, result.model.is_virtual
    level = words.percent(text, INTERVAL_LEVEL)
    return text(
        f"words.verdict.{leaning(result)}",
        **words.groups(text, is_virtual=is_virtual),
        times=words.times(text, estimate.times),
        inverse=words.times(text, 1 / estimate.times),
        range=text(f"words.group.{words.kind(is_virtual=is_virtual)}.range", level=level),
        between=words.times_between(text, estimate.times_interval),
    )


def leaning(result: RiskScore) -> str:
    """Name the wording: an interval that holds even leaves no more than a leaning.

    "Clearly" needs CLEAR times or more, and a panel that the model was made for.
    """
    estimate = result.estimate
    distance = abs(estimate.log_ratio)
    if distance < math.log(EVEN):
        return "even"
    side = "cases" if estimate.log_ratio > 0 else "controls"
    if estimate.low <= 0 <= estimate.high:
        return f"{side}_leans"
    is_clear = distance >= math.log(CLEAR) and not is_doubtful(result)
    return f"{side}_{'clearly' if is_clear else 'somewhat'}"


def is_doubtful(result: RiskScore) -> bool:
    """Say whether the panel lies far out, or many cautions were seen in it."""
    seen = [caution.key for caution in result.cautions if caution.key not in NOT_STATED]
    return not EXTRAPOLATED.isdisjoint(seen) or len(seen) > FEW
