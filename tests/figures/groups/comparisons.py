"""Comparisons for tests of charts and tables: two or three groups, strata, covariates, shared."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from core.cohort import Analyte, Choice, Cohort, Comparison, Design
from core.cohort.groups.comparison import compare
from tests.cohort.made_up import design_of, grouped, with_sexes

NAMES = ("Alpha", "Beta <b>bold</b>", "Gamma", "Delta", "All alike", "Skewed")
PEOPLE = 60


def cohort(groups: int = 2) -> Cohort:
    """Six analytes of sixty people: Alpha is higher in the second group, Beta lower."""
    generator = np.random.default_rng(21)
    codes = np.arange(PEOPLE) % groups
    values = generator.normal(10, 1, (PEOPLE, len(NAMES)))
    values[:, 0] += 1.5 * codes
    values[:, 1] -= 1.2 * codes
    values[:, 4] = 3.0
    values[:, 5] = np.exp(2 * generator.normal(size=PEOPLE))
    held = with_sexes(grouped(values, codes.tolist()), (np.arange(PEOPLE) // 2 % 2).tolist())
    analytes = tuple(Analyte(key=f"a{i}", title=name) for i, name in enumerate(NAMES))
    return replace(held, analytes=analytes, ages=generator.normal(40, 9, PEOPLE))


def designs() -> Mapping[str, tuple[Cohort, Design]]:
    """Every kind of comparison by a name."""
    two, three = cohort(), cohort(3)
    shared = replace(two, is_shared=True)
    alike = replace(design_of(two), analytes=("a4",))
    return {
        "two": (two, design_of(two)),
        "means": (two, design_of(two, Choice.MEANS)),
        "three": (three, design_of(three)),
        "ranks of three": (three, design_of(three, Choice.RANKS)),
        "strata": (two, design_of(two, strata="sex")),
        "adjusted": (two, design_of(two, covariates=("age", "sex"))),
        "three adjusted": (three, design_of(three, covariates=("age",))),
        "shared": (shared, design_of(shared, strata="sex")),
        "nothing": (two, alike),
    }


def found(name: str) -> Comparison:
    """The comparison of a name."""
    return compare(*designs()[name])
