"""The scale of an analyte: from a cohort's numbers to the unit, and to where they are drawn.

Standardised values go back to the unit through the interval that applies to the patient; without
one that has both ends there is no way back, and they stay in [SD].
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.cohort import Analyte
from core.figures import words
from core.markers import Interval, Scale
from core.markers.marker import STANDARD_NORMAL_97_5
from core.text import Text

Floats = NDArray[np.float64]
NO_BAND = (-math.inf, math.inf)


@dataclass(frozen=True, slots=True)
class AnalyteScale:
    """Where values of an analyte stand; `interval` is the patient's, None where there is none.

    Values are `in_unit`, which is what a trace is given, or `drawn`: the same, or their decimal
    logarithm, in which equal distances are equal on the paper.
    """

    analyte: Analyte
    interval: Interval | None
    is_log: bool

    @property
    def location(self) -> tuple[float, float] | None:
        """Return the middle and SD by which standardised values go back to the unit."""
        marker = self.analyte.marker
        if not self.analyte.is_standardised or marker is None or self.interval is None:
            return None
        try:
            return marker.location(self.interval)
        except ValueError:
            return None

    @property
    def is_in_sd(self) -> bool:
        """Say whether the values stay in [SD]."""
        return self.analyte.is_standardised and self.location is None

    @property
    def band(self) -> tuple[float, float]:
        """Return the ends of the reference interval in the unit of the scale; infinite if open."""
        if self.is_in_sd:
            return -STANDARD_NORMAL_97_5, STANDARD_NORMAL_97_5
        if self.interval is None:
            return NO_BAND
        low, high = self.interval.low, self.interval.high
        return -math.inf if low is None else low, math.inf if high is None else high

    def in_unit(self, values: Floats) -> Floats:
        """Return a cohort's values in the unit of the scale."""
        location = self.location
        if location is None or self.analyte.marker is None:
            return values
        scaled = location[0] + values * location[1]
        return np.exp(scaled) if self.analyte.marker.scale is Scale.LOG else scaled

    def drawn(self, values: Floats) -> Floats:
        """Return where values in the unit are drawn; what has no logarithm lies at -inf."""
        if not self.is_log:
            return values
        return np.log10(values, out=np.full_like(values, -np.inf), where=~(values <= 0))

    def one(self, value: float) -> float:
        """Return where one of a cohort's values is drawn."""
        return float(self.drawn(self.in_unit(np.array([value])))[0])

    def undrawn(self, drawn: Floats) -> Floats:
        """Return the value in the unit that is drawn at a place."""
        return np.asarray(10.0**drawn) if self.is_log else drawn

    def unit(self, text: Text) -> str:
        """Write the unit as people do; that of a file's own analyte as the file does."""
        marker = self.analyte.marker
        return words.unit(text, marker.unit) if marker else self.analyte.unit

    def title(self, text: Text) -> str:
        """Return the name of the analyte with the unit of the scale."""
        name = self.analyte.name(text.language)
        if self.is_in_sd:
            return text("figure.axis.sd", marker=name)
        unit = self.unit(text)
        return text("figure.axis.unit", marker=name, unit=unit) if unit else name


def scale_of(
    analyte: Analyte, interval: Interval | None, *, is_log: bool | None = None
) -> AnalyteScale:
    """Return the scale of an analyte, linear or logarithmic as asked or else as is its own."""
    linear = AnalyteScale(analyte, interval, is_log=False)
    own = analyte.marker.scale if analyte.is_standardised and analyte.marker else analyte.scale
    wanted = own is Scale.LOG if is_log is None else is_log
    return linear if linear.is_in_sd and is_log is None else AnalyteScale(analyte, interval, wanted)
