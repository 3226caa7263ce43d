"""From a panel to what the model reads: usable markers as ranges in [SD], the rest with why."""

import math
from dataclasses import dataclass
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from core.markers import Contrast, Interval, Marker, Scale, Sex
from core.panel import Measurement, Panel
from core.scoring.score import Unused

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Inputs:
    """The markers that enter the score of one panel, in the model's order.

    `low` and `high` (n_markers,) are in [SD] from the middle of the interval that applies; equal
    for an exact value.
    """

    sex: Sex
    markers: tuple[str, ...]
    low: Floats
    high: Floats

    @property
    def is_exact(self) -> bool:
        """Say whether every value is one number."""
        return bool(self.exactly.all())

    @property
    def exactly(self) -> NDArray[np.bool_]:
        """Say of each value whether it is one number, (n_markers,)."""
        return np.equal(self.low, self.high)

    def exact(self) -> "Inputs":
        """Return the exact values alone."""
        return self.only(self.exactly)

    def only(self, kept: NDArray[np.bool_]) -> "Inputs":
        """Return the markers in a mask (n_markers,) alone."""
        return Inputs(
            self.sex, tuple(compress(self.markers, kept)), self.low[kept], self.high[kept]
        )


def nothing(sex: Sex) -> Inputs:
    """Return the inputs of a panel in which no marker can be used."""
    return Inputs(sex, (), np.empty(0), np.empty(0))


def usable_inputs(
    panel: Panel, sex: Sex, model_markers: tuple[str, ...], withheld: tuple[Unused, ...]
) -> tuple[Inputs, tuple[Unused, ...]]:
    """Return what enters the score and every measured marker that does not, with the reason."""
    ranges: dict[str, tuple[float, float]] = {}
    unused = list(withheld)
    set_aside = {u.marker for u in withheld}
    for measurement in panel.measurements:
        key = measurement.marker.key
        if key in set_aside:
            continue
        reason = reason_unused(measurement, sex, model_markers)
        if reason:
            unused.append(Unused(key, reason))
        else:
            ranges[key] = standardised_range(measurement, sex)
    markers = tuple(key for key in model_markers if key in ranges)
    bounds = np.array([ranges[key] for key in markers]).reshape(-1, 2)
    return Inputs(sex, markers, bounds[:, 0], bounds[:, 1]), tuple(unused)


def reason_unused(measurement: Measurement, sex: Sex, model_markers: tuple[str, ...]) -> str:
    """Return the key of the reason why a measurement cannot enter the score; empty if it can."""
    if measurement.marker.key not in model_markers:
        return reason_unreported(measurement.marker)
    interval = measurement.reference(sex)
    if interval is None:
        return "no_interval"
    if not can_standardise(measurement.marker, interval):
        return "open_interval"
    if measurement.value.high == 0 and measurement.marker.scale is Scale.LOG:
        return "zero"
    if measurement.value.low == 0 and math.isinf(measurement.value.high):
        return "anything"
    return ""


def reason_unreported(marker: Marker) -> str:
    """Return why a marker has no place in the score of this sex."""
    contrasts = {f.contrast for f in marker.findings}
    if any(marker.case_control(sex) for sex in Sex):
        return "other_sex"
    return "trait_only" if Contrast.TRAIT in contrasts else "no_finding"


def can_standardise(marker: Marker, interval: Interval) -> bool:
    """Say whether the interval has a middle and a width on the marker's scale."""
    return interval.is_closed and not (marker.scale is Scale.LOG and not interval.low)


def standardised_range(measurement: Measurement, sex: Sex) -> tuple[float, float]:
    """Return (low, high) of a value in [SD]; what lies below a limit reaches down without end."""
    marker, value = measurement.marker, measurement.value
    interval = measurement.reference(sex)
    if interval is None:
        raise ValueError("a value without an interval cannot be standardised")
    if value.is_exact:
        z = marker.standardised(value.low, interval)
        return z, z
    low = -math.inf if value.low == 0 else marker.standardised(value.low, interval)
    high = math.inf if math.isinf(value.high) else marker.standardised(value.high, interval)
    return low, high
