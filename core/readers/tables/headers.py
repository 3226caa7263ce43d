"""Reads one header of a wide table: which field or marker it names, in which unit.

Names are looked up in `core.readers.names`. A unit stands in round or square brackets behind the
name; the laboratory's own interval in columns named as `C16 low` and `C16 high`, in the unit of
the values unless they carry their own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.markers import Marker
from core.readers.cells import LIMIT_CHARACTERS
from core.readers.corrections import Role
from core.readers.names import field_named, marker_named

LIMIT_ENDINGS = {
    Role.LOW: re.compile(
        r"(?P<name>.+?)(?:(?:[\s_]+|(?<=[)\]]))(?:low|lower|lower limit)"
        r"|[\s_]*(?:基準値?)?下限値?)",
        re.IGNORECASE | re.DOTALL,
    ),
    Role.HIGH: re.compile(
        r"(?P<name>.+?)(?:(?:[\s_]+|(?<=[)\]]))(?:high|upper|upper limit)"
        r"|[\s_]*(?:基準値?)?上限値?)",
        re.IGNORECASE | re.DOTALL,
    ),
}
BRACKETS = str.maketrans("（）［］", "()[]")
# `AST(GOT) [[IU]/L]` opens three.
MOST_BRACKETS = 4
CLOSING = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A header that is known: a field of the context, or a marker in a role, with its unit."""

    index: int
    text: str
    field: str = ""
    marker: Marker | None = None
    role: Role = Role.VALUE
    unit: str = ""


def heading_of(index: int, text: str) -> Heading | None:
    """Return what a header means, or None if it is not known."""
    if len(text) > LIMIT_CHARACTERS:
        return None
    if field := field_named(text):
        return Heading(index, text, field=field)
    for name, unit, role in _splits(text.translate(BRACKETS).strip()):
        if marker := marker_named(name):
            return Heading(index, text, marker=marker, role=role, unit=unit)
    return None


def known_count(header: Sequence[str]) -> int:
    """Return how many headers are known."""
    return sum(heading_of(i, text) is not None for i, text in enumerate(header))


def has_marker(header: Sequence[str]) -> bool:
    """Say whether a header names a marker that can be measured."""
    headings = (heading_of(i, text) for i, text in enumerate(header))
    return any(h and h.marker and not h.marker.derived for h in headings)


def _splits(text: str) -> Iterator[tuple[str, str, Role]]:
    """Yield how a header can be taken apart into name, unit and role, the plainest first."""
    yield text, "", Role.VALUE
    for role, ending in LIMIT_ENDINGS.items():
        if limited := ending.fullmatch(text):
            yield limited["name"], "", role
            yield from ((name, unit, role) for name, unit in _without_unit(limited["name"]))
    for name, unit in _without_unit(text):
        yield name, unit, Role.VALUE
        for role, ending in LIMIT_ENDINGS.items():
            if limited := ending.fullmatch(name):
                yield limited["name"], unit, role


def _without_unit(text: str) -> Iterator[tuple[str, str]]:
    """Yield (name, unit) for the last brackets that may close at the end, the last one first."""
    opening = [i for i, mark in enumerate(text) if i and mark in CLOSING][-MOST_BRACKETS:]
    for i in reversed(opening):
        if text.endswith(CLOSING[text[i]]):
            yield text[:i].strip(), text[i + 1 : -1].strip()
