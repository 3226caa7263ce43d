"""The buttons that give the model card away: set as a PDF when pressed, and as the file it is."""

from functools import partial

import streamlit as st

from core.figures.card_documents import AnyCard, document_names
from core.report import render_model_card
from core.text import Text
from pages.shared import resources


def draw_card_buttons(text: Text, card: AnyCard) -> None:
    """Draw the buttons for the card, with the checklists of a shipped one, and for `card.json`."""
    has_others = len(document_names(card)) > 1
    name = f"{text('about.file')}-{card.name}-{card.version}"
    st.download_button(
        text("about.pdf" if has_others else "about.card_pdf"),
        data=partial(render_model_card, card, text.language),
        file_name=f"{name}-{text.language}.pdf",
        mime="application/pdf",
        on_click="ignore",
        type="primary",
        icon=":material/picture_as_pdf:",
        key="card-pdf",
    )
    st.download_button(
        text("about.card_file"),
        data=resources.card_file(card).read_bytes,
        file_name=f"{name}.json",
        mime="application/json",
        on_click="ignore",
        icon=":material/download:",
        key="card-json",
    )
