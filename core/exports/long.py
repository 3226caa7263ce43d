"""The long table: one row a measurement, with its code, its status, and its value as read."""

import csv
import io
from collections.abc import Iterable
from typing import TextIO

from core.exports.cells import ENCODING, FIELDS, context_cells, inert, number_cell, value_cell
from core.panel import Measurement, Panel

HEADER = (
    *FIELDS,
    "code",
    "marker",
    "value",
    "unit",
    "low",
    "high",
    "status",
    "value as read",
    "unit as read",
)


def write_long(panels: Iterable[Panel], output: TextIO) -> int:
    """Write panels as a long table; return how many.

    A panel without a measurement has no row. Raises PanelError for an id that is not read back.
    """
    table = csv.writer(output)
    table.writerow(HEADER)
    count = 0
    for panel in panels:
        context = context_cells(panel)
        table.writerows([*context, *_measured(m)] for m in panel.measurements)
        count += 1
    return count


def long_bytes(panels: Iterable[Panel]) -> bytes:
    """Return a long table as a file. Raises PanelError as `write_long` does."""
    output = io.StringIO(newline="")
    write_long(panels, output)
    return output.getvalue().encode(ENCODING)


def _measured(measurement: Measurement) -> list[str]:
    marker, interval = measurement.marker, measurement.interval
    return [
        marker.loinc,
        marker.symbol,
        value_cell(measurement.value),
        marker.unit,
        number_cell(interval.low if interval else None),
        number_cell(interval.high if interval else None),
        "preliminary" if measurement.is_preliminary else "final",
        inert(measurement.text),
        inert(measurement.unit),
    ]
