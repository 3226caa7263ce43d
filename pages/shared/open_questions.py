"""What a file leaves open about how it is written, asked only where its problems ask for it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.errors import Problem
from core.figures import words as phrases
from core.figures.markdown import plain_label
from core.figures.understanding import DECIMALS, encoding_name
from core.markers import Sex
from core.readers.corrections import Corrections, DateOrder, key_of
from core.readers.questions import (
    Question,
    answer_to,
    questions,
    unknown_sexes,
    with_answer,
)
from core.readers.tables.delimited import ENCODINGS
from core.text import Text
from pages.shared.state import patient_key

QUESTION_WIDTH = 248
CHOICES: Mapping[Question, Sequence[str]] = {
    Question.ENCODING: ("", *ENCODINGS),
    Question.DECIMAL: ("", *DECIMALS),
    Question.DATES: ("", *DateOrder),
}


def draw_questions(
    text: Text, problems: Sequence[Problem], corrections: Corrections
) -> Corrections:
    """Draw each open question and return the corrections with its answer."""
    asked, sexes = questions(problems, corrections), unknown_sexes(problems)
    if not (asked or sexes):
        return corrections
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        for question in sorted(asked):
            chosen = draw_question(text, question, answer_to(question, corrections))
            corrections = with_answer(corrections, question, chosen)
        for said in sexes:
            sex = draw_sex(text, said)
            corrections = corrections.with_sex(key_of(said), sex) if sex else corrections
    return corrections


def draw_question(text: Text, question: Question, said: str) -> str:
    """Draw one question about the file as a whole and return its answer."""
    choices = CHOICES[question]
    return st.selectbox(
        text(f"understanding.question.{question}"),
        choices,
        choices.index(said) if said in choices else 0,
        format_func=lambda choice: answer(text, question, choice),
        key=patient_key(f"question-{question}"),
        width=QUESTION_WIDTH,
    )


def answer(text: Text, question: Question, choice: str) -> str:
    """Name a choice of a question."""
    if not choice:
        return text("understanding.question.open")
    if question is Question.ENCODING:
        return encoding_name(choice)
    if question is Question.DECIMAL:
        return text(f"understanding.decimal.{DECIMALS[choice]}")
    return text(f"understanding.order.{choice}")


def draw_sex(text: Text, said: str) -> Sex | None:
    """Draw which sex a text of the file stands for and return it."""
    chosen: Sex | None = st.selectbox(
        text("understanding.question.sex", text=plain_label(said)),
        (None, *Sex),
        format_func=lambda sex: sex_or_open(text, sex),
        key=patient_key(f"sex-{key_of(said)}"),
        width=QUESTION_WIDTH,
    )
    return chosen


def sex_or_open(text: Text, sex: Sex | None) -> str:
    """Name a sex, or that a text may stand for either."""
    return phrases.sex(text, sex) if sex else text("understanding.question.open")
