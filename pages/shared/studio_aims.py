"""How the threshold is chosen, how common cases are, and what the model is called."""

from dataclasses import replace

import streamlit as st

from core.cards import Aim, Plan
from core.learning.proposal import (
    prevalence_percent,
    wanted_percent,
    with_prevalence,
    with_wanted,
)
from core.text import Text
from pages.shared.state import cohort_key

FIELD_WIDTH, NARROW_WIDTH, NAME_WIDTH = 240, 160, 320


def choose_aim(text: Text, plan: Plan) -> Plan:
    """Draw what the threshold aims at, and the rate that is wanted where one is."""
    aims = list(Aim)
    aim = st.selectbox(
        text("studio.aim.label"),
        aims,
        aims.index(plan.aim),
        format_func=lambda aim: text(f"studio.aim.{aim}"),
        key=cohort_key("studio-aim"),
        width=FIELD_WIDTH,
    )
    plan = replace(plan, aim=aim)
    if aim is Aim.BALANCED:
        return plan
    percent = st.number_input(
        text("studio.wanted"),
        value=wanted_percent(plan),
        step=1,
        key=cohort_key("studio-wanted"),
        width=NARROW_WIDTH,
    )
    return with_wanted(plan, percent)


def choose_prevalence(text: Text, plan: Plan) -> Plan:
    """Draw the share of cases among those who will be tested, which may stay open.

    The box has no bounds: one beyond them would show a number that is silently not taken.
    """
    percent = st.number_input(
        text("studio.prevalence.label"),
        value=prevalence_percent(plan),
        step=1.0,
        placeholder=text("studio.prevalence.none"),
        help=text("studio.prevalence.help"),
        key=cohort_key("studio-prevalence"),
        width=FIELD_WIDTH,
    )
    return with_prevalence(plan, percent)


def choose_name(text: Text, plan: Plan) -> Plan:
    """Draw the box for the model's name."""
    name = st.text_input(
        text("studio.name.label"),
        plan.name,
        help=text("studio.name.help"),
        key=cohort_key(f"studio-name-{plan.kind}"),
        width=NAME_WIDTH,
    )
    return replace(plan, name=name.strip())
