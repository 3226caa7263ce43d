"""What OBX-11 (table 0085) says of a result: how far it stands, or why there is none.

OBX-11 must be there by the standard. Where it is empty, the status of the whole order (OBR-25,
table 0123) says it; where that is empty too, nobody said that the result may be used.
"""

from core.errors import Problem, Severity
from core.readers.cells import shown
from core.readers.result import Status

STATUSES = {
    **dict.fromkeys(("F", "B", "V"), Status.FINAL),
    **dict.fromkeys(("C", "A"), Status.CORRECTED),
    **dict.fromkeys(("P", "R", "S"), Status.PRELIMINARY),
}
OF_ORDER = {
    "F": Status.FINAL,
    "C": Status.CORRECTED,
    **dict.fromkeys(("P", "R"), Status.PRELIMINARY),
}
WITHDRAWN = ("D", "W")
ABSENT = {
    "I": "hl7.absent.pending",
    "X": "hl7.absent.not_obtained",
    "N": "hl7.absent.not_asked",
    "O": "hl7.absent.order_detail",
    "U": "hl7.absent.not_sent_again",
}


def status_of(status: str, of_order: str, label: str) -> Status | Problem:
    """Return how far a result stands, or why it is none."""
    known = STATUSES.get(status) if status else OF_ORDER.get(of_order)
    if known is not None:
        return known
    name = shown(label)
    if status in WITHDRAWN:
        details = {"name": name, "status": status}
        return Problem("reader.result.withdrawn", details, severity=Severity.NOTE)
    if status in ABSENT:
        return Problem(ABSENT[status], {"name": name}, severity=Severity.NOTE)
    stated = shown(status or of_order)
    if stated:
        return Problem("hl7.status.unknown", {"name": name, "status": stated})
    return Problem("hl7.status.missing", {"name": name})
