"""What must be the same after a panel was written and read again, and panels to try it with."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from hypothesis import strategies as st

from core.errors import Severity
from core.panel import Panel
from core.readers import Reading
from tests.strategies import panels

Kept: TypeAlias = dict[str, Any]


def kept(of: Iterable[Panel]) -> Kept:
    """All of each panel by its patient, but for the texts, units and places as read."""
    return {
        panel.patient.id: (
            panel.patient,
            panel.specimen,
            # Two times are equal in two zones too.
            panel.specimen.collected and panel.specimen.collected.isoformat(),
            {m.marker.key: (m.value, m.interval, m.is_preliminary) for m in panel.measurements},
        )
        for panel in of
    }


def cohorts(*, may_be_preliminary: bool) -> st.SearchStrategy[list[Panel]]:
    """A few panels, each of a patient of its own."""
    some = panels(may_have_zone=True, may_be_preliminary=may_be_preliminary)
    return st.lists(some, min_size=1, max_size=4, unique_by=lambda panel: panel.patient.id)


def refused(reading: Reading) -> list[str]:
    return [p.key for p in reading.problems if p.severity is Severity.REFUSED]
