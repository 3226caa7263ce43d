"""Tables with one result a row: from blocks of text to panels as columns.

The rows of a panel may stand anywhere, so the whole table is read before the first panel is known.
Of each row only four numbers are kept; what repeats (patients, times, analytes, texts of values) is
kept once.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count as counted
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import Details, PanelError, Place, Problem, Severity
from core.readers.cells import shown
from core.readers.context import SPECIMEN
from core.readers.conventions import Conventions
from core.readers.corrections import Corrections, Meaning
from core.readers.names import FIELD_NAMES, RESULT_NAMES
from core.readers.quantities import Stated, parse_value
from core.readers.reading import ProblemLog
from core.readers.tables.analytes import Analyte, analyte_of
from core.readers.tables.births import MOMENTS, OF_PATIENT
from core.readers.tables.columns import long_columns
from core.readers.tables.distinct import Distinct, log_problems, log_ragged, stated_ids
from core.readers.tables.gathering import (
    Legend,
    LongRows,
    Statements,
    draw_keys,
    first_rows,
    gathered,
    starts_of,
)
from core.readers.tables.grid import Block, TextColumn
from core.readers.tables.headers import items_of
from core.readers.tables.layout import Layout
from core.readers.tables.measured import PanelColumns
from core.readers.tables.wide import NOBODY, field_parsers
from core.readers.understanding import Item

BESIDE = ("item", "code", "unit", "low", "high", "range", "status", "material")
NUMBERS = ("value", "low", "high", "range")
# A table of so many numbers costs less than sorting the rows of a block.
LIMIT_TABLE = 1 << 24
# With their units, intervals and codes; no laboratory has so many.
MOST_ANALYTES = 20_000


class Numbering:
    """Gives each thing the number under which it was first met."""

    def __init__(self, *first: Hashable) -> None:
        self.things: list[Any] = list(first)
        self._numbers = {thing: number for number, thing in enumerate(first)}

    def of(self, things: Sequence[Hashable]) -> NDArray[np.int32]:
        """Return the number of each of several things."""
        new = [thing for thing in dict.fromkeys(things) if thing not in self._numbers]
        self._numbers.update(zip(new, counted(len(self.things)), strict=False))
        self.things += new
        numbers = map(self._numbers.__getitem__, things)
        return np.fromiter(numbers, dtype=np.int32, count=len(things))


@dataclass(frozen=True, slots=True)
class Undated:
    """A time that was refused: none is known, but draws of two such times are two."""

    text: str


class LongReader:
    """Reads the blocks of one table of results. Raises PanelError for two columns of ids."""

    def __init__(self, layout: Layout, log: ProblemLog, corrections: Corrections) -> None:
        self._layout, self._log, self._corrections = layout, log, corrections
        self._columns = long_columns(layout.header, log, corrections, {*FIELD_NAMES, *RESULT_NAMES})
        self._beside = [field for field in BESIDE if field in self._columns]
        self.numbers = [h.index for field, h in self._columns.items() if field in NUMBERS]
        self.moments = [h.index for field, h in self._columns.items() if field in MOMENTS]
        self._patients = Numbering(None)
        self._met: list[NDArray[np.int64]] = []
        # Number 0 is what no row states.
        self._stated: list[Stated | None] = [None]
        self._fields = {f: Numbering(None) for f in (*OF_PATIENT, *SPECIMEN) if f in self._columns}
        self._analytes: dict[tuple[str, ...], int] = {}
        self._known: list[Analyte] = []
        self._told: Counter[int] = Counter()
        self._first_row: dict[int, int] = {}
        self._said: list[Statements] = []
        self._partly: set[int] = set()
        self._values: dict[int, dict[str, int]] = {}
        self._notes: dict[tuple[int, str], Problem] = {}

    def items(self) -> tuple[Item, ...]:
        """Return what the columns were taken for, and each analyte that was met."""
        columns = items_of(self._layout.header, {}, self._corrections)
        analytes = {a.label: a for a in self._known if a.label}
        met = (
            Item(
                label,
                said or (Meaning(marker=a.marker.key) if a.marker else None),
                a.stated,
                is_corrected=said is not None,
            )
            for label, a in analytes.items()
            for said in (self._corrections.meaning(label),)
        )
        return (*columns, *met)

    def read(self, blocks: Iterable[Block], conventions: Conventions) -> Iterator[PanelColumns]:
        """Yield the panels of all blocks at once; none where the columns needed are not there."""
        if "value" not in self._columns or not {"item", "code"} & self._columns.keys():
            yield PanelColumns(file=self._log.file)
            return
        parsers = field_parsers(conventions)
        self._parsers = {field: Distinct(parsers[field]) for field in self._fields}
        rows = LongRows.joined([self._rows(block, conventions) for block in blocks])
        for number, count in self._told.items():
            if count > 1:
                name = shown(self._known[number].label)
                details: Details = {"name": name, "count": count - 1}
                told = Problem("reader.long.repeated", details, severity=Severity.NOTE)
                # Under the row of what is the same, so that it stands right after it.
                self._log.add(told, row=self._first_row[number])
        legend = Legend(
            patients=self._patients.things[1:],
            met=np.unique(np.concatenate(self._met)),
            analytes=self._known,
            stated=self._stated,
            fields={
                field: [None if isinstance(thing, Undated) else thing for thing in numbering.things]
                for field, numbering in self._fields.items()
            },
            header=self._columns["value"].text,
            partly_read=self._partly,
        )
        yield gathered(rows, Statements.joined(self._said), legend, self._log)

    def _rows(self, block: Block, conventions: Conventions) -> LongRows:
        """Return the rows of a block that hold a value which is used."""
        log_ragged(block, self._log)
        fields = {field: self._field(field, block) for field in self._fields}
        draws = self._drawn(block, fields.get("collected"))
        self._said.append(Statements.of(draws, block.rows, fields))
        analytes = self._analyte_of_each(block, conventions)
        is_used = np.array([a.known is not None for a in self._known], dtype=bool)
        kept = (draws >= 0) & (is_used[analytes] if len(is_used) else False)
        stated = self._values_of(block, analytes, kept, conventions.decimal)
        kept &= stated > 0
        self._note_partly_read(block, draws, analytes)
        rows = LongRows(draws, analytes, stated, block.rows)
        return rows if kept.all() else rows.where(kept)

    def _note_partly_read(
        self, block: Block, draws: NDArray[np.int64], analytes: NDArray[np.int32]
    ) -> None:
        """Remember the draws of rows of which something was refused, told there or further up."""
        if not (refused := self._log.refused_rows()):
            return
        is_refused = [any(p.severity is Severity.REFUSED for p in a.problems) for a in self._known]
        partly = np.isin(block.rows, refused) | np.array(is_refused, dtype=bool)[analytes]
        self._partly.update(np.unique(draws[partly]).tolist())

    def _field(self, field: str, block: Block) -> NDArray[np.int32]:
        """Return the number of what each row states of a field, 0 where it states nothing."""
        heading, numbering = self._columns[field], self._fields[field]
        column = block.columns[heading.index]
        parser = self._parsers[field]
        stated: list[Any] = parser.stated(column, block, self._log, heading.text)
        if field == "collected":
            refused = map(parser.is_refused, column.texts)
            stated = [
                Undated(text) if is_refused else moment
                for text, moment, is_refused in zip(column.texts, stated, refused, strict=True)
            ]
        return numbering.of(stated)[column.codes]

    def _drawn(self, block: Block, collected: NDArray[np.int32] | None) -> NDArray[np.int64]:
        """Return the key of each row's patient and time, -1 where there is no patient."""
        ids = self._ids(block)
        # Number 0 is a pseudonym that was refused.
        numbers = (self._patients.of(ids.texts).astype(np.int64) - 1)[ids.codes]
        keys = draw_keys(numbers, 0 if collected is None else collected)
        self._met.append(keys[starts_of(keys)])
        return keys

    def _ids(self, block: Block) -> "Ids":
        heading = self._columns.get("id")
        if heading is None:
            return Ids([NOBODY], np.zeros(len(block.rows), dtype=np.int32))
        column = block.columns[heading.index]
        return Ids(stated_ids(column, block, self._log, heading.text), column.codes)

    def _analyte_of_each(self, block: Block, conventions: Conventions) -> NDArray[np.int32]:
        """Return the number of each row's analyte; what is wrong with one is told once."""
        columns = [block.columns[self._columns[field].index] for field in self._beside]
        codes, combinations = combined(columns)
        numbers = np.empty(len(combinations), dtype=np.int32)
        counts = np.bincount(codes, minlength=len(combinations))
        first = first_rows(codes, block.rows, len(combinations))
        for place, cells in enumerate(combinations):
            number = self._analytes.get(cells)
            if number is None:
                if len(self._known) == MOST_ANALYTES:
                    place_of = Place(self._log.file, int(first[place]))
                    raise PanelError("reader.file.too_many_analytes", place_of, limit=MOST_ANALYTES)
                number = self._analytes[cells] = len(self._known)
                self._known.append(
                    analyte_of(dict(zip(self._beside, cells, strict=True)), conventions)
                )
                self._first_row[number] = int(first[place])
                for problem in self._known[number].problems:
                    self._log.add(problem, row=int(first[place]), column=self._name_column)
            if self._known[number].problems:
                self._told[number] += int(counts[place])
            numbers[place] = number
        return numbers[codes]

    @property
    def _name_column(self) -> str:
        return next(self._columns[f].text for f in ("item", "code") if f in self._columns)

    def _values_of(
        self, block: Block, analytes: NDArray[np.int32], kept: NDArray[np.bool_], decimal: str
    ) -> NDArray[np.int32]:
        """Return the number of what each row states, 0 where it states nothing or is not kept."""
        heading = self._columns["value"]
        column = block.columns[heading.index]
        width = len(column.texts)
        keys = analytes[kept].astype(np.int64) * width + column.codes[kept]
        distinct, places = compact(keys, len(self._known) * width)
        numbers = [
            number
            for analyte, texts in grouped(distinct.tolist(), column.texts)
            for number in self._stated_by(analyte, texts, decimal)
        ]
        if self._notes:
            told = [
                self._notes.get((key // width, column.texts[key % width]))
                for key in distinct.tolist()
            ]
            values = TextColumn([], places)
            log_problems(told, values, Block(block.rows[kept], ()), self._log, heading.text)
        found = np.zeros(len(kept), dtype=np.int32)
        found[kept] = np.array(numbers, dtype=np.int32)[places]
        return found

    def _stated_by(self, number: int, texts: Sequence[str], decimal: str) -> Iterable[int]:
        """Return the number of what each text states of an analyte, 0 where nothing is used."""
        known, analyte = self._values.setdefault(number, {}), self._known[number]
        for text in set(texts) - known.keys():
            known[text] = self._parsed(number, analyte, text, decimal)
        return map(known.__getitem__, texts)

    def _parsed(self, number: int, analyte: Analyte, text: str, decimal: str) -> int:
        if analyte.marker is None or analyte.known is None:
            return 0
        parsed = parse_value(text, analyte.marker, analyte.unit, analyte.known, decimal)
        problem = parsed.note if isinstance(parsed, Stated) else parsed
        if problem is not None:
            self._notes[number, text] = problem
        if not isinstance(parsed, Stated):
            return 0
        self._stated.append(parsed)
        return len(self._stated) - 1


def grouped(keys: Sequence[int], texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each analyte with its texts, from sorted keys: analyte * len(texts) + text."""
    width = len(texts)
    for analyte, some in groupby(keys, lambda key: key // width):
        yield analyte, [texts[key % width] for key in some]


@dataclass(frozen=True, slots=True)
class Ids:
    """The distinct pseudonyms of a block, None where refused, and which of them each row has."""

    texts: Sequence[str | None]
    codes: NDArray[np.int32]


def combined(
    columns: Sequence[TextColumn],
) -> tuple[NDArray[np.int32], list[tuple[str, ...]]]:
    """Return which combination of texts each row has, and the distinct combinations."""
    codes = columns[0].codes
    texts: list[tuple[str, ...]] = [(text,) for text in columns[0].texts]
    for column in columns[1:]:
        width = len(column.texts)
        keys = codes.astype(np.int64) * width + column.codes
        distinct, codes = compact(keys, len(texts) * width)
        texts = [(*texts[key // width], column.texts[key % width]) for key in distinct.tolist()]
    return codes, texts


def compact(keys: NDArray[np.int64], most: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return the distinct keys, all below `most`, and the place of each key among them."""
    if most > LIMIT_TABLE:
        distinct, places = np.unique(keys, return_inverse=True)
        return distinct, places.astype(np.int32)
    is_there = np.zeros(most, dtype=bool)
    is_there[keys] = True
    distinct = np.flatnonzero(is_there)
    table = np.empty(most, dtype=np.int32)
    table[distinct] = np.arange(len(distinct), dtype=np.int32)
    return distinct, table[keys]
