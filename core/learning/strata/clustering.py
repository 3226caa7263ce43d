"""People put into a given number of groups: a mixture of normal distributions of one shape.

In a first measurement on made-up people (42 or 83, 2 to 30 markers, 2 or 3 groups, 12 sets each)
the adjusted Rand index of new people was 0.2 higher on average than by k-means where markers are
correlated, as markers are, and 0.01 lower where they are not.
"""

import warnings

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn import config_context
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

from core.learning.people import Floats, Ints
from core.learning.strata.groups import Groups

STARTS = 3


def grouped(values: Floats, groups: int, seed: int) -> Groups:
    """Return so many groups of people (n, n_markers) in SD, nothing missing."""
    held = held_by(values)
    if values.shape[1] <= len(values):
        return fitted(values, groups, seed, held)
    # People differ along no more axes than there are people. Turned to these the mixture is the
    # same, and many times as quick; across them there is nothing but what is held.
    middle = values.mean(axis=0)
    axes = np.linalg.svd(values - middle, full_matrices=False)[2]
    found = fitted((values - middle) @ axes.T, groups, seed, held)
    within = found.covariance - held * np.eye(len(axes))
    covariance = axes.T @ within @ axes + held * np.eye(len(middle))
    return Groups(middle + found.middles @ axes, covariance, found.shares)


def fitted(values: Floats, groups: int, seed: int, held: float) -> Groups:
    """Fit the mixture, `held` being added to each variance."""
    with config_context(assume_finite=True, skip_parameter_validation=True):
        model = GaussianMixture(
            groups,
            covariance_type="tied",
            n_init=STARTS,
            random_state=seed,
            reg_covar=held,
        )
        with warnings.catch_warnings():
            # What was stopped early is judged by how well it holds, as any other.
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(values)
    return Groups(model.means_, model.covariances_, model.weights_)


def held_by(values: Floats) -> float:
    """Return what is added to each variance: the more, the more markers there are a person."""
    return float(values.shape[1] / len(values))


def dispersion(values: Floats, labels: Ints) -> float:
    """Return the logarithm of the determinant of the covariance within groups.

    The criterion of Friedman and Rubin 1967, doi 10.1080/01621459.1967.10500923, which a mixture
    of one shape makes small; held as its covariance is.
    """
    within: Floats = values.copy()
    for group in np.unique(labels):
        within[labels == group] -= values[labels == group].mean(axis=0)
    held = held_by(values) * np.eye(values.shape[1])
    covariance: Floats = within.T @ within / len(values) + held
    return float(np.linalg.slogdet(covariance)[1])


def matched(groups: Groups, labels: Ints, values: Floats) -> Groups:
    """Return groups in the order in which most people keep their label."""
    count = len(groups.middles)
    table = np.zeros((count, count))
    own = groups.labels(values)
    np.add.at(table, (labels, own), 1)
    return groups.ordered(np.asarray(linear_sum_assignment(-table)[1]))
