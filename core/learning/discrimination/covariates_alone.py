"""What age, sex and the like tell by themselves: what is owed to them is not owed to markers."""

import numpy as np
from sklearn.linear_model import LogisticRegression

from core.learning.discrimination.areas import area
from core.learning.discrimination.standard import centre_and_scale, standard
from core.learning.people import LabelledPeople

STEPS = 1_000


def covariates_alone(fitted_to: LabelledPeople, others: LabelledPeople) -> float | None:
    """Return the AUC in others of a logistic regression on covariates; None if there are none."""
    covariates = fitted_to.inputs.covariates
    if not covariates.shape[1]:
        return None
    middle, scale = centre_and_scale(covariates)
    model = LogisticRegression(max_iter=STEPS)
    # What is not stated stands at the mean.
    model.fit(np.nan_to_num(standard(covariates, middle, scale)), fitted_to.outcome)
    others_standard = np.nan_to_num(standard(others.inputs.covariates, middle, scale))
    log_odds = model.decision_function(others_standard)
    return area(np.asarray(log_odds), others.outcome)
