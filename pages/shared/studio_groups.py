"""Who is who among the people a model learns from, and for severity the number that is told."""

from dataclasses import replace

import streamlit as st

from core.cards import Kind, Plan
from core.cohort import Cohort
from core.cohort.groups.proposal import held_levels, possible_groups
from core.figures.cohort_words import factor_names, level_names
from core.learning.proposal import possible_targets, regrouped
from core.text import Text
from pages.shared.state import cohort_key

NONE = ""
FIELD_WIDTH = 240


def choose_people(text: Text, cohort: Cohort, plan: Plan) -> Plan:
    """Draw who is who, and for severity the number that is told."""
    if plan.kind is Kind.SEVERITY:
        plan = choose_target(text, cohort, plan)
    plan = choose_group(text, cohort, plan)
    if not plan.group:
        return plan
    if plan.kind is Kind.DISCRIMINATION:
        return choose_two_levels(text, cohort, plan)
    return choose_one_level(text, cohort, plan)


def choose_target(text: Text, cohort: Cohort, plan: Plan) -> Plan:
    """Draw the choice of the column that holds the number."""
    possible = possible_targets(cohort)
    names = factor_names(text, cohort, possible)
    target = st.selectbox(
        text("studio.target"),
        possible,
        possible.index(plan.target) if plan.target else None,
        format_func=names.__getitem__,
        placeholder=text("studio.choose"),
        key=cohort_key("studio-target"),
        width=FIELD_WIDTH,
    )
    target = target or ""
    kept = tuple(name for name in plan.covariates if name != target)
    return replace(plan, target=target, covariates=kept)


def choose_group(text: Text, cohort: Cohort, plan: Plan) -> Plan:
    """Draw the choice of the column that says who is who; all kinds but one can do without."""
    groups = tuple(name for name in possible_groups(cohort) if name != plan.target)
    names = {NONE: text("studio.everybody"), **factor_names(text, cohort, groups)}
    offered = groups if plan.kind is Kind.DISCRIMINATION else (NONE, *groups)
    if not offered:
        return plan
    group = st.selectbox(
        text("studio.group_by" if plan.kind is Kind.DISCRIMINATION else "studio.only"),
        offered,
        offered.index(plan.group if plan.group in offered else offered[0]),
        format_func=names.__getitem__,
        key=cohort_key(f"studio-group-{plan.kind}"),
        width=FIELD_WIDTH,
    )
    return regrouped(cohort, plan, group)


def choose_two_levels(text: Text, cohort: Cohort, plan: Plan) -> Plan:
    """Draw who are the controls and who the cases."""
    levels = []
    for role, level in zip(("controls", "cases"), plan.levels, strict=True):
        levels.append(choose_level(text, cohort, plan, role, level))
    return replace(plan, levels=tuple(levels))


def choose_one_level(text: Text, cohort: Cohort, plan: Plan) -> Plan:
    """Draw of which group the people are."""
    return replace(plan, levels=(choose_level(text, cohort, plan, "members", plan.levels[0]),))


def choose_level(text: Text, cohort: Cohort, plan: Plan, role: str, level: str) -> str:
    """Draw the choice of one group for a role and return it."""
    possible = held_levels(cohort.factors[plan.group])
    chosen: str = st.selectbox(
        text(f"studio.role.{role}"),
        possible,
        possible.index(level),
        format_func=level_names(text, cohort, plan.group, possible).__getitem__,
        key=cohort_key(f"studio-{role}-{plan.kind}-{plan.group}"),
        width=FIELD_WIDTH,
    )
    return chosen
