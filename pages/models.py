"""The models of this server: listed, compared, opened, put to use, tried on other people."""

import streamlit as st

from core.cards import ClinicCard
from core.registry import Entry
from core.text import Text
from pages.shared import resources
from pages.shared.drawing import calm, draw_sentence, words
from pages.shared.models_evaluating import draw_evaluating
from pages.shared.models_list import draw_comparing, draw_list_of_models
from pages.shared.models_patient import draw_patient
from pages.shared.models_result import draw_result
from pages.shared.models_using import can_be_evaluated
from pages.shared.state import session
from pages.shared.studio_jobs import draw_jobs, open_found

CHOICE_WIDTH = 480


def render() -> None:
    """Draw the list, the comparison, and the model that is open."""
    text = words()
    st.title(text("models.title"), anchor=False)
    draw_sentence(text("models.what"))
    with calm():
        draw_jobs(text, open_found)
    with calm():
        entries = resources.registry().entries()
        draw_list_of_models(text, entries)
        draw_comparing(text, entries)
        opened = choose_model(text, entries)
        if opened:
            draw_opened(text, opened)


def choose_model(text: Text, entries: tuple[Entry, ...]) -> Entry | None:
    """Draw the choice of a model to open; the one in use to begin with."""
    held = session().studio
    named = {(entry.name, entry.version): entry for entry in entries}
    if not named:
        return None
    if held.model not in named:
        held.model = next((key for key, entry in named.items() if entry.is_active), None)
    st.header(text("models.open"), anchor=False)
    keys = list(named)
    held.model = st.selectbox(
        text("models.open"),
        keys,
        keys.index(held.model) if held.model in named else 0,
        format_func=" ".join,
        key=f"model-opened-{held.model}",
        label_visibility="collapsed",
        width=CHOICE_WIDTH,
    )
    return named[held.model]


def draw_opened(text: Text, entry: Entry) -> None:
    """Draw a model, what it tells of the patient and the way to try it on other people."""
    draw_result(text, entry)
    draw_patient(text, entry)
    if can_be_evaluated(entry) and isinstance(entry.card, ClinicCard):
        st.header(text("models.evaluate.title"), anchor=False)
        draw_evaluating(text, entry, entry.card)


if __name__ == "__main__":
    st.switch_page("app.py")
