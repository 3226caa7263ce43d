"""Puts the pages of the summary together and has them set as a PDF."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from core.figures import words
from core.figures.basis import honesty, model_line
from core.panel import Panel
from core.report.characters import with_shown_name
from core.report.marker_page import marker_content
from core.report.result_page import result_content
from core.report.typesetting import typeset
from core.scoring.background import Background
from core.scoring.score import Result
from core.text import Language, Text, text_in

LONGEST_ID = 48
# To the day: a PDF date needs a zone, and the time printed on the page has the reader's.
DATE_PARTS = ("year", "month", "day")


def render_pdf(
    panel: Panel,
    result: Result,
    *,
    pre_test: float,
    language: Language,
    background: Background | None,
    printed: datetime,
) -> bytes:
    """Return the summary of a panel as a PDF; the same input gives the same bytes.

    `pre_test` is a probability strictly between 0 and 1. Without a score the first page says why.
    Raises ReportError if an ID, value or unit holds a character that the report cannot show.
    """
    text = text_in(language)
    result = replace(result, model=with_shown_name(result.model))
    return typeset(
        _frame(text, panel, result, printed)
        | {
            "result": result_content(text, panel, result, pre_test, background),
            "markers": marker_content(text, panel, result),
        }
    )


def _frame(text: Text, panel: Panel, result: Result, printed: datetime) -> dict[str, Any]:
    """Write what every page carries: title, patient, time and page above; model below."""
    return {
        "language": str(text.language),
        "date": {part: getattr(printed, part) for part in DATE_PARTS},
        "document": text("report.document", id=panel.patient.id),
        "product": text("report.product"),
        "title": text("report.title"),
        "patient": words.patient_line(text, _with_short_id(panel)),
        "printed": text("report.printed", date=text.date(printed)),
        # The template, which alone knows the pages, fills these two in.
        "page": text("report.page", page="{page}", pages="{pages}"),
        "model": model_line(text, result.model),
        "honesty": honesty(text, result.model),
    }


def _with_short_id(panel: Panel) -> Panel:
    """Shorten an ID that the header has no room for; the first page shows it in full."""
    identity = panel.patient.id
    if len(identity) <= LONGEST_ID:
        return panel
    return replace(panel, patient=replace(panel.patient, id=f"{identity[: LONGEST_ID - 1]}…"))
