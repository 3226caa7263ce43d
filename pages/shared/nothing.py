"""What a page says that needs a panel when there is none yet: what to do, and the way there."""

import streamlit as st

from pages.shared.drawing import READING_WIDTH, words
from pages.shared.frame import go_to
from pages.shared.state import session


def draw_nothing_yet() -> None:
    """Draw what to do first: bring in a panel, or check the one that is there."""
    text = words()
    state = "unconfirmed" if session().panel else "empty"
    st.title(text(f"app.nothing.{state}.title"), anchor=False)
    st.markdown(text(f"app.nothing.{state}.body"), width=READING_WIDTH)
    if st.button(text(f"app.nothing.{state}.button"), type="primary", key="to-panel"):
        go_to("panel")
