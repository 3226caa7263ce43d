"""Every result of a comparison as plain numbers, each column to sort by, and as a file."""

from functools import partial

import streamlit as st

from core.cohort import Cohort, Comparison
from core.figures.comparison_numbers import comparison_numbers
from core.figures.groups.comparison_table import comparison_csv
from core.figures.groups.methods import methods_sentences
from core.figures.table import CSV_ENCODING
from core.text import Text
from pages.shared.drawing import draw_list, draw_note
from pages.shared.quietly import quietly
from pages.shared.state import cohort_key


def draw_results(text: Text, cohort: Cohort, found: Comparison) -> None:
    """Draw the results and the button that gives them away."""
    numbers = comparison_numbers(text, cohort, found)
    st.header(text("cohort.groups.table"), anchor=False)
    st.dataframe(
        dict(numbers.columns),
        hide_index=True,
        column_config={
            title: st.column_config.NumberColumn(format=written)
            for title, written in numbers.formats.items()
        },
        alt=numbers.title,
        key=cohort_key("results"),
    )
    draw_note(text("cohort.groups.table_what"))
    with st.expander(text("cohort.groups.methods"), icon=":material/menu_book:"):
        draw_list(methods_sentences(text, found, is_shared=cohort.is_shared))
    st.download_button(
        text("cohort.groups.csv"),
        data=partial(quietly, written, text, found),
        file_name=text("cohort.groups.file"),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="file-comparison",
    )


def written(text: Text, found: Comparison) -> bytes:
    """Return a comparison as a file for a spreadsheet program, numbers with all their figures."""
    return comparison_csv(text, found).encode(CSV_ENCODING)
