"""Decodes messages: by what MSH-18 states, or as their bytes prove.

ISO IR87, usual in Japan, is two-byte JIS between escape sequences. Hospitals send in it what is in
CP932 and in no JIS standard (the 髙 of 髙橋), so its characters are read through CP932.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.errors import PanelError, Place
from core.readers.tables.delimited import UNDEFINED_IN_CP932

JIS, UTF_8, CP932 = "iso2022_jp", "utf-8", "cp932"
MARKS = {b"\xef\xbb\xbf": UTF_8, b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
LINE_END = re.compile(rb"\r\n|\r|\n")
# MLLP frames a message between 0B and 1C 0D.
FRAME = b"\x0b\x1c"
MSH_CHARACTER_SET = 17  # MSH-1 is the separator itself
JAPANESE_SETS = ("ISO IR13", "ISO IR14", "ISO IR87", "ISO IR159")
LATIN_SET = re.compile("8859/([0-9]{1,2})")
ESCAPE = re.compile(rb"\x1b(\$B|\$@|\$\(D|\(B|\(J|\(I)")
TWO_BYTE, SUPPLEMENTARY, KATAKANA = (b"$B", b"$@"), b"$(D", b"(I"
# Of the 94 by 94 characters: Shift_JIS steps over the bytes of half-width katakana, and over 7F.
FIRST, CELLS, ROWS_BELOW_KATAKANA, CELLS_BELOW_DELETE = 0x21, 94, 62, 63


@dataclass(frozen=True, slots=True)
class RawMessage:
    """The lines of a message, the first of which is its MSH and has the given number."""

    row: int
    lines: list[bytes]

    @property
    def stated(self) -> str:
        """Return the encoding that MSH-18 states, or an empty text."""
        header = self.lines[0]
        fields = header.split(header[3:4], MSH_CHARACTER_SET + 1)
        text = fields[MSH_CHARACTER_SET] if len(fields) > MSH_CHARACTER_SET else b""
        names = text.decode("ascii", "replace").upper()
        if any(name in names for name in JAPANESE_SETS):
            return JIS
        if latin := LATIN_SET.search(names):
            return f"iso8859-{latin[1]}"
        return UTF_8 if "UTF-8" in names else ""


def raw_messages(data: bytes, name: str) -> tuple[list[RawMessage], int]:
    """Split a file into its messages; also the number of the first line before any, or 0.

    Raises PanelError for UTF-16 that is none.
    """
    messages: list[RawMessage] = []
    before = 0
    for row, line in enumerate(LINE_END.split(_unmarked(data, name)), 1):
        if is_header(line):
            messages.append(RawMessage(row, [line]))
        elif messages:
            messages[-1].lines.append(line)
        elif line.strip() and line[:3] not in (b"FHS", b"BHS"):
            before = before or row
    return messages, before


def is_header(line: bytes) -> bool:
    """Say whether a line begins a message: MSH and a separator that is no letter or digit."""
    separator = line[3:4]
    return line.startswith(b"MSH") and bool(separator.strip()) and not separator.isalnum()


def _unmarked(data: bytes, name: str) -> bytes:
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            data = data[len(mark) :]
            if encoding != UTF_8:
                data = _strictly(data, [encoding], Place(name))[0].encode()
            break
    return data.translate(None, FRAME)


def decoded(message: RawMessage, name: str, said: str = "") -> tuple[list[str], str]:
    """Return the lines of a message as text, and the encoding they were in.

    `said` is what a clinician says it is. Raises PanelError where that is not certain.
    """
    data = b"\n".join(message.lines)
    stated = said or message.stated
    is_japanese = stated == JIS or (not stated and ESCAPE.search(data) is not None)
    if is_japanese and data.isascii():
        return [from_jis(line) for line in message.lines], JIS
    tried = [UTF_8, CP932] if stated in ("", JIS) else [stated]
    text, encoding = _strictly(data, tried, Place(name, message.row))
    return text.split("\n"), encoding


def _strictly(data: bytes, encodings: Iterable[str], place: Place) -> tuple[str, str]:
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text and not (encoding == CP932 and UNDEFINED_IN_CP932.search(text)):
            return text, encoding
    raise PanelError("hl7.encoding", place)


def from_jis(line: bytes) -> str:
    """Decode ISO 2022 as JIS uses it; what is in no set becomes U+FFFD, which is in no name."""
    if b"\x1b" not in line:
        return line.decode("ascii", "replace")
    first, *rest = ESCAPE.split(line)
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return first.decode("ascii", "replace") + "".join(_pieces(pairs))


def _pieces(pairs: Iterable[tuple[bytes, bytes]]) -> Iterator[str]:
    for escape, piece in pairs:
        if escape in TWO_BYTE:
            yield _shifted(piece).decode(CP932, "replace")
        elif escape == SUPPLEMENTARY:
            yield (b"\x1b$(D" + piece + b"\x1b(B").decode("iso2022_jp_ext", "replace")
        elif escape == KATAKANA:
            yield bytes(byte | 0x80 for byte in piece).decode(CP932, "replace")
        else:
            yield piece.decode("ascii", "replace")


def _shifted(piece: bytes) -> bytes:
    """Write two-byte JIS as Shift_JIS does: two rows of 94 in one; a stray byte stays alone."""
    shifted = bytearray()
    for lead, trail in zip(piece[::2], piece[1::2], strict=False):
        row, cell = lead - FIRST, trail - FIRST
        if not (0 <= row < CELLS and 0 <= cell < CELLS):
            return b"?"
        shifted.append((0x81 if row < ROWS_BELOW_KATAKANA else 0xC1) + row // 2)
        shifted.append(cell + (0x9F if row % 2 else 0x40 if cell < CELLS_BELOW_DELETE else 0x41))
    return bytes(shifted)
