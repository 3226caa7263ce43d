"""Which panel of a file is meant, and the button that confirms it."""

from collections.abc import Sequence

import streamlit as st

from core.figures import words as phrases
from core.figures.circumstances import circumstances
from core.panel import Panel
from core.text import Text
from pages.shared.drawing import READING_WIDTH, draw_note
from pages.shared.frame import go_to
from pages.shared.state import patient_key, session


def draw_panel_meant(text: Text, panels: Sequence[Panel], panel: Panel) -> None:
    """Draw which panel of a file is meant, what was stated of it, and the way to its score."""
    if len(panels) > 1:
        draw_chooser(text, panels)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        with st.container(width=READING_WIDTH):
            draw_note(circumstances(text, panel))
        confirmed = st.button(text("panel.confirm"), type="primary", key="confirm")
    if confirmed:
        session().confirmed = True
        go_to("risk")


def draw_chooser(text: Text, panels: Sequence[Panel]) -> None:
    """Draw the choice between the panels of one file."""
    # Lines and no panels: Streamlit keeps what names the options for as long as it likes.
    lines = [phrases.patient_line(text, panel) for panel in panels]
    st.selectbox(
        text("panel.choose", count=len(panels)),
        range(len(panels)),
        index=session().chosen,
        format_func=lines.__getitem__,
        key=patient_key("chosen"),
        on_change=lambda: session().choose(st.session_state[patient_key("chosen")]),
    )
