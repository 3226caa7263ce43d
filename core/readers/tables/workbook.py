"""What the rows of an XLSX sheet refer to: its sheets, its shared strings, its number formats."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice, takewhile
from posixpath import join, normpath
from typing import TypeVar

from core.readers.tables.markup import Tag, local, tags
from core.readers.tables.package import Package
from core.readers.tables.strings import read_strings

T = TypeVar("T")

LIMIT_LINKS = 10_000
# Excel has at most 65,490 styles of cells.
LIMIT_STYLES = 70_000
EPOCH = datetime.fromisoformat("1899-12-30")
EPOCH_1904 = datetime.fromisoformat("1904-01-01")
# Numbered formats that the standard does not spell out: dates and times, in the East Asian
# versions of Excel too, and percentages.
DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
PERCENT_FORMATS = frozenset([9, 10])
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]', re.IGNORECASE)


class Format(StrEnum):
    """What a number in a cell stands for."""

    NUMBER = "number"
    DATE = "date"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet: its name, and the part of the package that holds it."""

    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """A package with what its sheets refer to; `formats` are by the style number of a cell."""

    package: Package
    sheets: Sequence[Sheet]
    strings: Sequence[str]
    formats: Sequence[Format]
    epoch: datetime


@dataclass(frozen=True, slots=True)
class Link:
    """From one part of a package to another; `kind` is what the other is to the first."""

    id: str
    kind: str
    part: str


def read_workbook(package: Package) -> Workbook:
    """Read all of a workbook but the rows. Raises what `package.BROKEN` names for a broken one."""
    (main, *_) = [link.part for link in _links(package, "") if link.kind == "officeDocument"]
    links = _links(package, main)
    parts = {link.kind: link.part for link in links}
    sheets, epoch = _sheets(tags(package, main), links)
    return Workbook(
        package,
        sheets,
        read_strings(package, parts["sharedStrings"]) if "sharedStrings" in parts else [],
        _formats(tags(package, parts["styles"])) if "styles" in parts else [],
        epoch,
    )


def _links(package: Package, part: str) -> list[Link]:
    """Return the links from a part, or from the package itself."""
    folder, _, name = part.rpartition("/")
    found = tags(package, join(folder, "_rels", f"{name}.rels"))
    links = (
        Link(a["Id"], a["Type"].rpartition("/")[2], normpath(join("/", folder, a["Target"]))[1:])
        for tag, a in found
        if tag == "Relationship" and a.get("TargetMode") != "External"
    )
    return _at_most(LIMIT_LINKS, links)


def _sheets(found: Iterable[Tag], links: list[Link]) -> tuple[list[Sheet], datetime]:
    """Return the visible sheets that hold cells, in their order, and the epoch of their days."""
    parts = {link.id: link.part for link in links if link.kind == "worksheet"}
    # By part: a hostile workbook may list one part a million times.
    sheets: dict[str, Sheet] = {}
    epoch = EPOCH
    for tag, attributes in found:
        if tag == "sheet" and attributes.get("state", "visible") == "visible":
            (link, *_) = [value for key, value in attributes.items() if local(key) == "id"]
            if link in parts:
                sheets.setdefault(parts[link], Sheet(attributes["name"], parts[link]))
        elif tag == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            epoch = EPOCH_1904
    return list(sheets.values()), epoch


def _formats(found: Iterator[Tag]) -> list[Format]:
    """Return the format of each style of cells, in their order."""
    before = takewhile(lambda tag: tag[0] != "cellXfs", found)
    codes = ((a["numFmtId"], a["formatCode"]) for name, a in before if name == "numFmt")
    known = {number: format_of(int(number), code) for number, code in _at_most(LIMIT_STYLES, codes)}
    styles = (a.get("numFmtId", "0") for name, a in takewhile(_is_style, found) if name == "xf")
    numbers = _at_most(LIMIT_STYLES, styles)
    return [known.get(number) or format_of(int(number), "") for number in numbers]


def _is_style(tag: Tag) -> bool:
    return tag[0] in {"xf", "alignment", "protection", "extLst", "ext"}


def _at_most(limit: int, found: Iterable[T]) -> list[T]:
    """Return what was found. Raises ValueError if that is more than any program writes."""
    listed = list(islice(found, limit + 1))
    if len(listed) > limit:
        raise ValueError("a list longer than any program writes")
    return listed


def format_of(number: int, code: str) -> Format:
    """Return what a number format makes of a number: `yyyy/m/d` a date, `0.0%` a percentage."""
    first = LITERAL.sub("", code).partition(";")[0].casefold()
    if number in PERCENT_FORMATS or "%" in first:
        return Format.PERCENT
    is_date = number in DATE_FORMATS or re.search("[ymdhs]", first)
    return Format.DATE if is_date else Format.NUMBER
