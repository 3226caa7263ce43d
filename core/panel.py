"""A blood panel: who it is from, how the blood was drawn, and what was measured. All frozen.

A value below or above what the assay can tell stays an interval: `<0.1` is the Value from 0 to 0.1,
and no code downstream may turn it into a number. What is not known is None and stays None.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.errors import NOWHERE, Place
from core.markers import Interval, Marker, Sex


class Source(StrEnum):
    """By which way a panel came in."""

    FILE = "file"
    TYPED = "typed"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of a quantity: it lies from `low` to `high`, in the unit of its marker.

    The two are equal for an exact value; a censored one has low 0 or high infinity.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse what cannot be a blood value: not a number, negative, or upside down."""
        if not 0 <= self.low <= self.high or math.isinf(self.low):
            raise ValueError("a value needs 0 <= low <= high with a finite low")

    @classmethod
    def exactly(cls, value: float) -> "Value":
        """Return a value that was measured as a number."""
        return cls(value, value)

    @classmethod
    def below(cls, limit: float) -> "Value":
        """Return a value reported as `<limit`."""
        return cls(0.0, limit)

    @classmethod
    def above(cls, limit: float) -> "Value":
        """Return a value reported as `>limit`."""
        return cls(limit, math.inf)

    @property
    def is_exact(self) -> bool:
        """Say whether the value is one number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """The person, under a pseudonym; `age` in [years]; `medication` is True if drugs are taken."""

    id: str
    sex: Sex | None = None
    age: float | None = None
    medication: bool | None = None
    pregnant: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """How blood was drawn and handled; `minutes_to_separation` of plasma from cells in [min].

    `collected` is a datetime where the time was stated, and else no more than the date; it has a
    zone where one was stated, and is else the laboratory's own wall clock.
    """

    collected: date | None = None
    fasting: bool | None = None
    haemolysed: bool | None = None
    minutes_to_separation: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One analyte of one specimen.

    `value` and `interval` (the laboratory's own, where it was sent) are in `marker.unit`;
    `text` and `unit` are as read, `place` is where. A preliminary result may still be changed by
    the laboratory.
    """

    marker: Marker
    value: Value
    text: str
    unit: str
    interval: Interval | None = None
    place: Place = NOWHERE
    is_preliminary: bool = False

    def reference(self, sex: Sex | None) -> Interval | None:
        """Return the interval to judge by: the laboratory's own first, then the catalogue's."""
        return self.interval or self.marker.reference(sex)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One person's blood at one time; at most one measurement a marker.

    `is_partly_read` says that something its source states of it was refused.
    """

    patient: Patient
    specimen: Specimen = Specimen()
    measurements: tuple[Measurement, ...] = ()
    source: Source = Source.FILE
    is_partly_read: bool = False
    # Rules ask for a dozen markers of every panel of a file.
    _by_key: Mapping[str, Measurement] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse two measurements of one marker: which one counts is the reader's to settle."""
        by_key = {m.marker.key: m for m in self.measurements}
        if len(by_key) != len(self.measurements):
            raise ValueError("a panel holds each marker once")
        object.__setattr__(self, "_by_key", by_key)

    def get(self, key: str) -> Measurement | None:
        """Return the measurement of a marker by its key, if there is one."""
        return self._by_key.get(key)
