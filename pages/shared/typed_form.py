"""The form in which a panel is typed: who, how the blood was drawn, values with units."""

import streamlit as st

from core.errors import EngawaError
from core.markers import CATALOGUE
from core.readers.typed import Typed, read_typed
from core.text import Text
from pages.shared.context_fields import draw_context
from pages.shared.drawing import draw_note
from pages.shared.state import patient_key, session
from pages.shared.typed_values import draw_values


def draw_typed_form(text: Text) -> None:
    """Draw the form; what was typed is read when it is sent, and held in the session."""
    with st.form(patient_key("form"), border=False):
        context = draw_context(text, "typed")
        measurable = [marker for marker in CATALOGUE.values() if not marker.derived]
        st.subheader(text("panel.typed.reported"), anchor=False)
        draw_note(text("panel.typed.interval"))
        values = draw_values(text, (marker for marker in measurable if marker.findings))
        with st.expander(text("panel.typed.rest")):
            values |= draw_values(text, (marker for marker in measurable if not marker.findings))
        if st.form_submit_button(text("panel.typed.send"), type="primary"):
            take(context, values)


def take(context: dict[str, str], values: dict[str, Typed]) -> None:
    """Read what was typed and hold it, to be checked next."""
    typed = {key: entry for key, entry in values.items() if not entry.is_empty}
    try:
        session().take(read_typed(context, typed))
    except EngawaError as error:
        session().fail(error.problem)
    st.rerun()
