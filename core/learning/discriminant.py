"""A discriminant averaged over versions of the world, exact for any subset of markers.

Each member is one world (or one bootstrap resample): cases and controls have one shape, normal or
multivariate t, and differ by a shift. A missing marker is left out of that distribution, exactly.
Over members the likelihood ratio is averaged, which is the Bayes rule when nobody knows which world
is true.
"""

from collections.abc import Iterator
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import type_of_target
from sklearn.utils.validation import check_consistent_length, check_is_fitted, validate_data

from core.learning.likelihood_forms import LikelihoodForms, log_mean_exp

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

# With fewer a t has no covariance to be fitted to.
FEWEST_DEGREES_OF_FREEDOM = 2
# A block of ratios that stays in the cache of the processor.
ROWS_AT_ONCE = 128


class WorldsDiscriminant(ClassifierMixin, BaseEstimator):  # type: ignore[misc] # no stubs
    """Discriminants of many worlds, averaged; nan in X is a marker not measured.

    Parameters: `members`, the number of bootstrap resamples where `fit` gets no worlds;
    `shrinkage`, the share by which the covariance is pulled to its diagonal; `exchangeable`, groups
    of features that nothing tells apart, which get one shift and one correlation each;
    `common_controls`, whether the controls are the same people in every world, so that members
    share their mean and differ in the cases only; `degrees_of_freedom` of the multivariate t,
    above 2, infinite for normal groups; `random_state` seeds the resamples.

    After `fit`: `classes_`; `centres_`, mean of the controls, (n_members, n_features), or
    (1, n_features) if common; `shifts_`, cases minus controls, (n_members, n_features); `scatter_`
    (n_features, n_features) within groups, the covariance where normal; `log_prior_odds_` of the
    training data.
    """

    def __init__(
        self,
        members: int = 200,
        shrinkage: float = 0.01,
        exchangeable: tuple[tuple[int, ...], ...] = (),
        common_controls: bool = False,  # noqa: FBT001, FBT002 - scikit-learn's way of parameters
        degrees_of_freedom: float = np.inf,
        random_state: int | None = 0,
    ) -> None:
        """Keep the parameters as given."""
        self.members = members
        self.shrinkage = shrinkage
        self.exchangeable = exchangeable
        self.common_controls = common_controls
        self.degrees_of_freedom = degrees_of_freedom
        self.random_state = random_state

    def fit(self, X: ArrayLike, y: ArrayLike, worlds: ArrayLike | None = None) -> Self:  # noqa: N803 - scikit-learn's name
        """Learn centres and shifts of each world (numbers 0.. by person), or of each resample.

        X (n, n_features), y (n,) with two classes; the second in sorted order are the cases. A
        world without a value for a group and feature takes that of all worlds together.
        Raises ValueError for anything but two classes, for a feature without a value in one of
        them, for `worlds` of another length than y, and for parameters out of their range.
        """
        check_parameters(self.members, self.shrinkage, self.degrees_of_freedom)
        values, labels = validate_data(self, X, y, dtype=float, ensure_all_finite="allow-nan")
        self.classes_, groups = encoded(labels)
        if worlds is not None:
            check_consistent_length(values, worlds)
        rows = (
            resamples(len(groups), self.members, self.random_state)
            if worlds is None
            else rows_by_world(np.asarray(worlds))
        )
        means = [group_means(values[r], groups[r]) for r in rows]
        fallback = group_means(values, groups)
        if np.isnan(fallback).any():
            raise ValueError("Every feature needs a value in each of the two classes.")
        stacked = alike(np.where(np.isnan(means), fallback, means), self.exchangeable)
        everybody = alike(fallback[None, 0], self.exchangeable)
        self.centres_ = everybody if self.common_controls else stacked[:, 0]
        self.shifts_ = stacked[:, 1] - self.centres_
        centred = values - fallback[groups] if worlds is None else residuals(values, groups, rows)
        covariance = covariance_within(centred, self.shrinkage)
        # The covariance of a t is its scatter times df / (df - 2).
        narrower = 1 - 2 / self.degrees_of_freedom
        self.scatter_ = narrower * alike_covariance(covariance, self.exchangeable)
        cases = groups.mean()
        self.log_prior_odds_ = float(np.log(cases / (1 - cases)))
        return self

    def forms(self, pattern: Mask) -> LikelihoodForms:
        """Return the members seen through the markers in a mask (n_features,) only."""
        precision = np.linalg.inv(self.scatter_[np.ix_(pattern, pattern)])
        return LikelihoodForms(
            np.ascontiguousarray(self.centres_[:, pattern]),
            np.ascontiguousarray(self.shifts_[:, pattern]),
            np.asarray(precision, dtype=np.float64),
            self.degrees_of_freedom,
        )

    def log_ratio(self, X: ArrayLike) -> Floats:  # noqa: N803
        """Return the natural logarithm of the likelihood ratio averaged over members, (n,)."""
        values = self._checked(X)
        averages = np.zeros(len(values))
        for rows, block in self._blocks(values):
            averages[rows] = log_mean_exp(block)
        return averages

    def decision_function(self, X: ArrayLike) -> Floats:  # noqa: N803
        """Return the log odds of the cases at the prior odds of the training data, (n,)."""
        return np.asarray(self.log_ratio(X) + self.log_prior_odds_)

    def predict_proba(self, X: ArrayLike) -> Floats:  # noqa: N803
        """Return the probability of each class at the prior odds of the training data, (n, 2)."""
        cases = 0.5 * (1 + np.tanh(self.decision_function(X) / 2))
        return np.column_stack([1 - cases, cases])

    def predict(self, X: ArrayLike) -> NDArray[Any]:  # noqa: N803
        """Return the more probable class of each row, (n,)."""
        likelier = (self.decision_function(X) > 0).astype(int)
        chosen: NDArray[Any] = self.classes_[likelier]
        return chosen

    def _blocks(self, values: Floats) -> Iterator[tuple[Ints, Floats]]:
        """Yield rows with alike markers measured, and their ratios in each member."""
        for pattern, alike_rows in rows_by_pattern(~np.isnan(values)):
            forms = self.forms(pattern)
            for start in range(0, len(alike_rows), ROWS_AT_ONCE):
                rows = alike_rows[start : start + ROWS_AT_ONCE]
                yield rows, forms.ratios(values[rows][:, pattern])

    def _checked(self, X: ArrayLike) -> Floats:  # noqa: N803
        check_is_fitted(self)
        values = validate_data(self, X, dtype=float, reset=False, ensure_all_finite="allow-nan")
        return np.asarray(values)

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - scikit-learn has no stubs
        """Tell scikit-learn: two classes only, missing values welcome."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.classifier_tags.multi_class = False
        return tags


def check_parameters(members: int, shrinkage: float, degrees_of_freedom: float) -> None:
    """Raise ValueError for a parameter with which nothing could be fitted."""
    if members < 1:
        raise ValueError(f"members is at least 1, not {members}.")
    if not 0 <= shrinkage <= 1:
        raise ValueError(f"shrinkage lies between 0 and 1, not {shrinkage}.")
    if not degrees_of_freedom > FEWEST_DEGREES_OF_FREEDOM:
        raise ValueError(f"degrees_of_freedom is above 2, not {degrees_of_freedom}.")


def encoded(labels: NDArray[Any]) -> tuple[NDArray[Any], Ints]:
    """Return the two classes and each row's position among them. Raises ValueError otherwise."""
    kind = type_of_target(labels, input_name="y", raise_unknown=True)
    if kind != "binary":
        # The first sentence is the one scikit-learn's own checks look for.
        raise ValueError(f"Only binary classification is supported. The target is {kind}.")
    classes, groups = np.unique(labels, return_inverse=True)
    if len(classes) != 2:  # noqa: PLR2004 - cases and controls
        raise ValueError(f"Two classes are needed, the data has {len(classes)} class.")
    return classes, groups


def resamples(count: int, members: int, seed: int | None) -> list[Ints]:
    """Return the positions of each bootstrap resample."""
    random = np.random.default_rng(seed)
    return [random.integers(count, size=count) for _ in range(members)]


def rows_by_world(worlds: Ints) -> list[Ints]:
    """Return the positions of the people of each world, in the order of the worlds' numbers."""
    order = np.argsort(worlds, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(worlds[order])) + 1)


def rows_by_pattern(seen: Mask) -> list[tuple[Mask, Ints]]:
    """Return each pattern of measured markers that occurs, with the positions of its rows.

    Patterns are compared as bytes, eight markers each: a million rows take a fraction of a second.
    """
    packed = np.packbits(seen, axis=1)
    codes = packed.view(f"V{packed.shape[1]}")[:, 0]
    _, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
    order = np.argsort(inverse, kind="stable")
    groups = np.split(order, np.cumsum(np.bincount(inverse))[:-1])
    return [(seen[i], rows) for i, rows in zip(first, groups, strict=True) if seen[i].any()]


def group_means(values: Floats, groups: Ints) -> Floats:
    """Return the means of controls and cases over the values there are, (2, n_features)."""
    seen = ~np.isnan(values)
    member = groups[None, :] == np.array([0, 1])[:, None]
    counts = member.astype(float) @ seen
    sums = member.astype(float) @ np.where(seen, values, 0.0)
    means = np.full(sums.shape, np.nan)
    np.divide(sums, counts, out=means, where=counts > 0)
    return means


def residuals(values: Floats, groups: Ints, rows: list[Ints]) -> Floats:
    """Return each value minus the mean of its group in its world."""
    centred = np.empty_like(values)
    for r in rows:
        centred[r] = values[r] - group_means(values[r], groups[r])[groups[r]]
    return centred


def covariance_within(centred: Floats, shrinkage: float) -> Floats:
    """Return the covariance of centred values over pairs both seen, pulled to its diagonal.

    A feature that never varies gets variance 1, so that it can be inverted and carries nothing.
    """
    seen = (~np.isnan(centred)).astype(float)
    filled = np.where(seen > 0, centred, 0.0)
    covariance = (filled.T @ filled) / np.maximum(seen.T @ seen, 1)
    variance = np.diag(covariance)
    diagonal = np.diag(np.where(variance > 0, variance, 1.0))
    return np.asarray((1 - shrinkage) * (covariance - np.diag(variance)) + diagonal)


def alike(values: Floats, groups: tuple[tuple[int, ...], ...]) -> Floats:
    """Return a copy whose features in a group all have the group's mean, over the last axis."""
    pooled = values.copy()
    for group in groups:
        pooled[..., list(group)] = values[..., list(group)].mean(axis=-1, keepdims=True)
    return pooled


def alike_covariance(covariance: Floats, groups: tuple[tuple[int, ...], ...]) -> Floats:
    """Return a copy in which the features of a group vary alike, with each other and the rest."""
    pooled = covariance.copy()
    for group in groups:
        members = list(group)
        own = np.eye(len(members), dtype=bool)
        if own.all():
            continue
        block = pooled[np.ix_(members, members)]
        pooled = alike(alike(pooled, (group,)).T, (group,))
        pooled[np.ix_(members, members)] = np.where(own, block[own].mean(), block[~own].mean())
    return pooled
