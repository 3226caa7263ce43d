"""Healthy people: the correlation of the scored markers by sex, from `population.json`.

Markers are in [SD] from the middle of the reference interval, on their catalogue scale, so that
location and spread come from whichever interval applies and only the correlation is stored.
"""

import json
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.evidence.assumptions import ASSUMPTIONS
from core.markers import CATALOGUE, Sex

PATH = Path(__file__).parent / "population.json"
SMALLEST_EIGENVALUE = 0.02

Floats = NDArray[np.float64]


def reported_markers(sex: Sex) -> tuple[str, ...]:
    """Return the markers with a case-control finding for a sex: what may enter its score."""
    return tuple(key for key, marker in CATALOGUE.items() if marker.case_control(sex))


def acylcarnitines(markers: tuple[str, ...]) -> list[int]:
    """Return the positions of the long-chain acylcarnitines, which were reported as one class."""
    return [i for i, key in enumerate(markers) if key.startswith("ac_")]


@cache
def correlation(sex: Sex) -> Floats:
    """Return the correlation matrix of `reported_markers(sex)`, positive definite.

    Pairs that no data set holds are taken as uncorrelated, and stearoylcarnitine with another
    acylcarnitine as the mean of the pairs known: both are assumptions. Eigenvalues below 0.02 are
    raised to it and the diagonal is scaled back to 1.
    """
    markers = reported_markers(sex)
    matrix = known_pairs(sex, markers)
    matrix = with_class_mean(matrix, acylcarnitines(markers))
    matrix[np.isnan(matrix)] = ASSUMPTIONS["correlation.unmeasured_pairs"].figure
    return positive_definite(matrix)


def known_pairs(sex: Sex, markers: tuple[str, ...]) -> Floats:
    """Return the fitted correlations of a sex, nan for a pair without one."""
    matrix = np.full((len(markers), len(markers)), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for entry in json.loads(PATH.read_text(encoding="utf-8"))["correlations"]:
        pair = entry["first"], entry["second"]
        if entry["sex"] == sex and set(pair) <= set(markers):
            i, j = (markers.index(key) for key in pair)
            matrix[i, j] = matrix[j, i] = entry["r"]
    return matrix


def with_class_mean(matrix: Floats, members: list[int]) -> Floats:
    """Return a copy whose unknown pairs within a class are the mean of the class's known pairs."""
    filled = matrix.copy()
    block = filled[np.ix_(members, members)]
    pairs = ~np.eye(len(members), dtype=bool)
    block[np.isnan(block)] = np.nanmean(block[pairs])
    filled[np.ix_(members, members)] = block
    return filled


def positive_definite(matrix: Floats) -> Floats:
    """Return the correlation matrix with its eigenvalues raised to at least 0.02."""
    values, vectors = np.linalg.eigh(matrix)
    raised: Floats = (vectors * np.maximum(values, SMALLEST_EIGENVALUE)) @ vectors.T
    scale = np.sqrt(np.diag(raised))
    return np.asarray(raised / np.outer(scale, scale))
