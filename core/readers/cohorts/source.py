"""A file of any form as rows of people: a table of them, results, or panels of another format."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO, TypeAlias

import numpy as np

from core.errors import PanelError, Place, Problem
from core.readers.cohorts.columns import rows_of
from core.readers.cohorts.constant import constant_in_people
from core.readers.cohorts.joining import with_groups
from core.readers.cohorts.panels import rows_of_panels
from core.readers.cohorts.reading import Use
from core.readers.cohorts.rows import PeopleRows
from core.readers.cohorts.sheets import chosen_sheet, with_titles
from core.readers.cohorts.table import take_table
from core.readers.corrections import Corrections
from core.readers.fhir import read_fhir
from core.readers.hl7 import read_hl7
from core.readers.names import folded
from core.readers.pasted import read_text, spaced_grid
from core.readers.reading import ProblemLog, Reading
from core.readers.tables.crosstab import readable
from core.readers.tables.delimited import certain_encoding, delimited_grid
from core.readers.tables.grid import Grid
from core.readers.tables.headers import headings_of
from core.readers.tables.layout import Layout, layout_of, without_empty_end
from core.readers.tables.measured import columns_of
from core.readers.tables.table import read_columns
from core.readers.tables.xlsx import xlsx_grids
from core.readers.understanding import Shape

# A grid can be read once.
OpenGrid: TypeAlias = Callable[[], Grid]
PanelReader: TypeAlias = Callable[[BinaryIO, str, Corrections], Iterator[Reading]]

ENDINGS = ("csv", "tsv", "xlsx", "json", "ndjson", "hl7", "txt")
OF_PANELS: Mapping[str, PanelReader] = MappingProxyType(
    {"json": read_fhir, "ndjson": read_fhir, "hl7": read_hl7}
)


@dataclass(slots=True)
class Source:
    """A file to be read, and what was told of it; `sheet` is the one of a workbook that is read."""

    data: bytes
    name: str
    corrections: Corrections
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    log: ProblemLog = field(init=False)
    _problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin without a problem."""
        self.log = ProblemLog(self.name)

    def take_problems(self) -> tuple[Problem, ...]:
        """Return what was told since the last time, by row as far as it has one."""
        told = (*self._problems, *self.log.take())
        self._problems.clear()
        return tuple(sorted(told, key=lambda problem: problem.place.row or 0))

    def rows(self) -> PeopleRows:
        """Read the file. Raises CohortError or PanelError where nothing can be read."""
        ending = PurePath(self.name).suffix.lstrip(".").casefold() if self.name else "txt"
        if ending not in ENDINGS:
            raise PanelError("reader.file.ending", Place(self.name), endings=", ".join(ENDINGS))
        if ending in OF_PANELS:
            return self._of_readings(OF_PANELS[ending](self._open(), self.name, self.corrections))
        if ending == "xlsx":
            return self._of_workbook()
        return self._of_text() if ending == "txt" else self._of_grid(self._delimited)

    def _open(self) -> BinaryIO:
        return io.BytesIO(self.data)

    def _delimited(self) -> Grid:
        return delimited_grid(self._open(), self.name, self.corrections)

    def _spaced(self) -> Grid:
        encoding = certain_encoding(self._open(), self.name, self.corrections.encoding)
        text = self.data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        return spaced_grid(text, self.name)

    def _of_workbook(self) -> PeopleRows:
        found = xlsx_grids(self._open(), self.name)
        place = chosen_sheet(found, self.sheet, self.corrections, self.name)
        self.sheets = tuple(title for title, _ in found)
        self.sheet = self.sheets[place]
        grid = found[place][1]
        rows = self._of_table(grid, lambda: xlsx_grids(self._open(), self.name)[place][1])
        return with_titles(rows, [pair for i, pair in enumerate(found) if i != place], self.log)

    def _of_text(self) -> PeopleRows:
        """Read text as panels where it states some, and else as a table of whatever it holds."""
        try:
            first = next(read_text(self._open(), self.name, self.corrections), None)
        except PanelError as error:
            if error.problem.key != "reader.line.too_many":
                raise
            first = None
        understood = first.understanding if first else None
        if understood is not None and understood.shape in (Shape.WIDE, Shape.LONG):
            return self._of_grid(self._delimited if understood.separator else self._spaced)
        if first is not None and first.panels:
            return self._of_readings(read_text(self._open(), self.name, self.corrections))
        return self._of_grid(max((self._delimited, self._spaced), key=_width))

    def _of_grid(self, open_grid: OpenGrid) -> PeopleRows:
        return self._of_table(open_grid(), open_grid)

    def _of_table(self, grid: Grid, again: OpenGrid) -> PeopleRows:
        """Read a table of results, or else of people."""
        table = readable(grid, self.corrections)
        layout = layout_of(table, self.corrections) if table else None
        if layout is not None and layout.shape is Shape.LONG and self._is_of_results(layout):
            return self._of_results(again, layout if table is grid else None)
        for note in grid.notes:
            self.log.add(note)
        return rows_of(take_table(grid, self.log, self.corrections), self.log)

    def _is_of_results(self, layout: Layout) -> bool:
        """Say whether a table with a column of values has one of analytes, and not of people.

        `Code, Group, Value` are three columns of people.
        """
        headings = headings_of(layout.header, self.corrections)
        fields = {h.field for h in headings}
        codes = [folded(h.text) for h in headings if h.field == "code"]
        return bool(fields & {"id", "item"}) or codes != ["code"]

    def _of_results(self, open_grid: OpenGrid, layout: Layout | None) -> PeopleRows:
        """Read a table of results, and what else it says of people if its layout is its own."""
        read = list(read_columns(open_grid(), self.log, self.corrections))
        rows = rows_of_panels([columns for columns, _ in read], read[0][1], self.log)
        stated = constant_in_people(open_grid(), layout, self.corrections) if layout else None
        if stated is None:
            return rows
        names = {column.name for column in stated.columns}
        self._problems += [p for p in self.log.take() if not _is_of_unused(p, names)]
        unused = [c for c in rows.columns if c.use is Use.UNUSED and c.name in names]
        rows = replace(rows, columns=[c for c in rows.columns if c not in unused])
        return with_groups(rows, stated, self.log, is_told=False)

    def _of_readings(self, readings: Iterable[Reading]) -> PeopleRows:
        parts, understood = [], None
        for reading in readings:
            columns = columns_of(reading.panels, self.name)
            parts.append(replace(columns, rows=np.zeros_like(columns.rows)))
            understood = understood or reading.understanding
            self._problems += reading.problems
        return rows_of_panels(parts, understood, self.log)


def _is_of_unused(problem: Problem, names: Iterable[str]) -> bool:
    return problem.key == "reader.column.unknown" and problem.place.column in names


def _width(open_grid: OpenGrid) -> int:
    return max(len(without_empty_end(cells)) for _, cells in open_grid().head)
