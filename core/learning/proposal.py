"""What the studio can be asked for, and what it begins with: no value is looked at for a proposal.

A proposal is only where the choice begins; what is learnt from whom is for a person to say.
"""

import re
import unicodedata
from dataclasses import replace

import numpy as np

from core.cards import AGE, Kind, Plan
from core.cohort import Cohort, Factor
from core.cohort.cohort import GROUP, NOT_STATED, SEX
from core.cohort.groups.proposal import (
    held_levels,
    possible_covariates,
    possible_groups,
    proposed_levels,
)

# The pair by which the study told groups among its cases (Setoyama 2022).
PAIR = ("ua", "ce_total")
# Fewer numbers than these are groups rather than something to tell.
FEWEST_NUMBERS = 3
LONGEST_STEM = 30
# A cohort whose name has no Latin letter is called so in the name of its models.
STEM = "clinic"


def proposed_plan(cohort: Cohort, kind: Kind, suggested: str = "") -> Plan:
    """Return a plan to begin with; `suggested` names the factor that a reader takes for the group.

    What cannot be proposed is empty, and for a person to say.
    """
    groups = possible_groups(cohort)
    group = next((name for name in (suggested, GROUP) if name in groups), next(iter(groups), ""))
    plan = Plan(
        kind=kind,
        name=proposed_name(cohort, kind),
        analytes=proposed_analytes(cohort, kind),
        target=proposed_target(cohort) if kind is Kind.SEVERITY else "",
    )
    if group and kind is not Kind.SEVERITY:
        plan = regrouped(cohort, plan, group)
    return replace(plan, covariates=proposed_covariates(cohort, plan))


def regrouped(cohort: Cohort, plan: Plan, group: str) -> Plan:
    """Return a plan for the groups of another factor; with none, for everybody."""
    if group == plan.group:
        return plan
    levels = _two_levels(cohort.factors[group]) if group else ()
    if plan.kind is not Kind.DISCRIMINATION:
        levels = levels[-1:]
    covariates = tuple(name for name in plan.covariates if name != group)
    return replace(plan, group=group, levels=levels, covariates=covariates)


def _two_levels(factor: Factor) -> tuple[str, ...]:
    """Return the likely controls and the largest of the other groups."""
    reference, *others = proposed_levels(factor)
    sizes = dict(zip(factor.levels, factor.sizes(), strict=True))
    return reference, max(others, key=lambda level: sizes[level])


def panel_analytes(cohort: Cohort) -> tuple[str, ...]:
    """Return the analytes that a panel can hold: those of the catalogue."""
    return tuple(a.key for a in cohort.analytes if a.marker and not a.is_standardised)


def every_analyte(cohort: Cohort) -> tuple[str, ...]:
    """Return the keys of all analytes."""
    return tuple(analyte.key for analyte in cohort.analytes)


def sets_of_analytes(cohort: Cohort, kind: Kind) -> dict[str, tuple[str, ...]]:
    """Return what is offered at once, by name, the proposal first; no set is offered twice."""
    held = set(every_analyte(cohort))
    offered = {
        "pair": PAIR if kind is Kind.STRATA and held.issuperset(PAIR) else (),
        "catalogue": panel_analytes(cohort),
        "every": every_analyte(cohort),
    }
    kept: dict[str, tuple[str, ...]] = {}
    for name, keys in offered.items():
        if keys and keys not in kept.values():
            kept[name] = keys
    return kept


def proposed_analytes(cohort: Cohort, kind: Kind) -> tuple[str, ...]:
    """Return the analytes to begin with: those by which a panel can be scored, where there are."""
    return next(iter(sets_of_analytes(cohort, kind).values()), ())


def possible_targets(cohort: Cohort) -> tuple[str, ...]:
    """Return what holds a number for each person, that which is no blood marker first."""
    others = [a.key for a in cohort.analytes if a.marker is None]
    numbers = [name for name, factor in cohort.factors.items() if holds_numbers(factor)]
    return tuple(dict.fromkeys((*others, *numbers, *panel_analytes(cohort))))


def holds_numbers(factor: Factor) -> bool:
    """Say whether the levels of a factor are numbers, and more than a few."""
    levels = held_levels(factor)
    return len(levels) >= FEWEST_NUMBERS and all(map(_is_number, levels))


def _is_number(level: str) -> bool:
    try:
        return bool(np.isfinite(float(level)))
    except ValueError:
        return False


def proposed_target(cohort: Cohort) -> str:
    """Return a target where there is but one that is no blood marker, and else nothing."""
    markers = panel_analytes(cohort)
    possible = [name for name in possible_targets(cohort) if name not in markers]
    return possible[0] if len(possible) == 1 else ""


def covariates_of(cohort: Cohort, plan: Plan) -> tuple[str, ...]:
    """Return what markers can be adjusted for: age, sex, other factors, and then analytes."""
    possible = possible_covariates(cohort, plan.group, "")
    return tuple(name for name in possible if name != plan.target)


def proposed_covariates(cohort: Cohort, plan: Plan) -> tuple[str, ...]:
    """Return age and sex, where everybody states them: a panel states them too."""
    stated = []
    if cohort.ages is not None and bool(np.isfinite(cohort.ages).all()):
        stated.append(AGE)
    if cohort.sex is not None and bool((cohort.sex.codes != NOT_STATED).all()):
        stated.append(SEX)
    possible = covariates_of(cohort, plan)
    return tuple(name for name in stated if name in possible)


def proposed_name(cohort: Cohort, kind: Kind) -> str:
    """Return a name for the model: that of the cohort in Latin letters, and what it tells."""
    latin = unicodedata.normalize("NFKD", cohort.name).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", latin.lower())[:LONGEST_STEM].strip("-")
    return f"{stem or STEM}-{kind}"


def with_prevalence(plan: Plan, percent: float | None) -> Plan:
    """Return a plan with the share of cases among those to be tested, stated in [%]."""
    return replace(plan, prevalence=None if percent is None else percent / 100)


def prevalence_percent(plan: Plan) -> float | None:
    """Return the share of cases among those to be tested in [%], None where it is not stated."""
    return None if plan.prevalence is None else plan.prevalence * 100


def with_wanted(plan: Plan, percent: int) -> Plan:
    """Return a plan whose threshold is to reach a rate, stated in [%]."""
    return replace(plan, wanted=percent / 100)


def wanted_percent(plan: Plan) -> int:
    """Return the rate that the threshold is to reach in [%]."""
    return round(plan.wanted * 100)
