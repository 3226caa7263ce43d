"""The ways to bring a panel in: an example patient, a file, a pasted text, a form."""

from collections.abc import Callable, Mapping
from itertools import count

import streamlit as st

from core.figures import words as phrases
from core.readers import READERS
from core.readers.examples import example_panels
from core.readers.original import Original
from core.readers.reading import Reading
from core.readers.templates import template_csv, template_xlsx
from core.text import Text
from pages.shared.context_fields import draw_beside
from pages.shared.drawing import draw_note, segment
from pages.shared.frame import go_to
from pages.shared.rereading import take
from pages.shared.state import patient_key, session
from pages.shared.typed_form import draw_typed_form

WAY = "way"


def draw_examples(text: Text) -> None:
    """Draw the example patients, one click each."""
    st.header(text("panel.examples"), anchor=False)
    examples = example_panels()
    for number, panel, column in zip(count(1), examples, st.columns(len(examples)), strict=False):
        with column, st.container(border=True, height="stretch"):
            st.subheader(text(f"panel.example.{number}.title"), anchor=False)
            draw_note(phrases.patient_line(text, panel))
            st.markdown(text(f"panel.example.{number}.body"))
            if st.button(text("panel.example.open"), type="primary", key=f"example-{number}"):
                session().take(Reading((panel,), ()), confirmed=True)
                go_to("risk")


def draw_ways_in(text: Text) -> None:
    """Draw the file, the pasted text and the form, one at a time."""
    first = next(iter(WAYS))
    st.header(text("panel.own"), anchor=False)
    way = st.segmented_control(
        text("panel.way"),
        list(WAYS),
        default=first,
        required=True,
        format_func=lambda name: segment(
            text(f"panel.ways.{name}"), is_chosen=name == st.session_state.get(WAY, first)
        ),
        key=WAY,
        label_visibility="collapsed",
    )
    WAYS[way](text)


def draw_upload(text: Text) -> None:
    """Draw the box for a file, and the templates to start from."""
    typed = draw_beside(text)
    uploaded = st.file_uploader(text("panel.upload"), type=list(READERS), key=patient_key("upload"))
    draw_note(text("panel.upload_help"))
    with st.container(horizontal=True):
        for kind, data in (("csv", template_csv), ("xlsx", template_xlsx)):
            st.download_button(
                text(f"panel.template_{kind}"),
                data=data,
                file_name=f"engawa-template.{kind}",
                on_click="ignore",
                icon=":material/download:",
                key=f"template-{kind}",
            )
    if uploaded is not None:
        take(Original(uploaded.getvalue(), uploaded.name, typed))


def draw_paste(text: Text) -> None:
    """Draw the box for rows of a report, and the button that reads them."""
    with st.form(patient_key("paste"), border=False):
        pasted = st.text_area(
            text("panel.paste"),
            key=patient_key("pasted"),
            placeholder=text("panel.placeholder.paste"),
            height=240,
        )
        draw_note(text("panel.paste_help"))
        typed = draw_beside(text, is_open=True)
        if st.form_submit_button(text("panel.paste_send"), type="primary"):
            take(Original(pasted, typed=typed))


WAYS: Mapping[str, Callable[[Text], None]] = {
    "file": draw_upload,
    "paste": draw_paste,
    "typed": draw_typed_form,
}
