import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given

from core.exports.cells import ENCODING
from core.exports.long import HEADER, long_bytes, write_long
from core.markers import Marker
from core.panel import Panel, Value
from core.readers import read_panels
from core.readers.names import Code, System, marker_coded, marker_named
from tests.builders import measurement, panel
from tests.exports.round_trips import cohorts, kept, refused
from tests.strategies import MEASURABLE


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(ENCODING), newline="")))


@given(cohort=cohorts(may_be_preliminary=True))
def test_panels_written_long_are_read_back_equal(cohort: list[Panel]) -> None:
    reading = read_panels(long_bytes(cohort), "panels.csv")
    assert refused(reading) == []
    assert kept(reading.panels) == kept(cohort)


@pytest.mark.parametrize("marker", MEASURABLE, ids=lambda m: m.key)
def test_the_name_and_the_code_of_a_marker_are_known_to_the_readers(marker: Marker) -> None:
    of = replace(panel(), measurements=(measurement(marker.key, 1),))
    (row,) = rows(long_bytes([of]))
    assert marker_named(row["marker"]) is marker
    assert row["code"] == marker.loinc
    assert not marker.loinc or marker_coded(Code(System.LOINC, row["code"])) is marker


def test_each_measurement_has_a_row_with_what_was_read_beside_it() -> None:
    first, second = panel(ua=Value.below(0.1), crp=3).measurements
    early = replace(first, text="＜0.1", unit="mg/dl", is_preliminary=True)
    written = rows(long_bytes([replace(panel(), measurements=(early, second))]))
    assert tuple(written[0]) == HEADER
    assert [(r["marker"], r["value"], r["status"]) for r in written] == [
        ("UA", "<0.1", "preliminary"),
        ("CRP", "3", "final"),
    ]
    assert (written[0]["value as read"], written[0]["unit as read"]) == ("＜0.1", "mg/dl")


def test_what_was_read_is_no_formula_for_a_spreadsheet() -> None:
    (only,) = panel(ua=5).measurements
    (row,) = rows(long_bytes([replace(panel(), measurements=(replace(only, text="+5"),))]))
    assert row["value as read"] == " +5"


def test_the_panels_written_are_counted() -> None:
    assert write_long(iter([panel(ua=5, crp=1), panel(ua=6)]), io.StringIO()) == 2
