"""From a cohort and a plan to the people to learn from; nobody's value is changed on the way."""

import math
from dataclasses import replace

import numpy as np

from core.cards import AGE, Feature, Kind, Plan
from core.cohort import Cohort, Factor, Origin
from core.cohort.cohort import EXACT, NOT_STATED, SEX
from core.errors import CohortError
from core.learning.people import Floats, Inputs, Ints, LabelledPeople, Mask
from core.markers import Sex

GROUPS_TOLD = 2


def labelled_people(cohort: Cohort, plan: Plan) -> LabelledPeople:
    """Return the people of a plan, of whom the outcome is stated.

    For strata everybody's outcome is 0. Raises CohortError for a name that the cohort has not, and
    where nobody is left.
    """
    return chosen(cohort, plan)[1]


def chosen(cohort: Cohort, plan: Plan) -> tuple[Cohort, LabelledPeople]:
    """Return the cohort of the rows that are used, and the people in the same order."""
    if cohort.origin is not Origin.OWN:
        raise CohortError("learning.simulated")
    analytes = features_asked(cohort, plan)
    outcome = _outcome(cohort, plan)
    used = np.isfinite(outcome)
    if not used.any():
        raise CohortError("learning.nobody")
    some = cohort.of_people(used)
    names, covariates = _covariates(some, plan)
    columns = some.of_analytes(analytes)
    values = np.where(np.isfinite(columns.values), columns.values, np.nan)
    people = LabelledPeople(
        features=tuple(_feature(columns, column, values) for column in range(len(analytes))),
        inputs=Inputs(values=values, covariates=covariates),
        outcome=outcome[used],
        persons=_persons(some),
        covariate_names=names,
    )
    return some, _without_empty(people)


def features_asked(cohort: Cohort, plan: Plan) -> tuple[str, ...]:
    """Return the analytes of a plan without its target and covariates. Raises CohortError."""
    held = {analyte.key for analyte in cohort.analytes}
    for key in plan.analytes:
        if key not in held:
            raise CohortError("learning.analyte", analyte=key)
    aside = {plan.target, *plan.covariates}
    kept = tuple(key for key in dict.fromkeys(plan.analytes) if key not in aside)
    if not kept:
        raise CohortError("learning.no_analyte")
    return kept


def _without_empty(people: LabelledPeople) -> LabelledPeople:
    """Leave out features of which nobody has a value. Raises CohortError where none is left."""
    held: Mask = np.asarray(np.isfinite(people.inputs.values).any(axis=0))
    if not held.any():
        raise CohortError("learning.no_analyte")
    features = tuple(f for f, is_held in zip(people.features, held, strict=True) if is_held)
    inputs = replace(people.inputs, values=people.inputs.values[:, held])
    return replace(people, features=features, inputs=inputs)


def _outcome(cohort: Cohort, plan: Plan) -> Floats:
    """Return the outcome of everybody (n,), nan where it is not stated or not asked for."""
    if plan.kind is Kind.DISCRIMINATION:
        return _labels(cohort, plan)
    if plan.kind is Kind.SEVERITY:
        return np.where(_members(cohort, plan), _target(cohort, plan), np.nan)
    return np.where(_members(cohort, plan), 0.0, np.nan)


def _labels(cohort: Cohort, plan: Plan) -> Floats:
    factor = _factor(cohort, plan.group)
    if len(set(plan.levels)) != GROUPS_TOLD:
        known = ", ".join(factor.levels)
        raise CohortError("learning.two_levels", factor=plan.group, levels=known)
    controls, cases = (_has(factor, level) for level in plan.levels)
    return np.where(cases, 1.0, np.where(controls, 0.0, np.nan))


def _members(cohort: Cohort, plan: Plan) -> Mask:
    """Say who has one of the plan's levels; everybody where it names none."""
    if not plan.levels:
        return np.ones(cohort.size, dtype=np.bool_)
    factor = _factor(cohort, plan.group)
    return np.asarray(np.any([_has(factor, level) for level in plan.levels], axis=0))


def _factor(cohort: Cohort, name: str) -> Factor:
    if name not in cohort.factors:
        known = ", ".join(cohort.factors)
        raise CohortError("learning.factor" if known else "learning.no_factor", factor=name,
                          known=known)  # fmt: skip
    return cohort.factors[name]


def _has(factor: Factor, level: str) -> Mask:
    if level not in factor.levels:
        known = ", ".join(factor.levels)
        raise CohortError("learning.level", level=level, factor=factor.name, levels=known)
    found: Mask = factor.codes == factor.levels.index(level)
    return found


def _target(cohort: Cohort, plan: Plan) -> Floats:
    """Return the numbers to tell: an analyte's exact values, or levels that are numbers."""
    name = plan.target
    if name in cohort.factors:
        return _numbers(cohort.factors[name])
    if name not in {analyte.key for analyte in cohort.analytes}:
        raise CohortError("learning.target", target=name)
    column = cohort.position(name)
    values = cohort.values[:, column]
    is_exact = np.isfinite(values)
    if cohort.limits is not None:
        is_exact &= cohort.limits[:, column] == EXACT
    return np.where(is_exact, values, np.nan)


def _numbers(factor: Factor) -> Floats:
    try:
        numbers = np.array([float(level) for level in factor.levels])
    except ValueError as error:
        raise CohortError("learning.target_words", target=factor.name) from error
    return np.where(factor.codes == NOT_STATED, np.nan, numbers[factor.codes])


def _covariates(cohort: Cohort, plan: Plan) -> tuple[tuple[str, ...], Floats]:
    """Return the names of columns and the columns (n, n_columns) of all covariates."""
    columns: dict[str, Floats] = {}
    for name in dict.fromkeys(plan.covariates):
        if name in (plan.group, plan.target):
            raise CohortError("learning.covariate_is_outcome", name=name)
        columns |= _covariate(cohort, name)
    return tuple(columns), np.array(list(columns.values())).reshape(-1, cohort.size).T


def _covariate(cohort: Cohort, name: str) -> dict[str, Floats]:
    if name == AGE and cohort.ages is not None:
        return {AGE: cohort.ages}
    if name in cohort.factors:
        factor = cohort.factors[name]
        # The sex is one column whoever is there, since a panel's is told in the same way.
        levels = (Sex.MALE.value,) if name == SEX else factor.levels[1:]
        is_stated = factor.codes != NOT_STATED
        return {
            name if name == SEX else f"{name}={level}": _indicator(factor, level, is_stated)
            for level in levels
        }
    if name in {analyte.key for analyte in cohort.analytes}:
        values = cohort.values[:, cohort.position(name)]
        return {name: np.where(np.isfinite(values), values, np.nan)}
    raise CohortError("learning.covariate", name=name)


def _indicator(factor: Factor, level: str, is_stated: Mask) -> Floats:
    number = factor.levels.index(level) if level in factor.levels else math.nan
    return np.where(is_stated, (factor.codes == number).astype(np.float64), np.nan)


def _feature(columns: Cohort, column: int, values: Floats) -> Feature:
    analyte, known = columns.analytes[column], values[:, column]
    is_known = np.isfinite(known)
    limits = None if columns.limits is None else columns.limits[:, column]
    marker = analyte.marker.key if analyte.marker and not analyte.is_standardised else ""
    return Feature(
        key=analyte.key,
        title=analyte.title,
        unit=analyte.unit,
        marker=marker,
        low=float(known[is_known].min()) if is_known.any() else math.nan,
        high=float(known[is_known].max()) if is_known.any() else math.nan,
        missing=float(1 - is_known.mean()),
        censored=0.0 if limits is None else float((limits != EXACT).mean()),
    )


def _persons(cohort: Cohort) -> Ints:
    if cohort.persons is None:
        return np.arange(cohort.size)
    found: Ints = np.unique(cohort.persons, return_inverse=True)[1].astype(np.int64)
    return found
