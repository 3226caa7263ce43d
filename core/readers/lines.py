"""Parses the lines of a laboratory report as people copy them: name, value, unit, flag, interval.

A report that was copied may have each of these in a line of its own. A line is a result only if
all of it is understood: which of two numbers is the value is nobody's to guess.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from core.errors import Problem
from core.markers.units import canonical
from core.readers.cells import NARROW, fault
from core.readers.conventions import with_point
from core.readers.materials import other_in_words
from core.readers.names import field_named, folded
from core.readers.quantities import NUMBER, Quantity, parse_quantity
from core.readers.ranges import parse_range
from core.readers.tables.columns import two_units
from core.readers.tables.headers import heading_of

# As many words as the longest name has that a laboratory prints.
LONGEST_NAME = 6
# More words than any result has behind its name: what follows belongs to nothing known.
MOST_WORDS = 30
FLAGS = frozenset("h l hh ll n a * ** high low normal ↑ ↓ 高 低 正常".split())  # noqa: SIM905
FLAGGED = re.compile(r"(?P<value>[<>≦≧≤≥]?[0-9][0-9.,]*)(?P<flag>[HLhl*]|↑|↓)")
MARKS = re.compile(r"(?<=[^0-9\s<>])\s*[:=：＝|]\s*|\t+|[ \u3000]+")
VALUE = re.compile(rf"(?:<=|>=|[<>≦≤⩽≧≥⩾])?\s*(?:{NUMBER.pattern}|[0-9][0-9.,]*)(?:[^0-9.,\s-].*)?")
WORDS_AFTER = ("未満", "以下", "以上", "超")
# The dash and the long vowel of katakana are written alike: コレステロール, 3.7ー7.8.
LONG_VOWEL = "\u30fc"
AFTER_KATAKANA = re.compile(f"(?<![\u30a1-\u30fa{LONG_VOWEL}]){LONG_VOWEL}")
NARROW_BUT_VOWELS = {code: mark for code, mark in NARROW.items() if code != ord(LONG_VOWEL)}
# A line of its own that names the material of those below it.
SECTION = re.compile(
    r"[\W_]*(?:(?P<other>尿|髄液|便|胸水|腹水|urine|urinalysis|csf|stool)|血液|血清|血漿|血算|末梢血|生化学|脂質|凝固|免疫"
    r"|blood|serum|plasma|chemistry|biochemistry|ha?ematology|cbc)"
    r"(?:中成分|一般|定性|定量|沈渣|生化学|学|化学|\s*chemistry)*(?:的?検査|\s*tests?)?[\W_]*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Line:
    """What one line, or several that belong together, say: of a field, or of an analyte.

    `about` is the field of the context, and empty where the name is that of an analyte; `material`
    is what a heading above says of it, where that is not blood.
    """

    row: int
    name: str
    about: str = ""
    unit: str = ""
    material: str = ""
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
    material = ""
    for row, written in enumerate(text.split("\n"), 1):
        narrow = AFTER_KATAKANA.sub("-", written.translate(NARROW_BUT_VOWELS)).strip()
        words = [word for word in MARKS.split(narrow) if word]
        if not words:
            continue
        section = SECTION.fullmatch(narrow)
        named = None if section else _named(row, words, material)
        material = _material_below(section, named, material)
        if not (named or section) and current is not None and _continues(current, words):
            current.words += words
            continue
        if current is not None:
            yield from _split(current)
        current = named
        if named is None:
            yield row
    if current is not None:
        yield from _split(current)


def _material_below(section: re.Match[str] | None, named: Line | None, above: str) -> str:
    """Return the material of the results below a line, empty for blood."""
    if section:
        return section["other"] or ""
    if named is None or named.about != "material":
        return above
    said = " ".join(named.words)
    return said if other_in_words(said) else ""


def _split(line: Line) -> Iterator[Line]:
    """Yield the fields of the context that stand in one line: `ID: A-014 sex: male`."""
    start = 0
    for i in range(1, len(line.words)) if line.about else ():
        if about := field_named(line.words[i]):
            yield Line(line.row, line.name, line.about, words=line.words[start:i])
            line = Line(line.row, line.words[i], about, words=line.words)
            start = i + 1
    yield replace(line, words=line.words[start:])


def _named(row: int, words: Sequence[str], material: str) -> Line | None:
    """Return the line that begins with the longest known name, if it begins with one."""
    for count in range(min(LONGEST_NAME, len(words)), 0, -1):
        name = " ".join(words[:count])
        rest = list(words[count:])
        if name_field := field_named(name):
            return Line(row, name, about=name_field, words=rest)
        heading = heading_of(0, name)
        if heading is not None and heading.marker is not None and heading.role == "value":
            # What stands in brackets is not part of the name: `UA (mg/dL)`, `HbA1c (JDS)`.
            known = heading.marker.symbol if heading.unit else name
            return Line(row, known, unit=heading.unit, material=material, words=rest)
    return None


def _continues(line: Line, words: Sequence[str]) -> bool:
    """Say whether words below a line belong to it: its value, or its unit, flag or interval."""
    if line.about:
        return not line.words
    if len(line.words) > MOST_WORDS:
        return False
    return line.is_open or all(
        is_flag(word) or is_unit(word) or isinstance(parse_range(word), tuple) for word in words
    )


def reported(line: Line, decimal: str = "") -> Reported | Problem:
    """Return the result that a line reports; a Problem unless every word of it is understood.

    `decimal` is the decimal mark of the text, and empty where nothing proves it.
    """
    uncertain = fault("reader.line.not_certain", " ".join((line.name, *line.words)))
    if len(line.words) > MOST_WORDS:
        return uncertain
    words = joined(line.words)
    ranges = [word for word in words if is_range(word, decimal)]
    values = [word for word in words if is_value(word) and word not in ranges]
    units = [word for word in words if word not in values and is_unit(word)]
    known = sum(map(len, (values, units, ranges))) + sum(map(is_flag, words))
    if len(values) != 1 or len(units) > 1 or len(ranges) > 1 or known != len(words):
        return uncertain
    flagged = FLAGGED.fullmatch(values[0])
    text = flagged["value"] if flagged else values[0]
    stated = [unit for unit in (line.unit, *units, unit_beside(text, decimal)) if unit]
    for other in stated[1:]:
        if conflict := two_units(stated[0], other):
            return conflict
    unit = stated[0] if stated else ""
    ends = ends_of(ranges[0], unit, decimal) if ranges else ("", "")
    return ends if isinstance(ends, Problem) else Reported(line.name, text, unit, *ends)


def unit_beside(text: str, decimal: str) -> str:
    """Return the unit that is written to a number without a space, if one is."""
    quantity = parse_quantity(text, decimal)
    return quantity.unit if isinstance(quantity, Quantity) else ""


def ends_of(word: str, unit: str, decimal: str) -> tuple[str, str] | Problem:
    """Return the ends of an interval, with the decimal mark of the text."""
    ends = parse_range(with_point(word, decimal) or word, unit) or ("", "")
    if isinstance(ends, Problem) or decimal != ",":
        return ends
    return ends[0].replace(".", decimal), ends[1].replace(".", decimal)


def joined(words: Sequence[str]) -> list[str]:
    """Join what belongs together: `< 0.1`, `0.1 未満`, `0.4 - 1.5`; take `(0.4-1.5)` for itself."""
    text = " ".join(words)
    text = re.sub(r"(<=|>=|[<>≦≤⩽≧≥⩾])\s+(?=[0-9.])", r"\1", text)
    text = re.sub(rf"(?<=[0-9])\s+(?={'|'.join(WORDS_AFTER)})", "", text)
    text = re.sub(r"(?<=[0-9])\s*([-~〜～])\s*(?=[0-9])", r"\1", text)
    # Spaces, so that the 23 of `25(23)` does not become part of the value; `[IU]/L` is a unit.
    return re.sub(
        r"[(\[]\s*([^()\[\]]*?)\s*[)\]](?!/)", lambda m: f" {m[1] or m[0]} ", text
    ).split()


def is_value(word: str) -> bool:
    """Say whether a word is a number with what may stand around it."""
    return VALUE.fullmatch(word) is not None and not is_unit(word)


def is_range(word: str, decimal: str = "") -> bool:
    """Say whether a word is an interval with both ends; one end alone may be a value."""
    ends = parse_range(with_point(word, decimal) or word)
    return isinstance(ends, tuple) and all(ends)


def is_unit(word: str) -> bool:
    """Say whether a word is a unit, and no number."""
    return canonical(word) is not None and NUMBER.fullmatch(word) is None


def is_flag(word: str) -> bool:
    """Say whether a word says only that a value is high, low or usual."""
    return folded(word) in FLAGS
