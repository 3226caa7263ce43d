"""Tables with one row a panel: from blocks of text to panels as columns."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import Problem, Severity
from core.markers import Interval
from core.markers.units import Conversion
from core.readers.ages import parse_birth
from core.readers.context import (
    PATIENT,
    SPECIMEN,
    Parser,
    parse_moment,
    parse_preliminary,
    parse_sex,
)
from core.readers.conventions import Conventions
from core.readers.corrections import Corrections
from core.readers.materials import parse_material
from core.readers.quantities import Stated, interval_between, parse_limit, parse_value
from core.readers.reading import ProblemLog
from core.readers.tables.births import BIRTH, MOMENTS, OF_PATIENT
from core.readers.tables.columns import MATERIAL, LimitColumn, ValueColumn, wide_columns
from core.readers.tables.distinct import Distinct, log_problems, log_ragged, stated_ids
from core.readers.tables.grid import Block
from core.readers.tables.headers import items_of
from core.readers.tables.layout import Layout
from core.readers.tables.measured import Codes, FieldColumn, MarkerColumn, PanelColumns
from core.readers.tables.seen import Seen
from core.readers.understanding import Item

NOBODY = ""


class WideReader:
    """Reads the blocks of one table, and remembers which panels it has met.

    Raises PanelError for two columns of ids.
    """

    def __init__(self, layout: Layout, log: ProblemLog, corrections: Corrections) -> None:
        self._layout, self._log, self._corrections = layout, log, corrections
        self._columns = wide_columns(layout.header, layout.units, log, corrections)
        self._seen = Seen()
        parts = [part for value in self._columns.values for part in value.parts]
        self.numbers = [part.index for part in parts]
        self.moments = [h.index for name, h in self._columns.fields.items() if name in MOMENTS]

    def items(self) -> tuple[Item, ...]:
        """Return what the columns were taken for."""
        return items_of(self._layout.header, self._layout.units, self._corrections)

    def read(self, blocks: Iterable[Block], conventions: Conventions) -> Iterator[PanelColumns]:
        """Yield the panels of each block; none where no column of a marker can be used."""
        if not self._columns.values:
            yield PanelColumns(file=self._log.file)
            return
        parsers, columns = field_parsers(conventions), self._columns
        self._fields = {name: Distinct(parsers[name]) for name in columns.fields if name != "id"}
        self._values = [(c, ValueParsers.of(c, conventions.decimal)) for c in columns.values]
        for block in blocks:
            log_ragged(block, self._log)
            yield self._panels(block)

    def _panels(self, block: Block) -> PanelColumns:
        """Return the panels of rows that have an id, a value, and a time of their own."""
        ids = self._ids(block)
        fields = {name: self._field(name, block) for name in self._fields}
        soon = fields.get("preliminary")
        measured = [
            with_preliminary(self._measured(column, parsers, block), soon)
            for column, parsers in self._values
        ]
        kept = np.array([i is not None for i in ids.values], dtype=bool)[ids.codes]
        kept &= self._are_of_blood(block)
        kept &= self._have_values(measured, kept, block)
        kept &= self._are_first(ids, fields.get("collected"), kept, block)
        return PanelColumns(
            file=self._log.file,
            rows=block.rows[kept],
            ids=ids.where(kept).of_each(),
            patients={n: column.where(kept) for n, column in fields.items() if n in OF_PATIENT},
            specimens={n: column.where(kept) for n, column in fields.items() if n in SPECIMEN},
            markers=[column.where(kept) for column in measured],
            is_partly_read=np.isin(block.rows[kept], self._log.refused_rows()),
        )

    def _ids(self, block: Block) -> FieldColumn:
        """Return the pseudonym of each row, None where it is refused."""
        heading = self._columns.fields.get("id")
        if heading is None:
            return FieldColumn([NOBODY], np.zeros(len(block.rows), dtype=np.int32))
        column = block.columns[heading.index]
        return FieldColumn(stated_ids(column, block, self._log, heading.text), column.codes)

    def _field(self, name: str, block: Block) -> FieldColumn:
        heading = self._columns.fields[name]
        column = block.columns[heading.index]
        stated = self._fields[name].stated(column, block, self._log, heading.text)
        return FieldColumn(stated, column.codes)

    def _are_of_blood(self, block: Block) -> NDArray[np.bool_]:
        """Say which rows do not name another material; why those that do are left is logged."""
        heading = self._columns.fields.get(MATERIAL)
        if heading is None:
            return np.ones(len(block.rows), dtype=bool)
        column, is_refused = block.columns[heading.index], self._fields[MATERIAL].is_refused
        return ~np.array([is_refused(text) for text in column.texts], dtype=bool)[column.codes]

    def _measured(self, column: ValueColumn, parsers: "ValueParsers", block: Block) -> MarkerColumn:
        texts, name = block.columns[column.heading.index], column.heading.text
        stated = parsers.values.stated(texts, block, self._log, name)
        log_problems([None if s is None else s.note for s in stated], texts, block, self._log, name)
        intervals, codes = self._intervals(column, parsers, block)
        return MarkerColumn(
            marker=column.marker,
            header=name,
            stated=stated,
            codes=texts.codes,
            rows=block.rows,
            intervals=intervals,
            interval_codes=codes,
        )

    def _intervals(
        self, column: ValueColumn, parsers: "ValueParsers", block: Block
    ) -> tuple[Sequence[Interval | None], Codes | None]:
        """Return the laboratory's own intervals; an end without a column is open."""
        if column.low is None and column.high is None:
            return (), None
        lows = self._ends(column.low, parsers.lows, -math.inf, block)
        highs = self._ends(column.high, parsers.highs, math.inf, block)
        keys = lows.codes.astype(np.int64) * len(highs.values) + highs.codes
        distinct, codes = np.unique(keys, return_inverse=True)
        pairs = [
            (lows.values[key // len(highs.values)], highs.values[key % len(highs.values)])
            for key in distinct.tolist()
        ]
        for upside_down in (i for i, pair in enumerate(pairs) if _is_upside_down(*pair)):
            for row in block.rows[codes == upside_down].tolist():
                problem = Problem("reader.row.interval")
                self._log.add(problem, row=row, column=column.heading.text)
        return [interval_between(*pair) for pair in pairs], codes.astype(np.int32)

    def _ends(
        self, limit: LimitColumn | None, parser: Distinct[float], open_end: float, block: Block
    ) -> FieldColumn:
        """Return an end of the interval of each row, infinite where open, None where refused."""
        if limit is None:
            return FieldColumn([open_end], np.zeros(len(block.rows), dtype=np.int32))
        column = block.columns[limit.heading.index]
        ends = parser.stated(column, block, self._log, limit.heading.text)
        return FieldColumn(ends, column.codes)

    def _have_values(
        self, measured: Sequence[MarkerColumn], kept: NDArray[np.bool_], block: Block
    ) -> NDArray[np.bool_]:
        found = np.zeros(len(block.rows), dtype=bool)
        for column in measured:
            found |= column.is_stated
        for row in block.rows[kept & ~found].tolist():
            self._log.add(Problem("reader.row.no_value", severity=Severity.NOTE), row=row)
        return found

    def _are_first(
        self, ids: FieldColumn, times: FieldColumn | None, kept: NDArray[np.bool_], block: Block
    ) -> NDArray[np.bool_]:
        """Say of the rows that are kept which are the first of their patient and time."""
        keys = hashes(ids) + (0 if times is None else 31 * hashes(times))
        first = np.zeros(len(block.rows), dtype=bool)
        first[kept] = self._seen.add(keys[kept])
        for row in block.rows[kept & ~first].tolist():
            self._log.add(Problem("reader.row.twice"), row=row)
        return first


@dataclass(frozen=True, slots=True)
class ValueParsers:
    """What parses the values of a marker's column and the ends of its intervals."""

    values: Distinct[Stated]
    lows: Distinct[float]
    highs: Distinct[float]

    @classmethod
    def of(cls, column: ValueColumn, decimal: str) -> "ValueParsers":
        """Return the parsers of a column."""
        return cls(
            Distinct(
                partial(
                    parse_value,
                    marker=column.marker,
                    unit=column.heading.unit,
                    known=column.known,
                    decimal=decimal,
                )
            ),
            *(
                Distinct(
                    partial(_end, known=end.known if end else column.known, decimal=decimal, to=to)
                )
                for end, to in ((column.low, -math.inf), (column.high, math.inf))
            ),
        )


def field_parsers(conventions: Conventions) -> Mapping[str, Parser]:
    """Return what parses each field beside the values, by the conventions of the file."""
    own: dict[str, Callable[[str], Any]] = {
        "sex": partial(parse_sex, corrections=conventions.corrections),
        "collected": partial(parse_moment, order=conventions.dates),
        "preliminary": parse_preliminary,
        BIRTH: partial(parse_birth, order=conventions.dates),
        MATERIAL: parse_material,
    }
    return {**PATIENT, **SPECIMEN, **own}


def with_preliminary(column: MarkerColumn, named: FieldColumn | None) -> MarkerColumn:
    """Return the column of a marker with the rows marked in which it is named as preliminary."""
    if named is None:
        return column
    distinct = [value is not None and column.marker.key in value for value in named.values]
    return replace(column, is_preliminary=np.array(distinct, dtype=bool)[named.codes])


def hashes(column: FieldColumn) -> NDArray[np.int64]:
    """Return a hash of the field of each panel."""
    distinct = np.fromiter(map(hash, column.values), dtype=np.int64, count=len(column.values))
    return distinct[column.codes]


def _is_upside_down(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low >= high


def _end(text: str, known: Conversion, decimal: str, to: float) -> float | Problem:
    """Parse an end of an interval; one that is not stated is open."""
    end = parse_limit(text, known, decimal)
    return to if end is None else end
