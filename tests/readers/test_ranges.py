import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Problem
from core.readers.ranges import parse_range
from tests.readers.files import check_sentences

NUMBERS = st.decimals(0, 10_000, places=2).map(str)


@pytest.mark.parametrize(
    "text",
    [
        "3.7-7.8",
        "3.7 - 7.8",
        "3.7–7.8",
        "3.7－7.8",
        "3.7~7.8",
        "3.7～7.8",
        "3.7〜7.8",
        "３．７〜７．８",
        "3.7_7.8",
        "3.7 to 7.8",
        "3.7 TO 7.8",
        "(3.7-7.8)",
        "[3.7-7.8]",
        "3.7以上7.8以下",
        "3.7以上～7.8未満",
        ">=3.7 <7.8",
        "3.7-7.8 mg/dL",
        "3.7～7.8mg/dl",
    ],
)
def test_an_interval_with_two_ends_is_read_as_written(text: str) -> None:
    assert parse_range(text, "mg/dL") == ("3.7", "7.8")


@pytest.mark.parametrize(
    "text", ["<5.0", "< 5.0", "<=5.0", "≦5.0", "≤5.0", "5.0以下", "5.0 未満", "～5.0", "＜５．０"]
)
def test_an_interval_without_a_lower_end_is_open_below(text: str) -> None:
    assert parse_range(text) == ("", "5.0")


@pytest.mark.parametrize("text", [">40", ">=40", "≧40", "40以上", "40 超", "40～", "４０以上"])
def test_an_interval_without_an_upper_end_is_open_above(text: str) -> None:
    assert parse_range(text) == ("40", "")


@pytest.mark.parametrize("text", ["", " ", "-", "－"])
def test_an_empty_text_states_no_interval(text: str) -> None:
    assert parse_range(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "M 3.7-7.8 F 2.6-5.5",
        "M:3.7-7.8/F:2.6-5.5",
        "男 3.7～7.8 女 2.6～5.5",
        "3.7-7.8 (M)",
        "1-2-3",
        "-2-2",
        "-5.0",
        "40-",
        "3,7-7,8",
        "3.7",
        "3.7.1-5",
        "negative",
        "陰性",
        "(-)",
        "up to 5",
        "10³-10⁴",
        "=A1",
        "3.7-7.8 " * 99,
    ],
)
def test_what_is_not_one_interval_for_certain_is_refused(text: str) -> None:
    problem = parse_range(text, "mg/dL")
    assert isinstance(problem, Problem)
    check_sentences(problem)


@pytest.mark.parametrize(("text", "unit"), [("34-51 g/L", "g/dL"), ("3.4-5.1 mg/dL", "")])
def test_an_interval_in_another_unit_than_its_value_is_not_mixed(text: str, unit: str) -> None:
    problem = parse_range(text, unit)
    assert isinstance(problem, Problem)
    assert problem.key == "range.other_unit"
    check_sentences(problem)


@given(NUMBERS, NUMBERS, st.sampled_from(["-", "~", "～", " to ", "_", " – "]))
def test_any_two_numbers_come_back_as_they_were_written(low: str, high: str, mark: str) -> None:
    assert parse_range(f"{low}{mark}{high}") == (low, high)


@given(st.text("0123456789.-~<>=以上下未満 toMF", max_size=20) | st.text(max_size=30))
def test_any_text_gives_ends_a_problem_or_nothing(text: str) -> None:
    parsed = parse_range(text)
    assert parsed is None or isinstance(parsed, (Problem, tuple))
