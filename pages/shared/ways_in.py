"""The three ways to bring a panel in: an example patient, a file, a form."""

from itertools import count

import streamlit as st

from core.errors import EngawaError
from core.figures import words as phrases
from core.readers import READERS, read_panels
from core.readers.examples import example_panels
from core.readers.reading import Reading
from core.readers.templates import template_csv, template_xlsx
from core.text import Text
from pages.shared.drawing import draw_note, segment
from pages.shared.frame import go_to
from pages.shared.state import patient_key, renew_uploads, session
from pages.shared.typed_form import draw_typed_form

WAYS, WAY = ("file", "typed"), "way"


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
    """Draw the file and the form, one at a time."""
    st.header(text("panel.own"), anchor=False)
    way = st.segmented_control(
        text("panel.way"),
        WAYS,
        default=WAYS[0],
        required=True,
        format_func=lambda name: segment(
            text(f"panel.ways.{name}"), is_chosen=name == st.session_state.get(WAY, WAYS[0])
        ),
        key=WAY,
        label_visibility="collapsed",
    )
    if way == "typed":
        draw_typed_form()
    else:
        draw_upload(text)


def draw_upload(text: Text) -> None:
    """Draw the box for a file, and the templates to start from."""
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
        take(uploaded.getvalue(), uploaded.name)


def take(data: bytes, file_name: str) -> None:
    """Read a file and hold what was read; the file itself is dropped at once."""
    renew_uploads()
    try:
        session().take(read_panels(data, file_name))
    except EngawaError as error:
        session().fail(error.problem)
    st.rerun()
