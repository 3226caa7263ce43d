"""The list of models, and several of them side by side."""

from dataclasses import replace

import streamlit as st

from core.cards import ClinicCard
from core.errors import Place, Problem
from core.figures.chart import Chart
from core.figures.models_table import Listed, models_table
from core.figures.studio.models import models_chart
from core.figures.studio.names import model_name
from core.figures.theme import Tokens
from core.registry import Entry
from core.text import Text
from pages.shared.charts import draw_chart
from pages.shared.drawing import draw_note, draw_problem, draw_table

CHOICE_WIDTH = 736


def draw_list_of_models(text: Text, entries: tuple[Entry, ...]) -> None:
    """Draw every version of every model; below, why one cannot be read or nothing scores."""
    listed = [
        Listed(name=e.name, version=e.version, card=e.card, state=state_of(e)) for e in entries
    ]
    draw_table(models_table(text, listed), file_key="list-of-models")
    for entry in entries:
        if entry.problem:
            draw_problem(replace(entry.problem, place=Place(model_of(entry))))
    if not any(entry.is_active and entry.problem is None for entry in entries):
        draw_problem(Problem("models.nothing_scores"))


def model_of(entry: Entry) -> str:
    """Name a version of a model, whether its card can be read or not."""
    return f"{entry.name} {entry.version}"


def state_of(entry: Entry) -> str:
    """Name where a version stands; one that cannot be read is told as such whatever else it is."""
    states = {
        "unreadable": entry.problem is not None,
        "active": entry.is_active,
        "retired": entry.is_retired,
    }
    return next((name for name, holds in states.items() if holds), "available")


def draw_comparing(text: Text, entries: tuple[Entry, ...]) -> None:
    """Draw the choice of models to compare, and the chosen ones on one aligned scale."""
    cards = {model_name(e.card): e.card for e in entries if isinstance(e.card, ClinicCard)}
    if not list(cards)[1:]:
        return
    chosen = st.multiselect(
        text("models.compare.label"),
        list(cards),
        placeholder=text("studio.choose"),
        key="models-compared",
        width=CHOICE_WIDTH,
    )
    if not chosen[1:]:
        draw_note(text("models.compare.two"))
        return

    def make(tokens: Tokens) -> Chart:
        return models_chart(text, [cards[name] for name in chosen], tokens)

    draw_chart(make, "models")
