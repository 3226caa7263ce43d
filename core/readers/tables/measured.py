"""Panels as columns: what a table states of each marker, as arrays, until panels are wanted."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import repeat
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from core.errors import Place
from core.markers import Interval, Marker
from core.panel import Measurement, Panel, Patient, Specimen
from core.readers.garbage import collection_paused
from core.readers.quantities import Stated

Codes = NDArray[np.int32]
Kept: TypeAlias = NDArray[np.bool_] | slice


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A field of the context: each distinct statement once, and which of them each panel has."""

    values: Sequence[Any]
    codes: Codes

    def of_each(self) -> list[Any]:
        """Return the field of each panel."""
        values = self.values
        return [values[code] for code in self.codes.tolist()]

    def where(self, kept: Kept) -> "FieldColumn":
        """Return the field of some panels."""
        return FieldColumn(self.values, self.codes[kept])


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerColumn:
    """What is stated of one marker: distinct statements, and which of them each panel has.

    A statement is None for a panel without one. `rows` are where the values stand; `intervals` the
    laboratory's own, by `interval_codes`, where any were sent; `is_preliminary` by panel.
    """

    marker: Marker
    header: str
    stated: Sequence[Stated | None]
    codes: Codes
    rows: NDArray[np.int64]
    intervals: Sequence[Interval | None] = ()
    interval_codes: Codes | None = None
    is_preliminary: NDArray[np.bool_] | None = None

    @property
    def low(self) -> NDArray[np.float64]:
        """Return the lower ends [marker.unit], nan where there is no value, (n_panels,)."""
        return self._ends([math.nan if s is None else s.value.low for s in self.stated])

    @property
    def high(self) -> NDArray[np.float64]:
        """Return the upper ends [marker.unit], nan where there is no value, (n_panels,)."""
        return self._ends([math.nan if s is None else s.value.high for s in self.stated])

    @property
    def is_stated(self) -> NDArray[np.bool_]:
        """Say of each panel whether it has a value."""
        return np.array([s is not None for s in self.stated], dtype=bool)[self.codes]

    @property
    def units(self) -> tuple[str, ...]:
        """Return the units that values were read in."""
        used = (self.stated[code] for code in np.unique(self.codes).tolist())
        return tuple(dict.fromkeys(s.unit for s in used if s is not None))

    def _ends(self, distinct: list[float]) -> NDArray[np.float64]:
        return np.array(distinct, dtype=np.float64)[self.codes]

    def where(self, kept: Kept) -> "MarkerColumn":
        """Return the column of some panels."""
        codes, preliminary = self.interval_codes, self.is_preliminary
        return replace(
            self,
            codes=self.codes[kept],
            rows=self.rows[kept],
            interval_codes=None if codes is None else codes[kept],
            is_preliminary=None if preliminary is None else preliminary[kept],
        )

    def measurements(self, file: str) -> list[Measurement | None]:
        """Return the measurement of each panel, if it has one."""
        marker, header, intervals = self.marker, self.header, self.intervals
        of_each = repeat(None) if self.interval_codes is None else self.interval_codes.tolist()
        soon = repeat(object=False) if self.is_preliminary is None else self.is_preliminary.tolist()
        stated = self.stated
        return [
            None
            if (s := stated[code]) is None
            else Measurement(
                marker=marker,
                value=s.value,
                text=s.text,
                unit=s.unit,
                interval=None if interval is None else intervals[interval],
                place=Place(file, row, header),
                is_preliminary=preliminary,
            )
            for code, row, interval, preliminary in zip(
                self.codes.tolist(), self.rows.tolist(), of_each, soon, strict=False
            )
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelColumns:
    """Some panels of a table as columns, all of the same length, in the order of the file.

    `rows` are where each panel stands, or begins; `is_partly_read` says of each whether something
    stated of it was refused, shape (n_panels,).
    """

    file: str
    rows: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    ids: Sequence[str] = ()
    patients: Mapping[str, FieldColumn] = field(default_factory=dict)
    specimens: Mapping[str, FieldColumn] = field(default_factory=dict)
    markers: Sequence[MarkerColumn] = ()
    is_partly_read: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))

    def parts(self, size: int) -> Iterator["PanelColumns"]:
        """Yield the panels in parts of a size, for what must not hold all of them at once."""
        for start in range(0, max(1, len(self.ids)), size):
            some = slice(start, start + size)
            yield replace(
                self,
                rows=self.rows[some],
                ids=self.ids[some],
                patients={name: column.where(some) for name, column in self.patients.items()},
                specimens={name: column.where(some) for name, column in self.specimens.items()},
                markers=[column.where(some) for column in self.markers],
                is_partly_read=self.is_partly_read[some],
            )

    def panels(self) -> tuple[Panel, ...]:
        """Return the panels one by one."""
        with collection_paused():
            return self._panels()

    def _panels(self) -> tuple[Panel, ...]:
        measured = [column.measurements(self.file) for column in self.markers]
        rows = zip(*measured, strict=True) if measured else repeat(())
        return tuple(
            Panel(
                patient=Patient(id=patient, **of_patient),
                specimen=Specimen(**of_specimen),
                measurements=tuple([m for m in row if m is not None]),
                is_partly_read=partly,
            )
            for patient, partly, of_patient, of_specimen, row in zip(
                self.ids,
                self.is_partly_read.tolist(),
                _records(self.patients, len(self.ids)),
                _records(self.specimens, len(self.ids)),
                rows,
                strict=False,
            )
        )


def columns_of(panels: Sequence[Panel], file: str) -> PanelColumns:
    """Return panels as columns; each marker under the key of the catalogue."""
    by_marker: dict[str, list[Measurement | None]] = {}
    for number, panel in enumerate(panels):
        for measurement in panel.measurements:
            key = measurement.marker.key
            by_marker.setdefault(key, [None] * len(panels))[number] = measurement
    return PanelColumns(
        file=file,
        rows=np.arange(len(panels), dtype=np.int64),
        ids=[panel.patient.id for panel in panels],
        patients=_fields([panel.patient for panel in panels]),
        specimens=_fields([panel.specimen for panel in panels]),
        markers=[_column(measured) for measured in by_marker.values()],
        is_partly_read=np.array([panel.is_partly_read for panel in panels], dtype=bool),
    )


def _fields(records: Sequence[Patient] | Sequence[Specimen]) -> dict[str, FieldColumn]:
    each = np.arange(len(records), dtype=np.int32)
    names = [f.name for f in fields(records[0]) if f.name != "id"] if records else []
    return {name: FieldColumn([getattr(r, name) for r in records], each) for name in names}


def _column(measured: Sequence[Measurement | None]) -> MarkerColumn:
    """Return the measurements of one marker, of which there is at least one."""
    each = np.arange(len(measured), dtype=np.int32)
    return MarkerColumn(
        marker=next(m.marker for m in measured if m is not None),
        header="",
        stated=[None if m is None else Stated(m.value, m.text, m.unit) for m in measured],
        codes=each,
        rows=each.astype(np.int64),
        intervals=[None if m is None else m.interval for m in measured],
        interval_codes=each,
        is_preliminary=np.array([m is not None and m.is_preliminary for m in measured], dtype=bool),
    )


def _records(stated: Mapping[str, FieldColumn], count: int) -> list[dict[str, Any]]:
    """Return the fields of each panel by their names."""
    columns = [column.of_each() for column in stated.values()]
    if not columns:
        return [{}] * count
    return [dict(zip(stated, row, strict=True)) for row in zip(*columns, strict=True)]
