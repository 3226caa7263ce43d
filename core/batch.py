"""Scores a file of any size in a stream: one row a panel, whether it has a score or a reason."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from core.panel import Panel
from core.readers import Reading
from core.readers.understanding import Shape
from core.scoring.clinic.model import AnyModel
from core.scoring.many import prepare_and_estimate
from core.scoring.score import Estimate, ModelStamp
from core.text import Text

COLUMNS = (
    "id",
    "score",
    "score_low",
    "score_high",
    "score_sceptical",
    "score_is",
    "model",
    "model_version",
    "cautions",
    "reason",
)
PARTLY_READ = "values_refused"
FIGURES = 6


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """What one panel gets in the output: an estimate, or the reason why it has none."""

    id: str
    estimate: Estimate | None
    cautions: tuple[str, ...]
    reason: str = ""


def score_stream(readings: Iterable[Reading], model: AnyModel, text: Text) -> Iterator[ScoredRow]:
    """Yield a row for each panel, and of a table of panels for each row that gave none."""
    for reading in readings:
        scored = score_panels(reading.panels, model, text)
        if reading.understanding is not None and reading.understanding.shape is not Shape.WIDE:
            yield from scored
            continue
        rows = [*zip(map(row_of, reading.panels), scored, strict=True), *unread_rows(reading, text)]
        yield from (row for _, row in sorted(rows, key=lambda numbered: numbered[0] or 0))


def score_panels(panels: tuple[Panel, ...], model: AnyModel, text: Text) -> Iterator[ScoredRow]:
    """Yield the row of each panel, in order; alike panels are scored together."""
    scored = prepare_and_estimate(panels, model)
    for panel, (ready, estimate) in zip(panels, scored, strict=True):
        cautions = [caution.key for caution in ready.cautions]
        if panel.is_partly_read:
            cautions.append(PARTLY_READ)
        reason = "" if estimate else text(f"no_score.{ready.refusal}", **ready.details)
        yield ScoredRow(panel.patient.id, estimate, tuple(cautions), reason)


def unread_rows(reading: Reading, text: Text) -> Iterator[tuple[int, ScoredRow]]:
    """Yield the number of each row below the header that gave no panel at all, with its reason."""
    understood = reading.understanding
    header = (understood.unit_row or understood.header_row or 0) if understood else 0
    read = {row_of(panel) for panel in reading.panels}
    told: set[int] = set()
    for problem in reading.problems:
        row = problem.place.row
        if row is not None and row > header and row not in read and row not in told:
            told.add(row)
            yield row, ScoredRow("", None, (), text.problem(problem))


def row_of(panel: Panel) -> int | None:
    """Return the row of the file that a panel was read from."""
    return panel.measurements[0].place.row if panel.measurements else None


def write_rows(rows: Iterable[ScoredRow], output: TextIO, stamp: ModelStamp, what: str) -> int:
    """Write rows as CSV with a header; return how many. Each says what its score is."""
    table = csv.writer(output)
    model = [stamp.name, stamp.version]
    table.writerow(COLUMNS)
    count = 0
    for row in rows:
        count += 1
        cautions = ";".join(row.cautions)
        said = what if row.estimate else ""
        table.writerow([row.id, *figures(row.estimate), said, *model, cautions, row.reason])
    return count


def figures(estimate: Estimate | None) -> list[str]:
    """Return the score and its interval as text, likelihood ratios; empty ones without."""
    if estimate is None:
        return [""] * 4
    all_times = estimate.times, *estimate.times_interval, estimate.sceptical_times
    return [f"{times:.{FIGURES}g}" for times in all_times]
