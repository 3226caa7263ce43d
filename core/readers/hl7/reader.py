"""Reads a file of HL7 v2 messages: ORU^R01, and OUL^R22 as SS-MIX2 has it.

A tokenizer of our own: python-hl7 0.4.5 refuses a byte-order mark, takes a file with LF line ends
for one segment without a word, and needs seconds and hundreds of megabytes for 1 MB of separators.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO, NoReturn

from core.errors import PanelError, Place, Problem, Severity
from core.readers.cells import shown
from core.readers.corrections import NONE, Corrections
from core.readers.draws import assembled
from core.readers.hl7.encoding import CP932, raw_messages
from core.readers.hl7.message import TYPES, Message, left_out, read_message
from core.readers.hl7.results import Results
from core.readers.reading import Reading
from core.readers.result import Result
from core.readers.understanding import Shape, Understanding, signature_of


def read_hl7(file: BinaryIO, name: str, corrections: Corrections = NONE) -> Iterator[Reading]:
    """Yield the panels of a file of HL7 v2 messages, all in one reading.

    They are gathered over the whole file, since a later message may correct or withdraw what an
    earlier one reported. Raises PanelError for a file without a message of a type that is read, or
    in an encoding that is not certain.
    """
    raw, line_before = raw_messages(file.read(), name)
    if not raw:
        raise PanelError("hl7.no_message", Place(name))
    results = Results(name, corrections)
    if line_before:
        results.tell(Problem("hl7.before", severity=Severity.NOTE), line_before)
    seen = Seen()
    for item in raw:
        message = read_message(item, name, corrections.encoding)
        results.problems += message.problems
        seen.take(message, item.row)
        for group in message.groups:
            results.add(group, message.zone)
    if not seen.encodings:
        _refuse(seen, results, name)
    results.problems += left_out(seen.others, name)
    named = list(_named(results))
    reading = assembled(named, corrections, _told(results, seen), results.partly_read)
    by_row = sorted(reading.problems, key=lambda problem: problem.place.row or 0)
    yield replace(reading, problems=tuple(by_row), understanding=_understood(seen, results))


@dataclass(slots=True)
class Seen:
    """What the messages of a file have in common; `others` are rows and types of those not read."""

    senders: set[str] = field(default_factory=set)
    encodings: dict[str, int] = field(default_factory=dict)
    others: list[tuple[int, str]] = field(default_factory=list)

    def take(self, message: Message, row: int) -> None:
        """Take note of a message."""
        if message.is_read:
            self.senders |= set(message.senders)
            self.encodings.setdefault(message.encoding, row)
        elif message.type:
            self.others.append((row, message.type))


def _refuse(seen: Seen, results: Results, name: str) -> NoReturn:
    """Raise PanelError for a file of which no message is read."""
    if seen.others:
        kinds = shown(", ".join(dict.fromkeys(kind for _, kind in seen.others)))
        row = seen.others[0][0]
        raise PanelError("hl7.types", Place(name, row), types=kinds, read=", ".join(TYPES))
    key = next((p.key for p in results.problems if p.key == "hl7.separators"), "hl7.no_type")
    raise PanelError(key, Place(name))


def _named(results: Results) -> Iterator[Result]:
    """Yield the results, but for those of somebody nameless in a file of several people.

    What was typed beside the file says who one nameless patient is, not who each of several is.
    """
    people = results.people.values()
    nameless = [person for person in people if not person.id]
    is_certain = len(nameless) + len({person.id for person in people} - {""}) <= 1
    if not is_certain:
        for person in nameless:
            results.tell(Problem("hl7.patient.nameless"), person.row, "PID-3")
    for result in results.standing():
        if result.patient.id or is_certain:
            yield result


def _told(results: Results, seen: Seen) -> Sequence[Problem]:
    if results.nameless:
        problem = Problem("hl7.no_analyte", {"count": len(results.nameless)})
        results.tell(problem, results.nameless[0], "OBX-3")
    if not results.observed:
        results.tell(Problem("hl7.no_observation"), min(seen.encodings.values()))
    if CP932 in seen.encodings:
        note = Problem("hl7.as_cp932", severity=Severity.NOTE)
        results.tell(note, seen.encodings[CP932])
    return [*results.problems, *results.analytes.unknown]


def _understood(seen: Seen, results: Results) -> Understanding:
    return Understanding(
        shape=Shape.HL7,
        signature=signature_of(Shape.HL7, seen.senders - {""}),
        items=tuple(results.analytes.items.values()),
        encoding=", ".join(seen.encodings),
    )
