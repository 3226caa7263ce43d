"""Groups that differ in sex or age besides: a caution, since either may be what is found.

Described, not tested: a p value of such a difference would tell how many people there are, not how
much it matters (Senn 1994, doi 10.1002/sim.4780131703). The limits are those of a standardised
difference of one half, far above the tenth that is called negligible (Austin 2009,
doi 10.1002/sim.3697), so that what is said is worth a look.
"""

from collections.abc import Iterator

import numpy as np

from core.cohort.cohort import NOT_STATED, SEX, Cohort, Floats
from core.cohort.design import Design
from core.cohort.groups.covariates import AGE
from core.cohort.groups.samples import Samples
from core.cohort.suppression import SMALLEST_CELL
from core.errors import Problem, Severity
from core.markers import Sex

# Shares of men that are so far apart are told: half an SD, where half of the people are men.
SHARES_APART = 0.25
# Mean ages that are so many pooled SD apart are told.
AGES_APART = 0.5
# Of a group of which fewer people state it, a share or mean says little, or too much.
FEWEST = SMALLEST_CELL
PERCENT = 100


def imbalances(cohort: Cohort, design: Design, strata: dict[str, Samples]) -> Iterator[Problem]:
    """Yield a problem for each stratum whose groups differ in sex or age.

    What the groups or the strata are made from, or are adjusted for, is passed over.
    """
    heeded = {design.group, design.strata, *design.covariates}
    for stratum, samples in strata.items():
        if SEX not in heeded and cohort.sex is not None:
            yield from _in_sex(cohort, design, stratum, samples)
        if AGE not in heeded and cohort.ages is not None:
            yield from _in_age(cohort, design, stratum, samples)


def _in_sex(cohort: Cohort, design: Design, stratum: str, samples: Samples) -> Iterator[Problem]:
    sex = cohort.factors[SEX]
    if Sex.MALE not in sex.levels:
        return
    codes = sex.codes[samples.people].astype(np.float64)
    is_man = np.where(codes == NOT_STATED, np.nan, codes == sex.levels.index(Sex.MALE))
    groups = _stated(is_man, samples)
    if min(map(len, groups)) < FEWEST:
        return
    shares = np.array([group.mean() for group in groups])
    if np.ptp(shares) >= SHARES_APART:
        told = [f"{PERCENT * share:.0f} %" for share in shares]
        yield _problem("sex", cohort, design, stratum, told)


def _in_age(cohort: Cohort, design: Design, stratum: str, samples: Samples) -> Iterator[Problem]:
    ages = np.full(cohort.size, np.nan) if cohort.ages is None else cohort.ages
    groups = _stated(ages[samples.people], samples)
    if min(map(len, groups)) < FEWEST:
        return
    means = np.array([group.mean() for group in groups])
    squares = sum(group.var() * len(group) for group in groups)
    deviation = np.sqrt(squares / (sum(map(len, groups)) - len(groups)))
    if np.ptp(means) > 0 and np.ptp(means) >= AGES_APART * deviation:
        yield _problem("age", cohort, design, stratum, [f"{mean:.1f}" for mean in means])


def _stated(values: Floats, samples: Samples) -> list[Floats]:
    return [values[group][np.isfinite(values[group])] for group in samples.groups]


def _problem(what: str, cohort: Cohort, design: Design, stratum: str, told: list[str]) -> Problem:
    """Say that groups differ, of a shared cohort without a number."""
    where = "_in" if stratum else ""
    known = "_shared" if cohort.is_shared else ""
    numbers = ", ".join(f"{name}: {x}" for name, x in zip(design.levels, told, strict=True))
    details = {"stratum": stratum, "groups": "" if cohort.is_shared else numbers}
    key = f"comparison.imbalance.{what}{known}{where}"
    return Problem(key, details, severity=Severity.NOTE)
