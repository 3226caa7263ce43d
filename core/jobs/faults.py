"""Why a job failed, as a problem that may be written down: nobody's value is in it."""

import traceback
from collections.abc import Iterator
from pathlib import Path

from core.errors import Details, EngawaError, Place, Problem
from core.jobs.request import Request

ROOT = Path(__file__).parents[2]
# What stands for a detail that might be out of somebody's cell.
WITHHELD = "…"


def problem_of(error: Exception, request: Request | None) -> Problem:
    """Return what may be kept of an error: of its words those that the request itself names.

    A mistake of ours is told by its kind and the line of ours it came from, never by its text.
    """
    if isinstance(error, EngawaError):
        known = frozenset(_names(request)) if request else frozenset[str]()
        return _value_free(error.problem, known)
    if isinstance(error, MemoryError):
        return Problem("job.memory", {})
    if isinstance(error, OSError):
        return Problem("job.not_written", {})
    return Problem("job.fault", {"fault": f"{type(error).__name__}, {_line(error)}"})


def _value_free(problem: Problem, known: frozenset[str]) -> Problem:
    details: Details = {
        name: detail if isinstance(detail, int) or detail in known else WITHHELD
        for name, detail in problem.details.items()
    }
    column = problem.place.column if problem.place.column in known else ""
    return Problem(problem.key, details, Place(row=problem.place.row, column=column))


def _names(request: Request) -> Iterator[str]:
    """Yield the names that a request was made of; its card will hold them as well."""
    plan = request.plan
    yield from (plan.name, plan.group, plan.target)
    yield from (*plan.levels, *plan.analytes, *plan.covariates, *(request.model or ()))


def _line(error: Exception) -> str:
    """Return the last line of our own that an error passed through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if Path(f.filename).is_relative_to(ROOT / "core")]
    last = (ours or frames)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
