"""What a table of results says of people beside the results: columns that are the same in each row.

A column of groups in such a table repeats with every result. One that says two things of a person
is about the result and not about the person, and is not used.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.readers.cohorts.cells import Cells
from core.readers.cohorts.columns import rows_of
from core.readers.cohorts.header import Header
from core.readers.cohorts.people import Keys
from core.readers.cohorts.plans import plans_of
from core.readers.cohorts.reading import Use
from core.readers.cohorts.rows import PeopleRows
from core.readers.cohorts.table import taken
from core.readers.corrections import Corrections
from core.readers.names import RESULT_NAMES, field_named
from core.readers.reading import ProblemLog
from core.readers.tables.grid import Grid
from core.readers.tables.layout import Layout


def constant_in_people(grid: Grid, layout: Layout, corrections: Corrections) -> PeopleRows | None:
    """Return what a table of results says of each person alone, a row each; None if nothing.

    Its problems were told where its results were read. Raises PanelError for two columns of ids.
    """
    header = Header(layout.header, layout.header_row, None, {})
    own = ProblemLog(grid.file)
    plans = [
        plan
        for plan in plans_of(header, corrections, grid.file)
        if plan.use is Use.ID or (plan.use is None and not plan.field and _is_free(plan.name))
    ]
    if len(plans) < 1 + any(plan.use is Use.ID for plan in plans):
        return None
    table = taken(grid, header, plans, own, corrections)
    if table.draws.keys is None:
        return None
    keys = table.draws.keys
    _, first = np.unique(keys, return_index=True)
    constant = {i: cells for i, cells in table.cells.items() if is_constant(cells, keys)}
    kept = [plan for plan in plans if plan.use is Use.ID or plan.index in constant]
    rows = rows_of(replace(table, plans=kept, cells=constant).where(np.sort(first)), own)
    used = [column for column in rows.columns if column.use in (Use.FACTOR, Use.ANALYTE)]
    return replace(rows, columns=used)


def is_constant(cells: Cells, keys: Keys) -> bool:
    """Say whether a column has one text, or a gap, in all rows of each person."""
    if cells.codes is None:
        return False
    order = np.argsort(keys, kind="stable")
    is_same: NDArray[np.bool_] = np.diff(keys[order]) == 0
    return not bool((is_same & (np.diff(cells.codes[order]) != 0)).any())


def _is_free(name: str) -> bool:
    return field_named(name) not in RESULT_NAMES
