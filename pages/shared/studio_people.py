"""The people a model is to learn from: a cohort of the clinic's own, brought in here or before."""

import streamlit as st

from core.figures.cohort_columns import columns_line
from core.text import Text
from pages.shared.cohort_choice import draw_bringing, draw_selection
from pages.shared.cohort_held import OwnCohort
from pages.shared.cohort_looked import own_cohort
from pages.shared.drawing import draw_note, draw_problem, draw_problems, draw_sentence
from pages.shared.frame import go_to
from pages.shared.state import session


def choose_people_to_learn_from(text: Text) -> OwnCohort | None:
    """Draw the choice of people to learn from; where there are none, what is needed."""
    if not session().cohorts.own:
        draw_sentence(text("studio.people.none"))
    return choose_own_people(text)


def choose_own_people(text: Text) -> OwnCohort | None:
    """Draw the choice among the clinic's cohorts, and the way to bring in another."""
    held = session().cohorts
    if not held.own:
        with st.container(border=True):
            draw_bringing(text)
        if held.failure:
            draw_problem(held.failure)
        return None
    if held.chosen not in held.own:
        # Nobody simulated is learnt from: what was brought in last takes their place.
        held.chosen = list(held.own)[-1]
    draw_selection(text, list(held.own), "studio-chosen")
    own = own_cohort()
    if own:
        draw_read(text, own)
    return own


def draw_read(text: Text, own: OwnCohort) -> None:
    """Draw how the file was read, in short; the cohort page shows it in full."""
    if own.file.is_made_up:
        st.warning(text("cohort.example.made_up"), icon=":material/science:")
    draw_note(columns_line(text, own.reading))
    draw_problems(own.reading.problems)
    if st.button(
        text("studio.people.look"), icon=":material/groups:", type="tertiary", key="studio-cohort"
    ):
        go_to("cohort")
