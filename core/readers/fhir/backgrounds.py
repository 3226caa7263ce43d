"""Every Observation of a file once, with what it takes from the report or panel that holds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.errors import Place, Problem, Severity
from core.readers.fhir.entries import Entries, Entry
from core.readers.fhir.resources import Observation, Reference, Report, Timed, record

WITHDRAWN = ("entered-in-error", "cancelled")


@dataclass(frozen=True, slots=True)
class Background:
    """What stands for a result where it says nothing itself, as the words of `holder`."""

    holder: Entry
    subject: Reference | None
    specimen: Reference | None
    timed: Timed
    issued: str
    status: str


@dataclass(frozen=True, slots=True)
class Observed:
    """An Observation with where it stands and its background, if it has one."""

    entry: Entry
    observation: Observation
    background: Background | None

    @property
    def status(self) -> str:
        """Return its status; that of its report or panel where that was withdrawn."""
        report = self.background.status if self.background else ""
        return report if report in WITHDRAWN else self.observation.status


def observed(entries: Entries, told: list[Problem]) -> Iterator[Observed]:
    """Iterate over the Observations; what cannot be read is added to `told`."""
    read: list[tuple[Entry, Observation]] = []
    for entry in entries.of("Observation"):
        found = record(Observation, entry.members, entry.place)
        told.append(found) if isinstance(found, Problem) else read.append((entry, found))
    held = _held_by_reports(entries, told)
    _hold_members(held, read, entries)
    for entry, one in read:
        background = held.get(entry.place)
        yield Observed(entry, one, background)
        _tell_missing(one.has_member, entry, entries, told)
        if "contained" in entry.members:
            yield from _contained(entry, _of_panel(entry, one, background), told)
    for entry in entries.of("DiagnosticReport"):
        report = record(Report, entry.members, entry.place)
        if not isinstance(report, Problem):
            yield from _contained(entry, _of_report(entry, report), told)


def _held_by_reports(entries: Entries, told: list[Problem]) -> dict[Place, Background]:
    """Return the background of each Observation that a report refers to."""
    held: dict[Place, Background] = {}
    for entry in entries.of("DiagnosticReport"):
        report = record(Report, entry.members, entry.place)
        if isinstance(report, Problem):
            told.append(report)
            continue
        _hold(held, report.result, _of_report(entry, report), entries)
        _tell_missing(report.result, entry, entries, told)
    return held


def _hold_members(
    held: dict[Place, Background], read: Sequence[tuple[Entry, Observation]], entries: Entries
) -> None:
    """Add the background of each Observation that a panel refers to as its member."""
    for entry, panel in read:
        if panel.has_member:
            background = _of_panel(entry, panel, held.get(entry.place))
            _hold(held, panel.has_member, background, entries)


def _hold(
    held: dict[Place, Background],
    references: Sequence[Reference],
    background: Background,
    entries: Entries,
) -> None:
    """Add the background of what is referred to: the first one, or the first not withdrawn."""
    for reference in references:
        found = entries.find(reference.reference, background.holder)
        if found is None or found.container is not None:
            continue
        known = held.get(found.place)
        if known is None or known.status in WITHDRAWN:
            held[found.place] = background


def _tell_missing(
    references: tuple[Reference, ...], entry: Entry, entries: Entries, told: list[Problem]
) -> None:
    missing = sum(entries.find(one.reference, entry) is None for one in references)
    if missing:
        details = {"count": missing}
        told.append(Problem("fhir.resource.missing", details, entry.place, Severity.NOTE))


def _contained(entry: Entry, background: Background, told: list[Problem]) -> Iterator[Observed]:
    for inner in entry.contained:
        if inner.kind != "Observation":
            continue
        found = record(Observation, inner.members, inner.place)
        if isinstance(found, Problem):
            told.append(found)
        else:
            yield Observed(inner, found, background)


def _of_report(entry: Entry, report: Report) -> Background:
    only = report.specimen[0] if len(report.specimen) == 1 else None
    return Background(entry, report.subject, only, report, report.issued, report.status)


def _of_panel(entry: Entry, panel: Observation, outer: Background | None) -> Background:
    report = outer.status if outer else ""
    status = panel.status if panel.status in WITHDRAWN else report
    return Background(entry, panel.subject, panel.specimen, panel, panel.issued, status)
