"""The studio: from a labelled cohort of the clinic's own to a model that was honestly tested."""

import streamlit as st

from core.cohort import Cohort
from core.text import Text
from pages.shared.cohort_held import OwnCohort
from pages.shared.drawing import calm, draw_note, draw_sentence, words
from pages.shared.studio_jobs import draw_found, draw_jobs
from pages.shared.studio_kind import choose_kind
from pages.shared.studio_people import choose_people_to_learn_from
from pages.shared.studio_settings import draw_plan
from pages.shared.studio_start import draw_start


def render() -> None:
    """Draw the work that goes on, the result that is looked at, and the plan of a new model."""
    text = words()
    st.title(text("studio.title"), anchor=False)
    draw_sentence(text("studio.what"))
    with calm():
        draw_jobs(text, draw_found)
    st.header(text("studio.step.people"), anchor=False)
    own = choose_people_to_learn_from(text)
    if own and own.cohort:
        draw_planning(text, own, own.cohort)


def draw_planning(text: Text, own: OwnCohort, cohort: Cohort) -> None:
    """Draw what is asked of a cohort, and the button that starts it."""
    with calm():
        st.header(text("studio.step.kind"), anchor=False)
        kind = choose_kind(text)
        st.header(text("studio.step.settings"), anchor=False)
        draw_note(text("studio.proposed"))
        plan = draw_plan(text, cohort, kind, own.reading.suggested_group)
        st.header(text("studio.step.start"), anchor=False)
        draw_start(text, own.file, cohort, plan)


if __name__ == "__main__":
    st.switch_page("app.py")
