"""From where to where an axis goes: over people, patient and interval, within reason."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.cohort.sample import Sample
from core.cohort.standing import Place
from core.figures.among.scale import AnalyteScale
from core.figures.among.ticks import linear_ticks, log_ticks, tick_text
from core.text import Text

Floats = NDArray[np.float64]

# An axis goes to the last person, of very many to the last but this share; who is farther from the
# median than REACH [SD, as the quartiles have it] does not count. A patient or an interval may make
# it STRETCH times as long.
EDGE_SHARE = 0.001
REACH, STRETCH = 8.0, 2.0
# Room for the end of a curve beyond the last [SD], and how far it goes where nobody may be seen.
TAIL, SHARED_REACH = 0.7, 4.0
QUARTILE_SD = 0.6744897501960817
MARGIN = 0.04
# Where nobody varies, the axis goes this share of the value to either side.
FLAT_SHARE = 0.1
# Whoever differs by less, as a share of the value, does not differ.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of an analyte; `low` and `high` are its ends as they are drawn."""

    scale: AnalyteScale
    low: float
    high: float

    def clipped(self, drawn: float) -> float:
        """Return the nearest place on the axis."""
        return min(self.high, max(self.low, drawn))

    def holds(self, in_unit: Floats) -> NDArray[np.bool_]:
        """Say which values lie on the axis."""
        drawn = self.scale.drawn(in_unit)
        return (drawn >= self.low) & (drawn <= self.high)

    def at(self, drawn: float) -> float:
        """Return the value in the unit at a place, as a trace wants it."""
        return float(10.0**drawn) if self.scale.is_log else drawn

    def layout(self, text: Text) -> dict[str, Any]:
        """Return the settings of a Plotly axis."""
        low, high = self.at(self.low), self.at(self.high)
        ticks = log_ticks(low, high) if self.scale.is_log else linear_ticks(low, high)
        return {
            "type": "log" if self.scale.is_log else "linear",
            "range": [self.low, self.high],
            "tickvals": ticks,
            "ticktext": [tick_text(tick) for tick in ticks],
            "tickangle": 0,
            "ticks": "outside",
            "title": {"text": self.scale.title(text)},
        }


def axis_over(
    scale: AnalyteScale, samples: Iterable[Sample], place: Place | None, *, is_shared: bool
) -> Axis:
    """Return an axis over people's values in the unit of a scale, the patient and the interval.

    The outermost people show only where the cohort is not shared.
    """
    known = scale.drawn(np.concatenate([np.zeros(0), *(sample.known for sample in samples)]))
    patient = [scale.one(end) for end in (place.low, place.high)] if place else []
    band = [float(end) for end in scale.drawn(np.array(scale.band))]
    others = [end for end in (*patient, *band) if math.isfinite(end)]
    finite = known[np.isfinite(known)]
    if not len(finite) and not others:
        return Axis(scale, 0.0, 1.0)
    low, high = _spread(finite if len(finite) else np.array(others), is_shared=is_shared)
    middle, farthest = (low + high) / 2, STRETCH * (high - low) / 2
    if not len(finite) or np.ptp(finite) == 0:
        farthest = math.inf
    near = [end for end in others if abs(end - middle) <= farthest]
    low, high = min([low, *near]), max([high, *near])
    margin = MARGIN * (high - low)
    return Axis(scale, _from_zero(scale, (low - margin, high), finite), high + margin)


def _spread(drawn: Floats, *, is_shared: bool) -> tuple[float, float]:
    """Return from where to where people lie; by the quartiles only where none may be seen."""
    q1, median, q3 = (float(q) for q in np.quantile(drawn, (0.25, 0.5, 0.75)))
    sides = (median - q1) / QUARTILE_SD, (q3 - median) / QUARTILE_SD
    widest = max(sides) or float(drawn.std())
    if widest <= ROUNDING * abs(median):
        widest = FLAT_SHARE * abs(median) or 1.0
    # A side without any spread still needs room for those beyond its quartile.
    below, above = (max(side, widest / SHARED_REACH) for side in sides)
    if is_shared:
        return median - SHARED_REACH * below, median + SHARED_REACH * above
    counted = drawn[(drawn >= median - REACH * below) & (drawn <= median + REACH * above)]
    first, last = (float(q) for q in np.quantile(counted, (EDGE_SHARE, 1 - EDGE_SHARE)))
    return first - TAIL * below, last + TAIL * above


def _from_zero(scale: AnalyteScale, ends: tuple[float, float], drawn: Floats) -> float:
    """Keep an axis of amounts from going below nothing."""
    low, high = ends
    if scale.is_log or scale.is_in_sd:
        return low
    # Simulated people may have less than nothing of a marker, which is not to be seen.
    is_amount = scale.analyte.is_standardised or not bool((drawn < 0).any())
    return max(low, 0.0) if is_amount and high > 0 else low
