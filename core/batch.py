"""Scores a file of any size in a stream: one row a panel, whether it has a score or a reason."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

import numpy as np

from core.errors import Severity
from core.panel import Panel
from core.readers import Reading
from core.scoring.likelihood import parts_by_world
from core.scoring.model import Model
from core.scoring.score import Estimate
from core.scoring.scorer import Prepared, estimated, estimates, prepare
from core.text import Text

COLUMNS = ("id", "score", "score_low", "score_high", "model_version", "cautions", "reason")
PARTLY_READ = "values_refused"
FIGURES = 6


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """What one panel gets in the output: an estimate, or the reason why it has none."""

    id: str
    estimate: Estimate | None
    cautions: tuple[str, ...]
    reason: str = ""


def score_stream(readings: Iterable[Reading], model: Model, text: Text) -> Iterator[ScoredRow]:
    """Yield one row for each panel and for each row that gave no panel, in the file's order."""
    for reading in readings:
        refused_rows = {p.place.row for p in reading.problems if p.severity is Severity.REFUSED}
        scored = score_panels(reading.panels, model, text, refused_rows)
        rows = [*zip(map(row_of, reading.panels), scored, strict=True), *unread_rows(reading, text)]
        yield from (row for _, row in sorted(rows, key=lambda numbered: numbered[0] or 0))


def score_panels(
    panels: tuple[Panel, ...], model: Model, text: Text, refused_rows: set[int | None]
) -> Iterator[ScoredRow]:
    """Yield the row of each panel, in order; alike panels are scored together."""
    prepared = [prepare(panel, model) for panel in panels]
    for panel, ready, estimate in zip(panels, prepared, estimate_all(prepared, model), strict=True):
        cautions = [caution.key for caution in ready.cautions]
        if row_of(panel) in refused_rows:
            cautions.append(PARTLY_READ)
        reason = "" if estimate else text(f"no_score.{ready.refusal}")
        yield ScoredRow(panel.patient.id, estimate, tuple(cautions), reason)


def estimate_all(prepared: list[Prepared], model: Model) -> list[Estimate | None]:
    """Return the estimate of each prepared panel, None where there are no inputs."""
    found: list[Estimate | None] = [None] * len(prepared)
    alike: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for position, ready in enumerate(prepared):
        if ready.inputs is None:
            continue
        if ready.inputs.is_exact:
            alike[ready.inputs.sex, ready.inputs.markers].append(position)
        else:
            parts = parts_by_world(ready.inputs, model.sexes[ready.inputs.sex])
            found[position] = estimated(parts.sum(axis=1))
    for positions in alike.values():
        alike_estimates = estimate_alike(positions, prepared, model)
        for position, estimate in zip(positions, alike_estimates, strict=True):
            found[position] = estimate
    return found


def estimate_alike(positions: list[int], prepared: list[Prepared], model: Model) -> list[Estimate]:
    """Return the estimates of panels with the same markers, all values exact, in one product."""
    rows = [ready.inputs for i in positions if (ready := prepared[i]).inputs is not None]
    first = rows[0]
    forms = model.sexes[first.sex].forms(first.markers)
    return estimates(forms.ratios(np.array([inputs.low for inputs in rows])))


def unread_rows(reading: Reading, text: Text) -> Iterator[tuple[int, ScoredRow]]:
    """Yield the number of each row of the file that gave no panel at all, with its reason."""
    read = {row_of(panel) for panel in reading.panels}
    told: set[int] = set()
    for problem in reading.problems:
        row = problem.place.row
        if row is not None and row not in read and row not in told:
            told.add(row)
            yield row, ScoredRow("", None, (), text.problem(problem))


def row_of(panel: Panel) -> int | None:
    """Return the row of the file that a panel was read from."""
    return panel.measurements[0].place.row if panel.measurements else None


def write_rows(rows: Iterable[ScoredRow], output: TextIO, version: str) -> int:
    """Write rows as CSV with a header; return how many."""
    table = csv.writer(output)
    table.writerow(COLUMNS)
    count = 0
    for row in rows:
        count += 1
        cautions = ";".join(row.cautions)
        table.writerow([row.id, *figures(row.estimate), version, cautions, row.reason])
    return count


def figures(estimate: Estimate | None) -> list[str]:
    """Return the score and its interval as text, likelihood ratios; three empty ones without."""
    if estimate is None:
        return ["", "", ""]
    return [f"{times:.{FIGURES}g}" for times in (estimate.times, *estimate.times_interval)]
