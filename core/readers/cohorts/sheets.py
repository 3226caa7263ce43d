"""The sheets of a workbook: which holds the people, and which says what its columns are called."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from core.errors import CohortError, Details, EngawaError, Place, Problem, Severity
from core.readers.cells import LIMIT_CHARACTERS, shown
from core.readers.cohorts.header import header_of
from core.readers.cohorts.plans import plans_of
from core.readers.cohorts.reading import Use
from core.readers.cohorts.rows import PeopleRows
from core.readers.corrections import Corrections
from core.readers.names import folded
from core.readers.reading import ProblemLog
from core.readers.tables.grid import Block, Grid
from core.readers.tables.layout import is_number, without_empty_end

Sheets: TypeAlias = Sequence[tuple[str, Grid]]

LABELS = frozenset(folded(name) for name in ("label", "labels", "ラベル"))
SHOWN_SHEETS = 5


def chosen_sheet(sheets: Sheets, sheet: str, corrections: Corrections, file: str) -> int:
    """Return the place of the sheet that was asked for, or else of the one with most to compare.

    Raises CohortError for one that is not there.
    """
    titles = [title for title, _ in sheets]
    if not sheet:
        usable = [usable_columns(grid, corrections) for _, grid in sheets]
        return usable.index(max(usable))
    if sheet not in titles:
        names = ", ".join(f'"{shown(title)}"' for title in titles[:SHOWN_SHEETS])
        raise CohortError("cohort_reader.sheet", Place(file), sheet=shown(sheet), sheets=names)
    return titles.index(sheet)


def usable_columns(grid: Grid, corrections: Corrections) -> int:
    """Return how many columns of a sheet may be compared, by its first rows."""
    try:
        header = header_of(grid, corrections)
        plans = plans_of(header, corrections, grid.file)
    except EngawaError:
        return 0
    below = [cells for number, cells in grid.head if number > header.last_row]
    columns = [
        [cells[plan.index] for cells in below if plan.index < len(cells)]
        for plan in plans
        if plan.use in (Use.ANALYTE, None)
    ]
    stated = [[cell for cell in column if cell.strip()] for column in columns]
    return sum(0 < len(column) <= 2 * sum(map(is_number, column)) for column in stated)


def with_titles(people: PeopleRows, others: Sheets, log: ProblemLog) -> PeopleRows:
    """Return people whose analytes have the titles that another sheet gives them.

    That is a sheet with a column of labels and one whose cells are names of columns.
    """
    names = {one.analyte.key for one in people.measured if one.analyte.marker is None}
    for title, grid in others if names else ():
        found = {key: label for key, label in labels_in(grid, names).items() if label}
        if found:
            measured = [
                replace(m, analyte=replace(m.analyte, title=found[m.analyte.key]))
                if m.analyte.key in found
                else m
                for m in people.measured
            ]
            details: Details = {"count": len(found), "sheet": shown(title)}
            log.add(Problem("cohort_reader.labels", details, severity=Severity.NOTE))
            return replace(people, measured=measured)
    return people


def labels_in(grid: Grid, names: set[str]) -> Mapping[str, str]:
    """Return the label of each name of a column that a sheet labels; none if it labels less.

    Of the columns beside the labels, that counts which holds most of the names. A name with two
    labels has none.
    """
    rows = ((number, without_empty_end(cells)) for number, cells in grid.head)
    for number, cells in rows:
        places = [i for i, cell in enumerate(cells) if folded(cell) in LABELS]
        if len(places) == 1:
            blocks = list(grid.blocks(number, len(cells)))
            return _labelled(blocks, places[0], names) if blocks else {}
    return {}


def _labelled(blocks: Sequence[Block], label: int, names: set[str]) -> Mapping[str, str]:
    width = len(blocks[0].columns)
    columns = ({text.strip() for b in blocks for text in b.columns[i].texts} for i in range(width))
    met = [len(names & texts) for texts in columns]
    met[label] = 0
    best = met.index(max(met))
    if 2 * met[best] < len(names) or not met[best]:
        return {}
    found: dict[str, str] = {}
    for block in blocks:
        texts, labels = block.columns[best], block.columns[label]
        for name, said in zip(texts.codes.tolist(), labels.codes.tolist(), strict=True):
            key, title = texts.texts[name].strip(), " ".join(labels.texts[said].split())
            if key in names and len(title) <= LIMIT_CHARACTERS:
                found[key] = title if found.setdefault(key, title) == title else ""
    return found
