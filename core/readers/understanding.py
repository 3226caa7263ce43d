"""What a reader made of a file as a whole: its shape, and what each name in it was taken for.

It is shown to be checked, and is what a clinician's corrections refer to.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from core.readers.corrections import DIGEST_BYTES, Meaning, key_of


class Shape(StrEnum):
    """How results are laid out."""

    WIDE = "wide"
    LONG = "long"
    LINES = "lines"
    FHIR = "fhir"
    HL7 = "hl7"


@dataclass(frozen=True, slots=True)
class Item:
    """A column of a table, or an analyte of a long table or message, under the name it has there.

    `meaning` is None where it was not understood, and then not used; `unit` is as read.
    """

    name: str
    meaning: Meaning | None
    unit: str = ""
    is_corrected: bool = False

    @property
    def key(self) -> str:
        """Return what a correction of this item refers to."""
        return key_of(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """How a file was read. `signature` is the same for files of the same layout.

    `header_row` and `unit_row` are counted as a spreadsheet does; `decimal` is the decimal mark.
    """

    shape: Shape
    signature: str
    items: tuple[Item, ...]
    encoding: str = ""
    separator: str = ""
    decimal: str = "."
    header_row: int | None = None
    unit_row: int | None = None


def signature_of(shape: Shape, names: Iterable[str]) -> str:
    """Return the digest of a layout: its shape and the names of its columns, in any order."""
    written = "\n".join([shape, *sorted(key_of(name) for name in names)])
    return hashlib.blake2b(written.encode(), digest_size=DIGEST_BYTES).hexdigest()
