"""What a page says that needs a panel when there is none yet: what to do, and the way there."""

from collections.abc import Callable
from functools import wraps

import streamlit as st

from core.panel import Panel
from core.text import Text
from pages.shared.drawing import READING_WIDTH, words
from pages.shared.frame import go_to
from pages.shared.state import session


def with_panel(draw: Callable[[Text, Panel], None]) -> Callable[[], None]:
    """Make a page of what draws a confirmed panel; without one, the page says what to do."""

    @wraps(draw)
    def render() -> None:
        panel = session().confirmed_panel
        if panel is None:
            draw_nothing_yet()
        else:
            draw(words(), panel)

    return render


def draw_nothing_yet() -> None:
    """Draw what to do first: bring in a panel, or check the one that is there."""
    text = words()
    state = "unconfirmed" if session().panel else "empty"
    st.title(text(f"app.nothing.{state}.title"), anchor=False)
    st.markdown(text(f"app.nothing.{state}.body"), width=READING_WIDTH)
    if st.button(text(f"app.nothing.{state}.button"), type="primary", key="to-panel"):
        go_to("panel")
