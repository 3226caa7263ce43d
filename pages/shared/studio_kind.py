"""What a model is to tell, with one sentence of what it gives and one of what it cannot claim."""

import streamlit as st

from core.cards import Kind
from core.text import Text
from pages.shared.drawing import draw_list, segment
from pages.shared.state import session

KIND = "studio-kind"


def choose_kind(text: Text) -> Kind:
    """Draw the three kinds of model and what the chosen one gives."""
    held = session().studio
    chosen: Kind = st.segmented_control(
        text("studio.kinds"),
        list(Kind),
        default=held.kind,
        required=True,
        format_func=lambda kind: segment(
            text(f"studio.kind.{kind}.name"),
            is_chosen=kind == st.session_state.get(KIND, held.kind),
        ),
        key=KIND,
        label_visibility="collapsed",
    )
    held.kind = chosen
    draw_list([text(f"studio.kind.{chosen}.gives"), text(f"studio.kind.{chosen}.cannot")])
    return chosen
