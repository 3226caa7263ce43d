"""The boxes of the form in which a marker is typed: value, unit, the laboratory's own interval."""

from collections.abc import Iterable

import streamlit as st

from core.figures import words as phrases
from core.markers import Marker
from core.markers.units import accepted_units
from core.readers.typed import Typed
from core.text import Text
from pages.shared.state import patient_key

MARKER_WIDTH, VALUE_WIDTH, UNIT_WIDTH, END_WIDTH = 508, 200, 136, 72


def draw_values(text: Text, markers: Iterable[Marker]) -> dict[str, Typed]:
    """Draw the boxes of each marker, as many markers as fit abreast."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        return {marker.key: draw_value(text, marker) for marker in markers}


def draw_value(text: Text, marker: Marker) -> Typed:
    """Draw the boxes of one marker and return what was typed: value, unit, own interval."""
    name = marker.name(text.language)
    with st.container(
        width=MARKER_WIDTH, horizontal=True, gap="xsmall", vertical_alignment="bottom"
    ):
        value = st.text_input(
            name,
            key=patient_key(f"typed-{marker.key}"),
            placeholder=marker.symbol,
            width=VALUE_WIDTH,
        )
        unit = st.selectbox(
            text("panel.typed.unit_of", marker=name),
            accepted_units(marker),
            format_func=lambda code: phrases.unit(text, code) or "1",
            key=patient_key(f"unit-{marker.key}"),
            label_visibility="collapsed",
            width=UNIT_WIDTH,
        )
        low, high = (draw_end(text, marker, end) for end in ("low", "high"))
    return Typed(value, unit, low, high)


def draw_end(text: Text, marker: Marker, end: str) -> str:
    """Draw the box for an end of the laboratory's interval and return what was typed."""
    return st.text_input(
        text(f"panel.typed.{end}_of", marker=marker.name(text.language)),
        key=patient_key(f"{end}-{marker.key}"),
        placeholder=text(f"panel.typed.{end}"),
        label_visibility="collapsed",
        width=END_WIDTH,
    )
