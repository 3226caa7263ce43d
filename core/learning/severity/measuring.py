"""Figures of a severity model from people left out, each with a 95 % interval.

An interval is the figure, transformed, plus and minus t times its standard error, and back. The
error is the larger of two: of persons drawn anew, as a bootstrap of the nested predictions has it;
and of whole cohorts drawn anew, seen in the differences between models made of one half of the
persons and of the other, each validated by itself. The first alone is too small, since people
who are left out of models that share most of their people err together (Bates, Hastie, Tibshirani
2021, https://doi.org/10.1080/01621459.2023.2197686): on 750 made-up cohorts of 40 to 200 people,
with ridge regression and 1.96 for t, it held the mean Q2 of new people in 79 of 100, the larger
in 93.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from core.cards import Measured, Protocol
from core.cohort.overall.rank_correlation import spearman
from core.learning.people import Floats, LabelledPeople
from core.learning.severity.validation import Repeat, Study, one_repeat

DRAWS = 1000
UPPER = 0.975
# A share told of all variance has no logarithm of what is left.
SMALLEST = 1e-9
# Logarithm of a factor of 1e8: where a target differs in so few people that halves hold none of
# them, no end would be finite. Whatever reaches as far says that nothing is known.
FARTHEST = 18.0
# Places of the figures side by side.
R2, Q2, RMSE, RANK, CANDIDATES = range(5)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Losses:
    """Sums over the rows of each person, a mean over repeats; all (n_persons, ...).

    `model` and `mean` are squared errors of people left out, of the model's and of the mean alone;
    `fitted_*` of people fitted; `candidates` (n_persons, n_candidates) as `model`.
    """

    rows: Floats
    model: Floats
    mean: Floats
    fitted_model: Floats
    fitted_mean: Floats
    candidates: Floats
    rank: float

    def figures(self, counts: Floats) -> Floats:
        """Return the transformed figures (n_draws, 4 + n_candidates) of persons counted (.., n).

        log(1 - R2), log(1 - Q2), log RMSE, the rank correlation's inverse hyperbolic tangent, and
        log(1 - Q2) of every candidate.
        """
        mean = log(counts @ self.mean)
        columns = [
            log(counts @ self.fitted_model) - log(counts @ self.fitted_mean),
            log(counts @ self.model) - mean,
            (log(counts @ self.model) - log(counts @ self.rows)) / 2,
            np.full(len(counts), self.rank),
            *(log(counts @ self.candidates).T - mean),
        ]
        return np.stack(columns, axis=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """R2, Q2, RMSE and Spearman's rho of the average, Q2 of each candidate."""

    r2: Measured
    q2: Measured
    rmse: Measured
    rank: Measured
    candidates: tuple[Measured, ...]


def measured(study: Study, repeats: Sequence[Repeat], halves: Sequence[Floats]) -> Figures:
    """Return the figures with their intervals; `halves` are the differences of halves."""
    losses = losses_of(study.people, repeats)
    persons = len(losses.rows)
    values = losses.figures(np.ones((1, persons)))[0]
    drawn = _drawn(losses, np.random.default_rng(study.protocol.seed))
    # Of a rank correlation there is a formula: Bonett, Wright 2000, doi 10.1007/BF02294183.
    drawn[RANK] = np.sqrt((1 + np.tanh(losses.rank) ** 2 / 2) / max(persons - 3, 1))
    # The variance of a figure of n persons is half that of a figure of n / 2, and so a quarter of
    # the mean squared difference of two of these.
    between = np.sqrt(np.mean(np.square(halves), axis=0)) / 2
    reach = np.minimum(stdtrit(len(halves), UPPER) * np.maximum(drawn, between), FARTHEST)
    ends = np.stack([values, values - reach, values + reach])
    return Figures(
        r2=_left_over(ends[:, R2]),
        q2=_left_over(ends[:, Q2]),
        rmse=Measured(*np.exp(ends[:, RMSE]).tolist()),
        rank=Measured(*np.tanh(ends[:, RANK]).tolist()),
        candidates=tuple(_left_over(column) for column in ends[:, CANDIDATES:].T),
    )


def _left_over(ends: Floats) -> Measured:
    """Return the share told, of the logarithm of the share that is left over."""
    value, high, low = (1 - np.exp(ends)).tolist()
    return Measured(value, low, high)


def losses_of(people: LabelledPeople, repeats: Sequence[Repeat]) -> Losses:
    """Return the errors of each person over all repeats."""
    outcome = people.outcome[:, None]
    model = np.mean([(r.predicted - people.outcome) ** 2 for r in repeats], axis=0)
    mean = np.mean([(r.means - people.outcome) ** 2 for r in repeats], axis=0)
    candidates = np.mean([(r.told - outcome) ** 2 for r in repeats], axis=0)
    return Losses(
        rows=_by_person(people, np.ones(people.size)),
        model=_by_person(people, model),
        mean=_by_person(people, mean),
        fitted_model=_by_person(people, np.mean([r.fitted_errors for r in repeats], axis=0)),
        fitted_mean=_by_person(people, np.mean([r.fitted_spreads for r in repeats], axis=0)),
        candidates=np.stack([_by_person(people, column) for column in candidates.T], axis=1),
        rank=float(np.mean([_rank(people.outcome, repeat) for repeat in repeats])),
    )


def q2_of(people: LabelledPeople, repeat: Repeat) -> float:
    """Return Q2 of one repeat: 1 - PRESS / SS, by the mean of those fitted (n_rows)."""
    press = ((repeat.predicted - people.outcome) ** 2).sum()
    return float(1 - press / ((repeat.means - people.outcome) ** 2).sum())


def difference_of_halves(study: Study, seed: int) -> Floats:
    """Return by how much every figure of one half of the persons differs from the other's."""
    people, protocol = study.people, study.protocol
    persons = np.unique(people.persons)
    order = np.random.default_rng(seed).permutation(persons)
    is_first = np.isin(people.persons, order[: len(persons) // 2])
    first, second = (_figures_of(people.where(side), protocol) for side in (is_first, ~is_first))
    return first - second


def _figures_of(people: LabelledPeople, protocol: Protocol) -> Floats:
    losses = losses_of(people, [one_repeat(people, protocol, protocol.seed)])
    figures: Floats = losses.figures(np.ones((1, len(losses.rows))))[0]
    return figures


def _drawn(losses: Losses, random: np.random.Generator) -> Floats:
    """Return the SD of every figure over persons drawn with replacement."""
    persons = len(losses.rows)
    counts = random.multinomial(persons, np.full(persons, 1 / persons), DRAWS)
    errors: Floats = losses.figures(counts.astype(np.float64)).std(axis=0)
    return errors


def _rank(observed: Floats, repeat: Repeat) -> float:
    """Return the inverse hyperbolic tangent of Spearman's rho; of what says nothing, 0.

    Predictions count from the mean of those fitted: that mean is the lower the higher the target
    of those left out, and would by itself pull the correlation below 0.
    """
    rho = spearman(np.stack([observed, repeat.predicted - repeat.means], axis=1))[0][0, 1]
    return float(np.arctanh(np.clip(np.nan_to_num(rho), SMALLEST - 1, 1 - SMALLEST)))


def _by_person(people: LabelledPeople, values: Floats) -> Floats:
    numbers = np.unique(people.persons, return_inverse=True)[1]
    return np.asarray(np.bincount(numbers, weights=values), dtype=np.float64)


def log(values: Floats) -> Floats:
    """Return the logarithm, of 0 that of a number next to it."""
    return np.asarray(np.log(np.maximum(values, np.finfo(np.float64).tiny)))
