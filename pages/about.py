"""What the score is and is not; the model card and both checklists, to read and to take along."""

import streamlit as st

from core.figures import words as phrases
from core.figures.card_documents import DOCUMENTS
from core.figures.card_sections import notice
from core.figures.markdown import plain
from core.figures.section import Section
from core.scoring.card import Card
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
        card = resources.model().card
        st.warning(plain(notice(text, card)), icon=":material/warning:", width=READING_WIDTH)
        for name in ("is", "is_not"):
            st.header(text(f"about.{name}.title"), anchor=False)
            st.markdown(text(f"about.{name}.body"), width=READING_WIDTH)
        draw_card(text, card)


def draw_card(text: Text, card: Card) -> None:
    """Draw the document that was chosen of those about the model, and the files to take along."""
    first, key = next(iter(DOCUMENTS)), f"document-{text.language}"
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center"):
        name = st.segmented_control(
            text("about.views"),
            list(DOCUMENTS),
            format_func=lambda name: segment(
                text(f"about.view.{name}"), is_chosen=name == st.session_state.get(key, first)
            ),
            default=first,
            required=True,
            key=key,
            label_visibility="collapsed",
        )
        draw_card_buttons(text, card)
    for section in DOCUMENTS[name](text, card).sections:
        draw_section(section)
    draw_note(phrases.model_line(text, card.stamp))


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
