"""Reads the header of a message and walks through its segments."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from itertools import zip_longest

from core.errors import Place, Problem, Severity
from core.readers.cells import shown
from core.readers.hl7.encoding import RawMessage, decoded
from core.readers.hl7.groups import Group, Grouping
from core.readers.hl7.moments import zone_of
from core.readers.hl7.segments import Segment, parse_syntax, segments_of

TYPES = ("ORU^R01", "OUL^R22")
NOT_FOR_USE = ("T", "D")


@dataclass(frozen=True, slots=True)
class Message:
    """What one message holds; `type` is as in ORU^R01, `zone` the one that MSH-7 states."""

    type: str = ""
    encoding: str = ""
    zone: tzinfo | None = None
    senders: tuple[str, ...] = ()
    groups: Sequence[Group] = ()
    problems: Sequence[Problem] = ()

    @property
    def is_read(self) -> bool:
        """Say whether messages of this type are read."""
        return self.type in TYPES


def read_message(raw: RawMessage, file: str, said: str = "") -> Message:
    """Read one message; `said` is the encoding that a clinician says it is in.

    Raises PanelError where its encoding is not certain.
    """
    lines, encoding = decoded(raw, file, said)
    syntax = parse_syntax(lines[0], encoding)
    if isinstance(syntax, Problem):
        told = replace(syntax, place=Place(file, raw.row, path="MSH-2"))
        return Message(encoding=encoding, problems=[told])
    header, *rest = segments_of(lines, raw.row, syntax)
    if not isinstance(header, Segment):  # pragma: no cover - its syntax is its own
        return Message(encoding=encoding)
    kind = "^".join((header.text(9).upper(), header.text(9, 2).upper())).rstrip("^")
    if kind not in TYPES:
        return Message(kind, encoding)
    groups, unread = _grouped(header, rest)
    return Message(
        type=kind,
        encoding=encoding,
        zone=_zone(header),
        senders=(header.text(3), header.text(4)),
        groups=groups,
        problems=_told(header, unread, file),
    )


def _zone(header: Segment) -> tzinfo | None:
    """Return the zone of MSH-7, by the standard that of all times that state none."""
    try:
        return zone_of(header.text(7))
    except ValueError:
        return None


def _grouped(header: Segment, rest: list[Segment | int]) -> tuple[list[Group], list[int]]:
    """Return the groups of a message, and the numbers of the lines that are no segments."""
    grouping = Grouping(header)
    for segment, following in zip_longest(rest, rest[1:]):
        # An observation that goes on in a line of its own was cut, perhaps within its value.
        is_cut = isinstance(following, int)
        if isinstance(segment, Segment) and not (is_cut and segment.name == "OBX"):
            grouping.take(segment)
    return grouping.groups, [row for row in rest if isinstance(row, int)]


def _told(header: Segment, unread: list[int], file: str) -> list[Problem]:
    told = []
    if header.text(11).upper() in NOT_FOR_USE:
        place = Place(file, header.row, path="MSH-11")
        told.append(Problem("hl7.not_for_use", {}, place, Severity.NOTE))
    if unread:
        told.append(Problem("hl7.lines", {"count": len(unread)}, Place(file, unread[0])))
    return told


def left_out(messages: list[tuple[int, str]], file: str) -> list[Problem]:
    """Return a note for each type of message that is not read, at the first of its kind."""
    first: dict[str, int] = {}
    for row, kind in messages:
        first.setdefault(kind, row)
    counts = Counter(kind for _, kind in messages)
    return [
        Problem(
            "hl7.other_type",
            {"type": shown(kind) or "–", "count": counts[kind]},
            Place(file, row, path="MSH-9"),
            Severity.NOTE,
        )
        for kind, row in first.items()
    ]
