import io
import math
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.readers.tables.cell import text_of, written
from core.readers.tables.package import open_package
from core.readers.tables.workbook import EPOCH, EPOCH_1904, Format, Workbook
from tests.readers.files import package_of

WORKBOOK = Workbook(
    open_package(io.BytesIO(package_of("")), "panels.xlsx"),
    sheets=[],
    strings=["id", "UA"],
    formats=[Format.NUMBER, Format.PERCENT, Format.DATE],
    epoch=EPOCH_1904,
)


@pytest.mark.parametrize(
    ("kind", "style", "stored", "text"),
    [
        ("n", "0", "3.4", "3.4"),
        ("n", "0", "3.3999999999999999", "3.4"),
        ("n", "0", "5.0", "5"),
        ("n", "0", "1E-5", "1e-05"),
        ("n", "0", "", ""),
        ("n", "1", "0.45", "45%"),
        ("n", "2", "1", "1904-01-02"),
        ("s", "0", "1", "UA"),
        ("b", "0", "1", "true"),
        ("b", "0", "0", "false"),
        ("e", "0", "#N/A", "#N/A"),
        ("str", "0", "<0.1", "<0.1"),
        ("d", "0", "2026-10-02T09:10:00", "2026-10-02T09:10:00"),
        ("inlineStr", "0", "3.40", "3.40"),
    ],
)
def test_what_is_stored_is_written_by_its_type_and_style(
    kind: str, style: str, stored: str, text: str
) -> None:
    assert text_of(WORKBOOK, kind, style, stored) == text


@pytest.mark.parametrize(
    ("kind", "style", "stored"),
    [
        ("n", "0", "one"),
        ("n", "0", "1_000"),
        ("n", "3", "1"),
        ("n", "-1", "1"),
        ("s", "0", "2"),
        ("s", "0", "-1"),
        ("s", "0", ""),
    ],
)
def test_what_is_no_number_or_refers_to_nothing_is_refused(
    kind: str, style: str, stored: str
) -> None:
    with pytest.raises((ValueError, LookupError)):
        text_of(WORKBOOK, kind, style, stored)


@pytest.mark.parametrize(
    ("number", "meaning", "text"),
    [
        (46297, Format.DATE, "2026-10-02"),
        (46297 + 550 / 1440, Format.DATE, "2026-10-02 09:10:00"),
        (0.4, Format.DATE, "0.4"),
        (-1, Format.DATE, "-1"),
        (1e9, Format.DATE, "1000000000"),
        (0.45, Format.PERCENT, "45%"),
        (0.056, Format.PERCENT, "5.6%"),
        (math.inf, Format.NUMBER, "inf"),
        (1e22, Format.NUMBER, "1e+22"),
    ],
)
def test_a_number_is_written_as_its_format_means_it(
    number: float, meaning: Format, text: str
) -> None:
    assert written(number, meaning, EPOCH) == text


@given(st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)))  # noqa: DTZ001 - local time
def test_a_moment_survives_being_a_number_of_days(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    for epoch in (EPOCH, EPOCH_1904):
        days = (whole - epoch) / timedelta(days=1)
        text = written(days, Format.DATE, epoch)
        assert datetime.fromisoformat(text) == whole
