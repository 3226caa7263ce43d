"""The form in which it is said how a cohort's file is meant, one column at a time."""

import streamlit as st

from core.figures.understanding import meaning_words, unit_words
from core.readers.cells import shown
from core.readers.cohorts.saying import (
    columns_to_say,
    meanings_to_say,
    said_before,
    units_to_say,
    with_said,
)
from core.readers.corrections import Corrections, Meaning
from core.readers.understanding import Item
from core.text import Text
from pages.shared.cohort_bringing import correct
from pages.shared.cohort_held import OwnCohort
from pages.shared.drawing import calm, draw_note, words
from pages.shared.open_questions import draw_questions
from pages.shared.state import cohort_key

COLUMN_WIDTH, MEANING_WIDTH, UNIT_WIDTH = 280, 324, 168


@st.fragment
def draw_correcting(own: OwnCohort) -> None:
    """Draw what can be said, and read the file again when that is wanted."""
    with calm():
        text, before = words(), own.file.corrections
        draw_note(text("cohort.correct.what"))
        said = draw_questions(text, own.reading.problems, before)
        if own.reading.understanding:
            items = columns_to_say(own.reading.understanding)
            with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
                said = say(text, said, items)
        again = text("understanding.correct.apply")
        if st.button(again, disabled=said == before, key=cohort_key("correct")):
            correct(own, said)


def say(text: Text, corrections: Corrections, items: dict[str, Item]) -> Corrections:
    """Draw the choice of a column and of what it is; return the corrections with it."""
    names = {key: shown(item.name) for key, item in items.items()}
    key = st.selectbox(
        text("cohort.correct.column"),
        list(items),
        None,
        format_func=names.__getitem__,
        placeholder=text("cohort.correct.choose"),
        key=cohort_key("column"),
        width=COLUMN_WIDTH,
    )
    if key is None:
        return corrections
    meaning = choose_meaning(text, key, said_before(corrections, items[key]))
    unit = choose_unit(text, key, meaning, items[key]) if meaning and meaning.marker else ""
    return with_said(corrections, items[key], meaning, unit)


def choose_meaning(text: Text, key: str, before: Meaning | None) -> Meaning | None:
    """Draw what a column can be, and return what was chosen; None is as it is read."""
    meanings = meanings_to_say()
    labels = [meaning_words(text, m) if m else text("cohort.correct.as_read") for m in meanings]
    number = st.selectbox(
        text("cohort.correct.meaning"),
        range(len(meanings)),
        meanings.index(before),
        format_func=labels.__getitem__,
        key=cohort_key(f"meaning-{key}"),
        width=MEANING_WIDTH,
    )
    return meanings[number]


def choose_unit(text: Text, key: str, meaning: Meaning, item: Item) -> str:
    """Draw the units that a column can be in, and return what was chosen; empty is the file's."""
    units = units_to_say(meaning)
    labels = {unit: unit_words(text, unit, item.unit) for unit in units}
    return st.selectbox(
        text("figure.column.unit"),
        units,
        format_func=labels.__getitem__,
        key=cohort_key(f"unit-{key}-{meaning.marker}"),
        width=UNIT_WIDTH,
    )
