"""Reads one header of a wide table: which field or marker it names, in which unit.

Foreign names become ours here and nowhere else: FIELD_NAMES for what stands beside the values, the
catalogue for the markers. Case, width, spaces and underscores make no difference. A unit stands in
round or square brackets behind the name; the laboratory's own interval in columns named as
`C16 low` and `C16 high`, in the unit of the values unless they carry their own.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from core.markers import CATALOGUE, Marker
from core.readers.cells import LIMIT_CHARACTERS

FIELD_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "patient id", "patient", "pid", "患者id", "患者番号", "匿名id", "仮id"),
    "sex": ("sex", "gender", "性別"),
    "age": ("age", "age (years)", "age (y)", "年齢", "年齢(歳)"),
    "collected": (
        "collected",
        "collection time",
        "collection date",
        "採血日時",
        "採血日",
        "採取日時",
        "採取日",
    ),
    "fasting": ("fasting", "空腹", "空腹時", "空腹時採血", "絶食"),
    "medication": ("medication", "drugs", "服薬", "服薬中", "内服", "内服薬"),
    "haemolysed": ("haemolysed", "hemolysed", "hemolyzed", "haemolysis", "hemolysis", "溶血"),
    "minutes_to_separation": (
        "minutes to separation",
        "分離までの分",
        "分離までの時間(分)",
        "血漿分離までの分",
        "血漿分離までの時間(分)",
    ),
    "pregnant": ("pregnant", "pregnancy", "妊娠", "妊娠中"),
}


class Role(StrEnum):
    """What the numbers of a marker's column are."""

    VALUE = "value"
    LOW = "low"
    HIGH = "high"


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
HYPHENS = re.compile("[\u2010-\u2015\u2212]")


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
    if field := _fields_by_name().get(folded(text)):
        return Heading(index, text, field=field)
    for name, unit, role in _splits(text.translate(BRACKETS).strip()):
        if marker := _markers_by_name().get(folded(name)):
            return Heading(index, text, marker=marker, role=role, unit=unit)
    return None


def known_count(header: Sequence[str]) -> int:
    """Return how many headers are known."""
    return sum(heading_of(i, text) is not None for i, text in enumerate(header))


def has_marker(header: Sequence[str]) -> bool:
    """Say whether a header names a marker that can be measured."""
    headings = (heading_of(i, text) for i, text in enumerate(header))
    return any(h and h.marker and not h.marker.derived for h in headings)


def folded(name: str) -> str:
    """Bring the ways of writing a name together: width, case, spaces, underscores, hyphens."""
    narrow = HYPHENS.sub("-", unicodedata.normalize("NFKC", name)).casefold()
    return "".join(narrow.split()).replace("_", "")


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


@cache
def _fields_by_name() -> Mapping[str, str]:
    return {folded(name): field for field, names in FIELD_NAMES.items() for name in names}


@cache
def _markers_by_name() -> Mapping[str, Marker]:
    return {
        folded(name): marker
        for marker in CATALOGUE.values()
        for name in (marker.key, marker.symbol, *marker.names.values(), *marker.aliases)
    }
