"""Says before a summary is made whether it can show what came with the panel.

What is made in the thread of a download can no longer say anything on the page.
"""

from core.panel import Panel
from core.report.typesetting import CHARACTERS, typeset


def check_shown(panel: Panel) -> None:
    """Raise ReportError if an ID, value or unit holds a character that the font does not have."""
    measured = panel.measurements
    words = [panel.patient.id, *(m.text for m in measured), *(m.unit for m in measured)]
    unusual = [word for word in words if not (word.isascii() and word.isprintable())]
    if unusual:
        typeset({"words": unusual}, CHARACTERS)
