"""The classifiers that were candidates for the withdrawal-risk score, each ready to be fitted.

Every one takes nan for a marker not measured. None was tuned beyond what its comment says; all but
the last are fitted to the people they are given.
"""

import warnings
from collections.abc import Callable
from types import MappingProxyType
from typing import Protocol

import numpy as np
from interpret.glassbox import ExplainableBoostingClassifier
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from core.learning.discriminant import WorldsDiscriminant
from core.learning.training import SEED, train_sex
from core.markers import Sex

TREES = 500
CORES = 2

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Classifier(Protocol):
    """Whatever gives each row a probability of being a control and a case, (n, 2)."""

    def predict_proba(self, X: Floats, /) -> Floats:  # noqa: N803 - scikit-learn's name
        """Return the probabilities of X (n, n_features), nan where not measured."""


Fit = Callable[[Floats, Ints, Sex], Classifier]


def random_forest(values: Floats, groups: Ints, _sex: Sex) -> Classifier:
    """Fit the study's kind of model, here in leaves of at least 20 people.

    Grown to the last person, as a forest is by default, it loses 0.05 AUC on three markers.
    """
    forest = RandomForestClassifier(TREES, min_samples_leaf=20, n_jobs=CORES, random_state=0)
    forest.fit(values, groups)
    fitted: Classifier = forest.set_params(n_jobs=1)
    return fitted


def gradient_boosting(values: Floats, groups: Ints, _sex: Sex) -> Classifier:
    """Fit histogram gradient boosting that stops when a tenth held back no longer gains."""
    boosting = HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=500, early_stopping=True, random_state=0
    )
    fitted: Classifier = boosting.fit(values, groups)
    return fitted


def penalised_logistic(values: Floats, groups: Ints, _sex: Sex) -> Classifier:
    """Fit a ridge on standardised values, the mean for what is missing and a flag that it is."""
    line = make_pipeline(
        StandardScaler(),
        SimpleImputer(strategy="constant", fill_value=0.0, add_indicator=True),
        LogisticRegression(max_iter=1000),
    )
    fitted: Classifier = line.fit(values, groups)
    return fitted


def pooled_discriminant(values: Floats, groups: Ints, _sex: Sex) -> Classifier:
    """Fit one normal discriminant to everybody, as if all came from one world."""
    return WorldsDiscriminant().fit(values, groups, worlds=np.zeros(len(groups), dtype=int))


def explainable_boosting(values: Floats, groups: Ints, _sex: Sex) -> Classifier:
    """Fit explainable boosting with pairs, averaged over 4 rounds rather than 14 for time."""
    boosting = ExplainableBoostingClassifier(outer_bags=4, n_jobs=CORES, random_state=0)
    with warnings.catch_warnings():
        # It only says that its own pictures, which nobody draws here, leave out what is missing.
        warnings.filterwarnings("ignore", message="Missing values detected")
        fitted: Classifier = boosting.fit(values, groups).set_params(n_jobs=1)
    return fitted


def worlds_discriminant(_values: Floats, _groups: Ints, sex: Sex) -> Classifier:
    """Train the shipped classifier by its own recipe and seed, on people of its own.

    Trained anew and not loaded: the table goes into the card of the model yet to be written.
    """
    seeds = dict(zip(Sex, np.random.SeedSequence(SEED).spawn(len(Sex)), strict=True))
    return train_sex(sex, np.random.default_rng(seeds[sex])).classifier


SHIPPED = "worlds_discriminant"
CANDIDATES: MappingProxyType[str, Fit] = MappingProxyType(
    {
        "random_forest": random_forest,
        "gradient_boosting": gradient_boosting,
        "penalised_logistic": penalised_logistic,
        "pooled_discriminant": pooled_discriminant,
        "explainable_boosting": explainable_boosting,
        SHIPPED: worlds_discriminant,
    }
)
