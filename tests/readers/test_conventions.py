import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.readers.conventions import date_order, decimal_mark, with_point
from core.readers.corrections import DateOrder


@pytest.mark.parametrize(
    "text",
    [
        "1,5",
        "0,123",
        "3,4 mg/dl",
        "3,4H",
        "0,1 未満",
        "(3,7 ~ 7,8)",
        "6,5 10*3/uL",
        "<0,1",
        "1234,5",
        "1.234,5",
        "３，４",
        "3,7 - 7,8",
        "12,3456",
    ],
)
def test_a_decimal_comma_is_proven_by_one_text(text: str) -> None:
    assert decimal_mark(["1", "x", text]) == ","


@pytest.mark.parametrize(
    "text", ["1.5", "0.123", "3.4 mg/dL", "<.1", "1234.56", "1,234.5", "３．４", "3.7-7.8"]
)
def test_a_decimal_point_is_proven_by_one_text(text: str) -> None:
    assert decimal_mark(["1", "x", text]) == "."


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["1", "2"],
        ["1,500"],
        ["1.500"],
        ["12,345,678"],
        ["1,5", "1.5"],
        ["1,2,3"],
        ["2026.10.02"],
        ["3,4,5,6"],
        ["a,b"],
        ["6,500", "1,5-AG"],
        ["6,500", "see note 1,2"],
        ["6,500", "1,25(OH)2D"],
        ["12,34 and 5"],
        ["0.5", "see note 1,2"],
    ],
)
def test_nothing_or_both_prove_no_mark(texts: list[str]) -> None:
    assert decimal_mark(texts) == ""


@pytest.mark.parametrize(
    ("text", "decimal", "read"),
    [
        ("3,4", ",", "3.4"),
        ("1.234,5", ",", "1234.5"),
        ("1.234.567,8", ",", "1234567.8"),
        ("1,234", ",", "1.234"),
        ("<0,1 mg/dl", ",", "<0.1 mg/dl"),
        ("3,7 - 7,8", ",", "3.7 - 7.8"),
        ("1,234.5", ".", "1234.5"),
        ("1,234", ".", "1234"),
        ("0,500", ".", "0,500"),
        ("012,345", ".", "012,345"),
        ("12,34", ".", "12,34"),
        ("1,2345", ".", "1,2345"),
        ("3.4", ".", "3.4"),
        ("3,4", "", "3,4"),
        ("1,234", "", "1,234"),
    ],
)
def test_numbers_are_brought_to_a_decimal_point(text: str, decimal: str, read: str) -> None:
    assert with_point(text, decimal) == read


@pytest.mark.parametrize("text", ["1.5", "1.234", "1.23,4", ".5", "1,5.2", "0.500,1"])
def test_a_point_is_not_guessed_to_be_a_mark_for_thousands(text: str) -> None:
    assert with_point(text, ",") is None


@given(st.decimals(0, 10**7, places=2))
def test_a_number_is_the_same_however_it_is_written(number: object) -> None:
    american = f"{number:,}"
    german = american.translate(str.maketrans(",.", ".,"))
    assert decimal_mark([american]) in {".", ""}
    assert with_point(american, ".") == with_point(german, ",") == f"{number}"


@given(st.lists(st.text(alphabet="0123456789.,<> -", max_size=8), max_size=6))
def test_no_text_proves_a_mark_and_is_then_read_against_it(texts: list[str]) -> None:
    mark = decimal_mark(texts)
    assert decimal_mark(reversed(texts)) == mark
    if mark:
        other = {",": ".", ".": ","}[mark]
        assert decimal_mark([*texts, f"1{other}5"]) == ""


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["02/10/2026", "23/10/2026"], DateOrder.DAY_FIRST),
        (["02/10/2026", "10/23/2026 09:10"], DateOrder.MONTH_FIRST),
        (["23.10.2026"], DateOrder.DAY_FIRST),
        (["２３／１０／２０２６"], DateOrder.DAY_FIRST),
        (["02/10/2026"], None),
        (["23/10/2026", "10/23/2026"], None),
        (["2026-10-23"], None),
        (["23/10/26"], None),
        (["23/10-2026"], None),
        ([], None),
    ],
)
def test_one_date_settles_which_comes_first(texts: list[str], order: DateOrder | None) -> None:
    assert date_order(texts) is order
    assert date_order(reversed(texts)) is order
