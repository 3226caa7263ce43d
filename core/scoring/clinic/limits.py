"""Whom a model may be used for, learnt from its people, and how far others lie from them.

A value's distance is counted from the median of the model's people, in SD that outliers hardly
move: their interquartile range over that of a standard normal, on the logarithm where all their
values are above 0. A person's distance is the root of the mean square of what was measured.
"""

from dataclasses import dataclass

import numpy as np

from core.cards import Limits
from core.cohort import Cohort
from core.learning.discrimination.trained import TrainedDiscrimination
from core.learning.people import Floats, Inputs, LabelledPeople, Mask
from core.markers import Sex

# Of a standard normal distribution.
INTERQUARTILE_RANGE = 1.3489795003921634
STAY_WITHIN = 0.99


@dataclass(frozen=True, slots=True, eq=False)
class Yardstick:
    """What distances are counted by: `is_log`, `middle` and `spread`, each (n_features,).

    The spread of a feature that is alike in everybody is nan: no distance is counted in it.
    """

    is_log: Mask
    middle: Floats
    spread: Floats

    def standard(self, values: Floats) -> Floats:
        """Return values (n, n_features) in SD from the middle, nan where not known."""
        return np.asarray((scaled(values, self.is_log) - self.middle) / self.spread)

    def distance(self, values: Floats) -> Floats:
        """Return the distance of people (n,), 0 where nothing is known of one."""
        squares = self.standard(values) ** 2
        known = ~np.isnan(squares)
        total = np.where(known, squares, 0.0).sum(axis=1)
        return np.asarray(np.sqrt(total / np.maximum(known.sum(axis=1), 1)))


def yardstick(values: Floats) -> Yardstick:
    """Learn what distances are counted by from people (n, n_features), no feature being empty."""
    is_log: Mask = np.nanmin(values, axis=0) > 0
    on_scale = scaled(values, is_log)
    low, middle, high = np.nanquantile(on_scale, (0.25, 0.5, 0.75), axis=0)
    spread = (high - low) / INTERQUARTILE_RANGE
    spread = np.where(spread > 0, spread, np.nanstd(on_scale, axis=0))
    return Yardstick(is_log, middle, np.where(spread > 0, spread, np.nan))


def scaled(values: Floats, is_log: Mask) -> Floats:
    """Return values with the logarithm taken of some features; of a 0 it is minus infinity."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.where(is_log, np.log(np.where(is_log, values, 1.0)), values))


def distance_of(inputs: Inputs, trained: TrainedDiscrimination) -> Floats:
    """Return how far people lie from those a model was trained on, (n,)."""
    return yardstick(trained.inputs.values).distance(inputs.values)


def limits_of(people: LabelledPeople, cohort: Cohort) -> Limits:
    """Return whom a model of these people may be used for; `cohort` holds them, row by row.

    Who has none of the values sets no limit: else nearly nothing would be enough of a panel.
    """
    values = people.inputs.values
    values = values[~np.isnan(values).all(axis=1)]
    distances = yardstick(values).distance(values)
    youngest, oldest = ages_of(cohort)
    return Limits(
        sexes=sexes_of(cohort),
        youngest=youngest,
        oldest=oldest,
        most_missing=float(np.isnan(values).mean(axis=1).max()),
        distance=float(np.quantile(distances, STAY_WITHIN)),
    )


def sexes_of(cohort: Cohort) -> tuple[str, ...]:
    """Return the sexes that somebody of a cohort has, none where no sex is stated."""
    if cohort.sex is None:
        return ()
    sizes = dict(zip(cohort.sex.levels, cohort.sex.sizes(), strict=True))
    return tuple(sex.value for sex in Sex if sizes.get(sex.value))


def ages_of(cohort: Cohort) -> tuple[float | None, float | None]:
    """Return the smallest and largest age [years] of a cohort, None where none is stated."""
    stated = np.array([]) if cohort.ages is None else cohort.ages[np.isfinite(cohort.ages)]
    if not stated.size:
        return None, None
    return float(stated.min()), float(stated.max())
