"""From the rows of a table of results to panels as columns, by the rule of `core.readers.draws`."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import Place, Problem, Severity
from core.markers import CATALOGUE
from core.panel import Measurement
from core.readers.context import PATIENT, SPECIMEN
from core.readers.draws import Candidate, settled
from core.readers.quantities import Stated
from core.readers.reading import ProblemLog
from core.readers.result import Status
from core.readers.tables.analytes import Analyte
from core.readers.tables.measured import FieldColumn, MarkerColumn, PanelColumns

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class LongRows:
    """The rows that hold a value, as numbers: of their draw, their analyte and what they state.

    `rows` are counted as a spreadsheet does; `fields` number what is stated beside the value.
    """

    draws: Numbers
    analytes: Numbers
    stated: Numbers
    rows: NDArray[np.int64]
    fields: Mapping[str, Numbers]

    @classmethod
    def joined(cls, parts: "Sequence[LongRows]") -> "LongRows":
        """Join the rows of several blocks, of which there is at least one."""
        return cls(
            np.concatenate([part.draws for part in parts]),
            np.concatenate([part.analytes for part in parts]),
            np.concatenate([part.stated for part in parts]),
            np.concatenate([part.rows for part in parts]),
            {f: np.concatenate([part.fields[f] for part in parts]) for f in parts[0].fields},
        )

    def where(self, kept: NDArray[np.bool_]) -> "LongRows":
        """Return some of the rows."""
        return LongRows(
            self.draws[kept],
            self.analytes[kept],
            self.stated[kept],
            self.rows[kept],
            {field: numbers[kept] for field, numbers in self.fields.items()},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What the numbers of the rows stand for, and the header of the column with the values.

    `partly_read` are the numbers of draws of which something was refused.
    """

    draws: Sequence[tuple[str, Any]]
    analytes: Sequence[Analyte]
    stated: Sequence[Stated | None]
    fields: Mapping[str, Sequence[Any]]
    header: str
    partly_read: Collection[int] = ()


def gathered(
    rows: LongRows,
    legend: Legend,
    log: ProblemLog,
) -> PanelColumns:
    """Return the panels of rows, in the order in which their draws were met."""
    draws = legend.draws
    numbers: dict[str, int] = {}
    of_analyte = [
        numbers.setdefault(a.marker.key, len(numbers)) if a.marker else 0 for a in legend.analytes
    ]
    of_row = np.array(of_analyte, dtype=np.int32)[rows.analytes]
    kept, legend = _settled(rows, of_row, legend, log)
    if not kept.all():
        rows, of_row = rows.where(kept), of_row[kept]
    rows, is_met = _without_gaps(rows, len(draws))
    count = int(is_met.sum())
    if count < len(draws):
        details = {"count": len(draws) - count}
        log.add(Problem("reader.long.no_panel", details, severity=Severity.NOTE))
    stated_fields = {field: _field(field, rows, legend, count, log) for field in rows.fields}
    return PanelColumns(
        file=log.file,
        rows=first_rows(rows.draws, rows.rows, count),
        ids=[draw[0] for draw, met in zip(draws, is_met.tolist(), strict=True) if met],
        patients={f: column for f, column in stated_fields.items() if f in PATIENT},
        specimens={f: column for f, column in stated_fields.items() if f in SPECIMEN},
        markers=_columns(rows, of_row, list(numbers), count, legend),
        is_partly_read=np.isin(np.flatnonzero(is_met), list(legend.partly_read)),
    )


def first_rows(codes: Numbers, rows: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return where each of so many things is met first: the last one written, from the end."""
    first = np.zeros(count, dtype=np.int64)
    first[codes[::-1]] = rows[::-1]
    return first


def _without_gaps(rows: LongRows, draws: int) -> tuple[LongRows, NDArray[np.bool_]]:
    """Number the draws anew without those of which no row is left; say which are left."""
    is_met = np.zeros(draws, dtype=bool)
    is_met[rows.draws] = True
    if is_met.all():
        return rows, is_met
    place = np.cumsum(is_met, dtype=np.int32) - 1
    return replace(rows, draws=place[rows.draws]), is_met


def _columns(
    rows: LongRows, of_row: Numbers, markers: Sequence[str], count: int, legend: Legend
) -> list[MarkerColumn]:
    """Return the column of each marker that a row is of."""
    shape = len(markers), count
    stated, beside = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int32)
    places = np.zeros(shape, dtype=np.int64)
    stated[of_row, rows.draws], beside[of_row, rows.draws] = rows.stated, rows.analytes
    places[of_row, rows.draws] = rows.rows
    intervals = [analyte.interval for analyte in legend.analytes]
    has_interval = any(interval is not None for interval in intervals)
    soon = np.array([a.status is Status.PRELIMINARY for a in legend.analytes], dtype=bool)
    return [
        MarkerColumn(
            marker=CATALOGUE[key],
            header=legend.header,
            stated=legend.stated,
            codes=stated[i],
            rows=places[i],
            intervals=intervals,
            interval_codes=beside[i] if has_interval else None,
            is_preliminary=soon[beside[i]] if soon.any() else None,
        )
        for i, key in enumerate(markers)
        if stated[i].any()
    ]


def _field(
    field: str,
    rows: LongRows,
    legend: Legend,
    count: int,
    log: ProblemLog,
) -> FieldColumn:
    """Return a field of each panel: what its rows state, and nothing where they contradict."""
    numbers = rows.fields[field]
    codes = np.zeros(count, dtype=np.int32)
    is_stated = numbers > 0
    codes[rows.draws[is_stated][::-1]] = numbers[is_stated][::-1]
    contradicts = is_stated & (numbers != codes[rows.draws])
    told: set[int] = set()
    for i in np.flatnonzero(contradicts).tolist():
        draw = int(rows.draws[i])
        if draw not in told:
            told.add(draw)
            log.add(Problem("reader.draw.conflict", {"field": field}), row=int(rows.rows[i]))
    codes[list(told)] = 0
    return FieldColumn(legend.fields[field], codes)


def _settled(
    rows: LongRows,
    of_row: Numbers,
    legend: Legend,
    log: ProblemLog,
) -> tuple[NDArray[np.bool_], Legend]:
    """Say which rows count: of several for one draw and marker, one at most.

    A row whose interval does not count gets an analyte of its own, without one.
    """
    kept = np.ones(len(rows.rows), dtype=bool)
    if not len(kept):
        return kept, legend
    analytes = list(legend.analytes)
    keys = rows.draws.astype(np.int64) * (1 + of_row.max()) + of_row
    several = np.flatnonzero((np.bincount(keys) > 1)[keys])
    groups: dict[int, list[int]] = defaultdict(list)
    for i in several.tolist():
        groups[int(keys[i])].append(i)
    for group in groups.values():
        candidates = [
            _candidate(rows, i, legend, Place(log.file, int(rows.rows[i]), legend.header))
            for i in group
        ]
        chosen, problems = settled([c for c in candidates if c])
        kept[group] = False
        for i, candidate in zip(group, candidates, strict=True):
            if candidate and chosen and candidate.measurement.place == chosen.place:
                kept[i] = True
                if candidate.measurement.interval != chosen.interval:
                    analytes.append(replace(analytes[rows.analytes[i]], interval=None))
                    rows.analytes[i] = len(analytes) - 1
        for problem in problems:
            log.add(problem, row=problem.place.row, column=legend.header)
    return kept, replace(legend, analytes=analytes)


def _candidate(
    rows: LongRows,
    i: int,
    legend: Legend,
    place: Place,
) -> Candidate | None:
    analyte, value = legend.analytes[rows.analytes[i]], legend.stated[rows.stated[i]]
    if analyte.marker is None or value is None:
        return None
    measurement = Measurement(
        marker=analyte.marker,
        value=value.value,
        text=value.text,
        unit=value.unit,
        interval=analyte.interval,
        place=place,
        is_preliminary=analyte.status is Status.PRELIMINARY,
    )
    return Candidate(measurement, analyte.status)
