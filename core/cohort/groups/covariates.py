"""What a comparison is adjusted for, as numbers: ages, analytes, and a column a level of a factor.

An analyte of the catalogue that is skewed goes in as its logarithm, as it is compared itself.
"""

from typing import Literal, TypeAlias

import numpy as np

from core.cohort.cohort import NOT_STATED, Cohort, Factor, Floats
from core.cohort.groups.samples import Bools, Numbers
from core.markers import Scale

AGE = "age"
# A column counts as a mixture of others where less than this share of its length is its own.
LEAST_OWN_SHARE = 1e-8

Kind: TypeAlias = Literal["age", "factor", "analyte"]


def kind_of(cohort: Cohort, name: str) -> Kind | None:
    """Say what a covariate is in a cohort; None for a name that it does not hold."""
    if name == AGE and cohort.ages is not None:
        return "age"
    if name in cohort.factors:
        return "factor"
    return "analyte" if any(analyte.key == name for analyte in cohort.analytes) else None


def numbers_of(cohort: Cohort, name: str) -> Floats:
    """Return a covariate that is a number (n_people,), nan where it is not stated."""
    if kind_of(cohort, name) == "age" and cohort.ages is not None:
        return cohort.ages
    column = cohort.position(name)
    values: Floats = cohort.values[:, column]
    is_skewed = cohort.analytes[column].scale is Scale.LOG and np.nanmin(values, initial=1) > 0
    return np.log(values) if is_skewed else values


def stated(cohort: Cohort, names: tuple[str, ...], people: Numbers) -> Bools:
    """Say of which people (n,) every covariate is stated."""
    known = np.ones(len(people), dtype=np.bool_)
    for name in names:
        if kind_of(cohort, name) == "factor":
            known &= cohort.factors[name].codes[people] != NOT_STATED
        else:
            known &= ~np.isnan(numbers_of(cohort, name)[people])
    return known


def columns_of(cohort: Cohort, name: str, people: Numbers) -> Floats:
    """Return a covariate of people who all have it as columns (n, n_columns), centred and scaled.

    A factor has a column for each level that occurs but the first.
    """
    if kind_of(cohort, name) == "factor":
        return indicators(cohort.factors[name], people)
    numbers = numbers_of(cohort, name)[people, None]
    centred = numbers - numbers.mean()
    width = np.sqrt((centred**2).mean())
    scaled: Floats = centred / width if width > 0 else centred
    return scaled


def indicators(factor: Factor, people: Numbers) -> Floats:
    """Return a column of 0 and 1 for each level that some people have but the first of these."""
    codes = factor.codes[people]
    found: Floats = (codes[:, None] == np.unique(codes)[None, 1:]).astype(np.float64)
    return found


def redundant(groups: Floats, covariates: dict[str, Floats]) -> str | None:
    """Name the first covariate that constant, groups and covariates before it already tell."""
    always = [np.ones((len(groups), 1)), groups]
    columns = list(covariates.values())
    if not is_mixed(np.hstack([*always, *columns])):
        return None
    counts = range(1, len(columns))
    first = (n for n in counts if is_mixed(np.hstack([*always, *columns[:n]])))
    return list(covariates)[next(first, len(columns)) - 1]


def own_shares(groups: Floats, covariates: dict[str, Floats]) -> Floats:
    """Return what share of each column of groups (n_groups - 1,) no covariate tells.

    One over it is the variance inflation factor.
    """
    told = np.hstack([np.ones((len(groups), 1)), *covariates.values()])
    left = groups - told @ np.linalg.lstsq(told, groups, rcond=None)[0]
    found: Floats = left.var(axis=0) / groups.var(axis=0)
    return found


def is_mixed(columns: Floats) -> bool:
    """Say whether a column (n, n_columns) is a mixture of those before it."""
    _, triangle = np.linalg.qr(columns)
    return has_mixture(columns, triangle)


def has_mixture(columns: Floats, triangle: Floats) -> bool:
    """Say the same from the triangle of their QR decomposition."""
    own = np.abs(np.diagonal(triangle))
    return bool((own <= LEAST_OWN_SHARE * np.linalg.norm(columns, axis=0)).any())
