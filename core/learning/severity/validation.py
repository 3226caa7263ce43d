"""Nested cross-validation: what models tell of people they never saw, in tuning or in fitting."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.cards import Protocol
from core.learning.people import Floats, Ints, LabelledPeople
from core.learning.severity.fitting import fit_severity, folds_of
from core.learning.severity.importance import Importance, importance
from core.learning.severity.trained import TrainedSeverity


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """What every task of a validation looks at."""

    people: LabelledPeople
    protocol: Protocol


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Repeat:
    """One round of the outer folds, in which everybody was left out once.

    `told` (n, n_candidates) is of people left out, `means` (n,) the mean target of those fitted in
    their place. `fitted_errors` (n,) are the mean squared errors of people in the models that they
    were fitted to, `fitted_spreads` those of the mean alone.
    """

    told: Floats
    means: Floats
    fitted_errors: Floats
    fitted_spreads: Floats

    @property
    def predicted(self) -> Floats:
        """Return what the average of the candidates tells (n,)."""
        return np.asarray(self.told.mean(axis=1))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Examined:
    """A repeat with the ends (n, 2) of each one's interval, and the markers of every fold."""

    repeat: Repeat
    ends: Floats
    importances: tuple[Importance, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """A model, the rows it was fitted to and those left out."""

    model: TrainedSeverity
    fitted: Ints
    left_out: Ints


def examined(study: Study, seed: int) -> Examined:
    """Return one round of the outer folds with all that is looked at in it."""
    people = study.people
    folds = outer_folds(people, study.protocol, seed)
    ends = np.zeros((people.size, 2))
    for fold in folds:
        ends[fold.left_out] = fold.model.interval(people.inputs.where(fold.left_out))
    importances = tuple(importance(people.where(fold.fitted), fold.model) for fold in folds)
    return Examined(repeat=of_folds(people, folds), ends=ends, importances=importances)


def one_repeat(people: LabelledPeople, protocol: Protocol, seed: int) -> Repeat:
    """Return one round of the outer folds."""
    return of_folds(people, outer_folds(people, protocol, seed))


def outer_folds(people: LabelledPeople, protocol: Protocol, seed: int) -> list[Fold]:
    """Return a model for every outer fold, tuned and fitted without it."""
    return [
        Fold(fit_severity(people.where(fitted), protocol.inner, seed), fitted, left_out)
        for fitted, left_out in folds_of(people.persons, protocol.folds, seed)
    ]


def of_folds(people: LabelledPeople, folds: Sequence[Fold]) -> Repeat:
    """Return what the models of folds tell of those they left out, and of those they saw."""
    told = np.zeros((people.size, len(folds[0].model.candidates)))
    means, errors, spreads = (np.zeros(people.size) for _ in range(3))
    for fold in folds:
        solution, seen = fold.model.whole, people.where(fold.fitted)
        told[fold.left_out] = solution.told(people.inputs.where(fold.left_out))
        means[fold.left_out] = solution.mean
        errors[fold.fitted] += (fold.model.predicted(seen.inputs) - seen.outcome) ** 2
        spreads[fold.fitted] += (solution.mean - seen.outcome) ** 2
    return Repeat(
        told=told,
        means=means,
        fitted_errors=errors / (len(folds) - 1),
        fitted_spreads=spreads / (len(folds) - 1),
    )
