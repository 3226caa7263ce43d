"""The groups of a cohort as they are drawn: whom, in which colours, and who was left out."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.cohort import Analyte, Cohort
from core.cohort.cohort import NOT_STATED, SEX
from core.cohort.result import Count
from core.cohort.sample import Numbers, Sample, members, of_sex, percentiles, sample_of
from core.cohort.standing import Place
from core.cohort.suppression import SMALLEST_CELL, shown_count
from core.figures.among.names import count_words, level_name
from core.figures.among.place import interval_of, place_of
from core.figures.among.scale import AnalyteScale, scale_of
from core.figures.theme import MOST_GROUPS
from core.markers import Sex
from core.panel import Panel
from core.text import Text

Floats = NDArray[np.float64]

# Whiskers, quartiles and median, as shares of the people below.
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
MEDIAN = 2
# A smaller amount of anything is none.
LEAST_OF_A_LOGARITHM = 1e-100


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Asked:
    """What is to be drawn: a factor of a cohort, some of its levels, a patient and their sex.

    `people` are the numbers of those in each level; `others`, of a shared cohort only, are in the
    level but not of the sex that was chosen. `too_many` is how many levels were asked for
    beyond those that can be told apart.
    """

    cohort: Cohort
    group: str
    people: Mapping[str, Numbers]
    others: Mapping[str, Numbers]
    panel: Panel | None
    sex: Sex | None
    too_many: int

    @property
    def levels(self) -> tuple[str, ...]:
        """Return the levels that are drawn, in their order."""
        return tuple(self.people)

    @property
    def own_sex(self) -> Sex | None:
        """Return the sex whose intervals apply: the patient's, even among people of both."""
        return (self.panel.patient.sex if self.panel else None) or self.sex

    def place(self, analyte: Analyte) -> Place | None:
        """Return where the patient stands on the scale of an analyte."""
        return place_of(self.panel, analyte, self.own_sex)

    def scale(self, analyte: Analyte, *, is_log: bool | None = None) -> AnalyteScale:
        """Return the scale of an analyte by the interval that applies to the patient."""
        return scale_of(analyte, interval_of(self.panel, analyte, self.own_sex), is_log=is_log)


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A group by its place among those drawn, its name, and its values in the unit of a scale.

    `others` have a value and are in the group, but not of the sex that was chosen.
    """

    number: int
    level: str
    name: str
    sample: Sample
    others: int
    is_shared: bool

    @property
    def is_withheld(self) -> bool:
        """Say whether nothing may be told of the group: it is small, or what is left of it is.

        Those of both sexes less those of one are the others: a few of them must not come out so.
        """
        sizes = (self.sample.size, self.others)
        return self.is_shared and any(0 < size < SMALLEST_CELL for size in sizes)

    @property
    def has_logarithms(self) -> bool:
        """Say whether all that is known of the group can be drawn as logarithms."""
        return not bool((self.sample.known < LEAST_OF_A_LOGARITHM).any())

    @property
    def size(self) -> Count:
        """Return how many people have a value, as it may be told."""
        return None if self.is_withheld else shown_count(self.sample.size, is_shared=self.is_shared)

    @property
    def missing(self) -> Count:
        """Return how many people have none, as it may be told."""
        return shown_count(self.sample.missing, is_shared=self.is_shared)

    @property
    def censored(self) -> Count:
        """Return of how many people no more than a limit is known, as it may be told."""
        return shown_count(self.sample.censored, is_shared=self.is_shared)

    def percentiles(self) -> Floats:
        """Return the percentiles of SHARES in the unit, nan where they cannot be said."""
        if self.is_withheld:
            return np.full(len(SHARES), np.nan)
        return percentiles(self.sample, SHARES, is_shared=self.is_shared)


def asked_for(
    cohort: Cohort, group: str, levels: tuple[str, ...], panel: Panel | None, sex: Sex | None
) -> Asked:
    """Settle which levels are drawn: those asked for or all, of too many those with most people.

    Raises KeyError for a factor that the cohort has not.
    """
    factor = cohort.factors[group]
    wanted = levels or factor.levels
    sizes = dict(zip(factor.levels, factor.sizes(), strict=True))
    largest = sorted(wanted, key=lambda level: -sizes[level])[:MOST_GROUPS]
    drawn = [level for level in wanted if level in largest]
    return Asked(
        cohort=cohort,
        group=group,
        people={level: np.flatnonzero(members(cohort, group, level, sex)) for level in drawn},
        others={level: _others(cohort, group, level, sex) for level in drawn},
        panel=panel,
        sex=sex,
        too_many=len(wanted) - len(largest),
    )


def _others(cohort: Cohort, group: str, level: str, sex: Sex | None) -> Numbers:
    if not cohort.is_shared:
        return np.zeros(0, dtype=np.int64)
    everybody, chosen = (members(cohort, group, level, whose) for whose in (None, sex))
    return np.flatnonzero(everybody & ~chosen)


def groups_of(text: Text, asked: Asked, scale: AnalyteScale) -> tuple[Group, ...]:
    """Return the groups with the values of an analyte in the unit of its scale."""
    return tuple(_group(text, asked, scale, number) for number in range(len(asked.levels)))


def _group(text: Text, asked: Asked, scale: AnalyteScale, number: int) -> Group:
    cohort, level, key = asked.cohort, asked.levels[number], scale.analyte.key
    sample = sample_of(cohort, key, asked.people[level])
    return Group(
        number,
        level,
        level_name(text, cohort, asked.group, level),
        sample.mapped(scale.in_unit),
        sample_of(cohort, key, asked.others[level]).size,
        cohort.is_shared,
    )


def size_words(text: Text, cohort: Cohort, group: Group) -> str:
    """Write how many people of a group have a value, or why that is not told."""
    if group.is_withheld and group.sample.size >= SMALLEST_CELL:
        return text("among.count.withheld")
    return count_words(text, cohort, group.size)


def without_group(asked: Asked) -> int:
    """Return how many people of the sex have no group stated."""
    is_without = asked.cohort.factors[asked.group].codes == NOT_STATED
    if asked.group != SEX:
        is_without = is_without & of_sex(asked.cohort, asked.sex)
    return int(np.count_nonzero(is_without))
