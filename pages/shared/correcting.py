"""The form in which a clinician corrects how a file was read: names, units, what it leaves open."""

from collections.abc import Sequence

import streamlit as st

from core.errors import Problem
from core.readers.cells import shown
from core.readers.corrections import Corrections
from core.readers.original import Original
from core.readers.questions import asked_about, in_question_first, with_chosen
from core.readers.understanding import Item, Understanding
from core.text import Text
from pages.shared.drawing import draw_note, words
from pages.shared.one_name import draw_name
from pages.shared.open_questions import draw_questions
from pages.shared.rereading import correct
from pages.shared.state import patient_key

ROWS_SHOWN = 6


@st.fragment
def draw_correcting(
    original: Original,
    understood: Understanding,
    corrections: Corrections,
    problems: Sequence[Problem],
) -> None:
    """Draw what can be corrected, and read again when that is wanted."""
    text = words()
    draw_note(text("understanding.correct.what"))
    said = draw_questions(text, problems, corrections)
    items = in_question_first(understood.items)
    asked = asked_about(items, problems)[:ROWS_SHOWN]
    rows = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    for item in (*asked, *draw_more(text, [item for item in items if item not in asked])):
        with rows:
            said = with_chosen(said, item, draw_name(text, understood, item, corrections))
    if st.button(
        text("understanding.correct.apply"),
        type="primary",
        disabled=said == corrections,
        key=patient_key("correct"),
    ):
        correct(original, said)


def draw_more(text: Text, items: Sequence[Item]) -> list[Item]:
    """Draw the choice of further names that are to be corrected."""
    by_key = {item.key: item for item in items}
    if not by_key:
        return []
    keys = st.multiselect(
        text("understanding.correct.more"),
        list(by_key),
        format_func=lambda key: shown(by_key[key].name),
        placeholder=text("understanding.correct.choose"),
        key=patient_key("more"),
    )
    return [by_key[key] for key in keys]
