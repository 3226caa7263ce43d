"""Which model scores on this server, and which may be chosen: said before it is done."""

from dataclasses import replace

import streamlit as st

from core.cards import ClinicCard, Kind
from core.errors import NOWHERE, EngawaError, Problem
from core.figures.problems import problem_sentence
from core.registry import Entry
from core.text import Text
from pages.shared import resources
from pages.shared.drawing import draw_caution, draw_note, draw_problem, draw_sentence
from pages.shared.frame import go_to
from pages.shared.state import session


def draw_using(text: Text, entry: Entry) -> None:
    """Draw what can be done with a version of a model, and why something cannot."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if entry.is_active:
            draw_note(text("models.use.active"))
        elif entry.hindrance:
            draw_note(problem_sentence(text, replace(entry.hindrance, place=NOWHERE)))
        else:
            draw_activating(text, entry)
        draw_retiring(text, entry)
    if failure := st.session_state.pop(key_of(entry, "failure"), None):
        draw_problem(failure)


def draw_way_to_evaluate(text: Text, entry: Entry) -> None:
    """Draw the way to the page where a model is tried on other people."""
    if can_be_evaluated(entry) and st.button(
        text("models.evaluate.way"), icon=":material/fact_check:", key=key_of(entry, "evaluate")
    ):
        session().studio.model = (entry.name, entry.version)
        go_to("models")


def can_be_evaluated(entry: Entry) -> bool:
    """Say whether it is a clinic's and tells cases from controls."""
    return not entry.is_shipped and entry.kind is Kind.DISCRIMINATION and not entry.is_retired


def draw_activating(text: Text, entry: Entry) -> None:
    """Draw what a change of the model changes for everybody, and the button that does it."""
    with st.popover(text("models.use.way"), icon=":material/swap_horiz:"):
        draw_sentence(text("models.use.changes", name=entry.name, version=entry.version))
        if isinstance(entry.card, ClinicCard) and entry.card.is_made_up:
            draw_caution([text("models.use.made_up")])
        st.button(
            text("models.use.confirm"),
            type="primary",
            on_click=change,
            args=("activate", entry),
            key=key_of(entry, "activate"),
        )


def draw_retiring(text: Text, entry: Entry) -> None:
    """Draw the way to keep a version from being chosen, or to let it be chosen again."""
    if entry.is_shipped or entry.is_active:
        return
    name = "restore" if entry.is_retired else "retire"
    st.button(
        text(f"models.{name}.way"),
        icon=":material/unarchive:" if entry.is_retired else ":material/archive:",
        type="tertiary",
        help=text(f"models.{name}.help"),
        on_click=change,
        args=(name, entry),
        key=key_of(entry, name),
    )


def change(name: str, entry: Entry) -> None:
    """Change what the registry keeps of a version; why it cannot be is told on the page."""
    registry = resources.registry()
    ways = {
        "activate": registry.activate,
        "retire": registry.retire,
        "restore": registry.restore,
    }
    try:
        ways[name](entry.name, entry.version)
    except EngawaError as error:
        st.session_state[key_of(entry, "failure")] = error.problem
    except OSError:
        st.session_state[key_of(entry, "failure")] = Problem("models.not_kept")


def key_of(entry: Entry, name: str) -> str:
    """Return the key of a widget of a version of a model."""
    return f"model-{name}-{entry.name}-{entry.version}"
