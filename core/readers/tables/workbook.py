"""What the rows of an XLSX sheet refer to: its sheets, its shared strings, its number formats."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import takewhile
from posixpath import join, normpath

from core.readers.tables.package import local, parse_part, tags, xml_parser

EPOCH = datetime.fromisoformat("1899-12-30")
EPOCH_1904 = datetime.fromisoformat("1904-01-01")
# Numbered formats that the standard does not spell out: dates and times, in the East Asian
# versions of Excel too, and percentages.
DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
PERCENT_FORMATS = frozenset([9, 10])
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


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

    package: zipfile.ZipFile
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


def read_workbook(package: zipfile.ZipFile) -> Workbook:
    """Read all of a workbook but the rows. Raises what `package.BROKEN` names for a broken one."""
    main = next(link.part for link in _links(package, "") if link.kind == "officeDocument")
    found = tags(package, main)
    links = _links(package, main)
    parts = {link.kind: link.part for link in links}
    properties = [attributes for name, attributes in found if name == "workbookPr"]
    has_1904 = any(p.get("date1904") in {"1", "true"} for p in properties)
    return Workbook(
        package,
        _sheets([attributes for name, attributes in found if name == "sheet"], links),
        _strings(package, parts["sharedStrings"]) if "sharedStrings" in parts else [],
        _formats(tags(package, parts["styles"])) if "styles" in parts else [],
        EPOCH_1904 if has_1904 else EPOCH,
    )


def _links(package: zipfile.ZipFile, part: str) -> list[Link]:
    """Return the links from a part, or from the package itself."""
    folder, _, name = part.rpartition("/")
    found = tags(package, join(folder, "_rels", f"{name}.rels"))
    return [
        Link(a["Id"], a["Type"].rpartition("/")[2], normpath(join("/", folder, a["Target"]))[1:])
        for tag, a in found
        if tag == "Relationship" and a.get("TargetMode") != "External"
    ]


def _sheets(entries: list[dict[str, str]], links: list[Link]) -> list[Sheet]:
    """Return the visible sheets that hold cells, in their order."""
    parts = {link.id: link.part for link in links if link.kind == "worksheet"}
    visible = [entry for entry in entries if entry.get("state", "visible") == "visible"]
    linked = [(e, next(v for k, v in e.items() if local(k) == "id")) for e in visible]
    return [Sheet(entry["name"], parts[link]) for entry, link in linked if link in parts]


def _formats(found: list[tuple[str, dict[str, str]]]) -> list[Format]:
    """Return the format of each style of cells, in their order."""
    codes = {a["numFmtId"]: a["formatCode"] for name, a in found if name == "numFmt"}
    names = [name for name, _ in found]
    if "cellXfs" not in names:
        return []
    styles = found[names.index("cellXfs") + 1 :]
    numbers = [a.get("numFmtId", "0") for name, a in takewhile(_is_style, styles) if name == "xf"]
    return [format_of(int(number), codes.get(number, "")) for number in numbers]


def _is_style(tag: tuple[str, dict[str, str]]) -> bool:
    return tag[0] in {"xf", "alignment", "protection", "extLst", "ext"}


def format_of(number: int, code: str) -> Format:
    """Return what a number format makes of a number: `yyyy/m/d` a date, `0.0%` a percentage."""
    first = LITERAL.sub("", code).partition(";")[0].casefold()
    if number in PERCENT_FORMATS or "%" in first:
        return Format.PERCENT
    is_date = number in DATE_FORMATS or re.search("[ymdhs]", first)
    return Format.DATE if is_date else Format.NUMBER


def _strings(package: zipfile.ZipFile, part: str) -> list[str]:
    """Return the shared strings without their readings (furigana)."""
    strings: list[str] = []
    pieces: list[str] = []
    inside: list[str] = []

    def start(name: str, _: dict[str, str]) -> None:
        inside.append(local(name))

    def end(_: str) -> None:
        if inside.pop() == "si":
            strings.append("".join(pieces))
            pieces.clear()

    def text(data: str) -> None:
        if inside[-1] == "t" and "rPh" not in inside:
            pieces.append(data)

    parser = xml_parser(start)
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    for _ in parse_part(package, part, parser):
        pass
    return strings
