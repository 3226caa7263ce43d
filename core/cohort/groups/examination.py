"""What a few analytes hold: their moments and order, the test each gets, and what forbids any."""

from dataclasses import dataclass, replace

import numpy as np

from core.cohort.cohort import Floats
from core.cohort.design import Choice
from core.cohort.groups.moments import Moments, moments_of
from core.cohort.groups.ranks import ordered_groups
from core.cohort.groups.reasons import Reason, Reasons, first_reasons
from core.cohort.groups.recensoring import recensored
from core.cohort.groups.samples import Bools, Samples
from core.cohort.groups.selection import Selection, selected
from core.cohort.groups.summaries import quantile
from core.cohort.suppression import SMALLEST_CELL

FEWEST = 2
# Values that differ by less than this share of themselves differ by the rounding of a computer.
LEAST_SPREAD = 1e-12
# Fourth powers of values within these sizes are still numbers.
SMALLEST, LARGEST = 1e-60, 1e60


@dataclass(frozen=True, slots=True, eq=False)
class Examined:
    """Some analytes as they are compared.

    Of an analyte with an infinite value, `samples` hold nothing, so that it reaches no statistic.
    `moments` are of the values, `compared` of what means are made from; `to_rank` are the values in
    the order of `samples`, and `ordered` the same in ascending order within each group.
    """

    samples: Samples
    moments: Moments
    compared: Moments
    to_rank: Floats
    ordered: tuple[Floats, ...]
    plain_order: tuple[Floats, ...]
    selection: Selection
    reasons: Reasons


@dataclass(frozen=True, slots=True, eq=False)
class _Ends:
    """The smallest and largest value of each group (n_analytes, n_groups), nan where none."""

    lows: Floats
    highs: Floats

    @property
    def low(self) -> Floats:
        """Return the smallest value in any group (n_analytes,)."""
        found: Floats = np.fmin.reduce(self.lows, axis=1)
        return found

    @property
    def high(self) -> Floats:
        """Return the largest value in any group (n_analytes,)."""
        found: Floats = np.fmax.reduce(self.highs, axis=1)
        return found


def examined(samples: Samples, choice: Choice, *, is_shared: bool) -> Examined:
    """Examine some analytes; what cannot be tested has a reason."""
    is_infinite = _any(np.isinf(samples.values))
    clean = replace(samples, values=_without(samples.values, is_infinite))
    ordered = ordered_groups(clean.values, clean.groups)
    ends = _ends(ordered)
    is_flat = _is_flat(ends.lows, ends.highs)
    moments = _flattened(moments_of(clean.values, clean.groups), is_flat)
    is_censored = clean.is_censored
    on_log = clean.is_log & (ends.low > 0) & ~is_censored
    compared = moments
    if on_log.any():
        logs = moments_of(np.log(clean.values[on_log]), clean.groups)
        compared = moments.replaced(on_log, _flattened(logs, is_flat[on_log]))
    must_rank = is_censored | (clean.is_log & ~on_log & (choice is Choice.AUTO))
    to_rank, by_limits = _for_ranking(clean, is_censored)
    holds = _forbidding(samples.sizes, ends, is_censored, is_shared=is_shared)
    holds |= {Reason.INFINITE: is_infinite, **by_limits}
    return Examined(
        samples=clean,
        moments=moments,
        compared=compared,
        to_rank=to_rank,
        ordered=ordered_groups(to_rank, clean.groups) if is_censored.any() else ordered,
        plain_order=ordered,
        selection=selected(choice, compared, on_log, must_rank),
        reasons=first_reasons(len(is_flat), holds),
    )


def _forbidding(
    sizes: Floats, ends: _Ends, is_censored: Bools, *, is_shared: bool
) -> dict[Reason, Bools]:
    """Say what the numbers of values and their ends forbid."""
    size = np.fmax(np.abs(ends.low), np.abs(ends.high))
    is_small = (sizes < SMALLEST_CELL) & is_shared
    return {
        Reason.MISSING: sizes.sum(axis=1) == 0,
        Reason.SMALL_CELL: _any(is_small),
        Reason.FEW: _any(sizes < FEWEST),
        Reason.CONSTANT: _is_flat(ends.low, ends.high) & ~is_censored,
        Reason.MAGNITUDE: (size > LARGEST) | (size < SMALLEST),
    }


def _any(values: Bools) -> Bools:
    found: Bools = np.logical_or.reduce(values, axis=1)
    return found


def _without(values: Floats, analytes: Bools) -> Floats:
    return np.where(analytes[:, None], np.nan, values) if analytes.any() else values


def _ends(ordered: tuple[Floats, ...]) -> _Ends:
    lows, highs = (
        np.stack([quantile(group, share) for group in ordered], axis=1) for share in (0.0, 1.0)
    )
    return _Ends(lows, highs)


def _is_flat(low: Floats, high: Floats) -> Bools:
    found: Bools = high - low <= LEAST_SPREAD * np.fmax(np.abs(low), np.abs(high))
    return found


def _flattened(moments: Moments, is_flat: Bools) -> Moments:
    return replace(moments, squares=np.where(is_flat, 0.0, moments.squares))


def _for_ranking(samples: Samples, is_censored: Bools) -> tuple[Floats, dict[Reason, Bools]]:
    """Return the values to rank, and what limits forbid."""
    nowhere = np.zeros(len(samples.values), dtype=np.bool_)
    if samples.limits is None or not is_censored.any():
        return samples.values, {}
    tied = recensored(samples.values[is_censored], samples.limits[is_censored])
    to_rank = samples.values.copy()
    to_rank[is_censored] = tied.values
    is_crossed, is_tied = nowhere.copy(), nowhere
    is_crossed[is_censored] = tied.is_crossed
    is_tied[is_censored] = np.fmin.reduce(tied.values, axis=1) == np.fmax.reduce(
        tied.values, axis=1
    )
    return to_rank, {Reason.CROSSED: is_crossed, Reason.TIED: is_tied}
