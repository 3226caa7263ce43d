"""ROC curves of a few analytes at once."""

import streamlit as st

from core.cohort import Design
from core.figures.chart import Chart
from core.figures.cohort_words import analyte_names
from core.figures.groups.roc_chart import roc_chart
from core.figures.theme import MOST_GROUPS, Tokens
from core.text import Text
from pages.shared.charts import draw_chart
from pages.shared.cohort_looked import Looked
from pages.shared.drawing import draw_sentence
from pages.shared.state import cohort_key

AT_FIRST = 4


def draw_roc(text: Text, looked: Looked, design: Design, keys: tuple[str, ...]) -> None:
    """Draw the choice of analytes, which begins with the first of the keys, and their curves."""
    chosen = st.multiselect(
        text("cohort.groups.roc_of"),
        keys,
        keys[:AT_FIRST],
        format_func=analyte_names(text, looked.cohort, keys).__getitem__,
        max_selections=MOST_GROUPS,
        key=cohort_key(f"roc-{design.group}"),
    )
    if not chosen:
        draw_sentence(text("cohort.groups.roc_none"))
        return

    def make(tokens: Tokens) -> Chart:
        return roc_chart(text, looked.cohort, design, tuple(chosen), tokens)

    draw_chart(make, "roc")
