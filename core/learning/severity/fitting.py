"""A regression for small wide data that needs no tuning by whoever uses it."""

from collections.abc import Iterator, Mapping

import numpy as np
from sklearn import config_context
from sklearn.model_selection import GroupKFold

from core.learning.people import Floats, Ints, LabelledPeople
from core.learning.severity.candidates import Settings, kinds_for, solved
from core.learning.severity.trained import TrainedSeverity


def fit_severity(people: LabelledPeople, folds: int, seed: int) -> TrainedSeverity:
    """Tune and fit every candidate by folds of persons; everything is learnt from these people."""
    # Small fits by the thousand: checking what was checked before takes a fifth of the time.
    with config_context(assume_finite=True, skip_parameter_validation=True):
        return _fitted(people, folds, seed)


def _fitted(people: LabelledPeople, folds: int, seed: int) -> TrainedSeverity:
    kinds = kinds_for(people.size)
    told = np.zeros((people.size, sum(map(len, kinds.values()))))
    numbers = np.zeros(people.size, np.int64)
    solutions = []
    for number, (fitted, left_out) in enumerate(folds_of(people.persons, folds, seed)):
        solutions.append(solved(people.where(fitted), kinds))
        told[left_out] = solutions[-1].told(people.inputs.where(left_out))
        numbers[left_out] = number
    columns = best_columns(kinds, ((told - people.outcome[:, None]) ** 2).sum(axis=0))
    every_setting = np.array([setting for settings in kinds.values() for setting in settings])
    return TrainedSeverity(
        settings=dict(zip(kinds, every_setting[columns].tolist(), strict=True)),
        whole=solved(people, kinds).at(columns),
        without=tuple(solution.at(columns) for solution in solutions),
        folds=numbers,
        out_of_fold=told[:, columns].mean(axis=1),
        observed=people.outcome,
        inputs=people.inputs,
    )


def best_columns(kinds: Mapping[str, Settings], errors: Floats) -> Ints:
    """Return the column of the smallest error (n_columns,) among each candidate's settings."""
    columns, start = [], 0
    for settings in kinds.values():
        columns.append(start + int(errors[start : start + len(settings)].argmin()))
        start += len(settings)
    return np.array(columns)


def folds_of(persons: Ints, folds: int, seed: int) -> Iterator[tuple[Ints, Ints]]:
    """Yield rows to fit and rows left out; all rows of a person are on one side."""
    count = min(folds, len(np.unique(persons)))
    split = GroupKFold(count, shuffle=True, random_state=seed)
    yield from split.split(persons[:, None], groups=persons)
