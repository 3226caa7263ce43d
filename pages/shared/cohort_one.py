"""Marker by marker: one analyte in the groups of a cohort, then a compact row of each."""

from collections.abc import Mapping

import streamlit as st

from core.evidence.population import reported_markers
from core.figures.among import among_sentence, raincloud_chart, small_multiples_chart
from core.figures.chart import Chart
from core.figures.cohort_words import offered
from core.figures.marker_table import others_table
from core.figures.theme import Tokens
from core.panel import Panel
from core.text import Text
from pages.shared.charts import draw_chart
from pages.shared.choice import choose_analyte
from pages.shared.cohort_held import VIRTUAL
from pages.shared.cohort_looked import Looked
from pages.shared.cohort_parts import choose_part
from pages.shared.cohort_people import choose_people
from pages.shared.drawing import calm, colours, draw_note, draw_sentence, draw_table, words

# As the axis of an analyte is by itself, or as it is asked for.
AXES: Mapping[str, bool | None] = {"own": None, "linear": False, "log": True}


def draw_marker_by_marker(looked: Looked) -> None:
    """Draw one analyte at large, and below it every analyte that was chosen."""
    draw_one(looked)
    draw_overview(looked)
    if looked.panel and looked.key == VIRTUAL:
        draw_others(words(), looked.panel)


@st.fragment
def draw_one(looked: Looked) -> None:
    """Draw one analyte with the sentence that says where the patient stands."""
    with calm():
        text = words()
        with st.container(horizontal=True, vertical_alignment="bottom"):
            keys = offered(looked.cohort, looked.analytes, looked.panel)
            key = choose_analyte(looked.cohort, "one", keys)
            drawn = choose_people(text, looked, "one")
            is_log = AXES[choose_part("axis", tuple(AXES), is_labelled=True)]
        cohort, people = drawn.cohort, drawn.people
        if people["panel"]:
            draw_sentence(among_sentence(text, cohort, key, **people))

        def make(tokens: Tokens) -> Chart:
            return raincloud_chart(text, cohort, key, tokens, is_log=is_log, **people)

        draw_chart(make, "marker")


@st.fragment
def draw_overview(looked: Looked) -> None:
    """Draw the analytes that were chosen below each other, each with the patient."""
    with calm():
        text = words()
        st.header(text("cohort.overview"), anchor=False)
        drawn = choose_people(text, looked, "overview")
        keys = offered(looked.cohort, looked.analytes, looked.panel)

        def make(tokens: Tokens) -> Chart:
            return small_multiples_chart(text, drawn.cohort, keys, tokens, **drawn.people)

        draw_chart(make, "overview")


def draw_others(text: Text, panel: Panel) -> None:
    """Draw what the virtual people do not have of a panel against its reference interval only."""
    sex = panel.patient.sex
    held = reported_markers(sex) if sex else ()
    table = others_table(text, panel, held, colours())
    if table:
        st.header(text("cohort.others"), anchor=False)
        draw_sentence(text("cohort.others_why"))
        draw_table(table)
        draw_note(text("figure.strip.key"))
