"""Two analytes at once in the groups of a cohort, with the patient."""

import streamlit as st

from core.figures.among import two_analytes_chart
from core.figures.chart import Chart
from core.figures.cohort_words import offered
from core.figures.theme import Tokens
from pages.shared.charts import draw_chart
from pages.shared.choice import choose_analyte
from pages.shared.cohort_looked import Looked
from pages.shared.cohort_people import choose_people
from pages.shared.drawing import calm, draw_sentence, words


@st.fragment
def draw_two(looked: Looked) -> None:
    """Draw two analytes against each other; with one alone there is nothing to draw."""
    with calm():
        text = words()
        keys = offered(looked.cohort, looked.analytes, looked.panel)
        if not keys[1:]:
            draw_sentence(text("cohort.two.one_only"))
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            across = choose_analyte(looked.cohort, "across", keys)
            up = choose_analyte(looked.cohort, "up", tuple(key for key in keys if key != across))
            drawn = choose_people(text, looked, "two")

        def make(tokens: Tokens) -> Chart:
            return two_analytes_chart(text, drawn.cohort, (across, up), tokens, **drawn.people)

        draw_chart(make, "two")
