"""What can be asked of a cohort, and what to begin with: nothing in here looks at a value.

A proposal is only where the choice begins; which groups are compared is for a person to say.
"""

import re
from dataclasses import replace

import numpy as np

from core.cohort.cohort import GROUP, SEX, Cohort, Factor, Origin
from core.cohort.design import Design
from core.cohort.groups.checks import FEWEST_LEVELS, MOST_LEVELS, MOST_LEVELS_OF_COVARIATE
from core.cohort.groups.covariates import AGE
from core.cohort.sample import of_sex
from core.markers import Sex

# What those are called whom others are compared with, in lower case.
REFERENCES = frozenset(
    ("control", "controls", "ctrl", "comparison", "healthy", "normal", "reference", "hc",
     "placebo", "no", "0")
)  # fmt: skip
# ... and in Japanese, in which words are not set apart.
REFERENCES_ANYWHERE = ("対照", "比較", "コントロール", "健常", "なし")


def held_levels(factor: Factor) -> tuple[str, ...]:
    """Return the levels that somebody has, in the factor's own order."""
    sizes = zip(factor.levels, factor.sizes(), strict=True)
    return tuple(level for level, size in sizes if size)


def possible_groups(cohort: Cohort) -> tuple[str, ...]:
    """Return the factors by which people can be told apart, of a clinic's own the sex last."""
    is_own = cohort.origin is Origin.OWN
    named = sorted(cohort.factors, key=lambda name: is_own and name == SEX)
    return tuple(n for n in named if len(held_levels(cohort.factors[n])) >= FEWEST_LEVELS)


def possible_strata(cohort: Cohort, group: str) -> tuple[str, ...]:
    """Return the factors in each level of which groups can be compared by themselves."""
    return _others(cohort, group, MOST_LEVELS)


def possible_covariates(cohort: Cohort, group: str, strata: str) -> tuple[str, ...]:
    """Return what groups can be adjusted for: the age, factors, and then the analytes."""
    ages = cohort.ages
    has_ages = ages is not None and bool(np.isfinite(ages).any())
    factors = _others(cohort, group, MOST_LEVELS_OF_COVARIATE)
    analytes = (analyte.key for analyte in cohort.analytes)
    named = dict.fromkeys((*([AGE] if has_ages else []), *factors, *analytes))
    return tuple(name for name in named if name not in (group, strata))


def proposed_levels(factor: Factor) -> tuple[str, ...]:
    """Return at most MOST_LEVELS levels, those most people have, the likely reference first."""
    sizes = dict(zip(factor.levels, factor.sizes(), strict=True))
    held = held_levels(factor)
    largest = sorted(held, key=lambda level: -sizes[level])[:MOST_LEVELS]
    chosen = [level for level in held if level in largest]
    return tuple(sorted(chosen, key=lambda level: not is_reference(level)))


def is_reference(level: str) -> bool:
    """Say whether a level is called as those are whom others are compared with."""
    name = level.strip().casefold()
    words = set(re.split(r"[^a-z0-9]+", name))
    return bool(words & REFERENCES) or any(word in name for word in REFERENCES_ANYWHERE)


def proposal(cohort: Cohort, suggested: str = "") -> Design | None:
    """Return a design to begin with; None where no factor tells two groups apart.

    `suggested` names the factor that a reader takes for the group. What is reported by sex, as the
    findings behind the virtual cohort are, is compared by sex.
    """
    groups = possible_groups(cohort)
    if not groups:
        return None
    group = next((name for name in (suggested, GROUP) if name in groups), groups[0])
    is_by_sex = cohort.origin is Origin.VIRTUAL and SEX in possible_strata(cohort, group)
    return Design(
        group=group,
        levels=proposed_levels(cohort.factors[group]),
        analytes=tuple(analyte.key for analyte in cohort.analytes),
        strata=SEX if is_by_sex else "",
    )


def regrouped(cohort: Cohort, design: Design, group: str) -> Design:
    """Return a design for groups by another factor; what still can be asked is kept."""
    if group == design.group:
        return design
    strata = design.strata if design.strata in possible_strata(cohort, group) else ""
    possible = possible_covariates(cohort, group, strata)
    return replace(
        design,
        group=group,
        levels=proposed_levels(cohort.factors[group]),
        strata=strata,
        covariates=tuple(name for name in design.covariates if name in possible),
    )


def only_of_sex(cohort: Cohort, sex: Sex) -> Cohort:
    """Return those of a cohort who are of a sex; everybody where it states none."""
    return cohort.of_people(of_sex(cohort, sex))


def _others(cohort: Cohort, group: str, most: int) -> tuple[str, ...]:
    """Return the other factors that tell people apart, but not into more than so many groups."""
    named = (name for name in possible_groups(cohort) if name != group)
    return tuple(name for name in named if len(held_levels(cohort.factors[name])) <= most)
