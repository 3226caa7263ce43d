"""What the score is and is not; the model card and both checklists, to read and to take along."""

from collections.abc import Sequence

import streamlit as st

from core.figures import words as phrases
from core.figures.card_documents import (
    AnyCard,
    card_line,
    document_names,
    document_of,
    notice_of,
)
from core.figures.markdown import plain
from core.figures.section import Section
from core.text import Text
from pages.shared import resources
from pages.shared.card_files import draw_card_buttons
from pages.shared.drawing import (
    READING_WIDTH,
    calm,
    draw_list,
    draw_note,
    draw_sentence,
    draw_table,
    segment,
    words,
)


def render() -> None:
    """Draw everything a clinician needs to judge the score by."""
    text = words()
    st.title(text("about.title"), anchor=False)
    with calm():
        model = resources.model()
        card, kind = model.card, phrases.kind(is_virtual=model.stamp.is_virtual)
        st.warning(plain(notice_of(text, card)), icon=":material/warning:", width=READING_WIDTH)
        for name in ("is", "is_not"):
            st.header(text(f"about.{name}.title"), anchor=False)
            st.markdown(text(f"about.{name}.{kind}"), width=READING_WIDTH)
        draw_card(text, card)


def draw_card(text: Text, card: AnyCard) -> None:
    """Draw the document that was chosen of those about the model, and the files to take along."""
    first, *others = document_names(card)
    name = first
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center"):
        if others:
            name = choose(text, (first, *others))
        draw_card_buttons(text, card)
    for section in document_of(text, card, name).sections:
        draw_section(section)
    draw_note(card_line(text, card))


def choose(text: Text, names: Sequence[str]) -> str:
    """Draw the choice of a document, and return the name of the one that was chosen."""
    key = f"document-{text.language}"
    return st.segmented_control(
        text("about.views"),
        names,
        format_func=lambda name: segment(
            text(f"about.view.{name}"), is_chosen=name == st.session_state.get(key, names[0])
        ),
        default=names[0],
        required=True,
        key=key,
        label_visibility="collapsed",
    )


def draw_section(section: Section) -> None:
    """Draw a section; its further tables are folded away."""
    st.header(plain(section.title), anchor=False)
    for sentence in section.paragraphs:
        draw_sentence(sentence)
    if section.points:
        draw_list(section.points)
    for title, table in section.headed():
        if title:
            st.subheader(plain(title), anchor=False)
        draw_table(table)
    for table in section.further:
        with st.expander(table.title):
            draw_table(table)


if __name__ == "__main__":
    st.switch_page("app.py")
