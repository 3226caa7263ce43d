"""The button that makes the PDF when it is pressed, from frozen values, in a thread of its own."""

from datetime import datetime
from functools import partial

import streamlit as st

from core.errors import ReportError
from core.panel import Panel
from core.report import check_shown, render_pdf
from core.scoring.background import Background
from core.scoring.score import Result
from core.text import Language, Text
from pages.shared.drawing import draw_problem
from pages.shared.state import patient_key, session


def draw_pdf_button(text: Text, panel: Panel, result: Result, behind: Background | None) -> None:
    """Draw the button for the summary of a panel, or why there can be none."""
    try:
        check_shown(panel)
    except ReportError as error:
        draw_problem(error.problem)
        return
    made = partial(
        summary,
        panel,
        result,
        pre_test=session().pre_test,
        language=text.language,
        behind=behind,
    )
    st.download_button(
        text("risk.download"),
        data=made,
        file_name=f"{text('risk.file')}-{safe(panel.patient.id)}.pdf",
        mime="application/pdf",
        on_click="ignore",
        type="primary",
        icon=":material/picture_as_pdf:",
        key=patient_key("pdf"),
    )


def summary(
    panel: Panel,
    result: Result,
    *,
    pre_test: float,
    language: Language,
    behind: Background | None,
) -> bytes:
    """Return the PDF as of now. Raises RuntimeError naming only the kind of what went wrong.

    Streamlit writes the text of an exception from here to the log, and it may hold values.
    """
    try:
        return render_pdf(
            panel,
            result,
            pre_test=pre_test,
            language=language,
            background=behind,
            printed=datetime.now().astimezone(),
        )
    except Exception as error:  # noqa: BLE001 - whatever it says may hold a patient's value
        raise RuntimeError(type(error).__name__) from None


def safe(name: str) -> str:
    """Return a patient ID as part of a file name: letters, digits, dots and dashes."""
    return "".join(c if c.isalnum() or c in "-_." else "_" for c in name)
