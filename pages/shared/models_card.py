"""The card of a clinic's model, folded away, and its files to take along."""

import streamlit as st

from core.cards import ClinicCard
from core.figures.clinic_card import clinic_card_document
from core.figures.markdown import plain
from core.figures.section import Section
from core.text import Text
from pages.shared.card_files import draw_card_buttons
from pages.shared.drawing import draw_list, draw_sentence, draw_table


def draw_clinic_card(text: Text, card: ClinicCard) -> None:
    """Draw the model card, and the buttons that give it away."""
    with st.expander(text("models.card"), icon=":material/menu_book:"):
        for section in clinic_card_document(text, card).sections:
            draw_section(section)
    with st.container(horizontal=True):
        draw_card_buttons(text, card)


def draw_section(section: Section) -> None:
    """Draw one part of the card; nothing is folded away within what is folded."""
    st.subheader(plain(section.title), anchor=False)
    for sentence in section.paragraphs:
        draw_sentence(sentence)
    if section.points:
        draw_list(section.points)
    for title, table in (*section.headed(), *((table.title, table) for table in section.further)):
        if title:
            st.markdown(f"**{plain(title)}**")
        draw_table(table)
