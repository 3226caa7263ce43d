"""The work on one outer fold: fit to all others, then look at the people left out.

Nothing of the people left out is seen by what is tuned, adjusted, calibrated or chosen.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.learning.discrimination.areas import area
from core.learning.discrimination.asked import Asked, Fitted, inner_folds, out_of_fold, seed_from
from core.learning.discrimination.covariates_alone import covariates_alone
from core.learning.discrimination.curves import sensitivities
from core.learning.discrimination.learning_curve import shares, smaller_areas
from core.learning.discrimination.operating import threshold_for
from core.learning.discrimination.resampling import person_folds
from core.learning.discrimination.stability import directions, falls
from core.learning.people import Floats, Ints, LabelledPeople, Mask

OUTER = 1


@dataclass(frozen=True, slots=True)
class Fold:
    """One of the outer folds."""

    repeat: int
    number: int


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Left:
    """What was found in the people left out: `rows` (m,) of the cohort, `log_odds` (m,) of them.

    `called` (m,) says who is above the threshold chosen from the others. `candidates` are AUCs,
    `smaller` (n_sizes,) those after fits to fewer people; `falls` and `directions` (n_features,)
    tell of markers.
    """

    fold: Fold
    rows: Ints
    log_odds: Floats
    called: Mask
    area: float
    candidates: Mapping[str, float]
    covariates: float | None
    sensitivities: Floats
    smaller: Floats
    falls: Floats
    directions: Ints


def outer_folds(asked: Asked, repeat: int) -> Ints:
    """Return the outer fold of each row (n,) in a repeat."""
    return person_folds(asked.people, asked.protocol.folds, asked.random(OUTER, repeat))


def looked_at(asked: Asked, fold: Fold) -> Left:
    """Fit to all but the fold, and look at the people in it."""
    random = asked.random(OUTER, fold.repeat, fold.number)
    left = outer_folds(asked, fold.repeat) == fold.number
    fitted_to, others = asked.people.where(~left), asked.people.where(left)
    classifier = asked.fit(fitted_to, seed_from(random))
    log_odds = classifier.log_odds(others.inputs)
    return Left(
        fold=fold,
        rows=np.flatnonzero(left),
        log_odds=log_odds,
        called=log_odds >= _threshold(asked, classifier, fitted_to, random),
        area=area(log_odds, others.outcome),
        candidates=_candidates(classifier, others),
        covariates=covariates_alone(fitted_to, others),
        sensitivities=sensitivities(log_odds, others.outcome),
        smaller=smaller_areas(classifier, fitted_to, others, shares(asked), random),
        falls=falls(classifier, others, random),
        directions=directions(fitted_to),
    )


def _threshold(
    asked: Asked, classifier: Fitted, people: LabelledPeople, random: np.random.Generator
) -> float:
    """Return the threshold that people other than those left out would choose."""
    inner = inner_folds(people, asked.protocol, random)
    log_odds = out_of_fold(classifier, people, inner, random)
    told = ~np.isnan(log_odds)
    return threshold_for(log_odds[told], people.outcome[told], asked.plan)


def _candidates(classifier: Fitted, others: LabelledPeople) -> dict[str, float]:
    all_odds = classifier.candidate_log_odds(others.inputs)
    return {
        name: area(odds, others.outcome)
        for name, odds in zip(classifier.candidates, all_odds.T, strict=True)
    }
