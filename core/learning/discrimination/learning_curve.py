"""What fewer people would have given: the same people left out, judged after smaller fits."""

from collections.abc import Sequence

import numpy as np

from core.cards import LearningPoint, Measured
from core.learning.discrimination.areas import Uncertainty, area, auc_interval
from core.learning.discrimination.asked import Asked, Fitted, seed_from
from core.learning.discrimination.resampling import persons_of, some_persons
from core.learning.people import Floats, LabelledPeople

# Sizes of the curve, the largest being that of the main figure.
SIZES = 4
SMALLEST_SHARE = 0.25
# Below so many persons of a group nothing can be fitted with sense.
FEWEST = 5


def shares(asked: Asked) -> Floats:
    """Return to which shares of the people fitted smaller fits are made; without the whole."""
    folds, fewest = asked.folds, persons_of(asked.people).fewest
    smallest = max(SMALLEST_SHARE, FEWEST / (fewest * (1 - 1 / folds)))
    return np.linspace(min(smallest, 1.0), 1.0, SIZES)[:-1]


def smaller_areas(
    classifier: Fitted,
    fitted_to: LabelledPeople,
    others: LabelledPeople,
    sizes: Floats,
    random: np.random.Generator,
) -> Floats:
    """Return the AUC in others after fits to shares of the people, settings as tuned with all."""
    found = []
    for share in sizes:
        some = fitted_to.where(some_persons(fitted_to, float(share), random))
        refit = classifier.refitted(some, seed_from(random))
        found.append(area(refit.log_odds(others.inputs), others.outcome))
    return np.array(found)


def learning_points(
    asked: Asked, smaller: Floats, whole: Measured, uncertainties: Sequence[Uncertainty]
) -> tuple[LearningPoint, ...]:
    """Return the curve; `smaller` are mean AUCs of `shares`, with the uncertainty of each."""
    persons = len(persons_of(asked.people).kinds) * (1 - 1 / asked.folds)
    points = [
        LearningPoint(round(share * persons), auc_interval(float(value), uncertainty))
        for share, value, uncertainty in zip(shares(asked), smaller, uncertainties, strict=True)
    ]
    return (*points, LearningPoint(round(persons), whole))
