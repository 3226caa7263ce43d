"""From which markers a model learns, and to what they are adjusted."""

from dataclasses import replace

import streamlit as st

from core.cards import Plan
from core.cohort import Cohort
from core.figures.cohort_words import analyte_names, factor_names
from core.learning.proposal import covariates_of, every_analyte, sets_of_analytes
from core.text import Text
from pages.shared.drawing import draw_note
from pages.shared.state import cohort_key

CHOSEN = "chosen"
FIELD_WIDTH, WIDE_WIDTH, ROW_WIDTH = 240, 496, 752


def choose_markers(text: Text, cohort: Cohort, plan: Plan) -> Plan:
    """Draw the choice of markers and of what they are adjusted for, and what follows from it."""
    sets = sets_of_analytes(cohort, plan.kind)
    now = next((name for name, keys in sets.items() if keys == plan.analytes), CHOSEN)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = choose_set(text, sets, now, cohort_key(f"studio-markers-{plan.kind}"))
        plan = choose_covariates(text, cohort, plan)
    if chosen == CHOSEN:
        # A set is no start for choosing one by one: it may hold hundreds.
        begun = plan.analytes if now == CHOSEN else ()
        plan = replace(plan, analytes=choose_each(text, cohort, plan, begun))
    else:
        plan = replace(plan, analytes=sets[chosen])
    if any(cohort.analyte(key).marker is None for key in plan.analytes):
        draw_note(text("studio.markers.no_panels"))
    return plan


def choose_set(text: Text, sets: dict[str, tuple[str, ...]], now: str, key: str) -> str:
    """Draw the choice of a set of markers, or of choosing each; return its name."""
    sizes = {name: f"{len(keys):,}" for name, keys in sets.items()}
    names = [*sets, CHOSEN]
    chosen: str = st.selectbox(
        text("studio.markers.label"),
        names,
        names.index(now),
        format_func=lambda name: text(f"studio.markers.{name}", count=sizes.get(name, "")),
        key=key,
        width=FIELD_WIDTH,
    )
    return chosen


def choose_each(text: Text, cohort: Cohort, plan: Plan, begun: tuple[str, ...]) -> tuple[str, ...]:
    """Draw the choice of single markers."""
    every = every_analyte(cohort)
    chosen = st.multiselect(
        text("studio.markers.each"),
        every,
        begun,
        format_func=analyte_names(text, cohort, every).__getitem__,
        placeholder=text("studio.choose"),
        key=cohort_key(f"studio-each-{plan.kind}"),
        width=ROW_WIDTH,
    )
    return tuple(chosen)


def choose_covariates(text: Text, cohort: Cohort, plan: Plan) -> Plan:
    """Draw the choice of what markers are adjusted for."""
    possible = covariates_of(cohort, plan)
    chosen = st.multiselect(
        text("studio.covariates"),
        possible,
        [name for name in plan.covariates if name in possible],
        format_func=factor_names(text, cohort, possible).__getitem__,
        placeholder=text("cohort.settings.no_covariates"),
        help=text("studio.covariates_help"),
        key=cohort_key(f"studio-covariates-{plan.kind}-{plan.group}-{plan.target}"),
        width=WIDE_WIDTH,
    )
    return replace(plan, covariates=tuple(chosen))
