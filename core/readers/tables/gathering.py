"""From the rows of a table of results to panels as columns, by the rule of `core.readers.draws`."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import Place, Problem, Severity
from core.markers import CATALOGUE
from core.panel import Measurement
from core.readers.context import SPECIMEN
from core.readers.draws import Candidate, settled
from core.readers.quantities import Stated
from core.readers.reading import ProblemLog
from core.readers.result import Status
from core.readers.tables.analytes import Analyte
from core.readers.tables.births import OF_PATIENT
from core.readers.tables.measured import FieldColumn, MarkerColumn, PanelColumns

Numbers = NDArray[np.int32]
TIME_BITS = 32


@dataclass(frozen=True, slots=True)
class LongRows:
    """The rows that hold a value, as numbers: of their draw, their analyte and what they state.

    `draws` are keys of patient and time (see `draw_keys`) until `gathered` numbers them.
    `rows` are counted as a spreadsheet does.
    """

    draws: NDArray[np.int64]
    analytes: Numbers
    stated: Numbers
    rows: NDArray[np.int64]

    @classmethod
    def joined(cls, parts: "Sequence[LongRows]") -> "LongRows":
        """Join the rows of several blocks, of which there is at least one."""
        return cls(
            np.concatenate([part.draws for part in parts]),
            np.concatenate([part.analytes for part in parts]),
            np.concatenate([part.stated for part in parts]),
            np.concatenate([part.rows for part in parts]),
        )

    def where(self, kept: NDArray[np.bool_]) -> "LongRows":
        """Return some of the rows."""
        return LongRows(
            self.draws[kept],
            self.analytes[kept],
            self.stated[kept],
            self.rows[kept],
        )


@dataclass(frozen=True, slots=True)
class Statements:
    """What rows say of their patient and draw beside a value, used or not, as numbers by field.

    Of rows in a run that say the same there is the first; `draws` are keys.
    """

    draws: NDArray[np.int64]
    rows: NDArray[np.int64]
    fields: Mapping[str, Numbers]

    @classmethod
    def of(
        cls, draws: NDArray[np.int64], rows: NDArray[np.int64], fields: Mapping[str, Numbers]
    ) -> "Statements":
        """Return what the rows of a block say; those without a patient say nothing."""
        is_first = is_new(draws)
        for numbers in fields.values():
            is_first |= is_new(numbers)
        is_first &= draws >= 0
        kept = {field: numbers[is_first] for field, numbers in fields.items()}
        return cls(draws[is_first], rows[is_first], kept)

    @classmethod
    def joined(cls, parts: "Sequence[Statements]") -> "Statements":
        """Join what several blocks say, of which there is at least one."""
        return cls(
            np.concatenate([part.draws for part in parts]),
            np.concatenate([part.rows for part in parts]),
            {f: np.concatenate([part.fields[f] for part in parts]) for f in parts[0].fields},
        )

    def about(self, draws: NDArray[np.int64]) -> "Statements":
        """Return what is said of some draws, each then numbered by its place among them."""
        order = np.argsort(draws)
        places = np.searchsorted(draws, self.draws, sorter=order)
        numbers = order[np.minimum(places, len(draws) - 1)] if len(draws) else places
        kept = draws[numbers] == self.draws if len(draws) else np.zeros(len(places), dtype=bool)
        fields = {field: stated[kept] for field, stated in self.fields.items()}
        return Statements(numbers[kept], self.rows[kept], fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What the numbers of the rows stand for, and the header of the column with the values.

    `met` are the keys of all draws, in rows that are used or not; `partly_read` those of which
    something was refused.
    """

    patients: Sequence[str]
    met: NDArray[np.int64]
    analytes: Sequence[Analyte]
    stated: Sequence[Stated | None]
    fields: Mapping[str, Sequence[Any]]
    header: str
    partly_read: Collection[int] = ()


def gathered(rows: LongRows, said: Statements, legend: Legend, log: ProblemLog) -> PanelColumns:
    """Return the panels of rows, in the order in which their draws were met."""
    numbers: dict[str, int] = {}
    of_analyte = [
        numbers.setdefault(a.marker.key, len(numbers)) if a.marker else 0 for a in legend.analytes
    ]
    of_row = np.array(of_analyte, dtype=np.int32)[rows.analytes]
    rows, draws = _numbered_draws(rows)
    is_partly_read = np.isin(draws, list(legend.partly_read))
    kept, legend, refused = _settled(rows, of_row, legend, log)
    is_partly_read[refused] = True
    if not kept.all():
        rows, of_row = rows.where(kept), of_row[kept]
        rows, left = _numbered_draws(rows)
        draws, is_partly_read = draws[left], is_partly_read[left]
    count = len(draws)
    unused = int((legend.met >= 0).sum()) - count
    if unused:
        details = {"count": unused}
        log.add(Problem("reader.long.no_panel", details, severity=Severity.NOTE))
    said = said.about(draws)
    stated_fields = {field: _field(field, said, legend, count, log) for field in said.fields}
    return PanelColumns(
        file=log.file,
        rows=first_rows(rows.draws, rows.rows, count),
        ids=[legend.patients[patient] for patient in (draws >> TIME_BITS).tolist()],
        patients={f: column for f, column in stated_fields.items() if f in OF_PATIENT},
        specimens={f: column for f, column in stated_fields.items() if f in SPECIMEN},
        markers=_columns(rows, of_row, list(numbers), count, legend),
        is_partly_read=is_partly_read,
    )


def first_rows(
    codes: NDArray[np.signedinteger], rows: NDArray[np.int64], count: int
) -> NDArray[np.int64]:
    """Return where each of so many things is met first: the last one written, from the end."""
    first = np.zeros(count, dtype=np.int64)
    first[codes[::-1]] = rows[::-1]
    return first


def draw_keys(patients: NDArray[np.int64], times: Numbers | int) -> NDArray[np.int64]:
    """Return one number for the numbers of a patient and a time; -1 where there is no patient."""
    return np.where(patients < 0, -1, patients << TIME_BITS | times)


def starts_of(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where runs of equal keys start: the rows of a draw mostly stand together."""
    return np.flatnonzero(is_new(keys))


def is_new(keys: NDArray[np.signedinteger]) -> NDArray[np.bool_]:
    """Say of each key whether it differs from the one before it."""
    differs = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=differs[1:])
    return differs


def _numbered_draws(rows: LongRows) -> tuple[LongRows, NDArray[np.int64]]:
    """Number the draws of rows in the order in which they are met; return the keys they had."""
    starts = starts_of(rows.draws)
    keys, first, places = np.unique(rows.draws[starts], return_index=True, return_inverse=True)
    order = np.argsort(first)
    numbers = np.empty(len(order), dtype=np.int64)
    numbers[order] = np.arange(len(order))
    lengths = np.diff(starts, append=len(rows.draws))
    return replace(rows, draws=np.repeat(numbers[places], lengths)), keys[order]


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
    field: str, said: Statements, legend: Legend, count: int, log: ProblemLog
) -> FieldColumn:
    """Return a field of each panel: what its rows state, and nothing where they contradict."""
    numbers = said.fields[field]
    codes = np.zeros(count, dtype=np.int32)
    is_stated = numbers > 0
    codes[said.draws[is_stated][::-1]] = numbers[is_stated][::-1]
    contradicts = is_stated & (numbers != codes[said.draws])
    told: set[int] = set()
    for i in np.flatnonzero(contradicts).tolist():
        draw = int(said.draws[i])
        if draw not in told:
            told.add(draw)
            log.add(Problem("reader.draw.conflict", {"field": field}), row=int(said.rows[i]))
    codes[list(told)] = 0
    return FieldColumn(legend.fields[field], codes)


def _settled(
    rows: LongRows,
    of_row: Numbers,
    legend: Legend,
    log: ProblemLog,
) -> tuple[NDArray[np.bool_], Legend, list[int]]:
    """Say which rows count: of several for one draw and marker, one at most.

    Returns the draws of which none counts too, and the legend: a row whose interval does not count
    gets an analyte of its own, without one.
    """
    kept = np.ones(len(rows.rows), dtype=bool)
    if not len(kept):
        return kept, legend, []
    refused: list[int] = []
    analytes = list(legend.analytes)
    for group in _several(rows, of_row):
        candidates = [_candidate(rows, i, legend, log.file) for i in group.tolist()]
        chosen, problems = settled([c for c in candidates if c])
        for problem in problems:
            log.add(problem, row=problem.place.row, column=legend.header)
        kept[group] = False
        if chosen is None:
            refused.append(int(rows.draws[group[0]]))
            continue
        # Two of one row are of two columns of a cumulative report, and say the same.
        i = int(group[rows.rows[group] == chosen.place.row][0])
        kept[i] = True
        if analytes[rows.analytes[i]].interval != chosen.interval:
            analytes.append(replace(analytes[rows.analytes[i]], interval=None))
            rows.analytes[i] = len(analytes) - 1
    return kept, replace(legend, analytes=analytes), refused


def _several(rows: LongRows, of_row: Numbers) -> Iterator[NDArray[np.int64]]:
    """Yield which rows are of one draw and marker, where there are several."""
    keys = rows.draws.astype(np.int64) * (1 + of_row.max()) + of_row
    several = np.flatnonzero((np.bincount(keys) > 1)[keys])
    groups: dict[int, list[int]] = defaultdict(list)
    for i in several.tolist():
        groups[int(keys[i])].append(i)
    for group in groups.values():
        yield np.array(group, dtype=np.int64)


def _candidate(
    rows: LongRows,
    i: int,
    legend: Legend,
    file: str,
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
        place=Place(file, int(rows.rows[i]), legend.header),
        is_preliminary=analyte.status is Status.PRELIMINARY,
    )
    return Candidate(measurement, analyte.status)
