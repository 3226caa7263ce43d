"""What a reader returns: the panels that were understood, and the problems with the rest."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.errors import Place, Problem, Severity
from core.panel import Panel
from core.readers.cells import LIMIT_CHARACTERS, shown
from core.readers.understanding import Understanding

LIMIT_LISTED = 200
# So many problems are held until they are taken; a table of noise has one a row, or more.
LIMIT_HELD = 100_000
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
    """Collects the problems with a file until they are taken; beyond LIMIT_HELD, it counts them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._clear()

    def _clear(self) -> None:
        self._problems: list[Problem] = []
        self._refused = array("q")
        self._more: Counter[Severity] = Counter()

    def add(self, problem: Problem, *, row: int | None = None, column: str = "") -> None:
        """Add a problem with a row, a column, or the cell where they meet."""
        name = column if len(column) <= LIMIT_CHARACTERS else shown(column)
        if row is not None and problem.severity is Severity.REFUSED:
            self._refused.append(row)
        if len(self._problems) >= LIMIT_HELD:
            self._more[problem.severity] += 1
            return
        place = Place(self.file, row, name)
        self._problems.append(Problem(problem.key, problem.details, place, problem.severity))

    def refused_rows(self) -> Sequence[int]:
        """Return the rows of what was refused since the last time."""
        return self._refused

    def take(self) -> tuple[Problem, ...]:
        """Return what was added since the last time, by row."""
        more = [more_of(severity, count, self.file) for severity, count in self._more.items()]
        taken = sorted([*more, *self._problems], key=lambda problem: problem.place.row or 0)
        self._clear()
        return tuple(taken)


def more_of(severity: Severity, count: int, file: str) -> Problem:
    """Return the problem that stands for so many that are not listed."""
    return Problem(MORE[severity], {"count": count}, Place(file), severity)


def merged(readings: Iterable[Reading], file: str) -> Reading:
    """Join the readings of a file; of each severity, 200 problems are listed and the rest counted.

    A column of text in place of numbers would otherwise give as many sentences as there are rows.
    """
    panels: list[Panel] = []
    listed: list[Problem] = []
    listed_of: Counter[Severity] = Counter()
    unlisted: Counter[Severity] = Counter()
    understanding = None
    for reading in readings:
        understanding = understanding or reading.understanding
        panels += reading.panels
        for problem in reading.problems:
            if problem.key == MORE[problem.severity]:
                unlisted[problem.severity] += int(problem.details["count"])
            elif listed_of[problem.severity] < LIMIT_LISTED:
                listed_of[problem.severity] += 1
                listed.append(problem)
            else:
                unlisted[problem.severity] += 1
    more = (more_of(severity, count, file) for severity, count in unlisted.items())
    return Reading(tuple(panels), (*listed, *more), understanding)
