"""Several analytes on one scale, so that they can stand below each other.

Standardised analytes stand in [SD] from the middle of the reference interval. Others are brought to
one scale by the first of the groups: [SD] from its median, as its quartiles have them, of the
logarithm where the analyte is skewed.
"""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.cohort import Analyte
from core.cohort.density import NORMAL_IQR
from core.figures.among.groups import Asked, Group, groups_of
from core.figures.among.place import value_words
from core.figures.among.scale import NO_BAND, AnalyteScale, scale_of
from core.text import Text

Floats = NDArray[np.float64]
Ends = tuple[float, float]

# How far the common axis goes to both sides [SD], at least and at most.
LEAST_REACH, MOST_REACH = 3.0, 8.0
ROOM = 0.2


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Overview:
    """One analyte on the common scale [SD]; `value` is the patient's with its unit.

    `boxes` are the percentiles of SHARES of each group (n_groups, 5), `band` the reference interval
    and `place` the patient's, None where there is none.
    """

    name: str
    value: str
    boxes: Floats
    band: Ends | None
    place: Ends | None


def are_standardised(analytes: tuple[Analyte, ...]) -> bool:
    """Say whether the common scale is that of the reference intervals."""
    return all(analyte.is_standardised for analyte in analytes)


def overviews(text: Text, asked: Asked, analytes: tuple[Analyte, ...]) -> tuple[Overview, ...]:
    """Return the analytes that can stand on the common scale, in their order."""
    make = _in_sd if are_standardised(analytes) else _by_first_group
    found = (make(text, asked, analyte) for analyte in analytes)
    return tuple(overview for overview in found if overview is not None)


def reach_of(rows: tuple[Overview, ...]) -> float:
    """Return how far the axis goes to both sides [SD]: over all whiskers and the patient."""
    ends = [abs(end) for row in rows for end in (row.place or ()) if math.isfinite(end)]
    ends += [abs(end) for row in rows for end in row.boxes.ravel().tolist() if math.isfinite(end)]
    return min(MOST_REACH, max([LEAST_REACH, *(end + ROOM for end in ends)]))


def _in_sd(text: Text, asked: Asked, analyte: Analyte) -> Overview | None:
    scale = scale_of(analyte, None)
    boxes = np.array([group.percentiles() for group in groups_of(text, asked, scale)])
    place = asked.place(analyte)
    if np.isnan(boxes).all():
        return None
    return Overview(
        name=analyte.name(text.language),
        value=value_words(text, asked.panel, analyte),
        boxes=boxes,
        band=scale.band,
        place=(place.low, place.high) if place else None,
    )


def _by_first_group(text: Text, asked: Asked, analyte: Analyte) -> Overview | None:
    scale = asked.scale(analyte)
    groups = groups_of(text, asked, scale)
    scale = _without_log(scale, groups)
    boxes = scale.drawn(np.array([group.percentiles() for group in groups]))
    _, q1, median, q3, _ = boxes[0].tolist()
    spread = (q3 - q1) / NORMAL_IQR
    if not spread > 0:
        return None
    place, ends = asked.place(analyte), scale.drawn(np.array(scale.band))
    placed = (scale.one(place.low), scale.one(place.high)) if place else None
    return Overview(
        name=analyte.name(text.language),
        value=value_words(text, asked.panel, analyte),
        boxes=(boxes - median) / spread,
        band=None if scale.band == NO_BAND else _moved((ends[0], ends[1]), median, spread),
        place=_moved(placed, median, spread) if placed else None,
    )


def _without_log(scale: AnalyteScale, groups: tuple[Group, ...]) -> AnalyteScale:
    has_logarithms = all(group.has_logarithms for group in groups)
    return replace(scale, is_log=scale.is_log and has_logarithms)


def _moved(ends: Ends, middle: float, spread: float) -> Ends:
    low, high = ((float(end) - middle) / spread for end in ends)
    return low, high
