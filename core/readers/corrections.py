"""What the clinician says a file means where its own words do not say it, or say it wrongly.

A correction belongs to a layout (the columns of a table, the sender of messages), not to a patient:
it holds digests of the names it is about, never a text out of the file, so that it can be kept.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from core.errors import PanelError
from core.markers import CATALOGUE, Sex
from core.readers.names import FIELD_NAMES, RESULT_NAMES, folded

DIGEST_BYTES = 8
DECIMAL_MARKS = ("", ",", ".")


class Role(StrEnum):
    """What the numbers of a marker's column are."""

    VALUE = "value"
    LOW = "low"
    HIGH = "high"


class DateOrder(StrEnum):
    """Whether 02/10/2026 is the second of October or the tenth of February."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column or an analyte is: a field of the context, or a marker; both empty: not used.

    `unit` is empty where the file's own is meant; else it replaces the stated one whose key is
    `unit_for` (empty: none is stated), and no other: what was said of values without a unit must
    not change those that state one.
    """

    field: str = ""
    marker: str = ""
    role: Role = Role.VALUE
    unit: str = ""
    unit_for: str = ""

    def unit_of(self, stated: str) -> str:
        """Return the unit that was said to be meant by a stated one, or else the stated one."""
        is_meant = self.unit_for == unit_key(stated)
        return self.unit if self.unit and is_meant else stated

    @property
    def is_possible(self) -> bool:
        """Say whether there is such a field or marker, and not both."""
        if self.field:
            return not self.marker and self.field in {*FIELD_NAMES, *RESULT_NAMES}
        return not self.marker or self.marker in CATALOGUE


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a clinician corrected of one layout.

    `meanings` are by the key of a column or an analyte, `sexes` by the key of a text in the column
    of the sex (see `key_of`). `decimal` is "," or ".", and empty where nobody said.
    """

    meanings: Mapping[str, Meaning] = field(default_factory=lambda: MappingProxyType({}))
    sexes: Mapping[str, Sex] = field(default_factory=lambda: MappingProxyType({}))
    decimal: str = ""
    dates: DateOrder | None = None
    encoding: str = ""

    def __bool__(self) -> bool:
        """Say whether anything was corrected."""
        return self != Corrections()

    def meaning(self, name: str) -> Meaning | None:
        """Return what a name was said to mean, if anything was."""
        return self.meanings.get(key_of(name)) if self.meanings else None

    def sex(self, text: str) -> Sex | None:
        """Return which sex a text was said to stand for, if any."""
        return self.sexes.get(key_of(text)) if self.sexes else None

    def with_meaning(self, key: str, meaning: Meaning) -> "Corrections":
        """Return these corrections and one more."""
        return replace(self, meanings=MappingProxyType({**self.meanings, key: meaning}))

    def with_sex(self, key: str, sex: Sex) -> "Corrections":
        """Return these corrections and one more."""
        return replace(self, sexes=MappingProxyType({**self.sexes, key: sex}))

    def to_json(self) -> str:
        """Write the corrections as JSON."""
        return json.dumps(
            {
                "meanings": {key: asdict(meaning) for key, meaning in self.meanings.items()},
                "sexes": dict(self.sexes),
                "decimal": self.decimal,
                "dates": self.dates,
                "encoding": self.encoding,
            },
            indent=1,
            sort_keys=True,
        )

    @classmethod
    def from_json(cls, text: str) -> "Corrections":
        """Read corrections that `to_json` wrote. Raises PanelError for anything else."""
        try:
            entries = json.loads(text)
            meanings = {key: _meaning(entry) for key, entry in entries["meanings"].items()}
            return cls(
                MappingProxyType(meanings),
                MappingProxyType({key: Sex(sex) for key, sex in entries["sexes"].items()}),
                DECIMAL_MARKS[DECIMAL_MARKS.index(entries["decimal"])],
                DateOrder(entries["dates"]) if entries["dates"] else None,
                _text(entries["encoding"]),
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise PanelError("reader.corrections.broken") from error


def _meaning(entry: Mapping[str, Any]) -> Meaning:
    field, marker, unit = (_text(entry[name]) for name in ("field", "marker", "unit"))
    meaning = Meaning(field, marker, Role(entry["role"]), unit, _text(entry["unit_for"]))
    if not meaning.is_possible:
        raise ValueError("no such field or marker")
    return meaning


def _text(entry: object) -> str:
    if not isinstance(entry, str):
        raise TypeError("no text")
    return entry


NONE = Corrections()


def unit_key(unit: str) -> str:
    """Return the digest that stands for a stated unit, an empty text where none is."""
    return key_of(unit) if unit.strip() else ""


def key_of(name: str) -> str:
    """Return the digest that stands for a name: alike for all ways of writing it."""
    # JSON may hold halves of a character, which no UTF-8 can.
    letters = folded(name).encode(errors="surrogatepass")
    return hashlib.blake2b(letters, digest_size=DIGEST_BYTES).hexdigest()
