"""Gathers results into panels: one patient, one draw, each marker once.

The written rule, for results of one patient that bear the same collection time:
1. a corrected result stands before a final one, and a final one before a preliminary one;
2. of several corrected or several preliminary ones, the one reported last stands;
3. results that say the same are one; an interval that only some of them bear counts for it, and
   none does where they bear different ones;
4. where different values remain, none is used: which of them holds is for a person to say.
Results of another time are another panel. What was set aside is told, with its place.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import Any, TypeAlias, TypeVar

from core.errors import Place, Problem, Severity
from core.panel import Measurement, Panel, Patient, Specimen
from core.readers.cells import shown
from core.readers.corrections import Corrections
from core.readers.measuring import measured
from core.readers.reading import Reading
from core.readers.result import Result, Status

T = TypeVar("T", Patient, Specimen)

# Patient, time, and what stands for a time that names none.
DrawKey: TypeAlias = tuple[str, date | None, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measurement that competes for its marker's place in a panel."""

    measurement: Measurement
    status: Status = Status.FINAL
    reported: datetime | None = None


def assembled(
    results: Iterable[Result],
    corrections: Corrections,
    problems: Sequence[Problem] = (),
    partly_read: Collection[DrawKey] = (),
) -> Reading:
    """Return the panels of results, patient by patient and each by time, with what was not used.

    `problems` are those of what gave no result, `partly_read` the draws that refused ones are of,
    where that is known; in a file of one draw all are of it.
    """
    told = list(problems)
    partly = set(partly_read)
    draws: dict[DrawKey, list[tuple[Result, Candidate]]] = {}
    for result in results:
        measurement, found = measured(result, corrections)
        told += found
        draw = result.patient.id, result.specimen.collected, result.undated
        if any(problem.severity is Severity.REFUSED for problem in found):
            partly.add(draw)
        if measurement is not None:
            candidate = Candidate(measurement, result.status, result.reported)
            draws.setdefault(draw, []).append((result, candidate))
    first = {patient: i for i, (patient, _, _) in reversed(list(enumerate(draws)))}
    ordered = sorted(draws, key=lambda draw: (first[draw[0]], *time_order(draw[1])))
    if len(draws) == 1 and any(p.severity is Severity.REFUSED for p in problems):
        partly |= draws.keys()
    panels = [_panel(draws[draw], told, is_partly_read=draw in partly) for draw in ordered]
    return Reading(tuple(panel for panel in panels if panel.measurements), tuple(told))


def time_order(moment: date | None) -> tuple[bool, float]:
    """Return what to sort times by: no time last, wall clocks as if they were all of one zone."""
    if moment is None:
        return True, 0.0
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return False, (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def settled(candidates: Sequence[Candidate]) -> tuple[Measurement | None, tuple[Problem, ...]]:
    """Return which measurement of one marker and one draw counts, and what is to be told of it.

    None where different values remain: see the rule at the head of this file.
    """
    best = max(candidate.status for candidate in candidates)
    standing = [candidate for candidate in candidates if candidate.status is best]
    if best is not Status.FINAL:
        standing = _last_reported(standing)
    if len({candidate.measurement.value for candidate in standing}) > 1:
        return None, (_replicates(standing),)
    intervals = {candidate.measurement.interval for candidate in standing} - {None}
    with_interval = [c for c in standing if c.measurement.interval in intervals]
    chosen = (with_interval or standing)[0].measurement
    left = [c.measurement for c in candidates if c.measurement is not chosen]
    told = [_set_aside(measurement, chosen) for measurement in left]
    if len(intervals) > 1:
        details = {"marker": chosen.marker.symbol}
        told.append(Problem("reader.draw.intervals", details, chosen.place))
        chosen = replace(chosen, interval=None)
    return chosen, tuple(told)


def _last_reported(candidates: list[Candidate]) -> list[Candidate]:
    """Return those reported last; all of them where one does not say when."""
    times = [time_order(c.reported)[1] for c in candidates if c.reported is not None]
    if len(times) < len(candidates):
        return candidates
    return [c for c, time in zip(candidates, times, strict=True) if time == max(times)]


def _replicates(standing: Sequence[Candidate]) -> Problem:
    first = standing[0].measurement
    values = ", ".join(dict.fromkeys(shown(c.measurement.text) for c in standing))
    details = {"marker": first.marker.symbol, "values": values}
    return Problem("reader.draw.replicates", details, first.place)


def _set_aside(left: Measurement, chosen: Measurement) -> Problem:
    details = {"marker": left.marker.symbol, "left": shown(left.text), "used": shown(chosen.text)}
    is_same = left.value == chosen.value
    key = "reader.draw.same" if is_same else "reader.draw.superseded"
    return Problem(key, details, left.place, Severity.NOTE)


def _panel(
    draw: Sequence[tuple[Result, Candidate]], told: list[Problem], *, is_partly_read: bool
) -> Panel:
    by_marker: dict[str, list[Candidate]] = {}
    for _, candidate in draw:
        by_marker.setdefault(candidate.measurement.marker.key, []).append(candidate)
    chosen = []
    for candidates in by_marker.values():
        measurement, problems = settled(candidates)
        told.extend(problems)
        is_partly_read |= measurement is None
        chosen.append(measurement)
    results = [result for result, _ in draw]
    return Panel(
        patient=merged_record([r.patient for r in results], results[0].place, told),
        specimen=merged_record([r.specimen for r in results], results[0].place, told),
        measurements=tuple(m for m in chosen if m is not None),
        is_partly_read=is_partly_read,
    )


def merged_record(records: Sequence[T], place: Place, told: list[Problem]) -> T:
    """Return what records of one patient or specimen state together.

    What two of them state differently is told, and then not known.
    """
    stated: dict[str, Any] = {}
    for name in (f.name for f in fields(records[0])):
        values = {getattr(record, name) for record in records} - {None}
        if len(values) > 1:
            told.append(Problem("reader.draw.conflict", {"field": name}, place))
        stated[name] = next(iter(values)) if len(values) == 1 else None
    return replace(records[0], **stated)
