"""The wide table: one row a panel, one column a marker in its own unit; the template's form.

A wide table has no place for what is said of one result. The markers of which a panel has a
preliminary result are therefore named in a column of their own, `preliminary`, which is there only
where there is such a result. The text and the unit as read are left out: see `core.exports.long`.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from core.exports.cells import ENCODING, FIELDS, context_cells, number_cell, value_cell
from core.markers import CATALOGUE, Marker
from core.panel import Measurement, Panel

PRELIMINARY = "preliminary"
BETWEEN_MARKERS = ";"


@dataclass(frozen=True, slots=True)
class WideColumns:
    """What the columns are of: the keys of the markers, and of those with an interval."""

    markers: frozenset[str] = frozenset()
    limited: frozenset[str] = frozenset()
    has_preliminary: bool = False

    @property
    def header(self) -> list[str]:
        """Return the header, the markers in the order of the catalogue."""
        names = [*FIELDS, PRELIMINARY] if self.has_preliminary else [*FIELDS]
        for marker in (m for key, m in CATALOGUE.items() if key in self.markers):
            names.append(value_header(marker))
            if marker.key in self.limited:
                names += limit_headers(marker)
        return names


def columns_of(panels: Iterable[Panel]) -> WideColumns:
    """Return the columns that some panels need."""
    markers: set[str] = set()
    limited: set[str] = set()
    has_preliminary = False
    for measurement in (m for panel in panels for m in panel.measurements):
        markers.add(measurement.marker.key)
        if measurement.interval is not None:
            limited.add(measurement.marker.key)
        has_preliminary |= measurement.is_preliminary
    return WideColumns(frozenset(markers), frozenset(limited), has_preliminary)


def write_wide(panels: Iterable[Panel], output: TextIO, columns: WideColumns | None = None) -> int:
    """Write panels as a wide table; return how many.

    The panels are held until all columns are known, unless `columns` names them. Raises PanelError
    for an id that is not read back, and ValueError for a panel that does not fit the columns.
    """
    if columns is None:
        panels = tuple(panels)
        columns = columns_of(panels)
    table = csv.DictWriter(output, columns.header, restval="")
    table.writeheader()
    count = 0
    for panel in panels:
        table.writerow(row_of(panel))
        count += 1
    return count


def wide_bytes(panels: Iterable[Panel]) -> bytes:
    """Return a wide table as a file. Raises PanelError as `write_wide` does."""
    output = io.StringIO(newline="")
    write_wide(panels, output)
    return output.getvalue().encode(ENCODING)


def row_of(panel: Panel) -> dict[str, str]:
    """Return the cells of a panel by their headers; those that would be empty may be missing."""
    cells = dict(zip(FIELDS, context_cells(panel), strict=True))
    early = [m.marker.symbol for m in panel.measurements if m.is_preliminary]
    if early:
        cells[PRELIMINARY] = BETWEEN_MARKERS.join(early)
    for measurement in panel.measurements:
        cells.update(_measured(measurement))
    return cells


def _measured(measurement: Measurement) -> Iterator[tuple[str, str]]:
    marker, interval = measurement.marker, measurement.interval
    yield value_header(marker), value_cell(measurement.value)
    if interval is not None:
        ends = number_cell(interval.low), number_cell(interval.high)
        yield from zip(limit_headers(marker), ends, strict=True)


def value_header(marker: Marker) -> str:
    """Return the header of a marker's values: `UA (mg/dL)`."""
    return f"{marker.symbol} ({marker.unit})"


def limit_headers(marker: Marker) -> tuple[str, str]:
    """Return the headers of the ends of the laboratory's interval, which is in the same unit."""
    return f"{marker.symbol} low", f"{marker.symbol} high"
