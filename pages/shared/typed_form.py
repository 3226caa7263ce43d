"""The form in which a panel is typed: who, how the blood was drawn, values with units."""

import streamlit as st

from core.errors import EngawaError
from core.figures import words as phrases
from core.markers import CATALOGUE, Sex
from core.readers.typed import Typed, read_typed
from core.text import Text
from pages.shared.drawing import draw_note, words
from pages.shared.state import patient_key, session
from pages.shared.typed_values import draw_values

ANSWERS = ("", "yes", "no")
CHOICES = {"sex": ("", *Sex)} | dict.fromkeys(
    ("fasting", "medication", "haemolysed", "pregnant"), ANSWERS
)
CONTEXT_ROWS = (
    ("id", "sex", "age", "collected"),
    ("fasting", "medication", "haemolysed", "pregnant", "minutes_to_separation"),
)


def draw_typed_form() -> None:
    """Draw the form; what was typed is read when it is sent, and held in the session."""
    text = words()
    with st.form(patient_key("form"), border=False):
        context = draw_context(text)
        measurable = [marker for marker in CATALOGUE.values() if not marker.derived]
        st.subheader(text("panel.typed.reported"), anchor=False)
        draw_note(text("panel.typed.interval"))
        values = draw_values(text, (marker for marker in measurable if marker.findings))
        with st.expander(text("panel.typed.rest")):
            values |= draw_values(text, (marker for marker in measurable if not marker.findings))
        if st.form_submit_button(text("panel.typed.send"), type="primary"):
            take(context, values)


def draw_context(text: Text) -> dict[str, str]:
    """Draw the fields about patient and specimen; an empty one states nothing."""
    typed: dict[str, str] = {}
    for fields in CONTEXT_ROWS:
        for field, column in zip(fields, st.columns(len(fields)), strict=True):
            with column:
                typed[field] = draw_field(text, field)
    return typed


def draw_field(text: Text, field: str) -> str:
    """Draw one field and return what it states."""
    label, key = text(f"panel.context.{field}"), patient_key(f"typed-{field}")
    if field not in CHOICES:
        return st.text_input(label, key=key, placeholder=text(f"panel.placeholder.{field}"))
    chosen: str = st.selectbox(
        label, CHOICES[field], key=key, format_func=lambda choice: answer(text, field, choice)
    )
    return chosen


def answer(text: Text, field: str, choice: str) -> str:
    """Name a choice of a field."""
    if field == "sex":
        return phrases.sex(text, Sex(choice) if choice else None)
    return text(f"panel.answer.{choice or 'unknown'}")


def take(context: dict[str, str], values: dict[str, Typed]) -> None:
    """Read what was typed and hold it, to be checked next."""
    typed = {key: entry for key, entry in values.items() if not entry.is_empty}
    try:
        session().take(read_typed(context, typed))
    except EngawaError as error:
        session().fail(error.problem)
    st.rerun()
