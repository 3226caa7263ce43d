"""The home page: bring in a panel, check every value as it was read, confirm it."""

import streamlit as st

from core.figures.marker_table import check_table
from core.figures.problems import tells_of_draws
from core.readers.questions import asks_whose
from core.readers.reading import Reading
from core.text import Text
from pages.shared.drawing import (
    READING_WIDTH,
    colours,
    draw_note,
    draw_problem,
    draw_problems,
    draw_sentence,
    draw_table,
    words,
)
from pages.shared.meant import draw_panel_meant
from pages.shared.state import session
from pages.shared.taking import draw_taking
from pages.shared.understood import draw_corrected, draw_mending, draw_understanding
from pages.shared.ways_in import draw_examples, draw_ways_in


def render() -> None:
    """Draw the check of what is there, or else the ways to bring something in."""
    text, reading = words(), session().reading
    if reading is None or not (reading.panels or reading.understanding):
        st.title(text("panel.title"), anchor=False)
        st.markdown(text("panel.what"), width=READING_WIDTH)
        draw_failure(text)
        draw_examples(text)
        draw_ways_in(text)
        return
    draw_check(text, reading)
    with st.expander(text("panel.another"), icon=":material/add:"):
        draw_examples(text)
        draw_ways_in(text)


def draw_failure(text: Text) -> None:
    """Draw why the last file or form gave no panel, and what can be done about it here."""
    held = session()
    if held.failure:
        draw_problem(held.failure)
    if held.reading:
        draw_problems(held.reading.problems)
    if held.original:
        draw_mending(text, held.original)


def draw_check(text: Text, reading: Reading) -> None:
    """Draw what was read, what was not understood, and the button that goes on."""
    held = session()
    st.title(text("panel.check"), anchor=False)
    if held.panel:
        draw_panel_meant(text, reading.panels, held.panel)
    else:
        draw_nothing_used(text, reading)
    if held.original and reading.understanding:
        draw_corrected(text, held.original, reading.understanding)
    if held.failure:
        draw_problem(held.failure)
    draw_problems(reading.problems)
    if tells_of_draws(reading.problems):
        draw_note(text("understanding.draws"))
    if held.panel:
        draw_table(check_table(text, held.panel, colours()))
        draw_note(text("figure.strip.key"))
    if held.original and reading.understanding:
        draw_understanding(text, held.original, reading, reading.understanding)
    if held.panel:
        draw_taking(text, reading.panels)


def draw_nothing_used(text: Text, reading: Reading) -> None:
    """Draw that no value could be used; that an id is missing, its own sentence says."""
    if not asks_whose(reading.problems):
        draw_sentence(text("understanding.nothing"))


if __name__ == "__main__":
    st.switch_page("app.py")
