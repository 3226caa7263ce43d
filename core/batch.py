"""Scores a file of any size in a stream: one row a panel, whether it has a score or a reason.

A clinic's model of another kind tells its number or its groups in the same way.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TextIO, TypeAlias, TypeVar

from core.panel import Panel
from core.readers import Reading
from core.readers.understanding import Shape
from core.scoring.clinic.model import AnyModel
from core.scoring.clinic.outcome_model import OutcomeModel
from core.scoring.clinic.telling import NotTold, TargetTold, Told, tell_all
from core.scoring.many import prepare_and_estimate
from core.scoring.score import Caution, Estimate, ModelStamp
from core.text import Text

PARTLY_READ = "values_refused"
# Of a figure; a probability is written to fewer, as no group of people bears more.
FIGURES, DECIMALS = 6, 4
Found = TypeVar("Found")


# Without slots: Python 3.11 cannot make a frozen one by the name of its kind, as ScoredRow is.
@dataclass(frozen=True)
class Row(Generic[Found]):
    """What one panel gets in the output: an estimate, or the reason why it has none."""

    id: str
    estimate: Found | None
    cautions: tuple[str, ...]
    reason: str = ""


ScoredRow: TypeAlias = Row[Estimate]
Scoring: TypeAlias = Callable[[tuple[Panel, ...]], Iterator[Row[Found]]]


@dataclass(frozen=True, slots=True)
class Figures(Generic[Found]):
    """The columns that an estimate fills: their names, the last of which says what it is.

    `written` gives the text of all but the last.
    """

    names: tuple[str, ...]
    written: Callable[[Found], list[str]]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return every column of the output."""
        return ("id", *self.names, "model", "model_version", "cautions", "reason")

    def cells(self, estimate: Found | None, what: str) -> list[str]:
        """Return the text of these columns, empty without an estimate."""
        return [""] * len(self.names) if estimate is None else [*self.written(estimate), what]


def score_stream(readings: Iterable[Reading], model: AnyModel, text: Text) -> Iterator[ScoredRow]:
    """Yield a row for each panel, and of a table of panels for each row that gave none."""
    return in_order(readings, lambda panels: score_panels(panels, model, text), text)


def tell_stream(
    readings: Iterable[Reading], model: OutcomeModel, text: Text
) -> Iterator[Row[Told]]:
    """Yield the same rows, with what a model of severity or strata tells."""
    return in_order(readings, lambda panels: tell_panels(panels, model, text), text)


def in_order(
    readings: Iterable[Reading], score: Scoring[Found], text: Text
) -> Iterator[Row[Found]]:
    """Yield the row of each panel, and of a table's row that gave none, as the file has them."""
    for reading in readings:
        scored = score(reading.panels)
        if reading.understanding is not None and reading.understanding.shape is not Shape.WIDE:
            yield from scored
            continue
        rows = [*zip(map(row_of, reading.panels), scored, strict=True), *unread_rows(reading, text)]
        yield from (row for _, row in sorted(rows, key=lambda numbered: numbered[0] or 0))


def score_panels(panels: tuple[Panel, ...], model: AnyModel, text: Text) -> Iterator[ScoredRow]:
    """Yield the row of each panel, in order; alike panels are scored together."""
    scored = prepare_and_estimate(panels, model)
    for panel, (ready, estimate) in zip(panels, scored, strict=True):
        reason = "" if estimate else text(f"no_score.{ready.refusal}", **ready.details)
        yield Row(panel.patient.id, estimate, cautions_of(panel, ready.cautions), reason)


def tell_panels(panels: tuple[Panel, ...], model: OutcomeModel, text: Text) -> Iterator[Row[Told]]:
    """Yield the row of each panel, in order; all are told of together."""
    for panel, told in zip(panels, tell_all(panels, model), strict=True):
        cautions, estimate, reason = cautions_of(panel, told.cautions), None, ""
        if isinstance(told, NotTold):
            reason = text(f"telling.none.{told.key}", **told.details)
        else:
            estimate = told
        yield Row(panel.patient.id, estimate, cautions, reason)


def cautions_of(panel: Panel, cautions: Iterable[Caution]) -> tuple[str, ...]:
    """Return the keys of a panel's cautions."""
    partly = (PARTLY_READ,) if panel.is_partly_read else ()
    return (*(caution.key for caution in cautions), *partly)


def unread_rows(reading: Reading, text: Text) -> Iterator[tuple[int, Row[Found]]]:
    """Yield the number of each row below the header that gave no panel at all, with its reason."""
    understood = reading.understanding
    header = (understood.unit_row or understood.header_row or 0) if understood else 0
    read = {row_of(panel) for panel in reading.panels}
    told: set[int] = set()
    for problem in reading.problems:
        row = problem.place.row
        if row is not None and row > header and row not in read and row not in told:
            told.add(row)
            yield row, Row("", None, (), text.problem(problem))


def row_of(panel: Panel) -> int | None:
    """Return the row of the file that a panel was read from."""
    return panel.measurements[0].place.row if panel.measurements else None


def write_rows(rows: Iterable[ScoredRow], output: TextIO, stamp: ModelStamp, what: str) -> int:
    """Write rows as CSV with a header; return how many. Each says what its score is."""
    return write_figures(rows, output, SCORES, (stamp, what))


def write_figures(
    rows: Iterable[Row[Found]],
    output: TextIO,
    figures: Figures[Found],
    told_by: tuple[ModelStamp, str],
) -> int:
    """Write rows of any figures: `told_by` is the model and what its figures are."""
    stamp, what = told_by
    table = csv.writer(output)
    model = [stamp.name, stamp.version]
    table.writerow(figures.columns)
    count = 0
    for row in rows:
        count += 1
        cells = figures.cells(row.estimate, what)
        table.writerow([row.id, *cells, *model, ";".join(row.cautions), row.reason])
    return count


def _likelihood_ratios(estimate: Estimate) -> list[str]:
    all_times = estimate.times, *estimate.times_interval, estimate.sceptical_times
    return [_written(times) for times in all_times]


def _told(told: Told) -> list[str]:
    if isinstance(told, TargetTold):
        return [_written(figure) for figure in (told.value, told.low, told.high)]
    shares = (f"{share:.{DECIMALS}f}" for share in told.memberships)
    return [*shares, "yes" if told.fits else "no"]


def _written(figure: float) -> str:
    return f"{figure:.{FIGURES}g}"


SCORES = Figures(
    ("score", "score_low", "score_high", "score_sceptical", "score_is"), _likelihood_ratios
)
COLUMNS = SCORES.columns


def figures_told(model: OutcomeModel) -> Figures[Told]:
    """Return the columns of what a model of severity or strata tells."""
    strata = model.card.strata
    if strata is None:
        return Figures(("value", "value_low", "value_high", "value_is"), _told)
    groups = (f"group_{number}" for number in range(1, len(strata.groups) + 1))
    return Figures((*groups, "fits", "groups_are"), _told)
