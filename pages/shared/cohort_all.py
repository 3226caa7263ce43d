"""All analytes at once: components with the patient, heat map, correlations, PERMANOVA."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from core.cohort.overall.association import correlations
from core.cohort.overall.clustering import clustered
from core.cohort.overall.components import principal_components
from core.cohort.overall.permanova import permanova
from core.figures.chart import Chart
from core.figures.markdown import plain
from core.figures.overall.components import components_chart
from core.figures.overall.components_patient import patient_place
from core.figures.overall.correlation import correlation_chart
from core.figures.overall.heat_map import heat_map_chart
from core.figures.overall.loadings import loadings_chart
from core.figures.overall.permanova import permanova_statement
from core.figures.theme import Tokens
from core.figures.words import joined
from pages.shared.charts import draw_chart
from pages.shared.cohort_looked import Looked
from pages.shared.cohort_parts import choose_part
from pages.shared.cohort_within import Within, choose_level, choose_within
from pages.shared.drawing import calm, draw_note, draw_sentence, draw_table, words
from pages.shared.state import session

COMPONENTS = "components"


@st.fragment
def draw_all_at_once(looked: Looked) -> None:
    """Draw the choice of a part, of the people and analytes, and the part that was chosen."""
    with calm():
        text = words()
        part = choose_part("all", tuple(PARTS))
        is_patient_drawn = part == COMPONENTS
        PARTS[part](choose_within(text, looked, is_patient_drawn=is_patient_drawn))


def draw_components(within: Within) -> None:
    """Draw the people on two components, with the patient, and what the components are made of."""
    text, results = words(), session().cohorts.results
    found = results.of(principal_components, *within.selected)
    place = patient_place(found, within.panel, within.sex) if within.panel else None

    def people(tokens: Tokens) -> Chart:
        return components_chart(text, found, within.factor, tokens, place)

    def loadings(tokens: Tokens) -> Chart:
        return loadings_chart(text, found, tokens)

    draw_chart(people, "components")
    draw_chart(loadings, "loadings")


def draw_heat_map(within: Within) -> None:
    """Draw people and analytes as they are alike."""
    text = words()
    found = session().cohorts.results.of(clustered, *within.selected)

    def make(tokens: Tokens) -> Chart:
        return heat_map_chart(text, found, tokens)

    draw_chart(make, "heat-map")


def draw_correlation(within: Within) -> None:
    """Draw which analytes rise and fall together, among everybody or in one group."""
    text = words()
    level = choose_level(text, within)
    factor = within.factor if level else None
    results = session().cohorts.results
    found = results.of(correlations, within.cohort, within.keys, factor, level)

    def make(tokens: Tokens) -> Chart:
        return correlation_chart(text, found, tokens, factor)

    draw_chart(make, "correlation")


def draw_whole(within: Within) -> None:
    """Draw whether groups differ in all analytes at once, in a sentence and in numbers."""
    text, design = words(), within.design
    if design is None:
        draw_sentence(text("cohort.settings.no_groups"))
        return
    asked = replace(design, analytes=within.keys)
    found = session().cohorts.results.of(permanova, within.cohort, asked)
    said = permanova_statement(text, found, asked)
    st.subheader(plain(said.title), anchor=False)
    draw_sentence(said.words)
    draw_table(said.table, file_key="whole")
    draw_note(joined(text, said.notes))


PARTS: Mapping[str, Callable[[Within], None]] = {
    COMPONENTS: draw_components,
    "heat_map": draw_heat_map,
    "correlation": draw_correlation,
    "whole": draw_whole,
}
