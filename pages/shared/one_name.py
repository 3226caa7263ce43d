"""The boxes in which one name of a file is corrected: what it is read as, and in which unit."""

from dataclasses import replace

import streamlit as st

from core.figures.markdown import plain_label
from core.figures.understanding import meaning_words, unit_words
from core.readers.cells import shown
from core.readers.corrections import Corrections, Meaning
from core.readers.questions import possible_meanings, possible_units, said_of
from core.readers.understanding import Item, Understanding
from core.text import Text
from pages.shared.state import patient_key

ROW_WIDTH, MEANING_WIDTH, UNIT_WIDTH = 508, 324, 168


def draw_name(
    text: Text, understood: Understanding, item: Item, corrections: Corrections
) -> Meaning:
    """Draw what one name is read as, and in which unit; return what was chosen."""
    said, name = said_of(corrections, item), shown(item.name)
    meanings = possible_meanings(understood, item, corrections)
    with st.container(width=ROW_WIDTH, horizontal=True, gap="xsmall", vertical_alignment="bottom"):
        meaning: Meaning = st.selectbox(
            plain_label(name),
            meanings,
            meanings.index(replace(said, unit="")),
            format_func=lambda meaning: meaning_words(text, meaning),
            key=patient_key(f"as-{item.key}"),
            width=MEANING_WIDTH,
        )
        if not meaning.marker:
            return meaning
        is_same = meaning.marker == said.marker
        return replace(meaning, unit=draw_unit(text, item, meaning, said.unit if is_same else ""))


def draw_unit(text: Text, item: Item, meaning: Meaning, said: str) -> str:
    """Draw in which unit one name is read as a marker; return what was chosen."""
    units = possible_units(meaning, said)
    unit: str = st.selectbox(
        text("understanding.correct.unit_of", name=plain_label(shown(item.name))),
        units,
        units.index(said),
        format_func=lambda unit: unit_words(text, unit, item.unit),
        key=patient_key(f"unit-{item.key}-{meaning.marker}"),
        label_visibility="collapsed",
        width=UNIT_WIDTH,
    )
    return unit
