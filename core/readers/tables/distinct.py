"""Parses each distinct text of a column once, however often it stands there."""

import re
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import numpy as np

from core.errors import PanelError, Place, Problem
from core.readers.context import parse_id
from core.readers.reading import ProblemLog
from core.readers.tables.grid import Block, TextColumn

T = TypeVar("T")

# Texts remembered from block to block: enough for any assay, and bounded for columns of noise.
LIMIT_REMEMBERED = 200_000
# Of a block; fewer are told one by one.
MOST_RAGGED = 10_000
PLAIN_IDS = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\n)*", re.ASCII)


class Distinct(Generic[T]):
    """What the distinct texts of a column say, remembered from block to block."""

    def __init__(self, parse: Callable[[str], T | Problem | None]) -> None:
        self._parse = parse
        self._stated: dict[str, T | None] = {}
        self._problems: dict[str, Problem] = {}

    def stated(
        self, column: TextColumn, block: Block, log: ProblemLog, name: str
    ) -> list[T | None]:
        """Return what each distinct text states, None where it was refused; problems are logged."""
        if len(self._stated) > LIMIT_REMEMBERED:
            self._stated.clear()
            self._problems.clear()
        for text in set(column.texts) - self._stated.keys():
            parsed = self._parse(text)
            if isinstance(parsed, Problem):
                self._problems[text] = parsed
            self._stated[text] = None if isinstance(parsed, Problem) else parsed
        if self._problems:
            log_problems([*map(self._problems.get, column.texts)], column, block, log, name)
        return [*map(self._stated.__getitem__, column.texts)]

    def is_refused(self, text: str) -> bool:
        """Say whether a text of the last column was refused."""
        return text in self._problems


def log_problems(
    problems: Sequence[Problem | None], column: TextColumn, block: Block, log: ProblemLog, name: str
) -> None:
    """Log the problem with each cell, by its distinct text."""
    bad = [code for code, problem in enumerate(problems) if problem is not None]
    if not bad:
        return
    for i in np.flatnonzero(np.isin(column.codes, bad)):
        problem = problems[column.codes[i]]
        if problem is not None:
            log.add(problem, row=int(block.rows[i]), column=name)


def log_ragged(block: Block, log: ProblemLog) -> None:
    """Log each row whose cells cannot be told to stand under their headers.

    Raises PanelError where that is so of nearly all of very many rows: this is no such table.
    """
    if len(block.ragged) > MOST_RAGGED and len(block.ragged) > len(block.rows):
        place = Place(log.file, block.ragged[0][0])
        raise PanelError("reader.file.ragged", place, columns=len(block.columns))
    for row, cells in block.ragged:
        details = {"cells": cells, "columns": len(block.columns)}
        log.add(Problem("reader.row.ragged", details), row=row)


def stated_ids(
    column: TextColumn, block: Block, log: ProblemLog, name: str
) -> Sequence[str | None]:
    """Return the pseudonyms of distinct texts, None where refused; problems are logged.

    A million plain ones are seen to be plain at once.
    """
    lines = "\n".join(column.texts) + "\n"
    # A line break within an id would make two lines of it.
    if PLAIN_IDS.fullmatch(lines) and lines.count("\n") == len(column.texts):
        return column.texts
    parsed = [parse_id(text) for text in column.texts]
    problems = [p if isinstance(p, Problem) else None for p in parsed]
    log_problems(problems, column, block, log, name)
    return [None if isinstance(p, Problem) else p for p in parsed]
