"""Cohorts: the patient among others if there is one, groups compared, all markers at once."""

import streamlit as st

from pages.shared.cohort_choice import draw_cohort_choice
from pages.shared.cohort_looked import looked_at, own_cohort
from pages.shared.cohort_own import draw_own_cohort
from pages.shared.cohort_settings import draw_settings
from pages.shared.cohort_views import draw_views
from pages.shared.drawing import calm, draw_note, draw_sentence, words
from pages.shared.state import session


def render() -> None:
    """Draw the cohort that was chosen, with the patient who was confirmed, if there is one."""
    text, held = words(), session()
    kind = "patient" if held.confirmed_panel else "people"
    st.title(text(f"cohort.title.{kind}"), anchor=False)
    if held.panel and not held.confirmed_panel:
        draw_note(text("cohort.unconfirmed"))
    draw_cohort_choice(text)
    own = own_cohort()
    if own:
        draw_own_cohort(text, own)
    looked = looked_at()
    if looked is None:
        draw_sentence(text("cohort.nothing.body"))
        return
    with calm():
        draw_views(draw_settings(text, looked))


if __name__ == "__main__":
    st.switch_page("app.py")
