"""A cohort: people in groups, with the values of analytes. Who they are is not kept.

Values are columns of one matrix, so that a hundred thousand people are compared as arrays. What is
not stated is nan, or -1 among codes, and stays so; a censored value stands at its limit and is
marked in `limits`, so that nothing can take it for a number by mistake.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from core.markers import Marker, Scale

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]
Limits = NDArray[np.int8]

SEX = "sex"
GROUP = "group"
NOT_STATED = -1
BELOW, EXACT, ABOVE = -1, 0, 1


class Origin(StrEnum):
    """Where people come from: simulated from published findings, a survey's model, a clinic."""

    VIRTUAL = "virtual"
    SURVEY = "survey"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyte:
    """What was measured: a marker of the catalogue, or something a file names.

    `key` is the marker's, or the name in the file. Values of a marker are in `marker.unit`, or in
    [SD] from the middle of its reference interval where `is_standardised`; of anything else in
    `unit` as the file writes it, which may be nothing.
    """

    key: str
    title: str = ""
    unit: str = ""
    scale: Scale = Scale.LINEAR
    marker: Marker | None = None
    is_standardised: bool = False

    def name(self, language: str) -> str:
        """Return the display name in a language ("en" or "ja")."""
        return self.marker.name(language) if self.marker else self.title or self.key


@dataclass(frozen=True, slots=True, eq=False)
class Factor:
    """Which of some named levels each person has: codes (n_people,), NOT_STATED where none."""

    name: str
    levels: tuple[str, ...]
    codes: Codes

    def where(self, people: NDArray[np.bool_] | NDArray[np.int64]) -> "Factor":
        """Return the factor of some people."""
        return replace(self, codes=self.codes[people])

    def sizes(self) -> tuple[int, ...]:
        """Return how many people have each level."""
        stated = self.codes[self.codes != NOT_STATED]
        return tuple(np.bincount(stated, minlength=len(self.levels)).tolist())


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Cohort:
    """People to compare with.

    `name` is the key of a text (`cohort.name.*`) for what ships with Engawa, and else what the
    clinic called it. `values` has the shape (n_people, n_analytes), `limits` the same or is None
    where no value is censored; `ages` are in [years]. `factors` hold the sex under SEX, its levels
    the values of Sex, and whatever else tells groups apart. Of a cohort that `is_shared`, small
    cells are suppressed and no single person is drawn. `persons` (n_people,) are numbers that tell
    which rows are draws of the same person; None where every row is a person.
    """

    name: str
    origin: Origin
    analytes: tuple[Analyte, ...]
    values: Floats
    limits: Limits | None = None
    factors: Mapping[str, Factor] = field(default_factory=lambda: MappingProxyType({}))
    ages: Floats | None = None
    persons: Codes | None = None
    is_shared: bool = False

    @property
    def size(self) -> int:
        """Return the number of people."""
        return len(self.values)

    @property
    def sex(self) -> Factor | None:
        """Return the sex of the people, where it is stated."""
        return self.factors.get(SEX)

    def position(self, key: str) -> int:
        """Return the column of an analyte. Raises KeyError for one that is not held."""
        for number, analyte in enumerate(self.analytes):
            if analyte.key == key:
                return number
        raise KeyError(key)

    def analyte(self, key: str) -> Analyte:
        """Return an analyte by its key. Raises KeyError for one that is not held."""
        return self.analytes[self.position(key)]

    def of_analytes(self, keys: Sequence[str]) -> "Cohort":
        """Return the cohort with some analytes only, in this order. Raises KeyError."""
        columns = [self.position(key) for key in keys]
        limits = None if self.limits is None else self.limits[:, columns]
        return replace(
            self,
            analytes=tuple(self.analytes[column] for column in columns),
            values=self.values[:, columns],
            limits=limits,
        )

    def of_people(self, people: NDArray[np.bool_] | NDArray[np.int64]) -> "Cohort":
        """Return the cohort of some people: a mask (n_people,), or their numbers."""
        return replace(
            self,
            values=self.values[people],
            limits=None if self.limits is None else self.limits[people],
            factors={name: factor.where(people) for name, factor in self.factors.items()},
            ages=None if self.ages is None else self.ages[people],
            persons=None if self.persons is None else self.persons[people],
        )
