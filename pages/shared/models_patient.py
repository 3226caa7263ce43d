"""What the model that is open tells of the patient, where it tells a number or a group."""

import streamlit as st

from core.cards import ClinicCard, Kind
from core.figures.card_documents import card_line
from core.figures.chart import Chart
from core.figures.markdown import plain
from core.figures.reasons import unused_sentences
from core.figures.studio.telling import grounds, told_cautions, told_headline
from core.figures.studio.telling_chart import telling_chart
from core.figures.theme import Tokens
from core.registry import Entry
from core.scoring.clinic.telling import NotTold, Telling, Told, tell
from core.text import Text
from pages.shared import resources
from pages.shared.charts import draw_chart
from pages.shared.drawing import (
    READING_WIDTH,
    calm,
    draw_caution,
    draw_note,
    draw_sentence,
    draw_small_list,
)
from pages.shared.state import patient_key, session


def draw_patient(text: Text, entry: Entry) -> None:
    """Draw what the model tells of the panel that was confirmed, or how to bring one in."""
    card = entry.card
    if not isinstance(card, ClinicCard) or card.kind is Kind.DISCRIMINATION or entry.is_retired:
        return
    st.header(text("telling.page.title"), anchor=False)
    panel = session().confirmed_panel
    if panel is None:
        draw_note(text("telling.page.no_panel"))
        return
    with calm():
        draw_told(text, tell(panel, resources.outcome_model(entry.folder)))


def draw_told(text: Text, told: Telling) -> None:
    """Draw the sentence, what it rests on and its cautions before the chart."""
    st.markdown(f"**{plain(told_headline(text, told))}**", width=READING_WIDTH)
    if not isinstance(told, NotTold):
        draw_sentence(grounds(text, told.card))
    said = told_cautions(text, told)
    if said.seen:
        draw_caution(said.seen)
    if said.not_stated:
        draw_small_list(said.not_stated)
    if not isinstance(told, NotTold):
        draw_picture(text, told)
    if left := unused_sentences(text, told.unused):
        draw_small_list(left)
    draw_note(card_line(text, told.card))


def draw_picture(text: Text, told: Told) -> None:
    """Draw the patient among the people of the model, or in its groups."""

    def make(tokens: Tokens) -> Chart:
        return telling_chart(text, told, tokens)

    draw_chart(make, patient_key("telling"))
