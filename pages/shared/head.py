"""The head of every page: whose panel it is, the way to forget it, and the language."""

from collections.abc import Mapping

import streamlit as st

from core.figures import words as phrases
from core.figures.markdown import plain
from core.text import Language
from pages.shared.drawing import draw_note, segment, words
from pages.shared.forgetting import forget
from pages.shared.state import session

LANGUAGE = "lang"
LANGUAGE_NAMES: Mapping[Language, str] = {Language.EN: "English", Language.JA: "日本語"}


def draw_head() -> None:
    """Draw who this is about, the way to forget them, and the language."""
    text, held = words(), session()
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container():
            draw_patient_line()
        if held.reading or held.failure:
            st.button(
                text("app.forget"),
                icon=":material/delete:",
                type="tertiary",
                on_click=forget,
                help=text("app.forget_help"),
                key="forget",
            )
        st.segmented_control(
            text("app.language"),
            list(Language),
            format_func=lambda language: segment(
                LANGUAGE_NAMES[language], is_chosen=language is held.language
            ),
            default=session().language,
            required=True,
            key=f"language-{session().language}",
            on_change=change_language,
            label_visibility="collapsed",
        )


def draw_patient_line() -> None:
    """Draw whose panel the page is about, or what Engawa is for."""
    text, panel = words(), session().panel
    if panel:
        st.markdown(f"**{plain(phrases.patient_line(text, panel))}**")
    else:
        draw_note(text("app.claim"))


def read_language() -> None:
    """Take the language from the address if it names one, and write it there."""
    named = st.query_params.get(LANGUAGE, "")
    if named in set(Language):
        session().language = Language(named)
    write_language()


def write_language() -> None:
    """Write the language into the address, and nothing else."""
    wanted = {LANGUAGE: session().language.value}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def change_language() -> None:
    """Speak the language that was chosen; the panel stays."""
    chosen = st.session_state[f"language-{session().language}"]
    session().language = chosen
    write_language()
