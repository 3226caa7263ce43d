"""What an AUC means at the bedside, if scores are normal with one spread in both groups.

Only an AUC was published, no sensitivity and no cut-off. With two normal groups of equal spread it
fixes both: at the cut-off halfway between the groups sensitivity and specificity are equal. That
the groups are normal is an assumption; the figures are arithmetic, not findings.
"""

from math import sqrt
from statistics import NormalDist

NORMAL = NormalDist()


def separation(auc: float) -> float:
    """Return the distance between the groups' means in [SD] that an AUC implies.

    AUC = Phi(d / sqrt 2). Raises ValueError for an AUC not strictly between 0 and 1.
    """
    if not 0 < auc < 1:
        raise ValueError("an AUC lies between 0 and 1")
    return sqrt(2) * NORMAL.inv_cdf(auc)


def balanced_accuracy(auc: float) -> float:
    """Return the sensitivity, and specificity, of the cut-off at which the two are equal.

    Phi(d / 2). Raises ValueError for an AUC not strictly between 0 and 1.
    """
    return NORMAL.cdf(separation(auc) / 2)


def positive_predictive_value(sensitivity: float, specificity: float, prevalence: float) -> float:
    """Return the share of true cases among those a test calls cases.

    Raises ValueError for a figure outside 0 to 1, or for a test that calls nobody a case.
    """
    if not all(0 <= share <= 1 for share in (sensitivity, specificity, prevalence)):
        raise ValueError("sensitivity, specificity and prevalence lie between 0 and 1")
    found = sensitivity * prevalence
    mistaken = (1 - specificity) * (1 - prevalence)
    if not found + mistaken:
        raise ValueError("nobody is called a case")
    return found / (found + mistaken)


def binormal_ppv(auc: float, prevalence: float) -> float:
    """Return the positive predictive value at the balanced cut-off of a binormal AUC.

    Raises ValueError for an AUC not strictly between 0 and 1 or a prevalence outside.
    """
    accuracy = balanced_accuracy(auc)
    return positive_predictive_value(accuracy, accuracy, prevalence)
