"""Takes a message apart: segments, fields, repetitions, components, and their escapes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.errors import Problem
from core.readers.hl7.encoding import JIS, from_jis

# More than any segment has; a field beyond is not read, and a file of separators costs nothing.
MOST_FIELDS = 60
MOST_COMPONENTS = 30
# Component, repetition, escape, subcomponent; a mark for truncation came with v2.7.
MOST_MARKS = 5
NAME = re.compile("[A-Z][A-Z0-9]{2}")
NULL = '""'
HEX_ESCAPE = re.compile("X((?:[0-9A-Fa-f]{2})+)")
# Line breaks, indents and highlighting of text that is shown: no part of a value.
FORMATTING = re.compile(r"\.(?:br|sp|in|ti|fi|nf|ce|sk)[+-]?[0-9]*")
HIGHLIGHT = ("H", "N")


@dataclass(frozen=True, slots=True)
class Syntax:
    """The separators of a message, empty where MSH states none, and its encoding."""

    field: str
    component: str
    repetition: str
    escape: str
    subcomponent: str
    encoding: str = "utf-8"

    def split(self, text: str, separator: str) -> list[str]:
        """Split a text by one of the separators."""
        return text.split(separator, MOST_COMPONENTS) if separator else [text]

    def plain(self, text: str) -> str:
        """Return a text with its escapes resolved; one that is not known is left as it is."""
        if not self.escape or self.escape not in text:
            return text
        return _escapes(self.escape).sub(self._resolved, text)

    def _resolved(self, found: re.Match[str]) -> str:
        code = found[1]
        separators = {
            "F": self.field,
            "S": self.component,
            "R": self.repetition,
            "E": self.escape,
            "T": self.subcomponent,
        }
        if code in separators:
            return separators[code]
        if code in HIGHLIGHT:
            return ""
        if FORMATTING.fullmatch(code):
            return " "
        if hexadecimal := HEX_ESCAPE.fullmatch(code):
            data = bytes.fromhex(hexadecimal[1])
            return from_jis(data) if self.encoding == JIS else data.decode(self.encoding, "replace")
        return found[0]


@lru_cache(maxsize=16)
def _escapes(mark: str) -> re.Pattern[str]:
    mark = re.escape(mark)
    return re.compile(f"{mark}([^{mark}]*){mark}")


def parse_syntax(header: str, encoding: str) -> Syntax | Problem:
    """Parse the separators that an MSH segment states in its first eight characters."""
    field = header[3]
    marks = header[4:].split(field, 1)[0]
    stated = [field, *marks]
    is_fit = 1 <= len(marks) <= MOST_MARKS and len(set(stated)) == len(stated)
    if not is_fit or any(mark.isalnum() or mark.isspace() for mark in stated):
        return Problem("hl7.separators")
    component, repetition, escape, subcomponent = [*marks, "", "", ""][:4]
    return Syntax(field, component, repetition, escape, subcomponent, encoding)


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment; `row` is its line in the file. Fields and components are counted from 1."""

    name: str
    row: int
    fields: list[str]
    syntax: Syntax

    def raw(self, field: int) -> str:
        """Return a field as it stands, or an empty text."""
        return self.fields[field] if field < len(self.fields) else ""

    def repetitions(self, field: int) -> list[list[str]]:
        """Return the components of each repetition of a field that states something."""
        raw = self.raw(field)
        if not raw or raw.isalnum():  # most fields; no separator is a letter or digit
            return [[raw]] if raw else []
        parts = self.syntax.split(raw, self.syntax.repetition)
        return [components(part, self.syntax) for part in parts if part.strip() not in ("", NULL)]

    def text(self, field: int, component: int = 1) -> str:
        """Return a component of a field's first repetition, or an empty text."""
        raw = self.raw(field)
        if not raw or raw.isalnum():
            return raw if component == 1 else ""
        first = self.syntax.split(raw, self.syntax.repetition)[0]
        return component_of(components(first, self.syntax), component)


def components(part: str, syntax: Syntax, *, sub: bool = False) -> list[str]:
    """Return the components of a repetition, or the subcomponents of a component, in plain text."""
    separator = syntax.subcomponent if sub else syntax.component
    parts = syntax.split(part, separator)
    return ["" if text == NULL else syntax.plain(text).strip() for text in parts]


def component_of(parts: list[str], component: int) -> str:
    """Return one of some components, or an empty text."""
    return parts[component - 1] if component <= len(parts) else ""


def triplets(parts: list[str]) -> tuple[tuple[str, str, str], ...]:
    """Return the code, text and system of components 1 to 3, and of 4 to 6 if there are any."""
    code, text, system, *other = [*parts[:6], "", "", ""]
    first = (code, text, system)
    return (first, (other[0], other[1], other[2])) if len(other) > 3 else (first,)  # noqa: PLR2004


def segments_of(lines: list[str], row: int, syntax: Syntax) -> Iterator[Segment | int]:
    """Yield the segments of a message, and the numbers of lines that are none."""
    for number, line in enumerate(lines, row):
        name = line[:3]
        if NAME.fullmatch(name) and line[3:4] in ("", syntax.field):
            fields = line.split(syntax.field, MOST_FIELDS)
            if name == "MSH":
                fields.insert(1, syntax.field)
            yield Segment(name, number, fields, syntax)
        elif line.strip():
            yield number
