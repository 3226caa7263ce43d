import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Problem
from core.markers import CATALOGUE, Marker
from core.markers.units import Conversion, accepted_units, conversion, to_unit
from core.panel import Value
from core.readers.quantities import Quantity, Stated, parse_limit, parse_quantity, parse_value
from tests.strategies import markers

T_BIL, UA, HT = CATALOGUE["t_bil"], CATALOGUE["ua"], CATALOGUE["ht"]


def in_own_unit(marker: Marker) -> Conversion:
    return conversion(marker, marker.unit)


def key_of(parsed: object) -> str:
    assert isinstance(parsed, Problem), parsed
    return parsed.key.removeprefix("reader.cell.")


def value_of(text: str, marker: Marker = UA) -> Value:
    stated = parse_value(text, marker, marker.unit, in_own_unit(marker))
    assert isinstance(stated, Stated), stated
    return stated.value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3.4", 3.4),
        (" 3.4 ", 3.4),
        ("３．４", 3.4),
        ("+3.4", 3.4),
        ("5", 5.0),
        ("5.", 5.0),
        (".5", 0.5),
        ("1e-3", 0.001),
        ("0", 0.0),
        ("007", 7.0),
    ],
)
def test_a_number_is_read_exactly(text: str, number: float) -> None:
    assert value_of(text) == Value.exactly(number)


@pytest.mark.parametrize(
    "text",
    [
        "<0.1",
        "< 0.1",
        "＜0.1",
        "<=0.1",
        "≦0.1",
        "≤0.1",
        "⩽0.1",
        "0.1未満",
        "0.1 以下",
        "０．１未満",
    ],
)
def test_a_value_below_a_limit_stays_an_interval(text: str) -> None:
    assert value_of(text) == Value.below(0.1)


@pytest.mark.parametrize(
    "text", [">500", "> 500", "＞500", ">=500", "≧500", "≥500", "500以上", "500 超", "500を超える"]
)
def test_a_value_above_a_limit_stays_an_interval(text: str) -> None:
    assert value_of(text) == Value.above(500)


@pytest.mark.parametrize("text", ["", " ", "-", "－", "—"])
def test_an_empty_cell_is_a_marker_that_was_not_measured(text: str) -> None:
    assert parse_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("3,4", "comma"),
        ("1,234", "comma"),
        ("1,234,567", "comma"),
        ("<3,4", "comma"),
        ("-3.4", "negative"),
        ("−3.4", "negative"),
        ("<-1", "negative"),
        ("nan", "not_finite"),
        ("NaN", "not_finite"),
        ("inf", "not_finite"),
        ("-Infinity", "not_finite"),
        ("∞", "not_finite"),
        ("1e999", "not_possible"),
        ("1e9", "not_possible"),
        ("<0", "not_possible"),
        ("ND", "not_detected"),
        ("n.d.", "not_detected"),
        ("not detected", "not_detected"),
        ("検出せず", "not_detected"),
        ("検出限界以下", "not_detected"),
        ("測定限界未満", "not_detected"),
        ("感度以下", "not_detected"),
        ("high", "not_a_number"),
        ("NA", "not_a_number"),
        ("n/a", "not_a_number"),
        ("#DIV/0!", "not_a_number"),
        ("3.4 X", "not_a_number"),
        ("3.4*", "not_a_number"),
        ("3.4①", "not_a_number"),
        ("10³", "not_a_number"),
        ("3.4.5", "not_a_number"),
        ("3-4", "not_a_number"),
        ("2026-03-04", "not_a_number"),
        ("1 234", "not_a_number"),
        ("1_234", "not_a_number"),
        ("3.4±0.2", "not_a_number"),
        ("<", "not_a_number"),
        ("<0.1未満", "not_a_number"),
        ("≒3.4", "not_a_number"),
        ("٣", "not_a_number"),
        ("3.4 furlong", "not_a_number"),
        ("true", "not_a_number"),
        ("=1+1", "formula"),
        ("9" * 5000, "too_long"),
    ],
)
def test_what_is_not_certain_is_refused(text: str, key: str) -> None:
    assert key_of(parse_value(text, UA, UA.unit, in_own_unit(UA))) == key


def test_a_refused_cell_is_quoted() -> None:
    problem = parse_quantity("high")
    assert isinstance(problem, Problem)
    assert problem.details == {"text": "high"}


@pytest.mark.parametrize(
    ("text", "marker", "value"),
    [
        ("0.8 mg/dL", T_BIL, 0.8),
        ("0.8mg/dl", T_BIL, 0.8),
        ("17.1 µmol/L", T_BIL, 1.0),
        ("45%", HT, 45.0),
        ("5.2 ×10³/µL", CATALOGUE["wbc"], 5.2),
        ("5.2x10^9/L", CATALOGUE["wbc"], 5.2),
    ],
)
def test_a_unit_in_the_cell_is_used_for_that_cell(text: str, marker: Marker, value: float) -> None:
    stated = parse_value(text, marker, "as in the header", in_own_unit(marker))
    assert isinstance(stated, Stated)
    assert stated.value == Value.exactly(value)
    assert stated.unit != "as in the header"


def test_a_limit_word_may_stand_behind_the_unit() -> None:
    assert value_of("0.1mg/dL未満", T_BIL) == Value.below(0.1)


@pytest.mark.parametrize("text", ["3.4 U/L", "5.6%"])
def test_a_unit_in_the_cell_that_is_none_of_the_marker_is_refused(text: str) -> None:
    problem = parse_value(text, UA, UA.unit, in_own_unit(UA))
    assert isinstance(problem, Problem)
    assert problem.key == "unit.not_accepted"
    assert "mg/dL" in str(problem.details["accepted"])


def test_what_was_written_is_kept_beside_the_value() -> None:
    stated = parse_value(" ＜17.1 ", T_BIL, "umol/l", conversion(T_BIL, "umol/l"))
    assert stated == Stated(Value.below(1.0), "＜17.1", "umol/l")


@pytest.mark.parametrize("text", ["<0.1", "3 mg/dL", "1e999"])
def test_an_end_of_an_interval_is_a_plain_number(text: str) -> None:
    assert key_of(parse_limit(text, in_own_unit(UA))) == "limit"


def test_an_end_of_an_interval_is_converted() -> None:
    assert parse_limit("59.48", conversion(UA, "umol/L")) == 1.0
    assert parse_limit("", in_own_unit(UA)) is None


@given(number=st.floats(0, 1e300), sign=st.sampled_from(["", "<", ">"]))
def test_a_number_written_by_python_is_read_back_to_the_bit(number: float, sign: str) -> None:
    assert parse_quantity(f"{sign}{number!r}") == Quantity(number, sign, "")


@given(marker=markers(), number=st.floats(1e-6, 1e6), data=st.data())
def test_a_value_in_any_accepted_unit_comes_to_the_markers_own(
    marker: Marker, number: float, data: st.DataObject
) -> None:
    unit = data.draw(st.sampled_from(accepted_units(marker)))
    other = to_unit(marker, number, unit)
    if other < 0:
        return  # HbA1c below 2.15 % has no IFCC value
    stated = parse_value(repr(other), marker, unit, conversion(marker, unit))
    assert isinstance(stated, Stated)
    assert stated.value.is_exact
    assert stated.value.low == pytest.approx(number, rel=1e-9)


@given(st.text())
def test_any_text_is_a_quantity_a_problem_or_nothing(text: str) -> None:
    parsed = parse_value(text, UA, UA.unit, in_own_unit(UA))
    if isinstance(parsed, Stated):
        assert 0 <= parsed.value.low <= parsed.value.high
        assert math.isfinite(parsed.value.low)
    else:
        assert parsed is None or isinstance(parsed, Problem)


@pytest.mark.parametrize("text", ["3.4 H", "3.4L", "H 3.4", "↓3.4", "3.4(H)", "3.4 高", "LL 3.4"])
def test_a_flag_beside_a_value_is_left_aside(text: str) -> None:
    assert parse_quantity(text) == Quantity(3.4, "", "")


def test_a_flag_may_stand_beside_a_censored_value() -> None:
    assert parse_quantity("<0.1 L") == Quantity(0.1, "<", "")
    assert parse_quantity("0.1未満 L") == Quantity(0.1, "<", "")


@pytest.mark.parametrize("text", ["3.4*", "* 3.4", "3.4 A", "H", "3.4 HL", "3.4 h"])
def test_what_is_no_certain_flag_is_refused(text: str) -> None:
    assert isinstance(parse_quantity(text), Problem)
