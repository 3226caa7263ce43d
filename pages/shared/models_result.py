"""A model with all that was found of it: one sentence, cautions, a chart at a time, its card."""

from dataclasses import replace

import streamlit as st

from core.cards import ClinicCard, External
from core.errors import Place
from core.figures.chart import Chart
from core.figures.markdown import plain
from core.figures.studio.names import model_name
from core.figures.studio.sentences import (
    caution_sentences,
    external_headline,
    headline,
    warned_sentences,
)
from core.figures.studio.views import Views, external_views, view_name, views
from core.figures.theme import Tokens
from core.registry import Entry
from core.text import Text
from pages.shared.charts import draw_chart
from pages.shared.drawing import (
    READING_WIDTH,
    draw_caution,
    draw_note,
    draw_problem,
    draw_sentence,
    segment,
)
from pages.shared.frame import go_to
from pages.shared.models_card import draw_clinic_card
from pages.shared.models_list import model_of
from pages.shared.models_using import draw_using


def draw_result(text: Text, entry: Entry) -> None:
    """Draw one version of a model, whoever made it."""
    if entry.problem:
        draw_problem(replace(entry.problem, place=Place(model_of(entry))))
    if isinstance(entry.card, ClinicCard):
        draw_clinic_model(text, entry, entry.card)
    elif entry.card:
        draw_sentence(text("models.shipped.what"))
        draw_using(text, entry)
        if st.button(text("models.shipped.about"), icon=":material/menu_book:", key="to-about"):
            go_to("about")


def draw_clinic_model(text: Text, entry: Entry, card: ClinicCard) -> None:
    """Draw what was found of a clinic's model: the sentence and its cautions before any chart."""
    st.header(plain(model_name(card)), anchor=False)
    st.markdown(f"**{plain(headline(text, card))}**", width=READING_WIDTH)
    if cautions := caution_sentences(text, card):
        draw_caution(cautions)
    draw_using(text, entry)
    draw_views(text, views(card), card.plan.name)
    for number, external in enumerate(card.external):
        draw_external(text, card, external, number)
    draw_clinic_card(text, card)


def draw_external(text: Text, card: ClinicCard, external: External, number: int) -> None:
    """Draw how a model did on people of another cohort, and how their markers drift."""
    st.subheader(text("models.external.title", date=text.date(external.evaluated_on)), anchor=False)
    st.markdown(f"**{plain(external_headline(text, external))}**", width=READING_WIDTH)
    if cautions := warned_sentences(text, card, external.warnings):
        draw_caution(cautions)
    if external.left_out:
        draw_note(text("models.external.left_out", count=external.left_out))
    draw_views(text, external_views(card, external), f"external-{number}")


def draw_views(text: Text, found: Views, name: str) -> None:
    """Draw the choice of a chart, and the chart that was chosen."""
    if not found:
        return
    first, key = next(iter(found)), f"model-view-{name}"
    last = st.session_state.get(key, first)
    chosen: str = st.segmented_control(
        text("models.views"),
        list(found),
        default=first,
        required=True,
        format_func=lambda view: segment(view_name(text, view), is_chosen=view == last),
        key=key,
        label_visibility="collapsed",
    )

    def make(tokens: Tokens) -> Chart:
        return found[chosen](text, tokens)

    draw_chart(make, f"{name}-{chosen}")
