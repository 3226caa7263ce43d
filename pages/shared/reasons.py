"""What stands beside a score, or in its place: what is missing, cautions, what was left out."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.figures import words as phrases
from core.figures.reasons import missing_note, missing_table, unused_sentences
from core.scoring.score import Result
from core.text import Text
from pages.shared.drawing import draw_list, draw_note, draw_table


def draw_gaps(text: Text, result: Result, kind: str, columns: Sequence[DeltaGenerator]) -> None:
    """Draw what is missing in the first column, cautions and what was left out in the second."""
    with columns[0]:
        st.subheader(text(f"risk.{kind}"), anchor=False)
        if result.missing:
            draw_table(missing_table(text, result.missing))
            draw_note(missing_note(text, result.missing))
        else:
            draw_note(text(f"risk.{kind}_none"))
    with columns[1]:
        draw_reasons(text, "cautions", [phrases.caution(text, c) for c in result.cautions])
        draw_reasons(text, "unused", unused_sentences(text, result.unused))


def draw_reasons(text: Text, kind: str, sentences: list[str]) -> None:
    """Draw a titled list, or that it is empty."""
    st.subheader(text(f"risk.{kind}"), anchor=False)
    if sentences:
        draw_list(sentences)
    else:
        draw_note(text(f"risk.{kind}_none"))
