"""The clinic's own cohort: what was understood of its file, its name, and what to do with it."""

from dataclasses import replace

import streamlit as st

from core.cohort.suppression import ROUNDED_TO, SMALLEST_CELL
from core.figures.cohort_columns import columns_left_out, columns_line, columns_table
from core.readers import READERS
from core.text import Text
from pages.shared.cohort_bringing import bring, remove, rename, share
from pages.shared.cohort_correcting import draw_correcting
from pages.shared.cohort_held import OwnCohort
from pages.shared.drawing import draw_note, draw_problems, draw_sentence, draw_table
from pages.shared.state import cohort_key

FIELD_WIDTH = 320


def draw_own_cohort(text: Text, own: OwnCohort) -> None:
    """Draw what was read of a file, whether it is to be used or not."""
    if own.file.is_made_up:
        st.warning(text("cohort.example.made_up"), icon=":material/science:")
    draw_sentence(columns_line(text, own.reading))
    draw_problems(own.reading.problems)
    with st.expander(
        text("cohort.own.title"), expanded=own.cohort is None, icon=":material/fact_check:"
    ):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            draw_name(text, own)
            draw_sheet(text, own)
            st.button(
                text("cohort.own.remove"),
                icon=":material/delete:",
                on_click=remove,
                key=cohort_key("remove"),
            )
        draw_sharing(text, own)
        draw_table(columns_table(text, own.reading))
        if left_out := columns_left_out(text, own.reading):
            draw_note(left_out)
        draw_groups_file(text, own)
    with st.expander(text("understanding.correct.title"), icon=":material/edit:"):
        draw_correcting(own)


def draw_name(text: Text, own: OwnCohort) -> None:
    """Draw the box for the cohort's name."""
    if own.cohort:
        st.text_input(
            text("cohort.own.name"),
            own.cohort.name,
            key=cohort_key("name"),
            on_change=rename,
            width=FIELD_WIDTH,
        )


def draw_sheet(text: Text, own: OwnCohort) -> None:
    """Draw the choice of a sheet of a workbook, and read the one that was chosen."""
    read, sheets = own.reading.sheet, own.reading.sheets
    if not sheets[1:]:
        return
    chosen = st.selectbox(
        text("cohort.own.sheet"),
        sheets,
        sheets.index(read),
        key=cohort_key(f"sheet-{read}"),
        width=FIELD_WIDTH,
    )
    if chosen != read:
        bring(replace(own.file, sheet=chosen), own)


def draw_sharing(text: Text, own: OwnCohort) -> None:
    """Draw the switch that suppresses small cells, with the threshold."""
    if own.cohort:
        st.toggle(
            text("cohort.own.shared", smallest=str(SMALLEST_CELL), step=str(ROUNDED_TO)),
            own.cohort.is_shared,
            key=cohort_key("shared"),
            on_change=share,
        )


def draw_groups_file(text: Text, own: OwnCohort) -> None:
    """Draw the box for a table of groups that stands apart, and read both together."""
    uploaded = st.file_uploader(
        text("cohort.own.groups"), type=list(READERS), key=cohort_key("groups")
    )
    draw_note(text("cohort.own.groups_help"))
    if uploaded is not None:
        bring(replace(own.file, groups=(uploaded.getvalue(), uploaded.name)), own)
