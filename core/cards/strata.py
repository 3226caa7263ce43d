"""How people were put into groups that nobody had named before."""

from dataclasses import dataclass

from core.cards.measured import Measured


@dataclass(frozen=True, slots=True)
class NumberOfGroups:
    """What speaks for a number of groups.

    `stability` is the adjusted Rand index between groups made of resampled people, `silhouette`
    the mean one (None for one group), `gap` the gap statistic with its standard error.
    """

    groups: int
    stability: Measured | None
    silhouette: float | None
    gap: float
    gap_error: float


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """A marker in one group, in its unit; `z` is the group's mean in SD from that of all."""

    key: str
    median: float
    q1: float
    q3: float
    z: float


@dataclass(frozen=True, slots=True)
class Stratum:
    """One group: how many people, how surely they belong to it on average, and its profile."""

    people: int
    certainty: float
    profile: tuple[ProfileEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strata:
    """The groups found; one group alone says that the people could not be told apart.

    `numbers` holds what speaks for each number that was tried, `chosen` is the one taken.
    """

    people: int
    chosen: int
    numbers: tuple[NumberOfGroups, ...]
    groups: tuple[Stratum, ...]
