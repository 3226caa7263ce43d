"""Classifiers that a clinic would otherwise use, each well tuned, to measure the default against.

Each sees standardised values of the people fitted and of others, and returns a score of the
others; what it chooses it chooses by five-fold cross-validation among the people fitted, by AUC,
but the forest by the people that each tree leaves out.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.cross_decomposition import PLSRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.svm import SVC

FOLDS, TREES = 5, 500
COMPONENTS = 10
# Relative to one over the number of markers.
WIDTHS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
COSTS = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
PENALTIES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
# Shares of the markers that a split of a tree may choose from, beside their square root.
SHARES = ("sqrt", 0.3)

Floats = NDArray[np.float64]
Score = Callable[[Floats, Floats, Floats, int], Floats]


def random_forest(values: Floats, outcome: Floats, others: Floats, seed: int) -> Floats:
    """Score by the forest whose trees tell best the people they were not grown on."""
    forests = [
        RandomForestClassifier(TREES, max_features=share, oob_score=True, random_state=seed)
        for share in SHARES
    ]
    for forest in forests:
        forest.fit(values, outcome)
    best = max(forests, key=lambda one: roc_auc_score(outcome, one.oob_decision_function_[:, 1]))
    return np.asarray(best.predict_proba(others)[:, 1])


def support_vectors(values: Floats, outcome: Floats, others: Floats, seed: int) -> Floats:
    """Score by a support vector machine with a radial kernel; cost and width are tuned."""
    grid = {"C": COSTS, "gamma": [width / values.shape[1] for width in WIDTHS]}
    return np.asarray(tuned(SVC(), grid, values, outcome, seed).decision_function(others))


def logistic(values: Floats, outcome: Floats, others: Floats, seed: int) -> Floats:
    """Score by a logistic regression with a tuned ridge."""
    grid = {"C": [penalty / values.shape[1] for penalty in PENALTIES]}
    model = tuned(LogisticRegression(max_iter=2000), grid, values, outcome, seed)
    return np.asarray(model.decision_function(others))


def partial_least_squares(values: Floats, outcome: Floats, others: Floats, seed: int) -> Floats:
    """Score by PLS-DA with a tuned number of components."""
    most = min(COMPONENTS, values.shape[1], len(values) * (FOLDS - 1) // FOLDS - 1)
    grid = {"n_components": range(1, most + 1)}
    scoring = {"scoring": lambda model, x, y: roc_auc_score(y, model.predict(x).ravel())}
    model = tuned(PLSRegression(scale=False), grid, values, outcome, seed, **scoring)
    return np.asarray(model.predict(others)).ravel()


def tuned(
    model: Any,  # noqa: ANN401 - scikit-learn has no stubs
    grid: Mapping[str, Any],
    values: Floats,
    outcome: Floats,
    seed: int,
    scoring: Any = "roc_auc",  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Return a model fitted with the settings of the best mean AUC over folds."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    search = GridSearchCV(model, dict(grid), scoring=scoring, cv=folds)
    return search.fit(values, outcome).best_estimator_


PEERS: Mapping[str, Score] = MappingProxyType(
    {
        "random forest": random_forest,
        "RBF-SVM": support_vectors,
        "L2 logistic": logistic,
        "PLS-DA": partial_least_squares,
    }
)
