"""The Bayes limit: how well anybody could tell virtual cases from controls, per marker subset.

Nobody knows which world is true, so the exact posterior is an average over worlds; controls are the
same people in all of them, so that the average of the worlds' likelihood ratios is the ratio. Each
is in closed form: for a multivariate t with nu degrees of freedom, seen through k markers, it is
((nu + d0) / (nu + d1)) to the power (nu + k) / 2, where d0 and d1 are the squared distances from
controls and cases. Written from the density alone and apart from `core/learning`, so that the
shipped classifier can be held against it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.evidence.discrimination import auc
from core.evidence.population import degrees_of_freedom, reported_markers, scatter
from core.evidence.virtual_cohort import VirtualPeople
from core.evidence.worlds import Worlds
from core.markers import Sex

ROWS_AT_ONCE = 256

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class BayesLimit:
    """What a subset of markers can tell at best about virtual people of one sex.

    `auc` is that of the exact average over worlds. `informed_auc` is that of someone who knows
    which world is true, averaged over the worlds of the cases: nobody can do that. Controls being
    the same in every world, it is never below `auc` but by chance. `log_ratios` (n_people,) are the
    exact natural-log likelihood ratios behind `auc`.
    """

    sex: Sex
    subset: str
    markers: tuple[str, ...]
    auc: float
    informed_auc: float
    log_ratios: Floats = field(repr=False)


def bayes_limits(
    people: VirtualPeople,
    true_worlds: Worlds,
    sex: Sex,
    subsets: Mapping[str, tuple[str, ...]],
    worlds: Worlds,
) -> tuple[BayesLimit, ...]:
    """Return the limit of each named subset of markers, all on the same people of a sex.

    `people` are numbered by `true_worlds`, many of them so that the AUC is over what is plausible;
    `worlds` are fresh ones to average over, as many as the answer shall be exact.
    """
    limits = []
    for name, markers in subsets.items():
        ratios = exact_log_ratio(seen_through(people.values, sex, markers), sex, worlds)
        exact = auc(ratios[people.groups == 1], ratios[people.groups == 0])
        informed = informed_auc(people, true_worlds, sex, markers)
        limits.append(BayesLimit(sex, name, markers, exact, informed, ratios))
    return tuple(limits)


def seen_through(values: Floats, sex: Sex, markers: tuple[str, ...]) -> Floats:
    """Return values (n, n_markers of the sex) with nan for every marker not among these."""
    return np.where(np.isin(reported_markers(sex), markers), values, np.nan)


def exact_log_ratio(values: Floats, sex: Sex, worlds: Worlds) -> Floats:
    """Return the natural logarithm of the likelihood ratio averaged over worlds, (n,).

    `values` (n, n_markers of the sex) are in [SD], nan where not measured: such a marker is
    integrated out exactly. A row with no value has the ratio 0.
    """
    ratios = np.zeros(len(values))
    patterns, inverse = np.unique(~np.isnan(values), axis=0, return_inverse=True)
    for number, seen in enumerate(patterns):
        shape, shifts = scatter(sex)[np.ix_(seen, seen)], worlds.effects[sex][:, seen]
        for rows in blocks(np.flatnonzero(inverse == number)):
            if seen.any():
                by_world = log_ratios(
                    values[np.ix_(rows, seen)], shifts, shape, degrees_of_freedom(sex)
                )
                highest = by_world.max(axis=1, keepdims=True)
                ratios[rows] = highest[:, 0] + np.log(np.exp(by_world - highest).mean(axis=1))
    return ratios


def informed_auc(
    people: VirtualPeople, true_worlds: Worlds, sex: Sex, markers: tuple[str, ...]
) -> float:
    """Return the AUC of the ratio in the true world: every case against every control."""
    seen = np.isin(reported_markers(sex), markers)
    shape, df = scatter(sex)[np.ix_(seen, seen)], degrees_of_freedom(sex)
    values = people.values[:, seen]
    controls, won = values[people.groups == 0], 0.0
    cases = np.flatnonzero(people.groups == 1)
    for rows in blocks(cases):
        shifts = true_worlds.effects[sex][people.worlds[rows]][:, seen]
        own = np.diag(log_ratios(values[rows], shifts, shape, df))
        others = log_ratios(controls, shifts, shape, df)
        won += ((others < own).mean(axis=0) + (others <= own).mean(axis=0)).sum() / 2
    return float(won / len(cases))


def own_log_ratios(
    people: VirtualPeople, true_worlds: Worlds, sex: Sex, markers: tuple[str, ...]
) -> Floats:
    """Return the log ratio of each person in the very world they were drawn from, (n,)."""
    seen = np.isin(reported_markers(sex), markers)
    shape, df = scatter(sex)[np.ix_(seen, seen)], degrees_of_freedom(sex)
    shifts = true_worlds.effects[sex][people.worlds][:, seen]
    own = [
        np.diag(log_ratios(people.values[rows][:, seen], shifts[rows], shape, df))
        for rows in blocks(np.arange(len(people.groups)))
    ]
    return np.concatenate(own)


def log_ratios(values: Floats, shifts: Floats, shape: Floats, df: float) -> Floats:
    """Return the natural-log likelihood ratios (n, n_worlds) of values (n, k) with centre 0.

    `shifts` (n_worlds, k) are cases minus controls, `shape` (k, k) the scatter of both groups, `df`
    the degrees of freedom, infinite where they are normal.
    """
    # In coordinates where the scatter is the identity, distances are plain sums of squares.
    root = np.linalg.cholesky(shape)
    z, moved = np.linalg.solve(root, values.T).T, np.linalg.solve(root, shifts.T).T
    d0 = (z**2).sum(axis=1)[:, None]
    d1 = d0 - 2 * z @ moved.T + (moved**2).sum(axis=1)
    if np.isinf(df):
        return np.asarray((d0 - d1) / 2)
    return np.asarray((df + len(shape)) / 2 * np.log((df + d0) / (df + d1)))


def blocks(rows: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return positions in pieces small enough for a column per world."""
    return np.split(rows, range(ROWS_AT_ONCE, len(rows), ROWS_AT_ONCE))
