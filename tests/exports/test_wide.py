import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given

from core.exports.cells import ENCODING, FIELDS
from core.exports.wide import (
    PRELIMINARY,
    WideColumns,
    columns_of,
    limit_headers,
    value_header,
    wide_bytes,
    write_wide,
)
from core.markers import Marker
from core.panel import Panel, Patient, Value
from core.readers import read_panels
from core.readers.corrections import Role
from core.readers.tables.headers import heading_of
from tests.builders import measurement, panel
from tests.exports.round_trips import cohorts, kept, refused
from tests.strategies import MEASURABLE


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(ENCODING), newline="")))


def preliminary(of: Panel) -> Panel:
    early = tuple(replace(m, is_preliminary=True) for m in of.measurements)
    return replace(of, measurements=early)


@given(cohort=cohorts(may_be_preliminary=False))
def test_panels_written_wide_are_read_back_equal(cohort: list[Panel]) -> None:
    reading = read_panels(wide_bytes(cohort), "panels.csv")
    assert [p for p in reading.problems if not p.key.startswith("unit.likelier")] == []
    assert kept(reading.panels) == kept(cohort)


@given(cohort=cohorts(may_be_preliminary=True))
def test_that_a_result_is_preliminary_is_read_back_or_its_loss_is_told(
    cohort: list[Panel],
) -> None:
    reading = read_panels(wide_bytes(cohort), "panels.csv")
    told = {p.place.column for p in reading.problems}
    assert refused(reading) == []
    assert kept(reading.panels) == kept(cohort) or told == {PRELIMINARY}


@pytest.mark.parametrize("marker", MEASURABLE, ids=lambda m: m.key)
def test_the_headers_of_a_marker_are_known_to_the_readers(marker: Marker) -> None:
    low, high = limit_headers(marker)
    headings = [heading_of(0, text) for text in (value_header(marker), low, high)]
    assert [(h.marker, h.role) for h in headings if h] == [
        (marker, role) for role in (Role.VALUE, Role.LOW, Role.HIGH)
    ]
    assert headings[0]
    assert headings[0].unit == marker.unit


def test_a_marker_has_columns_for_its_interval_only_where_one_was_sent() -> None:
    sent = Panel(patient=Patient(id="A"), measurements=(measurement("ua", 5.5, (2.5, 7)),))
    header, first, _ = rows(wide_bytes([sent, panel(t_bil=Value.below(0.1))]))
    assert header == [*FIELDS, "T-Bil (mg/dL)", "UA (mg/dL)", "UA low", "UA high"]
    assert first[-4:] == ["", "5.5", "2.5", "7"]


def test_preliminary_results_are_named_in_a_column_of_their_own() -> None:
    header, early, final = rows(wide_bytes([preliminary(panel(ua=5, crp=1)), panel(ua=5)]))
    column = header.index(PRELIMINARY)
    assert (early[column], final[column]) == ("UA;CRP", "")


def test_without_a_preliminary_result_there_is_no_such_column() -> None:
    assert PRELIMINARY not in rows(wide_bytes([panel(ua=5)]))[0]


def test_columns_known_beforehand_give_the_same_table() -> None:
    cohort = [panel(ua=5), panel(crp=Value.above(20))]
    output = io.StringIO(newline="")
    assert write_wide(iter(cohort), output, columns_of(iter(cohort))) == 2
    assert output.getvalue().encode(ENCODING) == wide_bytes(cohort)


def test_a_value_without_a_column_is_not_dropped_in_silence() -> None:
    with pytest.raises(ValueError, match="UA"):
        write_wide([panel(ua=5)], io.StringIO(), WideColumns())


def test_no_panels_give_a_header_alone() -> None:
    assert rows(wide_bytes([])) == [[*FIELDS]]
