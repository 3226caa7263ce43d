"""What makes a whole comparison impossible, said before anything is computed.

What concerns one analyte only is a reason of its result (`reasons.py`); the rest is then still
compared. A level that nobody has is left out, and a covariate that makes the strata, with a note.
"""

from dataclasses import replace

import numpy as np

from core.cohort.cohort import EXACT, NOT_STATED, Cohort, Factor, Floats, Origin
from core.cohort.design import Design
from core.cohort.groups.covariates import (
    columns_of,
    kind_of,
    numbers_of,
    own_shares,
    redundant,
    stated,
)
from core.cohort.groups.samples import Bools, Numbers
from core.cohort.groups.strata import chosen_people
from core.cohort.suppression import shown_count
from core.errors import CohortError, Problem, Severity

FEWEST_LEVELS, MOST_LEVELS = 2, 6
MOST_LEVELS_OF_COVARIATE = 10
# Below it covariates all but tell the groups: a variance inflation of ten (O'Brien 2007,
# doi 10.1007/s11135-006-9018-6).
LEAST_SHARE_OF_GROUPS = 0.1
# As many names as are listed in a sentence.
MOST_NAMED = 12


def checked(cohort: Cohort, design: Design) -> tuple[Design, tuple[Problem, ...]]:
    """Return the design that can be carried out, and what of it cannot. Raises CohortError."""
    if cohort.origin is not Origin.OWN:
        raise CohortError("comparison.simulated")
    _check_names(cohort, design)
    design, empty = _without_empty_levels(cohort, design)
    kept = tuple(name for name in dict.fromkeys(design.covariates) if name != design.strata)
    notes = list(empty)
    if design.strata in design.covariates and design.strata:
        notes.append(_note("comparison.note.covariate_is_strata", factor=design.strata))
    design = replace(design, covariates=kept, analytes=tuple(dict.fromkeys(design.analytes)))
    people = chosen_people(cohort, design)
    notes += _unstated_stratum(cohort, design, people)
    notes += _check_covariates(cohort, design, np.flatnonzero(people))
    return design, tuple(notes)


def _check_names(cohort: Cohort, design: Design) -> None:
    held = {analyte.key for analyte in cohort.analytes}
    for name in (design.group, *([design.strata] if design.strata else [])):
        if name not in cohort.factors:
            known = _listed(tuple(cohort.factors))
            key = "comparison.factor.unknown" if known else "comparison.factor.none"
            raise CohortError(key, factor=name, known=known)
    if design.strata == design.group:
        raise CohortError("comparison.factor.twice", factor=design.group)
    if not design.analytes:
        raise CohortError("comparison.analyte.none")
    for key in design.analytes:
        if key not in held:
            raise CohortError("comparison.analyte.unknown", analyte=key)
    _check_levels(cohort.factors[design.group], tuple(dict.fromkeys(design.levels)))


def _check_levels(factor: Factor, levels: tuple[str, ...]) -> None:
    name, known = factor.name, _listed(factor.levels)
    for level in levels:
        if level not in factor.levels:
            raise CohortError("comparison.level.unknown", level=level, factor=name, levels=known)
    if sum(size > 0 for size in factor.sizes()) < FEWEST_LEVELS:
        raise CohortError("comparison.level.one", factor=name, levels=known)
    if len(levels) > MOST_LEVELS:
        count = len(levels)
        raise CohortError("comparison.level.many", factor=name, count=count, most=MOST_LEVELS)
    if len(levels) < FEWEST_LEVELS:
        raise CohortError("comparison.level.few", factor=name, levels=known)


def _without_empty_levels(cohort: Cohort, design: Design) -> tuple[Design, list[Problem]]:
    factor = cohort.factors[design.group]
    sizes = dict(zip(factor.levels, factor.sizes(), strict=True))
    levels = tuple(dict.fromkeys(design.levels))
    held = tuple(level for level in levels if sizes[level])
    if len(held) < FEWEST_LEVELS:
        raise CohortError("comparison.level.one", factor=design.group, levels=_listed(held))
    notes = [_note("comparison.note.level_empty", level=x) for x in levels if x not in held]
    return replace(design, levels=held), notes


def _unstated_stratum(cohort: Cohort, design: Design, people: Bools) -> list[Problem]:
    if not design.strata:
        return []
    count = int((people & (cohort.factors[design.strata].codes == NOT_STATED)).sum())
    if not count:
        return []
    shown = shown_count(count, is_shared=cohort.is_shared)
    if shown is None:
        return [_note("comparison.note.stratum_unstated_few", factor=design.strata)]
    return [_note("comparison.note.stratum_unstated", factor=design.strata, count=shown)]


def _check_covariates(cohort: Cohort, design: Design, people: Numbers) -> list[Problem]:
    for name in design.covariates:
        _check_covariate(cohort, design, name, people)
    if not design.covariates:
        return []
    known = people[stated(cohort, design.covariates, people)]
    if not len(known):
        raise CohortError("comparison.covariate.unstated", covariate=_listed(design.covariates))
    columns = {name: columns_of(cohort, name, known) for name in design.covariates}
    for name, found in columns.items():
        if not found.size or (np.ptp(found, axis=0) == 0).all():
            raise CohortError("comparison.covariate.constant", covariate=name)
    return _check_together(_group_columns(cohort, design, known), columns)


def _group_columns(cohort: Cohort, design: Design, people: Numbers) -> Floats:
    """Return a column of 0 and 1 for each group that some people are in but the first of these."""
    factor = cohort.factors[design.group]
    codes = [factor.levels.index(level) for level in design.levels]
    held = [code for code in codes if (factor.codes[people] == code).any()]
    found: Floats = (factor.codes[people, None] == np.array(held[1:])).astype(np.float64)
    return found


def _check_together(groups: Floats, columns: dict[str, Floats]) -> list[Problem]:
    if len(groups) <= groups.shape[1] + sum(found.shape[1] for found in columns.values()):
        return []
    told = redundant(groups, columns)
    if told is not None:
        raise CohortError("comparison.covariate.collinear", covariate=told)
    if not groups.size or own_shares(groups, columns).min() >= LEAST_SHARE_OF_GROUPS:
        return []
    return [_note("comparison.note.covariates_near", covariate=_listed(tuple(columns)))]


def _check_covariate(cohort: Cohort, design: Design, name: str, people: Numbers) -> None:
    kind = kind_of(cohort, name)
    if kind is None:
        raise CohortError("comparison.covariate.unknown", covariate=name)
    if name == design.group:
        raise CohortError("comparison.covariate.group", covariate=name)
    if kind == "factor":
        count = len(np.unique(cohort.factors[name].codes[people]))
        if count > MOST_LEVELS_OF_COVARIATE:
            most = MOST_LEVELS_OF_COVARIATE
            raise CohortError("comparison.covariate.levels", covariate=name, most=most)
        return
    if np.isinf(numbers_of(cohort, name)[people]).any():
        raise CohortError("comparison.covariate.infinite", covariate=name)
    if kind == "analyte" and _is_censored(cohort, cohort.position(name), people):
        raise CohortError("comparison.covariate.censored", covariate=name)


def _is_censored(cohort: Cohort, column: int, people: Numbers) -> bool:
    return cohort.limits is not None and bool((cohort.limits[people, column] != EXACT).any())


def _note(key: str, **details: str | int) -> Problem:
    return Problem(key, details, severity=Severity.NOTE)


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    return f"{shown}, …" if len(names) > MOST_NAMED else shown
