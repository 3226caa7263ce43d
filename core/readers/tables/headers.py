"""Reads one header of a wide table: which field or marker it names, in which unit.

Names are looked up in `core.readers.names`. A unit stands in round or square brackets behind the
name; the laboratory's own interval in columns named as `C16 low` and `C16 high`, in the unit of
the values unless they carry their own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.markers import CATALOGUE, Marker
from core.markers.units import canonical
from core.readers.cells import LIMIT_CHARACTERS
from core.readers.corrections import NONE, Corrections, Meaning, Role
from core.readers.names import field_named, marker_named
from core.readers.understanding import Item

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
# Not every header is tried letter by letter.
LAST_WORDS = ("low", "lower", "high", "upper", "limit", "限", "限値")
BRACKETS = str.maketrans("（）［］", "()[]")
# `AST(GOT) [[IU]/L]` opens three.
MOST_BRACKETS = 4
CLOSING = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A header that is known: a field, or a marker in a role, with its unit.

    `said` is what a clinician said that it means, if anybody did.
    """

    index: int
    text: str
    field: str = ""
    marker: Marker | None = None
    role: Role = Role.VALUE
    unit: str = ""
    said: Meaning | None = None

    @property
    def meaning(self) -> Meaning:
        """Return what the header means, as a correction would say it."""
        if self.said is not None:
            return self.said
        return Meaning(self.field, self.marker.key if self.marker else "", self.role, self.unit)


def heading_of(index: int, text: str, corrections: Corrections = NONE) -> Heading | None:
    """Return what a header means, or None if it is not known or was said not to be used."""
    # Rows of values are looked at too, in search of the header; most of their cells are numbers.
    if len(text) > LIMIT_CHARACTERS or not any(map(str.isalpha, text)):
        return None
    if meant := corrections.meaning(text):
        marker = CATALOGUE[meant.marker] if meant.marker else None
        unit = _stated_unit(text) if marker else ""
        known = Heading(index, text, meant.field, marker, meant.role, unit, meant)
        return known if marker or meant.field else None
    if field := field_named(text):
        return Heading(index, text, field=field)
    for name, unit, role in _splits(text.translate(BRACKETS).strip()):
        if marker := marker_named(name):
            return Heading(index, text, marker=marker, role=role, unit=unit)
    return None


def headings_of(header: Sequence[str], corrections: Corrections = NONE) -> list[Heading]:
    """Return the headers of a row that are known."""
    headings = (heading_of(i, text, corrections) for i, text in enumerate(header))
    return [heading for heading in headings if heading]


def items_of(
    header: Sequence[str], units: Mapping[int, str], corrections: Corrections
) -> tuple[Item, ...]:
    """Return what each named column was taken for; `units` are those of a row of units."""
    headings = {h.index: h for h in headings_of(header, corrections)}
    items = []
    for index, text in enumerate(header):
        heading = headings.get(index)
        unit = (heading.unit if heading else "") or units.get(index, "")
        is_corrected = corrections.meaning(text) is not None
        if text.strip():
            meaning = heading.meaning if heading else None
            items.append(Item(text, meaning, unit, is_corrected=is_corrected))
    return tuple(items)


def has_marker(header: Sequence[str]) -> bool:
    """Say whether a header names a marker that can be measured."""
    return any(h.marker and not h.marker.derived for h in headings_of(header))


def _splits(text: str) -> Iterator[tuple[str, str, Role]]:
    """Yield how a header can be taken apart into name, unit and role, the plainest first."""
    yield text, "", Role.VALUE
    for name, role in _limited(text):
        yield name, "", role
        yield from ((shorter, unit, role) for shorter, unit in without_unit(name))
    for name, unit in without_unit(text):
        yield name, unit, Role.VALUE
        yield from ((shorter, unit, role) for shorter, role in _limited(name))


def _limited(text: str) -> Iterator[tuple[str, Role]]:
    """Yield the name of which a header is an end of the interval, if it may be one."""
    if text.casefold().endswith(LAST_WORDS):
        for role, ending in LIMIT_ENDINGS.items():
            if limited := ending.fullmatch(text):
                yield limited["name"], role


def _stated_unit(text: str) -> str:
    """Return the unit that stands behind a name of any kind, if what stands there is one."""
    ends = without_unit(text.translate(BRACKETS).strip())
    return next((unit for _, unit in ends if canonical(unit)), "")


def without_unit(text: str) -> Iterator[tuple[str, str]]:
    """Yield (name, unit) for the last brackets that may close at the end, the last one first."""
    opening = [i for i, mark in enumerate(text) if i and mark in CLOSING][-MOST_BRACKETS:]
    for i in reversed(opening):
        if text.endswith(CLOSING[text[i]]):
            yield text[:i].strip(), text[i + 1 : -1].strip()
