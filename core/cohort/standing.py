"""Where one value stands in the groups of a cohort: above which share of those like the patient.

Like the patient are people of the same sex whose age is near; of a cohort that says neither, or of
one with too few, more people are taken, and a Standing says which. Censored values, the patient's
or other people's, leave a share between two. Of a shared cohort shares are told in steps of
ROUNDED_TO people only, so that no single person can be found by asking again.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from scipy.special import betaincinv

from core.cohort.cohort import SEX, Cohort, Origin
from core.cohort.result import Count
from core.cohort.sample import Mask, Sample, members, sample_of
from core.cohort.suppression import ROUNDED_TO, SMALLEST_CELL, shown_count
from core.markers import Sex

# How far an age may lie from the patient's [years]; the wider where the narrower leaves too few.
AGE_BANDS = (5.0, 10.0)
# Fewer people of a group than this are too few to choose among them by age.
FEWEST_LIKE = 20
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a value: it lies from `low` to `high`, on the scale of its analyte.

    The two are equal for an exact value; a censored one may reach to infinity.
    """

    low: float
    high: float

    @property
    def is_exact(self) -> bool:
        """Say whether the value is one number."""
        return self.low == self.high


class Sexes(StrEnum):
    """Of which sex the people are: the patient's, or both because the sex is not known of one."""

    SAME = "same"
    GROUPS = "groups"
    NO_SEXES = "no_sexes"
    NO_SEX = "no_sex"


class Ages(StrEnum):
    """Of which age the people are: near the patient's, or any and for which reason."""

    NEAR = "near"
    WIDENED = "widened"
    TOO_FEW = "too_few"
    NO_AGES = "no_ages"
    NO_AGE = "no_age"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How people were chosen; `years` [years] to either side of the patient's age, None for any."""

    sexes: Sexes
    ages: Ages
    years: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Above which share of one group the patient lies, ties counted half.

    `size` people were compared with, None where that may not be told. `low` and `high` are equal
    unless a value is censored, and nan where there is nobody or no value. `interval` is the 95 %
    interval of the share as an estimate, None of a simulated group: it would only tell how many
    were simulated.
    """

    level: str
    size: Count
    likeness: Likeness
    low: float = math.nan
    high: float = math.nan
    interval: tuple[float, float] | None = None

    @property
    def is_known(self) -> bool:
        """Say whether there is a share to tell."""
        return not math.isnan(self.low)


def standings(  # noqa: PLR0913 - a person, a place and a group, each by its name
    cohort: Cohort,
    key: str,
    place: Place | None,
    *,
    sex: Sex | None,
    age: float | None,
    group: str,
    levels: tuple[str, ...] = (),
) -> tuple[Standing, ...]:
    """Return where a value stands in each level of a factor, or in some of them.

    Raises KeyError for an analyte or a factor that the cohort has not.
    """
    chosen = levels or cohort.factors[group].levels
    alike = {level: members(cohort, group, level, sex) for level in chosen}
    has_value = np.isfinite(cohort.values[:, cohort.position(key)])
    ages, years = _ages(cohort, age, [people & has_value for people in alike.values()])
    likeness = Likeness(_sexes(cohort, sex, group), ages, years)
    near = _near(cohort, age, years)
    found = []
    for level, people in alike.items():
        others = members(cohort, group, level) & ~people & has_value
        sample = sample_of(cohort, key, people & near)
        is_told = not (cohort.is_shared and 0 < others.sum() < SMALLEST_CELL)
        told = Standing(level=level, size=None, likeness=likeness)
        found.append(_standing(cohort, sample, place, told) if is_told else told)
    return tuple(found)


def counts_below(sample: Sample, place: Place) -> tuple[float, float]:
    """Return between which numbers of people lie below a place; ties of exact values count half.

    A limit is taken as it is written: what is reported as `<0.4` is less than 0.4.
    """
    if not place.is_exact:
        below = _count(sample.exact < place.low) + _count(sample.below <= place.low)
        above = _count(sample.exact >= place.high) + _count(sample.above >= place.high)
        if math.isinf(place.high):
            below += _count(sample.exact == place.low)
        return below, sample.size - above
    ties = _count(sample.exact == place.low) / 2
    under = _count(sample.exact < place.low) + ties + _count(sample.below <= place.low)
    over = _count(sample.exact > place.low) + ties + _count(sample.above >= place.low)
    return under, sample.size - over


def share_interval(count: float, size: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of which `count` of `size` people were found.

    Jeffreys' interval, which begins at 0 where nobody was found and ends at 1 where everybody was
    (Brown, Cai and DasGupta 2001, doi 10.1214/ss/1009213286, section 4.1.2).
    """
    tail = (1 - CONFIDENCE) / 2
    ends = (count + 0.5, size - count + 0.5)
    low = float(betaincinv(*ends, tail)) if count > 0 else 0.0
    high = float(betaincinv(*ends, 1 - tail)) if count < size else 1.0
    return low, high


def _standing(cohort: Cohort, sample: Sample, place: Place | None, told: Standing) -> Standing:
    size = shown_count(sample.size, is_shared=cohort.is_shared)
    if not size or place is None:
        return replace(told, size=size)
    low, high = counts_below(sample, place)
    if cohort.is_shared:
        low, high = _stepped(low, size)[0], _stepped(high, size)[1]
    interval = share_interval(low, size)[0], share_interval(high, size)[1]
    return replace(
        told,
        size=size,
        low=low / size,
        high=high / size,
        interval=interval if cohort.origin is Origin.OWN else None,
    )


def _stepped(count: float, size: int) -> tuple[int, int]:
    """Return the step of a shared cohort's size that a count lies in; none is the last person's."""
    step = min(ROUNDED_TO * math.floor(count / ROUNDED_TO), size - ROUNDED_TO)
    return step, step + ROUNDED_TO


def _sexes(cohort: Cohort, sex: Sex | None, group: str) -> Sexes:
    if group == SEX:
        return Sexes.GROUPS
    if cohort.sex is None:
        return Sexes.NO_SEXES
    return Sexes.SAME if sex else Sexes.NO_SEX


def _ages(cohort: Cohort, age: float | None, groups: list[Mask]) -> tuple[Ages, float | None]:
    """Choose the band of ages: one for all groups, so that their shares can be compared."""
    if cohort.ages is None or np.isnan(cohort.ages).all():
        return Ages.NO_AGES, None
    if age is None:
        return Ages.NO_AGE, None
    large = [people for people in groups if people.sum() >= FEWEST_LIKE]
    for years, ages in zip(AGE_BANDS, (Ages.NEAR, Ages.WIDENED), strict=True):
        near = _near(cohort, age, years)
        if large and all((people & near).sum() >= FEWEST_LIKE for people in large):
            return ages, years
    return Ages.TOO_FEW, None


def _near(cohort: Cohort, age: float | None, years: float | None) -> Mask:
    if cohort.ages is None or age is None or years is None:
        return np.ones(cohort.size, dtype=np.bool_)
    return np.abs(cohort.ages - age) <= years


def _count(people: Mask) -> int:
    return int(np.count_nonzero(people))
