"""Which markers a PLS regression leans on: the variable importance in projection.

Wold, Johansson, Cocchi 1993, in: 3D QSAR in Drug Design; as in Chong and Jun 2005,
https://doi.org/10.1016/j.chemolab.2004.12.011. The mean of its squares over markers is 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.cross_decomposition import PLSRegression

from core.cards import Measured, Vip
from core.learning.people import Floats, LabelledPeople
from core.learning.severity.candidates import PLS, components_of, pls_of
from core.learning.severity.trained import TrainedSeverity

# A direction is told where this share of folds agrees.
AGREEING = 0.9
TWO_SIDED_95 = 1.96
SMALLEST = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Importance:
    """VIP scores (n_features,), 0 for a marker left out, and the sign of each on the target."""

    vips: Floats
    signs: Floats


def importance(people: LabelledPeople, model: TrainedSeverity) -> Importance:
    """Return the importance of markers in the PLS of a model that was fitted to these people.

    The sign is that of the covariance with the target: of the weight in the first component.
    """
    preprocessing = model.whole.preprocessing
    values = preprocessing.standard(people.inputs)
    count = people.inputs.values.shape[1]
    vips, signs = np.zeros(count), np.zeros(count)
    target = people.outcome - people.outcome.mean()
    if components_of(values, target, 1):
        pls = pls_of(values, target, int(model.settings[PLS]))
        vips[preprocessing.kept] = vip_scores(pls)
        signs[preprocessing.kept] = np.sign(values.T @ target)
    return Importance(vips, signs)


def vip_scores(model: PLSRegression) -> Floats:
    """Return the VIP of every marker of a fitted PLS of one target."""
    explained = model.y_loadings_[0] ** 2 * (model.x_scores_**2).sum(axis=0)
    shares = model.x_weights_**2 @ explained / max(float(explained.sum()), SMALLEST)
    return np.asarray(np.sqrt(len(shares) * shares))


def vips_of(keys: Sequence[str], rounds: Sequence[Sequence[Importance]]) -> tuple[Vip, ...]:
    """Return the VIPs over rounds of outer folds, largest first.

    Their error is that of the jackknife that leaves out a fold at a time, on the logarithm.
    """
    vips = np.array([[one.vips for one in found] for found in rounds])
    signs = np.array([one.signs for found in rounds for one in found])
    middle = vips.mean(axis=(0, 1))
    error = np.sqrt((vips.shape[1] - 1) * vips.var(axis=1).mean(axis=0))
    factor = np.exp(TWO_SIDED_95 * error / np.maximum(middle, SMALLEST))
    agreed = np.where(np.abs(signs.mean(axis=0)) >= 2 * AGREEING - 1, np.sign(signs.mean(0)), 0)
    return tuple(
        Vip(
            key=keys[column],
            vip=Measured(
                float(middle[column]),
                float(middle[column] / factor[column]),
                float(middle[column] * factor[column]),
            ),
            direction=int(agreed[column]),
        )
        for column in np.argsort(-middle, kind="stable")
    )
