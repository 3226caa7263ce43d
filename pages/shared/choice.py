"""The choice of an analyte of a cohort."""

import streamlit as st

from core.cohort import Cohort
from core.figures.cohort_words import analyte_names
from pages.shared.drawing import words
from pages.shared.state import cohort_key

FIELD_WIDTH = 400


def choose_analyte(cohort: Cohort, name: str, keys: tuple[str, ...]) -> str:
    """Draw the choice of an analyte and return its key."""
    text = words()
    names = analyte_names(text, cohort, keys)
    chosen: str = st.selectbox(
        text(f"cohort.analyte.{name}"),
        keys,
        format_func=names.__getitem__,
        key=cohort_key(f"analyte-{name}"),
        width=FIELD_WIDTH,
    )
    return chosen
