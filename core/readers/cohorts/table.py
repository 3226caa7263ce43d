"""Takes in a table with a row a person, whatever its columns are of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from core.cohort.cohort import Floats
from core.errors import PanelError, Place, Problem, Severity
from core.readers.cohorts.amounts import Amounts, AnyAmounts, MarkerAmounts
from core.readers.cohorts.cells import Cells, Gatherer, Kept
from core.readers.cohorts.context import ContextTaker
from core.readers.cohorts.header import Header, header_of
from core.readers.cohorts.people import Draws
from core.readers.cohorts.plans import Plan, plans_of
from core.readers.cohorts.reading import Use
from core.readers.conventions import Conventions, date_order, decimal_mark
from core.readers.corrections import Corrections
from core.readers.reading import ProblemLog
from core.readers.tables.distinct import log_ragged
from core.readers.tables.grid import Block, Grid
from core.readers.tables.headers import items_of
from core.readers.understanding import Shape, Understanding, signature_of

# Of a column of numbers that all differ, so many are looked at for the decimal mark of the file.
PROOFS = 50
COMMAS = (",", "，")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as it was taken in, but for rows whose id was refused; one row a draw.

    `cells` are by the index of their column; `ages` are in [years]; `is_other` says which rows name
    a material that is not blood.
    """

    file: str
    plans: Sequence[Plan]
    conventions: Conventions
    draws: Draws
    cells: Mapping[int, Cells]
    ages: Floats | None
    is_other: NDArray[np.bool_]
    understanding: Understanding

    def where(self, kept: Kept) -> "Table":
        """Return some of the rows."""
        return replace(
            self,
            draws=self.draws.where(kept),
            cells={index: cells.where(kept) for index, cells in self.cells.items()},
            ages=None if self.ages is None else self.ages[kept],
            is_other=self.is_other[kept],
        )


def take_table(grid: Grid, log: ProblemLog, corrections: Corrections) -> Table:
    """Take in a table of people. Raises CohortError or PanelError without a header, or rows."""
    header = header_of(grid, corrections)
    if grid.head[0][0] < header.row:
        log.add(Problem("reader.file.title", severity=Severity.NOTE), row=header.row)
    return taken(grid, header, plans_of(header, corrections, grid.file), log, corrections)


def taken(
    grid: Grid, header: Header, plans: Sequence[Plan], log: ProblemLog, corrections: Corrections
) -> Table:
    """Take in the columns of a table that there are plans for. Raises PanelError without rows."""
    blocks = grid.blocks(header.last_row, len(header.cells))
    first = next(blocks, None)
    if first is None:
        raise PanelError("cohort_reader.no_rows", Place(grid.file))
    conventions = _conventions(first, plans, corrections)
    context = ContextTaker(plans, conventions, log)
    cells = _cells(chain([first], blocks), plans, context, conventions.decimal)
    table = Table(
        file=grid.file,
        plans=plans,
        conventions=conventions,
        draws=context.draws(),
        cells=cells,
        ages=context.ages,
        is_other=context.is_other,
        understanding=_understood(grid, header, conventions),
    )
    return table if context.is_known.all() else table.where(context.is_known)


def _cells(
    blocks: Iterable[Block], plans: Sequence[Plan], context: ContextTaker, decimal: str
) -> Mapping[int, Cells]:
    """Take in all blocks; return the columns whose cells count, by their index."""
    gatherers = {
        plan.index: Gatherer(_amounts(plan, decimal))
        for plan in plans
        if plan.use in (Use.ANALYTE, Use.MATERIAL, None)
    }
    for block in blocks:
        log_ragged(block, context.log)
        context.take(block)
        for index, gatherer in gatherers.items():
            gatherer.take(block.columns[index], block)
    # One by one, so that no column is held twice for long.
    return {index: gatherers.pop(index).finished() for index in list(gatherers)}


def _amounts(plan: Plan, decimal: str) -> Amounts:
    if plan.marker is not None and plan.known is not None:
        return MarkerAmounts(plan.marker, plan.unit, plan.known, decimal)
    return AnyAmounts(plan.unit, decimal)


def _conventions(first: Block, plans: Sequence[Plan], corrections: Corrections) -> Conventions:
    """Return how numbers and dates are written: as was said, or as the first block proves."""
    of_time = [plan.index for plan in plans if plan.use in (Use.BIRTH, Use.COLLECTED)]
    moments = chain.from_iterable(first.columns[index].texts for index in of_time)
    return Conventions(
        corrections.decimal or decimal_mark(_numbers(first, plans)),
        corrections.dates or date_order(moments),
        corrections,
    )


def _numbers(first: Block, plans: Sequence[Plan]) -> Iterator[str]:
    """Yield what may prove the decimal mark: texts without their minus, which says nothing of it.

    Of a column without a comma, the first of its texts do.
    """
    for plan in plans:
        if plan.use in (Use.ANALYTE, None):
            texts = first.columns[plan.index].texts
            letters = "".join(texts)
            has_comma = any(mark in letters for mark in COMMAS)
            yield from (text.lstrip(" -") for text in (texts if has_comma else texts[:PROOFS]))


def _understood(grid: Grid, header: Header, conventions: Conventions) -> Understanding:
    return Understanding(
        shape=Shape.WIDE,
        signature=signature_of(Shape.WIDE, header.cells),
        items=items_of(header.cells, header.units, conventions.corrections),
        encoding=grid.encoding,
        separator=grid.separator,
        decimal=conventions.decimal or ".",
        header_row=header.row,
        unit_row=header.unit_row,
    )
