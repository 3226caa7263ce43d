"""What each marker adds to the score of a clinic's model: contributions that sum to it exactly.

They lead from a start to the panel. The start is a person of the same age, sex and other
covariates, with the same markers missing, whose values lie on the line from the medians of the
model's controls to those of its cases, where the model says that both are equally likely. From
there markers take on the panel's values one by one; what a marker adds is its change of the log
ratio, averaged over orders (Shapley 1953): over all orders for few markers, and else over random
ones, each beside its reverse. A classifier that adds its markers up has the same sum in any order.

Some classifiers are even nowhere on that line, or jump over it. The start is then the median of all
people, or the point beside the jump, and the log ratio that the start itself has is shared equally
among the markers, so that they still sum to the score.
"""

import math
from dataclasses import dataclass

import numpy as np

from core.learning.people import Floats, Inputs, Ints, Mask
from core.scoring.clinic.model import ClinicModel

# With so many markers, all subsets of them are 1,024 rows to score.
EXACT_UP_TO = 10
# Beyond, as many orders as make so many rows to score, half of them reverses; never fewer than 48.
ROWS, FEWEST_ORDERS, SEED = 1_500, 48, 854
# Where the line is looked along: from the controls' medians (0) to the cases' (1), and beyond.
# Then more closely within the step in which it is even.
FROM, TO, POINTS = -1.0, 2.0, (97, 17)


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """What each feature adds (n_features,), 0 where missing; the start's own log ratio in it."""

    shares: Floats
    start: float


def explained(row: Inputs, log_ratio: float, model: ClinicModel) -> Explained:
    """Return what the features of a row (1, ..) add; they sum to its log ratio."""
    used: Mask = ~np.isnan(row.values[0])
    start = even_start(row, used, model)
    added, at_start = added_from(start[used], row, used, model)
    shares = np.zeros(len(used))
    shares[used] = added + (log_ratio - added.sum()) / used.sum()
    return Explained(shares, at_start)


def even_start(row: Inputs, used: Mask, model: ClinicModel) -> Floats:
    """Return values (n_features,) where the model says even, nan where the row has none.

    Where it never does on the line, the medians of all people.
    """
    span = FROM, TO
    found: float | None = None
    for points in POINTS:
        places = np.linspace(*span, points)
        ratios = model.trained.log_ratio(rows_of(row, used, along(places, model)[:, used]))
        step = crossing(places, ratios)
        if step is None:
            break
        found = between(places[step : step + 2], ratios[step : step + 2])
        span = float(places[step]), float(places[step + 1])
    values = model.medians[-1] if found is None else along(np.array([found]), model)[0]
    return np.where(used, values, np.nan)


def along(places: Floats, model: ClinicModel) -> Floats:
    """Return values on the line between the groups' medians, within those trained on, (n, ..)."""
    controls, cases, _ = model.medians
    line = controls + places[:, None] * (cases - controls)
    return np.asarray(np.clip(line, *model.ranges))


def crossing(places: Floats, ratios: Floats) -> int | None:
    """Return the step in which the log ratio passes 0, the nearest to the middle of the line."""
    steps = np.flatnonzero(ratios[:-1] * ratios[1:] <= 0)
    if not len(steps):
        return None
    return int(steps[np.argmin(np.abs(places[steps] - 0.5))])


def between(places: Floats, ratios: Floats) -> float:
    """Return where the log ratio is 0 between two places, were it straight."""
    rise = ratios[1] - ratios[0]
    share = -ratios[0] / rise if rise else 0.0
    return float(places[0] + share * (places[1] - places[0]))


def added_from(start: Floats, row: Inputs, used: Mask, model: ClinicModel) -> tuple[Floats, float]:
    """Return what each used feature adds on the way from the start, and the start's log ratio."""
    values = row.values[0, used]
    taken = subsets(len(values)) if len(values) <= EXACT_UP_TO else chains(orders(len(values)))
    rows = np.where(taken.reshape(-1, len(values)), values, start)
    ratios = model.trained.log_ratio(rows_of(row, used, rows)).reshape(taken.shape[:-1])
    if taken.ndim == 2:  # noqa: PLR2004 - subsets, not chains of them
        return over_subsets(ratios, taken), float(ratios[0])
    return over_orders(ratios, orders(len(values))), float(ratios[0, 0])


def subsets(size: int) -> Mask:
    """Return every subset of some features as masks (2 ** size, size), the empty one first."""
    numbers = np.arange(2**size)[:, None]
    return np.asarray((numbers >> np.arange(size)) & 1 == 1)


def over_subsets(ratios: Floats, taken: Mask) -> Floats:
    """Return Shapley values (size,) from the log ratio of every subset."""
    size = taken.shape[1]
    counts = taken.sum(axis=1)
    weights = np.array([1 / (size * math.comb(size - 1, k)) for k in range(size)])
    added = np.empty(size)
    for feature in range(size):
        without = np.flatnonzero(~taken[:, feature])
        steps = ratios[without + (1 << feature)] - ratios[without]
        added[feature] = weights[counts[without]] @ steps
    return added


def orders(size: int) -> Ints:
    """Return at which step each feature is taken in random orders and their reverses."""
    random = np.random.default_rng(SEED)
    half_of_all = max(ROWS // size, FEWEST_ORDERS) // 2
    half = random.permuted(np.tile(np.arange(size), (half_of_all, 1)), axis=1)
    return np.concatenate([half, size - 1 - half])


def chains(steps: Ints) -> Mask:
    """Return what is taken before each step and after the last, (n_orders, size + 1, size)."""
    size = steps.shape[1]
    return np.asarray(steps[:, None, :] < np.arange(size + 1)[None, :, None])


def over_orders(ratios: Floats, steps: Ints) -> Floats:
    """Return the mean change of the log ratio as each feature is taken, (size,)."""
    return np.asarray(np.take_along_axis(np.diff(ratios, axis=1), steps, axis=1).mean(axis=0))


def rows_of(row: Inputs, used: Mask, values: Floats) -> Inputs:
    """Return rows with other values (n, n_used) of a row's features and the same covariates."""
    whole = np.full((len(values), len(used)), np.nan)
    whole[:, used] = values
    return Inputs(values=whole, covariates=np.repeat(row.covariates, len(values), axis=0))
