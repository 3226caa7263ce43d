"""The choice of a marker."""

import streamlit as st

from core.figures import words as phrases
from pages.shared.drawing import words
from pages.shared.state import patient_key


def choose(name: str, keys: tuple[str, ...]) -> str:
    """Draw the choice of a marker and return it."""
    text = words()
    return st.selectbox(
        text(f"cohort.choose_{name}"),
        keys,
        format_func=lambda key: phrases.marker_name(text, key),
        key=patient_key(name),
    )
