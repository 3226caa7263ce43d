"""How wide words are in the font that ships, read from the font's own file.

The tables of a TrueType font are described in https://learn.microsoft.com/typography/opentype/spec.
"""

import struct
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

FILES = Path(__file__).parents[2] / "report" / "fonts"
# Of the em: of letters that the font does not have, and how far text reaches above and below.
WIDE_LETTER, LETTER = 1.0, 0.6
ASCENT, DESCENT = 1.16, 0.288
LINE = 1.3
# Unicode's full repertoire, for Windows.
PLATFORM, ENCODING, FORMAT = 3, 10, 12


@dataclass(frozen=True, slots=True)
class Face:
    """The widths of the letters that a font has, in shares of the em."""

    widths: dict[int, float]

    def width(self, words: str) -> float:
        """Return the width of words on one line [em]; kerning is left out."""
        return sum(self.letter(letter) for letter in words)

    def letter(self, letter: str) -> float:
        """Return the width of a letter [em], or a guess where the font has none."""
        known = self.widths.get(ord(letter))
        if known is not None:
            return known
        return WIDE_LETTER if unicodedata.east_asian_width(letter) in "WF" else LETTER

    def lacks(self, words: str) -> str:
        """Return the letters of words that the font does not have, each once."""
        return "".join(dict.fromkeys(x for x in words if ord(x) not in self.widths))


@cache
def face(*, is_bold: bool = False) -> Face:
    """Read the widths of the regular or the bold font."""
    raw = (FILES / f"NotoSansJP-{'Bold' if is_bold else 'Regular'}.ttf").read_bytes()
    tables = _tables(raw)
    em = struct.unpack_from(">H", raw, tables["head"] + 18)[0]
    measured = struct.unpack_from(">H", raw, tables["hhea"] + 34)[0]
    advances = np.frombuffer(raw, ">u2", 2 * measured, tables["hmtx"])[::2] / em
    codes, glyphs = _letters(raw, tables["cmap"])
    # Glyphs behind the last that is measured are as wide as it.
    widths = advances[np.minimum(glyphs, measured - 1)]
    return Face(dict(zip(codes.tolist(), widths.tolist(), strict=True)))


def ascent(size: float) -> int:
    """Return how far a line of a size [px] reaches above its baseline [px], as browsers round."""
    return round(ASCENT * size)


def descent(size: float) -> int:
    """Return how far a line of a size [px] reaches below its baseline [px], as browsers round."""
    return round(DESCENT * size)


def _tables(raw: bytes) -> dict[str, int]:
    count = struct.unpack_from(">H", raw, 4)[0]
    records = (struct.unpack_from(">4sLLL", raw, 12 + 16 * number) for number in range(count))
    return {tag.decode("ascii"): offset for tag, _, offset, _ in records}


def _letters(raw: bytes, start: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the code of each letter and the number of its glyph."""
    count = struct.unpack_from(">H", raw, start + 2)[0]
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", raw, start + 4 + 8 * number)
        if (platform, encoding) == (PLATFORM, ENCODING):
            break
    else:
        raise ValueError("the font has no table of all letters")
    form, *_, groups = struct.unpack_from(">HHLLL", raw, start + offset)
    if form != FORMAT:
        raise ValueError("the font's table of letters has an unknown form")
    ends = np.frombuffer(raw, ">u4", 3 * groups, start + offset + 16).reshape(-1, 3).astype(int)
    codes = [np.arange(first, last + 1) for first, last, _ in ends]
    glyphs = [glyph + np.arange(last + 1 - first) for first, last, glyph in ends]
    return np.concatenate(codes), np.concatenate(glyphs)
