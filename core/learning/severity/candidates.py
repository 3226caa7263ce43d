"""Regressions that suit few people with many markers, on standardised values.

Each is fitted by scikit-learn at all of its settings at once and kept as plain numbers. On ten
targets of real people (age and BMI of US adults from 19 blood values, metabolites of two sets from
the less correlated others; 83 people or fewer fitted, ten times each) the plain average of all
five told 0.015 to 0.10 more of the variance of new people than any one of them did on average; it
was chosen among 18 ways to combine them by a like comparison of the same targets.
"""

import warnings
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from sklearn.cross_decomposition import PLSRegression
from sklearn.exceptions import ConvergenceWarning
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import Ridge, enet_path
from sklearn.svm import SVR

from core.learning.discrimination.preprocessing import Preprocessing
from core.learning.discrimination.standard import SMALLEST_SPREAD
from core.learning.people import Floats, LabelledPeople
from core.learning.severity.regression import Solution, nearness

Settings: TypeAlias = tuple[float, ...]
# Of values (n, n_markers) or nearness (n, n), and the target less its mean: weights with a column
# for each setting, and intercepts.
Fit: TypeAlias = Callable[[Floats, Floats, Settings], tuple[Floats, Floats]]

PLS = "pls"
# Of more people than this, what compares each with each other takes too long.
MOST_FOR_KERNELS = 2000
L1_SHARE = 0.5


def pls_of(values: Floats, outcome: Floats, components: int) -> PLSRegression:
    """Fit PLS with as many components as asked for, or as there can be."""
    possible = max(1, components_of(values, outcome, components))
    with warnings.catch_warnings():
        # Where fewer components tell the target whole, the others have no weight.
        warnings.filterwarnings("ignore", message="y residual is constant")
        return PLSRegression(possible, scale=False).fit(values, outcome)


def components_of(values: Floats, outcome: Floats, most: int) -> int:
    """Return how many components of PLS there can be, up to so many; 0 where nothing goes along.

    A component beyond them is rounding, and scikit-learn would lose those before it as well.
    """
    left, rest = values - values.mean(axis=0), outcome - outcome.mean()
    least = SMALLEST_SPREAD * float(np.linalg.norm(left.T @ rest))
    for number in range(most):
        weights = left.T @ rest
        if not np.linalg.norm(weights) > least:
            return number
        scores = left @ weights
        scores /= np.linalg.norm(scores)
        left = left - np.outer(scores, scores @ left)
        rest = rest - scores * (scores @ rest)
    return most


def partial_least_squares(
    values: Floats, outcome: Floats, settings: Settings
) -> tuple[Floats, Floats]:
    """Fit PLS; the setting is the number of components, the last one for what is beyond."""
    if not components_of(values, outcome, 1):
        return np.zeros((values.shape[1], len(settings))), np.zeros(len(settings))
    model = pls_of(values, outcome, int(max(settings)))
    # The rotation of a component does not depend on those after it.
    weights = np.cumsum(model.x_rotations_ * model.y_loadings_, axis=1)
    columns = [min(int(setting), weights.shape[1]) - 1 for setting in settings]
    return weights[:, columns], -(values.mean(axis=0) @ weights[:, columns])


def ridge(values: Floats, outcome: Floats, settings: Settings) -> tuple[Floats, Floats]:
    """Fit ridge regression; the setting is the penalty per marker."""
    penalties = np.array(settings) * values.shape[1]
    model = Ridge(alpha=penalties, solver="cholesky")
    model.fit(values, np.tile(outcome[:, None], len(settings)))
    return model.coef_.T, model.intercept_


def elastic_net(values: Floats, outcome: Floats, settings: Settings) -> tuple[Floats, Floats]:
    """Fit the elastic net; the setting is the share of the penalty that leaves no marker in."""
    # How its two penalties weigh against each other depends on the unit: here it is the SD.
    spread = float(outcome.std())
    largest = float(np.abs(values.T @ outcome).max()) / spread / len(values) / L1_SHARE
    penalties = np.array(settings) * max(largest, np.finfo(np.float64).tiny)
    with warnings.catch_warnings():
        # A path that was stopped early is judged by how well it tells, as any other.
        warnings.simplefilter("ignore", ConvergenceWarning)
        _, weights, _ = enet_path(
            values, outcome / spread, l1_ratio=L1_SHARE, alphas=penalties, tol=1e-3, max_iter=300
        )
    weights = weights * spread
    return weights, -(values.mean(axis=0) @ weights)


def kernel_ridge(near: Floats, outcome: Floats, settings: Settings) -> tuple[Floats, Floats]:
    """Fit kernel ridge regression; the setting is its penalty."""
    model = KernelRidge(alpha=np.array(settings), kernel="precomputed")
    model.fit(near, np.tile(outcome[:, None], len(settings)))
    return model.dual_coef_, np.zeros(len(settings))


def support_vectors(near: Floats, outcome: Floats, settings: Settings) -> tuple[Floats, Floats]:
    """Fit support vector regression; the setting is C for a target in SD."""
    weights, intercepts = np.zeros((len(near), len(settings))), np.zeros(len(settings))
    spread = float(outcome.std())
    for column, setting in enumerate(settings):
        model = SVR(C=setting, kernel="precomputed").fit(near, outcome / spread)
        weights[model.support_, column] = model.dual_coef_[0] * spread
        intercepts[column] = model.intercept_[0] * spread
    return weights, intercepts


LINES: Mapping[str, tuple[Fit, Settings]] = MappingProxyType(
    {
        PLS: (partial_least_squares, (1, 2, 3, 4, 5, 6, 7, 8)),
        "ridge": (ridge, (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 1000.0)),
        "elastic_net": (elastic_net, tuple(np.geomspace(1, 0.05, 10).tolist())),
    }
)
KERNELS: Mapping[str, tuple[Fit, Settings]] = MappingProxyType(
    {
        "kernel_ridge": (kernel_ridge, (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)),
        "support_vectors": (support_vectors, (0.1, 0.3, 1.0, 3.0)),
    }
)


def kinds_for(size: int) -> dict[str, Settings]:
    """Return the candidates that so many people allow, with their settings in order."""
    kinds = {**LINES, **(KERNELS if size <= MOST_FOR_KERNELS else {})}
    return {name: settings for name, (_, settings) in kinds.items()}


def solved(people: LabelledPeople, kinds: Mapping[str, Settings]) -> Solution:
    """Fit candidates at all their settings, preprocessing included."""
    # Nobody is a control here: markers are adjusted by everybody's covariates.
    preprocessing = Preprocessing.fitted(people.labelled(np.zeros(people.size)))
    values = preprocessing.standard(people.inputs)
    mean = float(people.outcome.mean())
    target = people.outcome - mean
    has_something = values.shape[1] > 0 and bool(np.ptp(target) > 0)
    lines = _side_by_side(LINES, kinds, values, target if has_something else None)
    with_kernels = not kinds.keys().isdisjoint(KERNELS)
    near = nearness(values, values) if with_kernels else np.zeros((0, 0))
    kernels = _side_by_side(KERNELS, kinds, near, target if has_something else None)
    return Solution(
        preprocessing=preprocessing,
        lines=lines[0],
        people=values if with_kernels else values[:0],
        kernels=kernels[0],
        intercepts=mean + np.hstack([lines[1], kernels[1]]),
        mean=mean,
    )


def _side_by_side(
    fits: Mapping[str, tuple[Fit, Settings]],
    kinds: Mapping[str, Settings],
    seen: Floats,
    target: Floats | None,
) -> tuple[Floats, Floats]:
    """Return weights and intercepts of all settings; all 0 where there is nothing to tell."""
    wanted = {name: settings for name, settings in kinds.items() if name in fits}
    count = sum(map(len, wanted.values()))
    if target is None or not wanted:
        return np.zeros((seen.shape[1], count)), np.zeros(count)
    found = [fits[name][0](seen, target, settings) for name, settings in wanted.items()]
    return np.hstack([weights for weights, _ in found]), np.hstack([ends for _, ends in found])
