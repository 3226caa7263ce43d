"""What the tests of all analytes found, as arrays, and how such arrays are put together."""

from dataclasses import dataclass

import numpy as np

from core.cohort.cohort import Floats
from core.cohort.groups.estimates import Estimates
from core.cohort.groups.location_tests import Tested
from core.cohort.groups.samples import Bools

MOST_DF = 2


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """Statistics (n_analytes,), df (n_analytes, 2) with nan where a test has fewer, p, effects."""

    statistic: Floats
    df: Floats
    p: Floats
    effects: Estimates


def outcome_of(tested: Tested, effects: Estimates) -> Outcome:
    """Return a test and an effect as one outcome."""
    missing = np.full((len(tested.df), MOST_DF - tested.df.shape[1]), np.nan)
    return Outcome(tested.statistic, np.hstack([tested.df, missing]), tested.p, effects)


def chosen(first: Bools, ours: Outcome, others: Outcome) -> Outcome:
    """Return our outcome for some of the analytes, and the other for the rest."""

    def pick(mine: Floats, theirs: Floats) -> Floats:
        return np.where(first if mine.ndim == 1 else first[:, None], mine, theirs)

    a, b = ours.effects, others.effects
    return Outcome(
        pick(ours.statistic, others.statistic),
        pick(ours.df, others.df),
        pick(ours.p, others.p),
        Estimates(pick(a.value, b.value), pick(a.low, b.low), pick(a.high, b.high)),
    )


def spread(outcome: Outcome, analytes: Bools) -> Outcome:
    """Put the outcome of some analytes in their places among all; nan for the others."""

    def put(found: Floats) -> Floats:
        wide = np.full((len(analytes), *found.shape[1:]), np.nan)
        wide[analytes] = found
        return wide

    effects = outcome.effects
    return Outcome(
        put(outcome.statistic),
        put(outcome.df),
        put(outcome.p),
        Estimates(put(effects.value), put(effects.low), put(effects.high)),
    )


def nothing(count: int) -> Outcome:
    """Return the outcome of analytes none of which was tested."""
    empty = np.full(count, np.nan)
    return Outcome(empty, np.full((count, MOST_DF), np.nan), empty, Estimates(empty, empty, empty))
