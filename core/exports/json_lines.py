"""What was read as records for a program: one of each measurement, one of each problem.

Both are strict JSON: an end at infinity is null, as is what is not known.
"""

import math
from typing import Any, TypeAlias

from core.errors import Place, Problem
from core.markers import Interval
from core.panel import Measurement, Panel
from core.text import Text

Record: TypeAlias = dict[str, Any]


def measurement_record(panel: Panel, measurement: Measurement, text: Text) -> Record:
    """Return one measurement of a panel: as read, and as used in the unit of its marker.

    `value` is null for a censored one, which lies from `low` to `high`.
    """
    collected, value, marker = panel.specimen.collected, measurement.value, measurement.marker
    return {
        "panel": panel.patient.id,
        "collected": collected and collected.isoformat(),
        "marker": marker.key,
        "name": marker.name(text.language),
        "read": {"text": measurement.text, "unit": measurement.unit},
        "used": {
            "value": value.low if value.is_exact else None,
            "low": value.low,
            "high": value.high if math.isfinite(value.high) else None,
            "unit": marker.unit,
        },
        "interval": interval_record(measurement.interval),
        "preliminary": measurement.is_preliminary,
        "place": place_record(measurement.place),
    }


def problem_record(problem: Problem, text: Text) -> Record:
    """Return one problem; its sentence leaves out the place, which stands beside it."""
    return {
        "problem": problem.key,
        "severity": str(problem.severity),
        "sentence": text(problem.key, **problem.details),
        "place": place_record(problem.place),
    }


def interval_record(interval: Interval | None) -> Record | None:
    """Return the laboratory's own interval; an open end is null."""
    return None if interval is None else {"low": interval.low, "high": interval.high}


def place_record(place: Place) -> Record:
    """Return where something stands in the user's own material."""
    return {
        "file": place.file or None,
        "row": place.row,
        "column": place.column or None,
        "path": place.path or None,
    }
