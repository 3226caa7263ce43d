"""One scale for all the effects of a comparison, so that they can stand on one axis.

Where a rule chose means for some analytes and ranks for others, Hedges' g and Cliff's delta are
different things; of two groups every analyte has an area under its ROC curve, and so a Cliff's
delta. Shares of variance are alike enough to share an axis, which then says so.
"""

from dataclasses import dataclass

from core.cohort.result import AnalyteResult, Comparison, Effect, Measure
from core.figures.groups.comparison_words import PAIR
from core.text import Text

EXPLAINED = "explained"
SHARES = frozenset({Measure.ETA_SQUARED, Measure.EPSILON_SQUARED, Measure.PARTIAL_ETA_SQUARED})


@dataclass(frozen=True, slots=True)
class CommonScale:
    """The scale by its key under `group_chart.axis`; `is_mixed` where effects are of two kinds."""

    key: str
    is_mixed: bool
    is_signed: bool

    def effect(self, result: AnalyteResult) -> Effect | None:
        """Return the effect of a result on this scale, None where it has none."""
        if self.key != Measure.CLIFFS_DELTA or not self.is_mixed:
            return result.effect
        if result.roc is None:
            return None
        ends = (2 * end - 1 for end in (result.roc.area, result.roc.low, result.roc.high))
        return Effect(Measure.CLIFFS_DELTA, *ends)

    def title(self, text: Text) -> str:
        """Name the scale."""
        return text(f"group_chart.axis.{self.key}")

    def notes(self, text: Text) -> tuple[str, ...]:
        """Say what is drawn where effects are of two kinds."""
        return (text(f"group_chart.mixed.{self.key}"),) if self.is_mixed else ()


def common_scale(comparison: Comparison) -> CommonScale:
    """Return the scale on which all effects of a comparison can be drawn."""
    measures = {result.effect.measure for result in comparison.results if result.effect}
    is_signed = len(comparison.design.levels) == PAIR
    if len(measures) == 1:
        return CommonScale(next(iter(measures)), is_mixed=False, is_signed=is_signed)
    key = Measure.CLIFFS_DELTA if is_signed else EXPLAINED
    return CommonScale(key, is_mixed=len(measures) > 1, is_signed=is_signed)
