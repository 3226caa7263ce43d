"""What stands beside a score, or in its place: what pushes it, what is missing, cautions."""

import streamlit as st

from core.figures import words as phrases
from core.figures.concordance import concordance_line
from core.figures.contributions import contributions_chart
from core.figures.missing import missing_note, missing_table
from core.figures.reasons import Cautions, cautions, contributions_words, unused_sentences
from core.figures.repeatability import repeatability_reasons, repeatability_sentence
from core.panel import Panel
from core.scoring.score import Result, RiskScore
from core.text import Text
from pages.shared.drawing import (
    colours,
    draw_caution,
    draw_figure,
    draw_list,
    draw_note,
    draw_sentence,
    draw_small_list,
    draw_table,
)

MISSING_SHOWN = 5


def draw_reasons(text: Text, panel: Panel, result: RiskScore) -> None:
    """Draw what pushes a score, what is missing from it, how it repeats, and its cautions."""
    said = cautions(text, result.cautions)
    if said.are_many:
        with st.container(border=True):
            draw_cautions(text, said)
    pushes, gaps, left = st.columns(3, border=True)
    with pushes:
        draw_pushes(text, panel, result)
    with gaps:
        draw_missing(text, result, "missing")
        draw_again(text, result)
    with left:
        if not said.are_many:
            draw_cautions(text, said)
        draw_unused(text, result)


def draw_gaps(text: Text, result: Result) -> None:
    """Draw what would give a score where there is none, and the cautions."""
    gaps, left = st.columns(2, border=True)
    with gaps:
        draw_missing(text, result, "needed")
    with left:
        draw_cautions(text, cautions(text, result.cautions))
        if result.unused:
            draw_unused(text, result)


def draw_pushes(text: Text, panel: Panel, result: RiskScore) -> None:
    """Draw the weight of each marker, and below it the count in which none has a weight."""
    st.subheader(text("risk.pushes"), anchor=False)
    chart = contributions_chart(text, panel, result.contributions, colours())
    draw_figure(chart, contributions_words(text, result), "contributions")
    draw_note(text("risk.pushes_key"))
    draw_sentence(concordance_line(text, result))


def draw_missing(text: Text, result: Result, kind: str) -> None:
    """Draw the most informative missing markers."""
    st.subheader(text(f"risk.{kind}"), anchor=False)
    if result.missing:
        draw_table(missing_table(text, result, MISSING_SHOWN))
        draw_note(missing_note(text, result, MISSING_SHOWN))
    else:
        draw_note(text(f"risk.{kind}_none"))


def draw_again(text: Text, result: RiskScore) -> None:
    """Draw what a second draw of the same person would make of the score."""
    st.subheader(text("risk.again"), anchor=False)
    draw_sentence(repeatability_sentence(text, result.repeatability))
    draw_note(phrases.joined(text, repeatability_reasons(text, result)))


def draw_cautions(text: Text, said: Cautions) -> None:
    """Draw what was seen, then in short what was not stated."""
    st.subheader(text("risk.cautions"), anchor=False)
    if said.seen:
        draw_caution(said.seen)
    if said.not_stated:
        draw_small_list(said.not_stated)
    if not (said.seen or said.not_stated):
        draw_note(text("risk.cautions_none"))


def draw_unused(text: Text, result: Result) -> None:
    """Draw what was measured and left out, by reason."""
    left = unused_sentences(text, result.unused)
    st.subheader(text("risk.unused"), anchor=False)
    if left:
        draw_list(left)
    else:
        draw_note(text("risk.unused_none"))
