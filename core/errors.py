"""What can be wrong with what a user brings in, as data: a text key, its details and its place.

No sentence is built here. `core.text` turns a Problem into one in the reader's language, so the
same problem reads alike on a page, in the terminal and in a test. The text of an exception holds
the key and the place but never the details: details may quote a cell, and exceptions reach logs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

Details: TypeAlias = Mapping[str, str | int | float]

NO_DETAILS: Details = MappingProxyType({})


class Severity(StrEnum):
    """REFUSED: value, row or file is not used. NOTE: used or left aside as the sentence says."""

    REFUSED = "refused"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the user's own material something stands; rows are counted as a spreadsheet does.

    `path` is the place in what has no rows and columns: `entry[3].valueQuantity`, `OBX[2]-5`.
    """

    file: str = ""
    row: int | None = None
    column: str = ""
    path: str = ""

    def __str__(self) -> str:
        """Write the place for a log: the row only, since file and column names may identify."""
        return f"row {self.row}" if self.row is not None else "file"


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that was not understood or not used; `key` names its sentence in `core/text`."""

    key: str
    details: Details = field(default_factory=lambda: NO_DETAILS, repr=False)
    place: Place = field(default=NOWHERE, repr=False)
    severity: Severity = Severity.REFUSED


class EngawaError(Exception):
    """Base of every error a user can cause or mend; `problem` says which, in any language."""

    def __init__(self, key: str, place: Place = NOWHERE, **details: str | float) -> None:
        """Hold the problem; the exception's own text leaves the details out."""
        self.problem = Problem(key, MappingProxyType(details), place)
        super().__init__(f"{key} ({place})")


class PanelError(EngawaError):
    """A panel, or the file it came in, cannot be read or used."""


class ModelError(EngawaError):
    """A model's files are missing, changed, or made for other versions of its libraries."""


class CohortError(EngawaError):
    """A cohort cannot be read, or not be compared as it was asked."""


class ReportError(EngawaError):
    """A report cannot be made from what was given."""
