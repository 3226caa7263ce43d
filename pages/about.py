"""What the score is and is not: intended use, evidence, assumptions, the model card and limits."""

import streamlit as st

from core.figures import words as phrases
from core.figures.about_tables import (
    assumption_table,
    base_rate_table,
    evidence_table,
    feature_table,
    library_table,
    metric_table,
)
from core.figures.about_words import headline, trained
from core.figures.markdown import plain
from pages.shared import resources
from pages.shared.drawing import READING_WIDTH, calm, draw_list, draw_note, draw_table, words


def render() -> None:
    """Draw everything a clinician needs to judge the score by."""
    st.title(words()("about.title"), anchor=False)
    for name in ("is", "is_not", "use"):
        draw_part(name)
    draw_evidence()
    draw_part("limits")
    draw_part("specimen")
    with calm():
        draw_card()


def draw_part(name: str) -> None:
    """Draw a heading and what stands below it."""
    text = words()
    st.header(text(f"about.{name}.title"), anchor=False)
    st.markdown(text(f"about.{name}.body"), width=READING_WIDTH)


def draw_evidence() -> None:
    """Draw what was published, with its sources, and what the study said of its own model."""
    text = words()
    draw_part("evidence")
    draw_table(evidence_table(text))
    draw_note(text("about.grades"))
    draw_part("study")
    st.markdown(f"**{plain(headline(text))}**", width=READING_WIDTH)
    draw_part("base_rates")
    draw_table(base_rate_table(text))


def draw_card() -> None:
    """Draw the model card: what it was trained on, how it does there, what it was made with."""
    text = words()
    card = resources.model().card
    draw_part("card")
    draw_note(phrases.model_line(text, card.stamp))
    draw_list(trained(text, card))
    for table in (feature_table(text, card), metric_table(text, card, singles=False)):
        st.subheader(table.title, anchor=False)
        draw_table(table)
    singles = metric_table(text, card, singles=True)
    with st.expander(singles.title):
        draw_table(singles)
    draw_part("assumptions")
    draw_table(assumption_table(text, card))
    with st.expander(text("about.libraries")):
        draw_table(library_table(text, card))


if __name__ == "__main__":
    st.switch_page("app.py")
