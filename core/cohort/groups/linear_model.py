"""Groups compared after covariates, in every analyte at once, gaps and all.

Least squares on a constant, the covariates and a column for each group but the first. The errors
of the coefficients allow for unequal variances: HC3 of MacKinnon and White 1985,
doi 10.1016/0304-4076(85)90158-7, with t and F on n - p degrees of freedom (Long and Ervin 2000,
doi 10.1080/00031305.2000.10474549). On midranks it is the rank transformation of Conover and Iman
1981, doi 10.1080/00031305.1981.10479327.

One orthonormal basis serves all analytes. Those without a gap need no more; for the others the
people with a value are taken out of it by weights 0 and 1, so that nothing is fitted one by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import special

from core.cohort.cohort import Floats
from core.cohort.groups.covariates import LEAST_OWN_SHARE, has_mixture
from core.cohort.groups.effects import explained
from core.cohort.groups.estimates import TAIL, Estimates
from core.cohort.groups.location_tests import Tested, two_sided_t
from core.cohort.groups.samples import Bools

# Products of columns are held for so many people at a time: few enough that they stay in a core's
# own memory and that no thread is begun for them.
PEOPLE_AT_ONCE = 256
# Beyond such a leverage one person alone decides on a coefficient, and HC3 divides by nothing.
MOST_LEVERAGE = 1 - 1e-9
# What is left of the squares where covariates and groups explain everything but rounding.
LEAST_RESIDUAL = 1e-18


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """Orthonormal columns (n_people, n_columns), those of the `tested` groups last.

    `triangle` leads from them to the coefficients of the groups; `is_singular` where it cannot.
    """

    columns: Floats
    triangle: Floats
    tested: int
    is_singular: bool


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Tests and effects of the groups, and what kept an analyte from being fitted."""

    tested: Tested
    effects: Estimates
    is_singular: Bools
    has_lever: Bools
    is_exact: Bools


def basis_of(covariates: Floats, groups: Floats) -> Basis:
    """Return the basis of covariates (n, n_covariates) and columns of groups (n, n_groups - 1)."""
    columns = np.hstack([np.ones((len(groups), 1)), covariates, groups])
    if len(columns) <= columns.shape[1]:
        return Basis(columns, np.eye(groups.shape[1]), groups.shape[1], is_singular=True)
    orthonormal, triangle = np.linalg.qr(columns)
    tested = groups.shape[1]
    is_singular = has_mixture(columns, triangle)
    return Basis(orthonormal, triangle[-tested:, -tested:], tested, is_singular)


def fitted(basis: Basis, outcomes: Floats) -> Fit:
    """Fit outcomes (n_analytes, n_people), nan where there is none, and test the groups."""
    solved = _solved(basis, outcomes)
    spread = _spread(basis, outcomes, solved)
    covariance = solved.inverse @ spread.raised @ solved.inverse
    has_lever = spread.leverage > MOST_LEVERAGE
    is_exact = spread.residual <= LEAST_RESIDUAL * spread.total
    df = solved.counts - basis.columns.shape[1]
    is_bad = solved.is_singular | has_lever | is_exact | (df < 1)
    part, one = slice(-basis.tested, None), np.eye(basis.tested)
    ours = _Groups(
        np.where(is_bad[:, None], np.nan, solved.coefficients[:, part]),
        np.where(is_bad[:, None, None], one, covariance[:, part, part]),
        np.where(is_bad[:, None, None], one, solved.inverse[:, part, part]),
    )
    if basis.tested == 1:
        tested, effects = _difference(basis, ours, spread.residual, df)
    else:
        tested, effects = _several(ours, spread.residual, df)
    return Fit(tested, effects, solved.is_singular | (df < 1), has_lever, is_exact)


@dataclass(frozen=True, slots=True, eq=False)
class _Solved:
    """The least squares of each analyte, in the coordinates of the basis, about its `centre`."""

    counts: Floats
    centre: Floats
    coefficients: Floats
    inverse: Floats
    is_singular: Bools


@dataclass(frozen=True, slots=True, eq=False)
class _Spread:
    """Sums of squares (n_analytes,), the largest leverage, and the filling of HC3's sandwich."""

    total: Floats
    residual: Floats
    leverage: Floats
    raised: Floats


def _solved(basis: Basis, outcomes: Floats) -> _Solved:
    rows, width = len(outcomes), basis.columns.shape[1]
    counts, sums = np.zeros(rows), np.zeros(rows)
    for people, _ in _products(basis, with_products=False):
        counts += (~np.isnan(outcomes[:, people])).sum(axis=1)
        sums += np.nan_to_num(outcomes[:, people], nan=0.0).sum(axis=1)
    centre = sums / counts
    weights, moments = np.zeros((rows, width**2)), np.zeros((rows, width))
    for people, products in _products(basis):
        known, centred = _centred(outcomes[:, people], centre)
        weights += known @ products
        moments += centred @ basis.columns[people]
    inverse, is_singular = _inverse(basis, weights.reshape(rows, width, width))
    coefficients = np.einsum("aij,aj->ai", inverse, moments)
    return _Solved(counts, centre, coefficients, inverse, is_singular)


def _spread(basis: Basis, outcomes: Floats, solved: _Solved) -> _Spread:
    rows, width = len(outcomes), basis.columns.shape[1]
    total, residual, highest = np.zeros(rows), np.zeros(rows), np.zeros(rows)
    raised = np.zeros((rows, width**2))
    inverse = solved.inverse.reshape(rows, width**2)
    for people, products in _products(basis):
        known, centred = _centred(outcomes[:, people], solved.centre)
        left = (centred - solved.coefficients @ basis.columns[people].T) * known
        leverage = inverse @ products.T * known
        np.maximum(highest, leverage.max(axis=1, initial=0.0), out=highest)
        raised += (left / (1 - leverage)) ** 2 @ products
        residual += np.einsum("ij,ij->i", left, left)
        total += np.einsum("ij,ij->i", centred, centred)
    return _Spread(total, residual, highest, raised.reshape(rows, width, width))


def _centred(outcomes: Floats, centre: Floats) -> tuple[Floats, Floats]:
    """Return who has a value as 1 and 0, and the values less the centre, 0 for who has none."""
    is_known = ~np.isnan(outcomes)
    return is_known.astype(np.float64), np.where(is_known, outcomes - centre[:, None], 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class _Groups:
    """Coefficients of the groups (n_analytes, n_tested), their HC3 and unscaled covariance."""

    coefficients: Floats
    covariance: Floats
    unscaled: Floats


def _difference(
    basis: Basis, ours: _Groups, residual: Floats, df: Floats
) -> tuple[Tested, Estimates]:
    """Test one coefficient; the effect is it in residual SD, that SD taken as known."""
    scale = basis.triangle[0, 0]
    difference = ours.coefficients[:, 0] / scale
    error = np.sqrt(ours.covariance[:, 0, 0]) / abs(scale)
    statistic = difference / error
    deviation = np.sqrt(residual / df)
    reach = -special.stdtrit(df, TAIL) * error
    ends = (difference, difference - reach, difference + reach)
    tested = Tested(statistic, df[:, None], two_sided_t(statistic, df))
    return tested, Estimates(*(end / deviation for end in ends))


def _several(ours: _Groups, residual: Floats, df: Floats) -> tuple[Tested, Estimates]:
    """Test the coefficients at once; the effect is partial eta squared of the plain model."""
    count = ours.coefficients.shape[1]
    above = np.full(len(df), float(count))
    statistic = _quadratic(ours.coefficients, ours.covariance) / count
    between = _quadratic(ours.coefficients, ours.unscaled)
    p = np.asarray(special.fdtrc(above, df, statistic), dtype=np.float64)
    tested = Tested(statistic, np.stack([above, df], axis=1), p)
    return tested, explained(between / (between + residual), above, df)


def _quadratic(vectors: Floats, matrices: Floats) -> Floats:
    found: Floats = np.vecdot(vectors, np.linalg.solve(matrices, vectors[:, :, None])[:, :, 0])
    return found


def _products(basis: Basis, *, with_products: bool = True) -> Iterator[tuple[slice, Floats]]:
    """Yield some people at a time, with the products of their columns (n, n_columns ** 2)."""
    for start in range(0, len(basis.columns), PEOPLE_AT_ONCE):
        people = slice(start, start + PEOPLE_AT_ONCE)
        some = basis.columns[people]
        products = some[:, :, None] * some[:, None, :] if with_products else some[:, :0, None]
        yield people, products.reshape(len(some), -1)


def _inverse(basis: Basis, products: Floats) -> tuple[Floats, Bools]:
    """Return the inverses of matrices, and which have none that can be trusted (1 stands there)."""
    if basis.is_singular:
        return np.broadcast_to(np.eye(products.shape[1]), products.shape), np.ones(
            len(products), dtype=np.bool_
        )
    roots = np.linalg.eigvalsh(products)
    is_singular = roots[:, 0] <= LEAST_OWN_SHARE * roots[:, -1]
    safe = np.where(is_singular[:, None, None], np.eye(products.shape[1]), products)
    return np.linalg.inv(safe), is_singular
