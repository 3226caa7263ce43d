"""What groups are compared within, adjusted for and in, and by which test."""

from dataclasses import replace

import streamlit as st

from core.cohort import Choice, Cohort, Design
from core.cohort.groups.proposal import possible_covariates, possible_strata
from core.figures.cohort_words import analyte_names, factor_names
from core.text import Text
from pages.shared.state import cohort_key

NONE = ""
FIELD_WIDTH, WIDE_WIDTH = 240, 488


def choose_strata(text: Text, cohort: Cohort, design: Design) -> Design:
    """Draw the choice of a factor in each level of which groups are compared by themselves."""
    possible = possible_strata(cohort, design.group)
    names = {NONE: text("cohort.settings.no_strata"), **factor_names(text, cohort, possible)}
    chosen = st.selectbox(
        text("cohort.settings.strata"),
        (NONE, *possible),
        (NONE, *possible).index(design.strata),
        format_func=names.__getitem__,
        key=cohort_key(f"strata-{design.group}"),
        width=FIELD_WIDTH,
    )
    kept = tuple(name for name in design.covariates if name != chosen)
    return replace(design, strata=chosen, covariates=kept)


def choose_covariates(text: Text, cohort: Cohort, design: Design) -> Design:
    """Draw the choice of what the comparison is adjusted for."""
    possible = possible_covariates(cohort, design.group, design.strata)
    chosen = st.multiselect(
        text("cohort.settings.covariates"),
        possible,
        design.covariates,
        format_func=factor_names(text, cohort, possible).__getitem__,
        placeholder=text("cohort.settings.no_covariates"),
        key=cohort_key(f"covariates-{design.group}-{design.strata}"),
        width=WIDE_WIDTH,
    )
    return replace(design, covariates=tuple(chosen))


def choose_test(text: Text, design: Design) -> Design:
    """Draw the choice of the test: by the data, or means or ranks throughout."""
    choices = list(Choice)
    chosen = st.selectbox(
        text("cohort.settings.choice"),
        choices,
        choices.index(design.choice),
        format_func=lambda choice: text(f"cohort.choice.{choice}"),
        key=cohort_key("choice"),
        width=FIELD_WIDTH,
    )
    return replace(design, choice=chosen)


def choose_analytes(text: Text, cohort: Cohort, design: Design) -> Design:
    """Draw the choice of analytes; none chosen are all."""
    every = tuple(analyte.key for analyte in cohort.analytes)
    chosen = st.multiselect(
        text("cohort.settings.analytes"),
        every,
        [] if design.analytes == every else design.analytes,
        format_func=analyte_names(text, cohort, every).__getitem__,
        placeholder=text("cohort.settings.every_analyte", count=len(every)),
        key=cohort_key("analytes"),
    )
    return replace(design, analytes=tuple(chosen) or every)
