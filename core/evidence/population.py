"""Healthy people: the correlation of the scored markers by sex, from `population.json`.

Markers are in [SD] from the middle of the reference interval, on their catalogue scale, so that
location and spread come from whichever interval applies. Stored are the correlation and how heavy
the tails are: people are a multivariate t whose central 95 % lie between the interval's ends.
"""

import json
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from core.evidence.assumptions import ASSUMPTIONS
from core.markers import CATALOGUE, Sex
from core.markers.marker import STANDARD_NORMAL_97_5

PATH = Path(__file__).parent / "population.json"
SURVEY = Path(__file__).parent / "survey.json"
SMALLEST_EIGENVALUE = 0.02

Floats = NDArray[np.float64]


def reported_markers(sex: Sex) -> tuple[str, ...]:
    """Return the markers with a case-control finding for a sex: what may enter its score."""
    return tuple(key for key, marker in CATALOGUE.items() if marker.case_control(sex))


def acylcarnitines(markers: tuple[str, ...]) -> list[int]:
    """Return the positions of the long-chain acylcarnitines, which were reported as one class."""
    return [i for i, key in enumerate(markers) if is_acylcarnitine(key)]


def is_acylcarnitine(marker: str) -> bool:
    """Say whether a marker is one of the long-chain acylcarnitines, which nothing tells apart."""
    return marker.startswith("ac_")


@cache
def correlation(sex: Sex) -> Floats:
    """Return the correlation matrix of `reported_markers(sex)`, positive definite.

    The acylcarnitines are exchangeable: each has the mean of the class's fitted correlations. Pairs
    that no data set holds are taken as uncorrelated. Both are assumptions. Eigenvalues below 0.02
    are raised to it and the diagonal is scaled back to 1.
    """
    markers = reported_markers(sex)
    matrix = exchangeable(known_pairs(sex, markers), acylcarnitines(markers))
    matrix[np.isnan(matrix)] = ASSUMPTIONS["correlation.unmeasured_pairs"].figure
    return positive_definite(matrix)


@cache
def degrees_of_freedom(sex: Sex) -> float:
    """Return the degrees of freedom of a sex: of the data sets fitted, the heaviest tails."""
    tails = json.loads(PATH.read_text(encoding="utf-8"))["tails"]
    return float(min(tail["degrees_of_freedom"] for tail in tails if tail["sex"] == sex))


@cache
def scatter(sex: Sex) -> Floats:
    """Return the scatter of the multivariate t whose central 95 % lie within the interval."""
    width = STANDARD_NORMAL_97_5 / stdtrit(degrees_of_freedom(sex), 0.975)
    return np.asarray(width**2 * correlation(sex))


def covariance(sex: Sex) -> Floats:
    """Return the covariance of healthy people, which is wider than the scatter of their t."""
    df = degrees_of_freedom(sex)
    return scatter(sex) * df / (df - 2)


def draw_healthy(sex: Sex, people: int, random: np.random.Generator) -> Floats:
    """Draw healthy people, (n_people, n_markers) in [SD]; 95 % lie within the interval's ends."""
    root, df = np.linalg.cholesky(correlation(sex)), degrees_of_freedom(sex)
    width = STANDARD_NORMAL_97_5 / stdtrit(df, 0.975)
    normal = random.normal(size=(people, len(root))) @ root.T
    return np.asarray(width * normal * np.sqrt(df / random.chisquare(df, people))[:, None])


@cache
def survey_inflation(sex: Sex, markers: tuple[str, ...], catalogue: tuple[str, ...]) -> float:
    """Return by how much the usual squared distance of markers is widened for real adults.

    1 or more. Measured for the markers a survey has and for the catalogue's intervals: those in
    `catalogue` are placed by them. The others are left at 1, which is an assumption: no public data
    set holds them with reference intervals.
    """
    fitted = json.loads(SURVEY.read_text(encoding="utf-8"))["inflations"]
    own = [one for one in fitted if one["sex"] == sex]
    by_markers = {frozenset(one["markers"]): one["inflation"] for one in own}
    surveyed = frozenset(catalogue) & frozenset[str]().union(*by_markers)
    if not surveyed:
        return 1.0
    share = len(surveyed) / len(markers)
    return float(1 + share * (max(by_markers[surveyed], 1.0) - 1))


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


def exchangeable(matrix: Floats, members: list[int]) -> Floats:
    """Return a copy in which the members of a class are correlated alike, nan left out.

    Within the class every pair has the mean of the known pairs; with a marker outside it, every
    member has the mean of the known ones, or nan where none is known.
    """
    alike = matrix.copy()
    block = matrix[np.ix_(members, members)][~np.eye(len(members), dtype=bool)]
    alike[np.ix_(members, members)] = np.nanmean(block)
    for other in set(range(len(matrix))) - set(members):
        known = matrix[other, members]
        if not np.isnan(known).all():
            alike[other, members] = alike[members, other] = np.nanmean(known)
    np.fill_diagonal(alike, 1.0)
    return alike


def positive_definite(matrix: Floats) -> Floats:
    """Return the correlation matrix with its eigenvalues raised to at least 0.02."""
    values, vectors = np.linalg.eigh(matrix)
    raised: Floats = (vectors * np.maximum(values, SMALLEST_EIGENVALUE)) @ vectors.T
    scale = np.sqrt(np.diag(raised))
    return np.asarray(raised / np.outer(scale, scale))
