"""What was understood of a file: shown to be checked, corrected, completed, and taken along."""

import streamlit as st

from core.figures.markdown import plain
from core.figures.understanding import (
    corrections_line,
    items_left_out,
    items_table,
    understood_line,
)
from core.readers.original import Original
from core.readers.questions import asks_whose, needs_correcting, questions
from core.readers.reading import Reading
from core.readers.understanding import Understanding
from core.text import Text
from pages.shared.context_fields import draw_context
from pages.shared.correcting import draw_correcting
from pages.shared.drawing import draw_note, draw_sentence, draw_table
from pages.shared.open_questions import draw_questions
from pages.shared.rereading import correct, state, undo
from pages.shared.state import patient_key, session


def draw_understanding(
    text: Text, original: Original, reading: Reading, understood: Understanding
) -> None:
    """Draw how a file was read, and open what needs an answer of the clinician."""
    held = session()
    st.header(text("understanding.title"), anchor=False)
    draw_sentence(understood_line(text, understood, reading.problems, original.name))
    is_nobodys = asks_whose(reading.problems)
    if is_nobodys:
        draw_gaps(text, original, is_open=True)
    with st.expander(
        text("understanding.correct.title"),
        expanded=needs_correcting(reading, understood, held.corrections),
        icon=":material/edit:",
    ):
        draw_correcting(original, understood, held.corrections, reading.problems)
    count = len(understood.items)
    with st.expander(text("understanding.every", count=count), icon=":material/list:"):
        draw_table(items_table(text, understood))
        if left_out := items_left_out(text, understood):
            draw_note(left_out)
    if not is_nobodys:
        draw_gaps(text, original)


def draw_gaps(text: Text, original: Original, *, is_open: bool = False) -> None:
    """Draw the fields for what a file leaves out, unfolded where it cannot be used without."""
    with st.expander(
        text("understanding.context.title"), expanded=is_open, icon=":material/person:"
    ):
        draw_context_again(text, original)


def draw_corrected(text: Text, original: Original, understood: Understanding) -> None:
    """Draw that corrections are applied, and the button that undoes them."""
    held = session()
    said = corrections_line(text, understood, held.corrections, is_remembered=held.is_remembered)
    if not said:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(plain(said), icon=":material/history:", width="stretch")
        if st.button(
            text("understanding.correct.undo"), icon=":material/undo:", key=patient_key("undo")
        ):
            undo(original)


def draw_context_again(text: Text, original: Original) -> None:
    """Draw the fields for what the file leaves out, and read it again with them."""
    with st.form(patient_key("again"), border=False):
        draw_note(text("understanding.context.what"))
        typed = draw_context(text, "again", original.typed)
        if st.form_submit_button(text("understanding.context.send")):
            state(original, typed)


def draw_mending(text: Text, original: Original) -> None:
    """Draw what could make a file readable that was not: its encoding, or whose blood it is."""
    held = session()
    if held.failure is None:
        return
    if questions([held.failure], held.corrections):
        said = draw_questions(text, [held.failure], held.corrections)
        if st.button(
            text("understanding.correct.apply"),
            disabled=said == held.corrections,
            key=patient_key("correct"),
        ):
            correct(original, said)
    if held.failure.key.startswith("reader.context."):
        with st.container(border=True):
            draw_context_again(text, original)
