"""Every Observation of a file once, with what it takes from the report or panel that holds it."""

from collections.abc import Iterator, Mapping
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
        """Return its status; that of its report where that was withdrawn."""
        report = self.background.status if self.background else ""
        return report if report in WITHDRAWN else self.observation.status


def observed(entries: Entries, told: list[Problem]) -> Iterator[Observed]:
    """Iterate over the Observations; what cannot be read is added to `told`."""
    held = _held(entries, told)
    for entry in entries.of("Observation"):
        found = record(Observation, entry.members, entry.place)
        if isinstance(found, Problem):
            told.append(found)
            continue
        background = held.get(entry.place)
        yield Observed(entry, found, background)
        _tell_missing(found.has_member, entry, entries, told)
        if "contained" in entry.members:
            yield from _contained(entry, _of_panel(entry, found, background), told)
    for entry in entries.of("DiagnosticReport"):
        report = record(Report, entry.members, entry.place)
        if not isinstance(report, Problem):
            yield from _contained(entry, _of_report(entry, report), told)


def _held(entries: Entries, told: list[Problem]) -> Mapping[Place, Background]:
    """Return the background of each Observation that a report refers to; the first report's."""
    held: dict[Place, Background] = {}
    for entry in entries.of("DiagnosticReport"):
        report = record(Report, entry.members, entry.place)
        if isinstance(report, Problem):
            told.append(report)
            continue
        background = _of_report(entry, report)
        for reference in report.result:
            found = entries.find(reference.reference, entry)
            if found is not None and found.container is None:
                held.setdefault(found.place, background)
        _tell_missing(report.result, entry, entries, told)
    return held


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
    status = outer.status if outer else ""
    return Background(entry, panel.subject, panel.specimen, panel, panel.issued, status)
