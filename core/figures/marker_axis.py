"""An axis in a marker's own unit, made from distances in [SD] and the interval that applies.

A skewed marker has a logarithmic axis, on which its distribution is symmetrical again. Without an
interval with both ends there is no way back to the unit: the axis stays in [SD].
"""

import math
from dataclasses import dataclass
from typing import Any

from core.figures import words
from core.markers import Interval, Marker, Scale
from core.text import Text, number

TICKS_WANTED = 6
NICE_STEPS = (1, 2, 5, 10)
FEWEST_TICKS = 4


@dataclass(frozen=True, slots=True)
class MarkerAxis:
    """Where values of a marker stand; `interval` is None where the axis is in [SD]."""

    marker: Marker
    interval: Interval | None

    @property
    def is_log(self) -> bool:
        """Say whether equal distances on the axis are equal factors."""
        return self.interval is not None and self.marker.scale is Scale.LOG

    def at(self, z: float) -> float:
        """Return the position of a distance in [SD]: in the unit, or the distance itself."""
        return z if self.interval is None else self.marker.unstandardised(z, self.interval)

    def drawn(self, position: float) -> float:
        """Return a position as Plotly's annotations want it: as a logarithm on such an axis."""
        return math.log10(position) if self.is_log else position

    def title(self, text: Text) -> str:
        """Return the name of the marker with the unit of the axis."""
        name = self.marker.name(text.language)
        if self.interval is None:
            return text("figure.axis.sd", marker=name)
        unit = words.unit(text, self.marker.unit)
        return text("figure.axis.unit", marker=name, unit=unit) if unit else name

    def written(self, z: float) -> str:
        """Write the position of a distance as a number, without the unit."""
        return number(self.at(z))

    def layout(self, text: Text, low: float, high: float) -> dict[str, Any]:
        """Return the settings of a Plotly axis from `low` to `high` [SD], a blood value >= 0."""
        start, end = self.at(low), self.at(high)
        if self.interval is not None and not self.is_log:
            start = max(0.0, start)
        ticks = log_ticks(start, end) if self.is_log else linear_ticks(start, end)
        return {
            "type": "log" if self.is_log else "linear",
            "range": [math.log10(start), math.log10(end)] if self.is_log else [start, end],
            "tickvals": ticks,
            "ticktext": [f"{tick:g}" for tick in ticks],
            "ticks": "outside",
            "title": {"text": self.title(text)},
        }


def marker_axis(marker: Marker, interval: Interval | None) -> MarkerAxis:
    """Return the axis of a marker for the interval that applies to a patient."""
    if interval is None:
        return MarkerAxis(marker, None)
    try:
        marker.location(interval)
    except ValueError:
        return MarkerAxis(marker, None)
    return MarkerAxis(marker, interval)


def linear_ticks(low: float, high: float) -> list[float]:
    """Return round numbers at equal steps of 1, 2 or 5 between two ends."""
    rough = (high - low) / TICKS_WANTED
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(nice * power for nice in NICE_STEPS if nice * power >= rough)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(i * step, 12) for i in range(first, last + 1)]


def log_ticks(low: float, high: float) -> list[float]:
    """Return 1, 2 and 5 times powers of ten between two ends above 0, or equal steps if few."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    ticks = [round(m * 10.0**p, 12) for p in powers for m in NICE_STEPS[:-1]]
    within = [tick for tick in ticks if low <= tick <= high]
    return within if len(within) >= FEWEST_TICKS else linear_ticks(low, high)
