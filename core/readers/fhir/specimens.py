"""How the blood was drawn, as the Specimen of a result says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.errors import Problem, Severity
from core.panel import Specimen
from core.readers.context import parse_minutes
from core.readers.fhir.entries import Entries, Entry
from core.readers.fhir.materials import other_material
from core.readers.fhir.moments import on_wall_clock, parse_moment
from core.readers.fhir.resources import Concept, Extension, Reference, Timed, number_in, record
from core.readers.fhir.resources import Specimen as Resource

FASTING = {"F": True, "NF": False}
FASTING_SYSTEM = "http://terminology.hl7.org/CodeSystem/v2-0916"
CONDITION_SYSTEM = "http://terminology.hl7.org/CodeSystem/v2-0493"
HAEMOLYSED = "HEM"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A specimen; `other` is its material where it is not blood."""

    specimen: Specimen
    other: str = ""
    problems: tuple[Problem, ...] = ()


NOT_STATED = Drawn(Specimen())


def read_specimen(reference: Reference | None, seeker: Entry, entries: Entries) -> Drawn:
    """Return the specimen that a reference means, or what its own words say of the material."""
    if reference is None:
        return NOT_STATED
    words = other_material(Concept(text=reference.display))
    entry = entries.find(reference.reference, seeker) if reference.reference else None
    if entry is None or entry.kind != "Specimen":
        return Drawn(Specimen(), words)
    found = record(Resource, entry.members, entry.place)
    if isinstance(found, Problem):
        return Drawn(Specimen(), words, (found,))
    return _drawn(found, words)


def _drawn(found: Resource, words: str) -> Drawn:
    collection = found.collection
    collected, problems = moment_of(
        (collection.collected_date_time, collection.collected_period.start),
        collection.beside.extension,
    )
    minutes = parse_minutes(_number(found.extension, "urn:engawa:minutes-to-separation"))
    specimen = Specimen(
        collected=collected,
        fasting=_first(answer(found.extension, "urn:engawa:fasting"), _fasting(found)),
        haemolysed=_first(answer(found.extension, "urn:engawa:haemolysed"), _haemolysed(found)),
        minutes_to_separation=minutes if isinstance(minutes, float) else None,
    )
    return Drawn(specimen, other_material(found.type) or words, problems)


def time_of(timed: Timed) -> tuple[date | None, tuple[Problem, ...]]:
    """Return when something was observed, and what of it is no date."""
    written = (timed.effective_date_time, timed.effective_period.start, timed.effective_instant)
    return moment_of(written, timed.beside.extension)


def moment_of(
    written: Sequence[str], beside: Sequence[Extension]
) -> tuple[date | None, tuple[Problem, ...]]:
    """Return the first time that is stated; a text that is no date is a Problem."""
    text = next((text for text in written if text), "")
    moment = parse_moment(text)
    if text and moment is None:
        return None, (Problem("fhir.time.no_date", {"text": text[:40]}, severity=Severity.NOTE),)
    return on_wall_clock(moment, beside), ()


def answer(extensions: Sequence[Extension], url: str) -> bool | None:
    """Return the yes or no of an extension, if there is one."""
    return next((e.value_boolean for e in extensions if e.url == url), None)


def _number(extensions: Sequence[Extension], url: str) -> str:
    return next((number_in(e.value_decimal) or "" for e in extensions if e.url == url), "")


def _first(*answers: bool | None) -> bool | None:
    return next((one for one in answers if one is not None), None)


def _fasting(found: Resource) -> bool | None:
    concept = found.collection.fasting_status_codeable_concept
    return _only(concept, FASTING_SYSTEM, FASTING)


def _haemolysed(found: Resource) -> bool | None:
    return _first(*(_only(c, CONDITION_SYSTEM, {HAEMOLYSED: True}) for c in found.condition))


def _only(concept: Concept, system: str, answers: Mapping[str, bool]) -> bool | None:
    """Return what the codes of one system say, where they agree."""
    said = {answers.get(c.code) for c in concept.coding if c.system == system} - {None}
    return said.pop() if len(said) == 1 else None
