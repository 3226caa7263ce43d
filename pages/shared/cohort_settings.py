"""How groups are compared: the factor and its levels, strata, covariates, analytes and the test."""

from dataclasses import replace

import streamlit as st

from core.cohort import Cohort, Design
from core.cohort.groups.checks import FEWEST_LEVELS, MOST_LEVELS
from core.cohort.groups.proposal import held_levels, possible_groups, regrouped
from core.figures.cohort_words import factor_names, is_simulated, level_names, settings_line
from core.text import Text
from pages.shared.cohort_adjusting import (
    choose_analytes,
    choose_covariates,
    choose_strata,
    choose_test,
)
from pages.shared.cohort_looked import Looked, settle
from pages.shared.drawing import draw_note, draw_sentence
from pages.shared.state import cohort_key

FIELD_WIDTH, WIDE_WIDTH = 240, 488


def draw_settings(text: Text, looked: Looked) -> Looked:
    """Draw in one line what is compared, and folded away what can be chosen; return the choice."""
    if looked.design is None:
        draw_sentence(text("cohort.settings.no_groups"))
        return looked
    line = st.container()
    with st.expander(text("cohort.settings.title"), icon=":material/tune:"):
        chosen = choose_design(text, looked.cohort, looked.design)
    with line:
        draw_note(settings_line(text, looked.cohort, chosen))
    return settle(looked, chosen)


def choose_design(text: Text, cohort: Cohort, design: Design) -> Design:
    """Draw the choices, each after those that it depends on, and return the design."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        design = choose_group(text, cohort, design)
        design = choose_levels(text, cohort, design)
        design = choose_strata(text, cohort, design)
        if not is_simulated(cohort):
            design = choose_covariates(text, cohort, design)
            design = choose_test(text, design)
    return choose_analytes(text, cohort, design)


def choose_group(text: Text, cohort: Cohort, design: Design) -> Design:
    """Draw the choice of the factor that tells groups apart."""
    groups = possible_groups(cohort)
    group = st.selectbox(
        text("cohort.settings.group"),
        groups,
        groups.index(design.group),
        format_func=factor_names(text, cohort, groups).__getitem__,
        key=cohort_key("group"),
        width=FIELD_WIDTH,
    )
    return regrouped(cohort, design, group)


def choose_levels(text: Text, cohort: Cohort, design: Design) -> Design:
    """Draw the choice of the groups, the reference first; fewer than two are no comparison."""
    possible = held_levels(cohort.factors[design.group])
    levels = st.multiselect(
        text("cohort.settings.levels"),
        possible,
        design.levels,
        format_func=level_names(text, cohort, design.group, possible).__getitem__,
        max_selections=MOST_LEVELS,
        help=text("cohort.settings.levels_help", most=str(MOST_LEVELS)),
        key=cohort_key(f"levels-{design.group}"),
        width=WIDE_WIDTH,
    )
    if len(levels) < FEWEST_LEVELS:
        st.info(text("cohort.settings.two_levels"), icon=":material/info:")
        return design
    return replace(design, levels=tuple(levels))
