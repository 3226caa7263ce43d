"""Every sentence a person reads, in English and Japanese, and how numbers and dates are written.

To add a sentence: put the same key with the same placeholders into the file of its area in `en/`
and in `ja/` (`risk.toml` holds the keys `risk.*`). `tests/text` compares the two folders and
the keys that the code uses.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path

from core.errors import Place, Problem

FOLDER = Path(__file__).parent
SIGNIFICANT_FIGURES = 3
FEWEST_SHOWN_AS_POWER = 1e-4
MOST_SHOWN_IN_FULL = 1e6


class Language(StrEnum):
    """A language the product speaks."""

    EN = "en"
    JA = "ja"


@dataclass(frozen=True, slots=True)
class Text:
    """The sentences of one language, by key; call it: `text("risk.title", age="24")`."""

    language: Language
    sentences: Mapping[str, str]

    def __call__(self, key: str, /, **details: str | float) -> str:
        """Return the sentence of a key with its placeholders filled; numbers at 3 figures.

        Raises KeyError for an unknown key or a missing detail: both are our own mistakes.
        """
        return self.sentences[key].format(**{k: self._written(v) for k, v in details.items()})

    def __contains__(self, key: str) -> bool:
        """Say whether there is a sentence for the key."""
        return key in self.sentences

    def _written(self, value: str | float) -> str:
        return value if isinstance(value, str) else number(value)

    def date(self, moment: date) -> str:
        """Write a date, and the time and its zone where it has them: 2026-10-02 09:10 +09:00."""
        day = moment.isoformat()[:10]
        if self.language is Language.JA:
            day = f"{moment.year}年{moment.month}月{moment.day}日"
        if not isinstance(moment, datetime):
            return day
        zone = moment.isoformat(timespec="minutes")[len("2026-10-02T09:10") :]
        return f"{day} {moment:%H:%M} {zone}".rstrip()

    def place(self, place: Place) -> str:
        """Write where something stands, as `panel.csv, row 3, column "UA"`; empty for nowhere."""
        parts = [place.file] if place.file else []
        if place.row is not None:
            parts.append(self("place.row", row=str(place.row)))
        if place.column:
            parts.append(self("place.column", column=place.column))
        if place.path:
            parts.append(self("place.path", path=place.path))
        return self("place.separator").join(parts)

    def problem(self, problem: Problem) -> str:
        """Write a problem as one sentence that begins with its place."""
        sentence = self(problem.key, **problem.details)
        where = self.place(problem.place)
        return self("place.problem", place=where, sentence=sentence) if where else sentence


def number(value: float, figures: int = SIGNIFICANT_FIGURES) -> str:
    """Write a number at some significant figures, never as 1e+03: 0.4 -> 0.400, 1234 -> 1230.

    Whole numbers given as int are written in full. A value that is not finite is written as a sign.
    """
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return "–" if math.isnan(value) else ("∞" if value > 0 else "-∞")
    if value == 0:
        return "0"
    written = f"{value:.{figures - 1}e}"
    rounded = float(written)
    if not FEWEST_SHOWN_AS_POWER <= abs(rounded) < MOST_SHOWN_IN_FULL:
        mantissa, power = written.split("e")
        return f"{mantissa} × 10^{int(power)}"
    decimals = max(0, figures - 1 - math.floor(math.log10(abs(rounded))))
    return f"{rounded:.{decimals}f}"


@cache
def text_in(language: Language) -> Text:
    """Read the sentences of a language; each is read once in a process."""
    sentences: dict[str, str] = {}
    for path in sorted((FOLDER / language.value).glob("*.toml")):
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
        sentences |= dict(flatten(entries, path.stem))
    return Text(language, sentences)


def flatten(entries: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    """Write nested tables as dotted keys: {"a": {"b": "x"}} under "risk" -> ("risk.a.b", "x")."""
    pairs: list[tuple[str, str]] = []
    for name, entry in entries.items():
        key = f"{prefix}.{name}"
        if isinstance(entry, Mapping):
            pairs += flatten(entry, key)
        else:
            pairs.append((key, str(entry)))
    return pairs
