"""The buttons that give away what was read, made when they are pressed from frozen panels."""

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from core.exports import bundle_bytes, long_bytes, wide_bytes
from core.exports.cells import checked_id
from core.panel import Panel
from core.text import Text
from pages.shared.drawing import calm, draw_note
from pages.shared.state import patient_key

Export = Callable[[Iterable[Panel]], bytes]

EXPORTS: dict[str, tuple[Export, str, str]] = {
    "wide": (wide_bytes, "csv", "text/csv"),
    "long": (long_bytes, "csv", "text/csv"),
    "fhir": (bundle_bytes, "json", "application/fhir+json"),
}


def draw_taking(text: Text, panels: tuple[Panel, ...]) -> None:
    """Draw the buttons for all panels of a file, or why they cannot be written."""
    st.header(text("understanding.take.title"), anchor=False)
    with calm():
        for panel in panels:
            checked_id(panel.patient.id)
        number = "one" if len(panels) == 1 else "several"
        draw_note(text(f"understanding.take.{number}", count=len(panels)))
        with st.container(horizontal=True):
            for name, (write, ending, kind) in EXPORTS.items():
                st.download_button(
                    text(f"understanding.take.{name}"),
                    data=partial(written, write, panels),
                    file_name=f"{text('understanding.take.file')}-{name}.{ending}",
                    mime=kind,
                    on_click="ignore",
                    icon=":material/download:",
                    key=patient_key(f"take-{name}"),
                )


def written(write: Export, panels: tuple[Panel, ...]) -> bytes:
    """Return panels as a file. Raises RuntimeError naming only the kind of what went wrong.

    Streamlit writes the text of an exception from here to the log, and it may hold values.
    """
    try:
        return write(panels)
    except Exception as error:  # noqa: BLE001 - whatever it is, its text stays here
        raise RuntimeError(type(error).__name__) from None
