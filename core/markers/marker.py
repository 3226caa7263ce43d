"""The records of the catalogue: a marker, its reference intervals and its published findings."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

STANDARD_NORMAL_97_5 = 1.959963984540054


class Sex(StrEnum):
    """The sex that reference intervals and findings are stated for."""

    MALE = "male"
    FEMALE = "female"


class Direction(StrEnum):
    """Which way a marker was reported to differ in cases."""

    LOWER = "lower"
    HIGHER = "higher"
    UNREAD = "unread"

    @property
    def sign(self) -> int:
        """Return -1, +1, or 0 where the direction was not read."""
        return (self is Direction.HIGHER) - (self is Direction.LOWER)


class Contrast(StrEnum):
    """What a finding compares; only CASE_CONTROL ones may enter the score."""

    CASE_CONTROL = "case-control"
    STRATA_OF_CASES = "strata-of-cases"
    TRAIT = "trait"
    SPECIMEN = "specimen"


class Grade(StrEnum):
    """How surely something is known: A abstract or text read, B secondary source, M remembered."""

    A = "A"
    B = "B"
    M = "M"


class Scale(StrEnum):
    """On which scale a marker is standardised; LOG where it is skewed."""

    LINEAR = "linear"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Reference:
    """A published source; `doi` is empty for a catalogue or a table that has none."""

    key: str
    citation: str
    doi: str = ""

    @property
    def url(self) -> str:
        """Return the address a reader can follow, or an empty text."""
        return f"https://doi.org/{self.doi}" if self.doi else ""


@dataclass(frozen=True, slots=True)
class Interval:
    """A reference interval, 2.5th to 97.5th percentile, in its marker's unit; an end may be open.

    `reference` is None where the interval is the laboratory's own.
    """

    low: float | None
    high: float | None
    reference: Reference | None = None
    grade: Grade | None = None

    @property
    def is_closed(self) -> bool:
        """Say whether both ends are known, so that a value can be standardised by it."""
        return self.low is not None and self.high is not None and self.low < self.high

    @property
    def is_laboratory(self) -> bool:
        """Say whether the interval came with the panel."""
        return self.reference is None


@dataclass(frozen=True, slots=True)
class Finding:
    """One published statement about a marker; `sex` is None where it was made for both."""

    contrast: Contrast
    direction: Direction
    sex: Sex | None
    reference: Reference
    grade: Grade

    def applies_to(self, sex: Sex | None) -> bool:
        """Say whether the finding was made for people of this sex."""
        return self.sex is None or self.sex is sex


@dataclass(frozen=True, slots=True)
class WithinPerson:
    """How much an analyte varies within one person from draw to draw, as it was published.

    Exactly one is given: `cv`, the within-person coefficient of variation as a fraction of the
    value, or `icc`, the share of the variance among people that lies between them.
    """

    cv: float | None
    icc: float | None
    reference: Reference
    grade: Grade

    def __post_init__(self) -> None:
        """Refuse both figures, neither, or one that is none of its kind."""
        if (self.cv is None) is (self.icc is None):
            raise ValueError("within-person variation is stated by a cv or by an icc")
        if self.cv is not None and not 0 < self.cv < math.inf:
            raise ValueError("a coefficient of variation is above 0")
        if self.icc is not None and not 0 <= self.icc <= 1:
            raise ValueError("an intraclass correlation lies from 0 to 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """An analyte: its names, codes, units, intervals and what was published about it.

    `unit` is the unit used throughout; `si = factor * value + offset` in `si_unit`, where factor
    is None if no conversion is known. `names` are by language code. `within_person` is None where
    no figure was found. `loinc` is the code to write, `other_loinc` are codes read as the same
    analyte in blood, `other_specimen` LOINC codes of the analyte in a material that does not stand
    for it; `jlac10` is what JLAC10 codes of the analyte begin with, five characters or more.
    """

    key: str
    names: Mapping[str, str]
    symbol: str
    aliases: tuple[str, ...]
    group: str
    unit: str
    si_unit: str
    factor: float | None
    offset: float
    scale: Scale
    grade: Grade
    loinc: str
    intervals: Mapping[Sex, Interval]
    findings: tuple[Finding, ...]
    derived: bool
    within_person: WithinPerson | None = None
    other_loinc: tuple[str, ...] = ()
    other_specimen: tuple[str, ...] = ()
    jlac10: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """Return the display name in a language ("en" or "ja")."""
        return self.names[language]

    def reference(self, sex: Sex | None) -> Interval | None:
        """Return the catalogue's interval for a sex; for an unknown sex only if both agree."""
        if sex is not None:
            return self.intervals.get(sex)
        male, female = self.intervals.get(Sex.MALE), self.intervals.get(Sex.FEMALE)
        return male if male == female else None

    def case_control(self, sex: Sex | None) -> Finding | None:
        """Return the finding that lets the marker enter the score of a sex, if there is one."""
        return next(
            (
                f
                for f in self.findings
                if f.contrast is Contrast.CASE_CONTROL and f.direction.sign and f.applies_to(sex)
            ),
            None,
        )

    def standardised(self, value: float, interval: Interval) -> float:
        """Return a value in [SD] from the middle of a closed interval, on the marker's scale.

        A value of 0 on a log scale is minus infinity. Raises ValueError for an open interval.
        """
        middle, spread = self.location(interval)
        return (self._scaled(value) - middle) / spread

    def unstandardised(self, z: float, interval: Interval) -> float:
        """Return the value in the marker's unit that lies z [SD] from the middle."""
        middle, spread = self.location(interval)
        scaled = middle + z * spread
        return math.exp(scaled) if self.scale is Scale.LOG else scaled

    def location(self, interval: Interval) -> tuple[float, float]:
        """Return (middle, SD) that a closed interval implies on the marker's scale.

        The ends are read as the 2.5th and 97.5th percentile of a normal distribution.
        Raises ValueError for an open interval, or one from 0 on a log scale.
        """
        if interval.low is None or interval.high is None or not interval.is_closed:
            raise ValueError("an interval with both ends is needed to standardise")
        low, high = self._scaled(interval.low), self._scaled(interval.high)
        if math.isinf(low):
            raise ValueError("an interval from 0 has no middle on a log scale")
        return (low + high) / 2, (high - low) / (2 * STANDARD_NORMAL_97_5)

    def within_sd(self, value: float, interval: Interval) -> float | None:
        """Return the SD within one person about a value, in [SD] of the interval; None if unknown.

        A cv becomes the SD of the logarithm of a log-normal value, sqrt(ln(1 + cv^2)), on a log
        scale, and a share of the value on a linear one; an icc leaves 1 - icc of the variance that
        the interval spans. Raises ValueError for an open interval.
        """
        if self.within_person is None:
            return None
        _, spread = self.location(interval)
        cv, icc = self.within_person.cv, self.within_person.icc
        if cv is None:
            return math.sqrt(1 - (icc or 0.0))
        return (math.sqrt(math.log1p(cv**2)) if self.scale is Scale.LOG else cv * value) / spread

    def _scaled(self, value: float) -> float:
        if self.scale is Scale.LINEAR:
            return value
        return math.log(value) if value > 0 else -math.inf
