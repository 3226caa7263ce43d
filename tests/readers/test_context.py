from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Problem
from core.markers import Sex
from core.readers.context import (
    LIMIT_ID,
    PATIENT,
    SPECIMEN,
    Parser,
    parse_age,
    parse_answer,
    parse_id,
    parse_minutes,
    parse_moment,
    parse_sex,
)
from core.readers.corrections import DateOrder

PARSERS = {**PATIENT, **SPECIMEN}


def key_of(parsed: object) -> str:
    assert isinstance(parsed, Problem), parsed
    return parsed.key.removeprefix("reader.cell.")


@pytest.mark.parametrize("text", ["m", "M", "male", "Male", "男", "男性", "Ｍ"])
def test_a_man_is_written_in_several_ways(text: str) -> None:
    assert parse_sex(text) is Sex.MALE


@pytest.mark.parametrize("text", ["f", "F", "female", "女", "女性", "Ｆ"])
def test_a_woman_is_written_in_several_ways(text: str) -> None:
    assert parse_sex(text) is Sex.FEMALE


@pytest.mark.parametrize("text", ["1", "2", "0", "x", "w", "man or woman", "不明"])
def test_a_code_for_a_sex_is_not_guessed(text: str) -> None:
    assert key_of(parse_sex(text)) == "sex"


@pytest.mark.parametrize("text", ["yes", "YES", "y", "true", "TRUE", "はい", "有", "有り", "あり"])
def test_a_yes_is_written_in_several_ways(text: str) -> None:
    assert parse_answer(text) is True


@pytest.mark.parametrize("text", ["no", "No", "n", "false", "いいえ", "無", "無し", "なし"])
def test_a_no_is_written_in_several_ways(text: str) -> None:
    assert parse_answer(text) is False


@pytest.mark.parametrize("text", ["1", "0", "2", "maybe", "+", "○"])
def test_a_code_for_yes_or_no_is_not_guessed(text: str) -> None:
    assert key_of(parse_answer(text)) == "answer"


@pytest.mark.parametrize(("text", "years"), [("24", 24), ("24.5", 24.5), ("0", 0), ("１３０", 130)])
def test_an_age_is_a_number_of_years(text: str, years: float) -> None:
    assert parse_age(text) == years


@pytest.mark.parametrize("text", ["-1", "131", "24 kg", "1990-05-01", "nan", "1e400", "2 4"])
def test_what_is_no_number_of_years_is_refused(text: str) -> None:
    assert key_of(parse_age(text)) == "age"


def test_minutes_run_from_nothing_up() -> None:
    assert parse_minutes("0") == 0
    assert parse_minutes("90.5") == 90.5
    assert [key_of(parse_minutes(text)) for text in ("-1", "1:30", "inf")] == ["minutes"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-02 09:10",
        "2026-10-02T09:10",
        "2026-10-02T09:10:00",
        "2026-10-02 09:10:00.000",
        "2026/10/02 09:10",
        "2026/10/2 9:10",
        "2026.10.02 09:10",
        "2026年10月2日 9時10分",
        "2026年10月2日9時10分",
        "2026年10月02日 09:10",
        "２０２６／１０／０２ ０９：１０",
    ],
)
def test_a_moment_is_written_in_several_ways(text: str) -> None:
    assert parse_moment(text) == datetime(2026, 10, 2, 9, 10)  # noqa: DTZ001 - local time


@pytest.mark.parametrize(
    "text", ["2026-10-02", "2026/10/2", "2026.10.2", "2026年10月2日", "20261002"]
)
def test_a_date_without_a_time_is_not_given_one(text: str) -> None:
    moment = parse_moment(text)
    assert moment == date(2026, 10, 2)
    assert not isinstance(moment, datetime)


@pytest.mark.parametrize("text", ["02/10/2026", "10/02/2026 09:10", "2-10-26", "02.10.2026"])
def test_a_date_that_could_be_two_is_refused(text: str) -> None:
    assert key_of(parse_moment(text)) == "day_or_month"


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "2026-13-01",
        "2026-10-02 25:00",
        "2026-10/02",
        "2026-10",
        "202610",
        "45567.38",
        "yesterday",
        "0026-10-02",
        "2026年10月2日 9時",
    ],
)
def test_what_is_no_certain_date_is_refused(text: str) -> None:
    assert key_of(parse_moment(text)) == "moment"


def test_an_id_is_kept_as_written() -> None:
    assert parse_id(" Ａ-014 ") == "Ａ-014"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "no_id"),
        ("-", "no_id"),
        ("x" * (LIMIT_ID + 1), "id"),
        ("a\nb", "id"),
        ("=A1", "formula"),
    ],
)
def test_an_id_that_cannot_be_shown_in_one_line_is_refused(text: str, key: str) -> None:
    assert key_of(parse_id(text)) == key


@pytest.mark.parametrize("parse", PARSERS.values(), ids=PARSERS)
def test_an_empty_field_states_nothing(parse: Parser) -> None:
    assert parse("") is None
    assert parse(" － ") is None


@pytest.mark.parametrize("parse", PARSERS.values(), ids=PARSERS)
@given(text=st.text())
def test_any_text_is_a_statement_a_problem_or_nothing(parse: Parser, text: str) -> None:
    parsed = parse(text)
    assert parsed is None or isinstance(parsed, Problem | Sex | bool | float | date)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)))  # noqa: DTZ001 - local time
def test_a_moment_in_iso_format_is_read_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert parse_moment(whole.isoformat()) == whole


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-10-02T09:10Z", "2026-10-02T09:10:00+00:00"),
        ("2026-10-02T09:10+09:00", "2026-10-02T09:10:00+09:00"),
        ("2026-10-02 09:10:00 +0900", "2026-10-02T09:10:00+09:00"),
    ],
)
def test_a_time_keeps_the_zone_it_was_stated_in(text: str, iso: str) -> None:
    assert parse_moment(text) == datetime.fromisoformat(iso)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("令和8年10月2日", "2026-10-02"),
        ("R8.10.2", "2026-10-02"),
        ("r08/10/02", "2026-10-02"),
        ("令和元年5月1日", "2019-05-01"),
        ("H31.4.30", "2019-04-30"),
        ("昭和64年1月7日", "1989-01-07"),
    ],
)
def test_a_year_of_a_japanese_era_is_read(text: str, iso: str) -> None:
    assert parse_moment(text) == date.fromisoformat(iso)


def test_a_date_that_begins_with_its_day_is_read_where_the_order_is_known() -> None:
    assert parse_moment("02/10/2026", DateOrder.DAY_FIRST) == date(2026, 10, 2)
    assert parse_moment("02/10/2026", DateOrder.MONTH_FIRST) == date(2026, 2, 10)
    assert key_of(parse_moment("02/10/26", DateOrder.DAY_FIRST)) == "day_or_month"


@pytest.mark.parametrize(
    "text", ["R0.10.2", "令和00年10月2日", "H32.1.1", "平成45年1月1日", "S65.1.1"]
)
def test_a_year_that_no_era_has_is_not_read(text: str) -> None:
    parsed = parse_moment(text)
    assert isinstance(parsed, Problem)
    assert parsed.key == "reader.cell.moment"
