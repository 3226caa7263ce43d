from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Problem
from core.readers.hl7.moments import parse_moment
from tests.readers.files import check_sentences
from tests.readers.hl7.messages import obx, of, oru, read, spm

JAPAN = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20261002", date(2026, 10, 2)),
        ("2026100209", date(2026, 10, 2)),
        ("202610020910", datetime(2026, 10, 2, 9, 10)),  # noqa: DTZ001 - no zone is stated
        ("20261002091030", datetime(2026, 10, 2, 9, 10, 30)),  # noqa: DTZ001
        ("20261002091030.5", datetime(2026, 10, 2, 9, 10, 30, 500_000)),  # noqa: DTZ001
        ("202610020910+0900", datetime(2026, 10, 2, 9, 10, tzinfo=JAPAN)),
        (
            "202610020910-0215",
            datetime(2026, 10, 2, 9, 10, tzinfo=timezone(-timedelta(hours=2, minutes=15))),
        ),
    ],
)
def test_a_time_is_read_as_precisely_as_it_is_stated(text: str, moment: date) -> None:
    parsed = parse_moment(text)
    assert (parsed, type(parsed)) == (moment, type(moment))


def test_the_zone_of_the_message_holds_where_none_is_stated() -> None:
    parsed = parse_moment("202610020910", JAPAN)
    assert isinstance(parsed, datetime)
    assert parsed.tzinfo is JAPAN
    assert parse_moment("20261002", JAPAN) == date(2026, 10, 2)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2026", "coarse"),
        ("202610", "coarse"),
        ("20261302", "not_a_time"),
        ("20260230", "not_a_time"),
        ("202610022510", "not_a_time"),
        ("202610020910+9900", "not_a_time"),
        ("202610020910+2400", "not_a_time"),
        ("2026-10-02", "not_a_time"),
        ("２０２６１００２", "not_a_time"),
        ("00000000", "not_a_time"),
        ("yesterday", "not_a_time"),
    ],
)
def test_what_is_no_time_to_the_day_is_told(text: str, key: str) -> None:
    parsed = parse_moment(text)
    assert isinstance(parsed, Problem)
    assert parsed.key == f"hl7.moment.{key}"
    check_sentences(parsed)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)), st.integers(-839, 839))  # noqa: DTZ001
def test_any_time_comes_back_with_its_zone(moment: datetime, minutes: int) -> None:
    zoned = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert parse_moment(f"{zoned:%Y%m%d%H%M%S.%f%z}") == zoned


def collected(data: bytes) -> str:
    (panel,) = read(data).panels
    return str(panel.specimen.collected)


def test_the_time_of_the_draw_is_that_of_specimen_then_order_then_observation() -> None:
    last = obx(observed="20261003")
    assert collected(oru(last, spm(collected="20261001"))) == "2026-10-01"
    assert collected(oru(last, spm())) == "2026-10-02 09:00:00"
    assert collected(oru(last).replace(b"|20261002090000|", b"||")) == "2026-10-03"


def test_a_time_that_is_not_used_is_told_once_and_the_next_one_counts() -> None:
    reading = read(oru(obx(), obx("2085-9^HDL^LN", "50"), spm(collected="2026")))
    assert [(p.key, p.place.path) for p in reading.problems] == [("hl7.moment.coarse", "SPM-17")]
    assert str(reading.panels[0].specimen.collected) == "2026-10-02 09:00:00"


def test_the_zone_of_the_header_is_that_of_the_draw() -> None:
    data = oru(obx()).replace(b"20261002101500", b"20261002101500+0900")
    assert collected(data) == "2026-10-02 09:00:00+09:00"
    broken = oru(obx()).replace(b"20261002101500", b"20261002101500+9900")
    assert collected(broken) == "2026-10-02 09:00:00"


def test_a_draw_without_any_time_has_none() -> None:
    assert collected(of(*oru(obx()).decode().replace("20261002090000", "").split("\r"))) == "None"
