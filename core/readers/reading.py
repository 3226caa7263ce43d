"""What a reader returns: the panels that were understood, and the problems with the rest."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.errors import Place, Problem, Severity
from core.panel import Panel
from core.readers.cells import LIMIT_CHARACTERS, shown
from core.readers.understanding import Understanding

LIMIT_LISTED = 200
MORE = {Severity.REFUSED: "reader.more.refused", Severity.NOTE: "reader.more.note"}


@dataclass(frozen=True, slots=True)
class Reading:
    """Panels read, in the order of the file, and what was refused or left aside on the way.

    `understanding` says how the file was read, where there is a file.
    """

    panels: tuple[Panel, ...]
    problems: tuple[Problem, ...]
    understanding: Understanding | None = None


class ProblemLog:
    """Collects the problems with a file until they are taken."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._problems: list[Problem] = []

    def add(self, problem: Problem, *, row: int | None = None, column: str = "") -> None:
        """Add a problem with a row, a column, or the cell where they meet."""
        name = column if len(column) <= LIMIT_CHARACTERS else shown(column)
        self._problems.append(replace(problem, place=Place(self.file, row, name)))

    def refused_rows(self) -> list[int]:
        """Return the rows of what was refused since the last time."""
        refused = (p for p in self._problems if p.severity is Severity.REFUSED)
        return [p.place.row for p in refused if p.place.row is not None]

    def take(self) -> tuple[Problem, ...]:
        """Return what was added since the last time, by row."""
        taken = sorted(self._problems, key=lambda problem: problem.place.row or 0)
        self._problems = []
        return tuple(taken)


def merged(readings: Iterable[Reading], file: str) -> Reading:
    """Join the readings of a file; of each severity, 200 problems are listed and the rest counted.

    A column of text in place of numbers would otherwise give as many sentences as there are rows.
    """
    panels: list[Panel] = []
    listed: list[Problem] = []
    counts: Counter[Severity] = Counter()
    understanding = None
    for reading in readings:
        understanding = understanding or reading.understanding
        panels += reading.panels
        for problem in reading.problems:
            counts[problem.severity] += 1
            if counts[problem.severity] <= LIMIT_LISTED:
                listed.append(problem)
    more = (
        Problem(MORE[severity], {"count": count - LIMIT_LISTED}, Place(file), severity)
        for severity, count in counts.items()
        if count > LIMIT_LISTED
    )
    return Reading(tuple(panels), (*listed, *more), understanding)
