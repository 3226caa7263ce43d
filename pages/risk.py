"""The score page: a sentence, a picture, the clinician's pre-test probability, the reasons."""

import streamlit as st

from core.figures import words as phrases
from core.figures.basis import honesty_in_full, model_line
from core.figures.markdown import plain
from core.figures.marker_table import result_table
from core.figures.score_strip import score_strip, strip_words
from core.figures.verdict import verdict
from core.panel import Panel
from core.scoring.background import Background, background
from core.scoring.score import NoScore, Result, RiskScore
from core.scoring.scorer import score
from core.text import Text
from pages.shared import resources
from pages.shared.download import draw_pdf_button
from pages.shared.drawing import (
    colours,
    draw_figure,
    draw_note,
    draw_sentence,
    draw_table,
)
from pages.shared.nothing import with_panel
from pages.shared.pre_test import draw_pre_test
from pages.shared.reasons import draw_gaps, draw_reasons
from pages.shared.state import session

TITLE_WIDTH = 900


@with_panel
def render(text: Text, panel: Panel) -> None:
    """Draw the score of the panel that was confirmed."""
    model = resources.model()
    result, behind = score(panel, model), background(panel, model)
    session().follow_model(result.model.prevalence, panel.patient.age)
    draw_top(text, panel, result, behind)
    if isinstance(result, NoScore):
        draw_gaps(text, result)
    else:
        draw_strip(text, result, behind)
        draw_pre_test(text, result)
        draw_reasons(text, panel, result)
    st.header(text("risk.markers"), anchor=False)
    draw_table(result_table(text, panel, result, colours()))
    draw_note(text("figure.strip.key"))
    draw_note(model_line(text, result.model))


def draw_top(text: Text, panel: Panel, result: Result, behind: Background | None) -> None:
    """Draw the one sentence that says it, and the button for the PDF."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        with st.container(width=TITLE_WIDTH):
            st.title(plain(sentence(text, result)), anchor=False)
            if isinstance(result, RiskScore):
                draw_sentence(honesty_in_full(text, result.model))
        draw_pdf_button(text, panel, result, behind)


def sentence(text: Text, result: Result) -> str:
    """Say the result in one sentence, or why there is none."""
    if isinstance(result, NoScore):
        return phrases.no_score(text, result)
    return verdict(text, result)


def draw_strip(text: Text, result: RiskScore, behind: Background | None) -> None:
    """Draw the picture of the result, and what its marks are."""
    if behind:
        strip = score_strip(text, result, behind, colours())
        draw_figure(strip, text("risk.strip", verdict=sentence(text, result)), "strip")
        draw_note(strip_words(text, result))


if __name__ == "__main__":
    st.switch_page("app.py")
