"""Reads the shared strings of an XLSX workbook without their readings (furigana)."""

import re

from core.readers.tables.items import SECTION_END, TEXT, read_items, resolved, text_tag
from core.readers.tables.markup import LIMIT_DEPTH, LIMIT_TEXT, TOO_DEEP, Markup, local
from core.readers.tables.package import Package


def read_strings(package: Package, part: str) -> list[str]:
    """Return the shared strings. Raises what `package.BROKEN` names for a broken part."""
    strings = Strings(package)
    for _ in read_items(package, part, strings):
        pass
    return strings.found


class Strings:
    """Collects the strings, of expat or of regular expressions; see `items.Items`."""

    name, parent = "si", "sst"

    def __init__(self, package: Package) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._inside: list[str] = []
        self._match = re.compile("").fullmatch
        self.markup = Markup(package, self._start)
        self.markup.parser.EndElementHandler = self._end
        self.markup.parser.CharacterDataHandler = self._text

    @property
    def is_between(self) -> bool:
        """Say whether a string may begin; see `items.Items`."""
        return self._inside == [self.parent]

    def begin(self, prefix: str) -> None:
        """Make an expression for a string; see `items.Items`."""
        p = prefix
        reading = f'<{p}rPh(?: sb="[0-9]*")?(?: eb="[0-9]*")?><{p}t>{TEXT}</{p}t></{p}rPh>'
        properties = f'<{p}phoneticPr(?: fontId="[0-9]*")?(?: type="[A-Za-z]*")? ?/>'
        self._match = re.compile(
            rf"[ \t\r\n]*<{p}si>{text_tag(p)}(?:{reading})*(?:{properties})?"
        ).fullmatch

    def take(self, item: bytes) -> bool:
        """Take a string without formats; see `items.Items`."""
        written = item.decode()
        found = self._match(written)
        if found is None or SECTION_END in written:
            return False
        self.found.append(resolved(found[1]))
        return True

    def _start(self, tag: str, _: dict[str, str]) -> None:
        self._inside.append(local(tag))
        if len(self._inside) > LIMIT_DEPTH:
            raise ValueError(TOO_DEEP)

    def _end(self, _: str) -> None:
        if self._inside.pop() == self.name:
            self.found.append("".join(self._pieces))
            self._pieces.clear()
            self._length = 0

    def _text(self, data: str) -> None:
        if self._inside[-1] == "t" and "rPh" not in self._inside:
            self._pieces.append(data)
            self._length += len(data)
            if self._length > LIMIT_TEXT:
                raise ValueError("a cell longer than a spreadsheet's can be")
