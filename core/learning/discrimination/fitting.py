"""A classifier for few people with many markers, which nobody has to tune."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

from core.learning.discrimination.candidates import KINDS, Fitted
from core.learning.discrimination.ensemble import Ensemble
from core.learning.discrimination.nearness import Setting, landmarks
from core.learning.discrimination.odds import log_odds
from core.learning.discrimination.preprocessing import Preprocessing
from core.learning.people import Floats, Inputs, Ints, LabelledPeople

FOLDS = 10
# From so many people on one fold of these, left out once, says enough.
MANY, FOLDS_OF_MANY = 2000, 5


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class FittedClassifier:
    """An ensemble, calibrated at the share of cases it was fitted to (`base`, in log odds)."""

    candidates: tuple[str, ...]
    settings: tuple[Setting, ...]
    ensemble: Ensemble
    preprocessing: Preprocessing
    members: tuple[Fitted, ...]
    base: float

    @property
    def weights(self) -> tuple[float, ...]:
        """Return the share of each candidate in the ensemble; together 1."""
        return self.ensemble.weights

    def log_odds(self, inputs: Inputs) -> Floats:
        """Return the log odds of being a case (n,), at the share of cases it was fitted to."""
        return self.ensemble.log_odds(self._scores(inputs))

    def candidate_log_odds(self, inputs: Inputs) -> Floats:
        """Return the log odds by each candidate alone, (n, n_candidates)."""
        return self.ensemble.each_log_odds(self._scores(inputs))

    def refitted(self, people: LabelledPeople, seed: int) -> "FittedClassifier":
        """Return the same kinds fitted to other people, with settings and calibration as they are.

        Only the level follows the other people's share of cases.
        """
        base = log_odds(float(people.outcome.mean()))
        preprocessing = Preprocessing.fitted(people)
        members = fit_members(preprocessing, self.settings, people, seed)
        ensemble = self.ensemble.moved(base - self.base)
        return replace(
            self, ensemble=ensemble, preprocessing=preprocessing, members=members, base=base
        )

    def _scores(self, inputs: Inputs) -> Floats:
        return scores_of(self.members, seen(self.preprocessing, inputs))


def fit_classifier(people: LabelledPeople, seed: int) -> FittedClassifier:
    """Tune, fit, put together and calibrate; people are of both outcomes, two of each at least.

    Settings are found once, on all of them: they are a few numbers, found without looking at who is
    told right, and do not make what is said of people left out any better (measured on noise).
    """
    preprocessing = Preprocessing.fitted(people)
    settings = tuned(preprocessing, people, seed)
    scores, told = out_of_fold(people, settings, seed)
    return FittedClassifier(
        candidates=tuple(KINDS),
        settings=settings,
        ensemble=Ensemble.fitted(scores[told], people.outcome[told]),
        preprocessing=preprocessing,
        members=fit_members(preprocessing, settings, people, seed),
        base=log_odds(float(people.outcome.mean())),
    )


def out_of_fold(
    people: LabelledPeople, settings: tuple[Setting, ...], seed: int
) -> tuple[Floats, Ints]:
    """Return what members fitted without them say of people (n, n_candidates), and of which."""
    scores = np.full((people.size, len(settings)), np.nan)
    for fitted, left_out in folds(people, seed):
        part = people.where(fitted)
        preprocessing = Preprocessing.fitted(part)
        members = fit_members(preprocessing, settings, part, seed)
        scores[left_out] = scores_of(members, seen(preprocessing, people.inputs.where(left_out)))
    return scores, np.flatnonzero(~np.isnan(scores[:, 0]))


def tuned(preprocessing: Preprocessing, people: LabelledPeople, seed: int) -> tuple[Setting, ...]:
    """Return the setting of each kind, found on people or as many of them as it takes.

    One row of each person is looked at: several that are alike would pass for certainty.
    """
    order = np.random.default_rng(seed).permutation(people.size)
    _, first = np.unique(people.persons[order], return_index=True)
    people = people.where(np.sort(order[first]))
    people = people.where(landmarks(people.outcome, seed))
    values = seen(preprocessing, people.inputs)
    return tuple(kind.tuned(values, people.outcome) for kind in KINDS.values())


def fit_members(
    preprocessing: Preprocessing, settings: tuple[Setting, ...], people: LabelledPeople, seed: int
) -> tuple[Fitted, ...]:
    """Fit each kind with its setting."""
    values = seen(preprocessing, people.inputs)
    return tuple(
        kind.fit(values, people.outcome, setting, seed)
        for kind, setting in zip(KINDS.values(), settings, strict=True)
    )


def seen(preprocessing: Preprocessing, inputs: Inputs) -> Floats:
    """Return standardised values; one column that is alike for everybody where no marker varies."""
    values = preprocessing.standard(inputs)
    return values if values.shape[1] else np.zeros((len(values), 1))


def scores_of(members: tuple[Fitted, ...], values: Floats) -> Floats:
    """Return what each member says of rows of standardised values, (n, n_members)."""
    return np.column_stack([member.scores(values) for member in members])


def folds(people: LabelledPeople, seed: int) -> Iterator[tuple[Ints, Ints]]:
    """Yield rows to fit and rows to leave out; all rows of a person are on one side."""
    repeated = len(np.unique(people.persons)) < people.size
    count = number_of_folds(people)
    kind = StratifiedGroupKFold if repeated else StratifiedKFold
    split = kind(count, shuffle=True, random_state=seed)
    persons = people.persons if repeated else None
    for fitted, left_out in split.split(np.empty(people.size), people.outcome, persons):
        # Persons with many rows may leave one outcome on one side.
        if np.ptp(people.outcome[fitted]) > 0:
            yield fitted, left_out
        if people.size >= MANY:
            return


def number_of_folds(people: LabelledPeople) -> int:
    """Return how many folds there are: no more than persons of the rarer outcome, and two."""
    fewest = min(len(np.unique(people.persons[people.outcome == kind])) for kind in (0, 1))
    return max(2, min(FOLDS if people.size < MANY else FOLDS_OF_MANY, fewest))
