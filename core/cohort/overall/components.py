"""Principal components: all analytes of a cohort at once, seen from where its people differ most.

Pearson 1901, doi 10.1080/14786440109462720, of the correlation matrix: each analyte counts alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import linalg

from core.cohort.cohort import Cohort, Factor, Floats
from core.cohort.overall.complete import Selection, complete, scaled
from core.errors import CohortError

MOST_COMPONENTS = 10
# A component with a smaller share of the variance is what rounding left.
LEAST_SHARE = 1e-12
# Loadings that agree to so many decimals are equally large: the first of them settles the sign.
DECIMALS = 8


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Components:
    """The components with the largest variance, k of them, the largest first.

    `scores` (n_people, k) are in z units, `loadings` (n_analytes, k) are unit vectors, `shares`
    (k,) of the whole variance; `centre` and `spread` (n_analytes,) made the z scores.
    """

    selection: Selection
    scores: Floats
    loadings: Floats
    shares: Floats
    centre: Floats
    spread: Floats

    @property
    def correlations(self) -> Floats:
        """Return the correlation of each analyte with each component (n_analytes, k)."""
        return self.loadings * np.sqrt(self.shares * len(self.loadings))

    def project(self, values: Mapping[str, float]) -> Floats:
        """Return the scores (k,) of a person outside the cohort, from a value of every analyte.

        Values are as the cohort holds them, not yet on a logarithm. Raises KeyError where one is
        missing.
        """
        analytes = self.selection.analytes
        row = np.array([[values[analyte.key] for analyte in analytes]], dtype=np.float64)
        z = (scaled(analytes, row) - self.centre) / self.spread
        projected: Floats = (z @ self.loadings)[0]
        return projected


def principal_components(
    cohort: Cohort,
    keys: Sequence[str],
    factor: Factor | None = None,
    levels: Sequence[str] = (),
) -> Components:
    """Return the components of those with every analyte, of the levels of a factor if one is given.

    Raises CohortError where too little is left, or where all analytes move as one.
    """
    data = complete(cohort, keys, factor, levels)
    loadings, shares = _axes(data.z)
    if len(shares) < 2:  # noqa: PLR2004 - a plane has two axes
        raise CohortError("multivariate.one_component")
    return Components(
        selection=data.selection,
        scores=data.z @ loadings,
        loadings=loadings,
        shares=shares,
        centre=data.centre,
        spread=data.spread,
    )


def _axes(z: Floats) -> tuple[Floats, Floats]:
    """Return loadings and shares, from the smaller of the two matrices of products."""
    is_tall = z.shape[0] >= z.shape[1]
    products = (z.T @ z if is_tall else z @ z.T) / len(z)
    size = len(products)
    top = (max(0, size - MOST_COMPONENTS), size - 1)
    variances, vectors = linalg.eigh(products, subset_by_index=top)
    shares = variances[::-1] / z.shape[1]
    kept = shares > LEAST_SHARE
    vectors = vectors[:, ::-1][:, kept]
    if not is_tall:
        vectors = z.T @ vectors
        vectors /= np.linalg.norm(vectors, axis=0)
    return _turned(vectors), shares[kept]


def _turned(loadings: Floats) -> Floats:
    """Return the loadings with the largest of each component above 0: a sign is arbitrary."""
    largest = np.abs(loadings).round(DECIMALS).argmax(axis=0)
    signs = np.sign(loadings[largest, np.arange(loadings.shape[1])])
    turned: Floats = loadings * signs
    return turned
