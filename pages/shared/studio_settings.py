"""The settings of a model, each with a proposal: who is who, what from, by which aim."""

import streamlit as st

from core.cards import Kind, Plan
from core.cohort import Cohort
from core.learning.proposal import proposed_plan
from core.text import Text
from pages.shared.state import session
from pages.shared.studio_aims import choose_aim, choose_name, choose_prevalence
from pages.shared.studio_groups import choose_people
from pages.shared.studio_markers import choose_markers


def draw_plan(text: Text, cohort: Cohort, kind: Kind, suggested: str) -> Plan:
    """Draw every setting and return the plan; it is kept for its cohort and kind."""
    held = session()
    key = (held.cohorts.chosen, kind)
    plan = held.studio.plans.get(key) or proposed_plan(cohort, kind, suggested)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        plan = choose_people(text, cohort, plan)
    plan = choose_markers(text, cohort, plan)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if kind is Kind.DISCRIMINATION:
            plan = choose_aim(text, plan)
            plan = choose_prevalence(text, plan)
        plan = choose_name(text, plan)
    held.studio.plans[key] = plan
    return plan
