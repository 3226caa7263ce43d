"""Which cohort is looked at, and the ways to bring in the clinic's own."""

from functools import partial

import streamlit as st

from core.figures.cohort_words import cohort_names, cohort_what, reservations
from core.readers import READERS
from core.readers.cohorts.example import example_csv
from core.text import Text
from pages.shared.cohort_bringing import bring, bring_example
from pages.shared.cohort_held import SURVEY, VIRTUAL, CohortFile
from pages.shared.cohort_looked import cohort_of
from pages.shared.drawing import draw_note, draw_problem, draw_sentence
from pages.shared.forgetting import forget_cohorts
from pages.shared.state import cohort_key, session

CHOICE_WIDTH = 480


def draw_cohort_choice(text: Text) -> None:
    """Draw the choice of a cohort, what it is, and the way to bring in another."""
    held = session().cohorts
    draw_selection(text, [VIRTUAL, SURVEY, *held.own], "chosen")
    if cohort := cohort_of(held.chosen):
        draw_sentence(cohort_what(text, cohort))
        if said := reservations(text, cohort):
            draw_note(said)


def draw_selection(text: Text, keys: list[str], name: str) -> None:
    """Draw the choice among cohorts by their keys beside the way to bring in another.

    `name` is that of the widget, which is another on each page: it has other cohorts to offer.
    """
    held = session().cohorts
    names = cohort_names(text, {key: cohort_of(key) for key in keys})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            text("cohort.choose"),
            keys,
            keys.index(held.chosen),
            format_func=names.__getitem__,
            key=cohort_key(name),
            on_change=choose,
            args=(name,),
            width=CHOICE_WIDTH,
        )
        with st.popover(text("cohort.bring.title"), icon=":material/add:", key=cohort_key("bring")):
            draw_bringing(text)
    if held.failure:
        draw_problem(held.failure)


def choose(name: str) -> None:
    """Look at the cohort that was chosen."""
    held = session().cohorts
    held.chosen, held.failure = st.session_state[cohort_key(name)], None


def draw_bringing(text: Text) -> None:
    """Draw the box for a file, the made-up example, its template, and the way to forget all."""
    draw_note(text("cohort.bring.what"))
    uploaded = st.file_uploader(
        text("cohort.bring.upload"), type=list(READERS), key=cohort_key("upload")
    )
    with st.container(horizontal=True):
        if st.button(
            text("cohort.bring.example"), icon=":material/science:", key=cohort_key("example")
        ):
            bring_example(text)
        st.download_button(
            text("cohort.bring.template"),
            data=partial(example_csv, text),
            file_name=text("cohort.bring.template_file"),
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="cohort-template",
        )
        if session().cohorts.own:
            st.button(
                text("cohort.forget"),
                icon=":material/delete:",
                type="tertiary",
                on_click=forget_cohorts,
                help=text("cohort.forget_help"),
                key="cohort-forget",
            )
    if uploaded is not None:
        bring(CohortFile(uploaded.getvalue(), uploaded.name))
