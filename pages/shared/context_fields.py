"""The fields about patient and specimen: in the form, and beside a file or a pasted text."""

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from core.figures import words as phrases
from core.markers import Sex
from core.text import Text
from pages.shared.drawing import draw_note
from pages.shared.state import patient_key

ANSWERS = ("", "yes", "no")
CHOICES = {"sex": ("", *Sex)} | dict.fromkeys(
    ("fasting", "medication", "haemolysed", "pregnant"), ANSWERS
)
CONTEXT_ROWS = (
    ("id", "sex", "age", "collected"),
    ("fasting", "medication", "haemolysed", "pregnant", "minutes_to_separation"),
)
NOTHING: Mapping[str, str] = MappingProxyType({})


def draw_beside(text: Text, *, is_open: bool = False) -> dict[str, str]:
    """Draw the fields for what a file may leave out; rows of a report mostly name nobody."""
    title = text("understanding.context.title")
    with st.expander(title, expanded=is_open, icon=":material/person:"):
        draw_note(text("understanding.context.what"))
        return draw_context(text, "beside")


def draw_context(text: Text, name: str, typed: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """Draw the fields, which begin with what was typed before; an empty one states nothing."""
    stated: dict[str, str] = {}
    for fields in CONTEXT_ROWS:
        for field, column in zip(fields, st.columns(len(fields)), strict=True):
            with column:
                stated[field] = draw_field(text, name, field, typed.get(field, ""))
    return stated


def draw_field(text: Text, name: str, field: str, typed: str) -> str:
    """Draw one field and return what it states."""
    label, key = text(f"panel.context.{field}"), patient_key(f"{name}-{field}")
    if field not in CHOICES:
        placeholder = text(f"panel.placeholder.{field}")
        return st.text_input(label, typed, key=key, placeholder=placeholder)
    chosen: str = st.selectbox(
        label,
        CHOICES[field],
        CHOICES[field].index(typed),
        key=key,
        format_func=lambda choice: answer(text, field, choice),
    )
    return chosen


def answer(text: Text, field: str, choice: str) -> str:
    """Name a choice of a field."""
    if field == "sex":
        return phrases.sex(text, Sex(choice) if choice else None)
    return text(f"panel.answer.{choice or 'unknown'}")
