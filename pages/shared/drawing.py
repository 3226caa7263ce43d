"""Draws core's tables, figures and sentences on a page, always in the same way."""

import logging
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from core.errors import EngawaError, Problem, Severity
from core.figures.markdown import plain
from core.figures.problems import problem_sentence, problem_sentences
from core.figures.table import Table
from core.figures.theme import CHART_CONFIG, Tokens, tokens_of
from core.text import Text, text_in
from pages.shared.state import session

if TYPE_CHECKING:
    import plotly.graph_objects as go

READING_WIDTH = 720
PROBLEMS_SHOWN = 6
LOG = logging.getLogger("engawa")


def words() -> Text:
    """Return the sentences in the visitor's language."""
    return text_in(session().language)


def colours() -> Tokens:
    """Return the colours of the theme the visitor looks at."""
    return tokens_of(st.context.theme.type)


def segment(label: str, *, is_chosen: bool) -> str:
    """Return the label of a segment; that of the chosen one in a colour that is legible on it."""
    return f":blue[{label}]" if is_chosen else label


def draw_table(table: Table, *, file_key: str = "") -> None:
    """Draw a table that a screen reader announces by its title, and its file if it has a key."""
    st.table(table.styled(), border="horizontal", hide_index=True, alt=table.title)
    if not file_key:
        return
    st.download_button(
        words()("app.take_table"),
        data=table.csv,
        file_name="engawa.csv",
        mime="text/csv",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
        key=f"file-{file_key}",
    )


def draw_figure(figure: "go.Figure", words_for_it: str, key: str) -> None:
    """Draw a figure with the sentence that stands for it where it cannot be seen."""
    st.plotly_chart(figure, theme=None, config=dict(CHART_CONFIG), alt=words_for_it, key=key)


def draw_sentence(sentence: str) -> None:
    """Draw a sentence no wider than a line that is easily read, as it stands."""
    st.markdown(plain(sentence), width=READING_WIDTH)


def draw_note(sentence: str) -> None:
    """Draw what belongs below a chart or a table, small and muted, as it stands."""
    st.markdown(f":small[:gray[{plain(sentence)}]]")


def draw_list(sentences: Iterable[str]) -> None:
    """Draw sentences below each other, each with a mark, as they stand."""
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences), width=READING_WIDTH)


def draw_small_list(sentences: Iterable[str]) -> None:
    """Draw sentences below each other, small and muted, as they stand."""
    st.markdown("\n".join(f"- :small[:gray[{plain(sentence)}]]" for sentence in sentences))


def draw_caution(sentences: Sequence[str]) -> None:
    """Draw what to keep in mind with a score, in the colour and with the sign of a caution."""
    said = [plain(sentence) for sentence in sentences]
    listed = "\n".join(f"- {sentence}" for sentence in said)
    st.warning(listed if said[1:] else said[0], icon=":material/warning:")


def draw_problem(problem: Problem) -> None:
    """Draw why something could not be done at all: place, what is wrong, what to do."""
    st.error(plain(problem_sentence(words(), problem)), icon=":material/error:")


def draw_problems(problems: Sequence[Problem]) -> None:
    """Draw what was refused in one box and what was left aside in another, many a click away."""
    for severity, draw, icon in (
        (Severity.REFUSED, st.error, ":material/error:"),
        (Severity.NOTE, st.warning, ":material/info:"),
    ):
        some = [problem for problem in problems if problem.severity is severity]
        sentences = [plain(sentence) for sentence in problem_sentences(words(), some)]
        shown, more = sentences[:PROBLEMS_SHOWN], sentences[PROBLEMS_SHOWN:]
        if shown:
            heading = words()(f"app.problems.{severity}")
            draw("\n".join([f"**{heading}**\n", *(f"- {s}" for s in shown)]), icon=icon)
        if more:
            with st.expander(words()("app.problems.more", count=len(more))):
                st.markdown("\n".join(f"- {s}" for s in more))


@contextmanager
def calm() -> Iterator[None]:
    """Turn an error into one sentence on the page; the log gets its kind and lines, no values."""
    try:
        yield
    except EngawaError as error:
        draw_problem(error.problem)
    except Exception as error:  # noqa: BLE001 - the last stop before Streamlit prints its text
        lines = "".join(traceback.format_tb(error.__traceback__))
        LOG.error("%s\n%s", type(error).__name__, lines)  # noqa: TRY400 - the text may hold values
        st.error(words()("app.unexpected"), icon=":material/error:")
