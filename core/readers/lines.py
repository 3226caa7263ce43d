"""Parses the lines of a laboratory report as people copy them: name, value, unit, flag, interval.

A report that was copied may have each of these in a line of its own. A line is a result only if
all of it is understood: which of two numbers is the value is nobody's to guess.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.errors import Problem
from core.markers.units import canonical
from core.readers.cells import NARROW, fault
from core.readers.names import field_named, folded
from core.readers.quantities import NUMBER
from core.readers.ranges import parse_range
from core.readers.tables.headers import heading_of

# As many words as the longest name has that a laboratory prints.
LONGEST_NAME = 6
FLAGS = frozenset("h l hh ll n a * ** high low normal ↑ ↓ 高 低 正常".split())  # noqa: SIM905
FLAGGED = re.compile(r"(?P<value>[<>≦≧≤≥]?[0-9][0-9.,]*)(?P<flag>[HLhl*]|↑|↓)")
MARKS = re.compile(r"(?<=[^0-9\s<>])\s*[:=：＝|]\s*|\t+|[ \u3000]+")
VALUE = re.compile(rf"(?:<=|>=|[<>≦≤⩽≧≥⩾])?\s*(?:{NUMBER.pattern}|[0-9][0-9.,]*)(?:[^0-9.,\s-].*)?")
WORDS_AFTER = ("未満", "以下", "以上", "超")


@dataclass(slots=True)
class Line:
    """What one line, or several that belong together, say: of a field, or of an analyte.

    `about` is the field of the context, and empty where the name is that of an analyte.
    """

    row: int
    name: str
    about: str = ""
    unit: str = ""
    words: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Say whether the value is still to come."""
        return not any(map(is_value, self.words))


@dataclass(frozen=True, slots=True)
class Reported:
    """A result as a line reports it."""

    name: str
    text: str
    unit: str
    low: str
    high: str


def lines_of(text: str) -> Iterator[Line | int]:
    """Yield what each line says; its number alone for one that names nothing known."""
    current: Line | None = None
    for row, written in enumerate(text.split("\n"), 1):
        words = [word for word in MARKS.split(written.translate(NARROW).strip()) if word]
        if not words:
            continue
        named = _named(row, words)
        if named is None and current is not None and _continues(current, words):
            current.words += words
            continue
        if current is not None:
            yield from _split(current)
        current = named
        if named is None:
            yield row
    if current is not None:
        yield from _split(current)


def _split(line: Line) -> Iterator[Line]:
    """Yield the fields of the context that stand in one line: `ID: A-014 sex: male`."""
    start = 0
    for i in range(1, len(line.words)) if line.about else ():
        if about := field_named(line.words[i]):
            yield Line(line.row, line.name, line.about, words=line.words[start:i])
            line = Line(line.row, line.words[i], about, words=line.words)
            start = i + 1
    yield Line(line.row, line.name, line.about, line.unit, line.words[start:])


def _named(row: int, words: Sequence[str]) -> Line | None:
    """Return the line that begins with the longest known name, if it begins with one."""
    for count in range(min(LONGEST_NAME, len(words)), 0, -1):
        name = " ".join(words[:count])
        rest = list(words[count:])
        if name_field := field_named(name):
            return Line(row, name, about=name_field, words=rest)
        heading = heading_of(0, name)
        if heading is not None and heading.marker is not None and heading.role == "value":
            return Line(row, name, unit=heading.unit, words=rest)
    return None


def _continues(line: Line, words: Sequence[str]) -> bool:
    """Say whether words below a line belong to it: its value, or its unit, flag or interval."""
    if line.about:
        return not line.words
    return line.is_open or all(
        is_flag(word) or is_unit(word) or isinstance(parse_range(word), tuple) for word in words
    )


def reported(line: Line) -> Reported | Problem:
    """Return the result that a line reports; a Problem unless every word of it is understood."""
    words = joined(line.words)
    values = [word for word in words if is_value(word) and not is_range(word)]
    units = [word for word in words if word not in values and is_unit(word)]
    ranges = [word for word in words if is_range(word)]
    known = sum(map(len, (values, units, ranges))) + sum(map(is_flag, words))
    if len(values) != 1 or len(units) > 1 or len(ranges) > 1 or known != len(words):
        return fault("reader.line.not_certain", " ".join((line.name, *line.words)))
    unit = units[0] if units else line.unit
    ends = parse_range(ranges[0], unit) if ranges else ("", "")
    if not isinstance(ends, tuple):
        return ends or fault("reader.line.not_certain", " ".join((line.name, *line.words)))
    flagged = FLAGGED.fullmatch(values[0])
    return Reported(line.name, flagged["value"] if flagged else values[0], unit, *ends)


def joined(words: Sequence[str]) -> list[str]:
    """Join what belongs together: `< 0.1`, `0.1 未満`, `0.4 - 1.5`, `(0.4-1.5)`."""
    text = " ".join(words)
    text = re.sub(r"(<=|>=|[<>≦≤⩽≧≥⩾])\s+(?=[0-9.])", r"\1", text)
    text = re.sub(rf"(?<=[0-9])\s+(?={'|'.join(WORDS_AFTER)})", "", text)
    text = re.sub(r"(?<=[0-9])\s*([-~〜～])\s*(?=[0-9])", r"\1", text)
    return re.sub(r"[(\[]\s*([^()\[\]]*?)\s*[)\]]", lambda m: m[1] or m[0], text).split()


def is_value(word: str) -> bool:
    """Say whether a word is a number with what may stand around it."""
    return VALUE.fullmatch(word) is not None and not is_unit(word)


def is_range(word: str) -> bool:
    """Say whether a word is an interval with both ends; one end alone may be a value."""
    ends = parse_range(word)
    return isinstance(ends, tuple) and all(ends)


def is_unit(word: str) -> bool:
    """Say whether a word is a unit, and no number."""
    return canonical(word) is not None and NUMBER.fullmatch(word) is None


def is_flag(word: str) -> bool:
    """Say whether a word says only that a value is high, low or usual."""
    return folded(word) in FLAGS
