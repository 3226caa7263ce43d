"""The home page: bring in a panel, check every value as it was read, confirm it."""

from collections.abc import Sequence

import streamlit as st

from core.figures import words as phrases
from core.figures.circumstances import circumstances
from core.figures.marker_table import check_table
from core.panel import Panel
from core.text import Text
from pages.shared.drawing import (
    READING_WIDTH,
    colours,
    draw_note,
    draw_problem,
    draw_problems,
    draw_table,
    words,
)
from pages.shared.frame import go_to
from pages.shared.state import patient_key, session
from pages.shared.ways_in import draw_examples, draw_ways_in


def render() -> None:
    """Draw the check of the panel that is there, or else the three ways to bring one in."""
    text, panel = words(), session().panel
    if panel is None:
        st.title(text("panel.title"), anchor=False)
        st.markdown(text("panel.what"), width=READING_WIDTH)
        draw_failure()
        draw_examples(text)
        draw_ways_in(text)
        return
    draw_check(text, panel)
    with st.expander(text("panel.another"), icon=":material/add:"):
        draw_examples(text)
        draw_ways_in(text)


def draw_failure() -> None:
    """Draw why the last file or form gave no panel."""
    held = session()
    if held.failure:
        draw_problem(held.failure)
    if held.reading:
        draw_problems(held.reading.problems)


def draw_check(text: Text, panel: Panel) -> None:
    """Draw what was read, what was not understood, and the button that goes on."""
    held = session()
    st.title(text("panel.check"), anchor=False)
    if held.reading and len(held.reading.panels) > 1:
        draw_chooser(text, held.reading.panels)
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container():
            draw_note(circumstances(text, panel))
        confirmed = st.button(text("panel.confirm"), type="primary", key="confirm")
    if confirmed:
        held.confirmed = True
        go_to("risk")
    if held.reading:
        draw_problems(held.reading.problems)
    draw_table(check_table(text, panel, colours()))
    draw_note(text("figure.strip.key"))


def draw_chooser(text: Text, panels: Sequence[Panel]) -> None:
    """Draw the choice between the panels of one file."""
    st.selectbox(
        text("panel.choose", count=len(panels)),
        range(len(panels)),
        index=session().chosen,
        format_func=lambda number: phrases.patient_line(text, panels[number]),
        key=patient_key("chosen"),
        on_change=lambda: session().choose(st.session_state[patient_key("chosen")]),
    )


if __name__ == "__main__":
    st.switch_page("app.py")
