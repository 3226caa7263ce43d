import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cohort.cohort import ABOVE, BELOW, EXACT
from core.errors import Problem
from core.markers import CATALOGUE
from core.markers.units import accepted_units, conversion
from core.panel import Value
from core.readers.cohorts.amounts import (
    MISSING,
    Amount,
    AnyAmounts,
    MarkerAmounts,
    is_missing,
    limited,
)
from core.readers.quantities import Stated, parse_value

ANY = AnyAmounts("", "")
NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.floats(0, 1e4).map(lambda number: f"{number:.4g}"),
    st.text("0123456789.,-+e<>", max_size=8),
    st.sampled_from(["-0", "0", "1e9", "1e75", "NA", "", "3.4 mg/dL"]),
)


def of_marker(key: str, unit: str, decimal: str = "") -> MarkerAmounts:
    marker = CATALOGUE[key]
    return MarkerAmounts(marker, unit, conversion(marker, unit), decimal)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("3.4", Amount(3.4)),
        ("-1.25", Amount(-1.25)),
        ("−1.25", Amount(-1.25)),
        ("３．４", Amount(3.4)),
        ("1e3", Amount(1000.0)),
        ("<0.1", Amount(0.1, BELOW)),
        ("0.1未満", Amount(0.1, BELOW)),
        ("≧500", Amount(500.0, ABOVE)),
        ("<-2", Amount(-2.0, BELOW)),
        ("> -0.5", Amount(-0.5, ABOVE)),
        ("8.9 H", Amount(8.9)),
    ],
)
def test_an_amount_may_be_negative_and_may_be_a_limit(text: str, amount: Amount) -> None:
    assert ANY.of_one(text) == amount


@pytest.mark.parametrize("text", [*sorted(MISSING), "NaN", " NA ", "ＮＡ", "n/a", "―"])
def test_what_programs_write_for_a_gap_states_nothing(text: str) -> None:
    assert is_missing(text)
    assert ANY.of_one(text) is None
    assert of_marker("ua", "mg/dL").of_one(text) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("x", "reader.cell.not_a_number"),
        ("--3", "reader.cell.not_a_number"),
        ("- 3", "reader.cell.not_a_number"),
        ("3-4", "reader.cell.not_a_number"),
        ("inf", "reader.cell.not_finite"),
        ("-inf", "reader.cell.not_finite"),
        ("1e999", "reader.cell.not_finite"),
        ("-1e999", "reader.cell.not_finite"),
        ("1e80", "reader.cell.not_possible"),
        ("1,5", "reader.cell.comma"),
        ("-1,5", "reader.cell.comma"),
        ("=A1", "reader.cell.formula"),
        ("検出せず", "reader.cell.not_detected"),
        ("3.4 mg/dL", "cohort_reader.cell.unit"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(text: str, key: str) -> None:
    refused = ANY.of_one(text)
    assert isinstance(refused, Problem)
    assert refused.key == key


@pytest.mark.parametrize(
    ("text", "number"), [("1,5", 1.5), ("-2,25", -2.25), ("1.000,5", 1000.5), ("<0,1", 0.1)]
)
def test_a_decimal_comma_is_read_where_the_file_has_them(text: str, number: float) -> None:
    amount = AnyAmounts("", ",").of_one(text)
    assert isinstance(amount, Amount)
    assert amount.value == number


@pytest.mark.parametrize(
    ("unit", "text"), [("pg/mL", "3.4 pg/mL"), ("mg/dL", "3.4mg/dl"), ("a.u.", "3.4 a.u.")]
)
def test_the_unit_of_the_column_may_stand_beside_a_number(unit: str, text: str) -> None:
    assert AnyAmounts(unit, "").of_one(text) == Amount(3.4)


@pytest.mark.parametrize(("unit", "text"), [("mg/dL", "3.4 mg/L"), ("", "45%"), ("mg", "mg")])
def test_another_unit_beside_a_number_is_refused(unit: str, text: str) -> None:
    assert isinstance(AnyAmounts(unit, "").of_one(text), Problem)


@given(st.lists(NUMBERS), st.sampled_from(["", ".", ","]))
def test_many_amounts_at_once_are_those_of_each_by_itself(texts: list[str], decimal: str) -> None:
    amounts = AnyAmounts("", decimal)
    for text, value in zip(texts, amounts.of_all(texts).tolist(), strict=True):
        if not math.isnan(value):
            assert amounts.of_one(text) == Amount(value, EXACT)


@given(
    st.lists(NUMBERS),
    st.sampled_from(["ua", "crp", "hba1c", "na", "wbc", "t_bil"]),
    st.data(),
    st.booleans(),
)
def test_values_of_a_marker_are_never_taken_where_its_own_parser_refuses(
    texts: list[str], key: str, data: st.DataObject, asks: bool
) -> None:
    unit = data.draw(st.sampled_from(accepted_units(CATALOGUE[key])))
    amounts = of_marker(key, unit) if asks else of_marker(key, unit).without_asking()
    for text, value in zip(texts, amounts.of_all(texts).tolist(), strict=True):
        if not math.isnan(value):
            stated = parse_value(text, amounts.marker, unit, amounts.known)
            assert isinstance(stated, Stated)
            assert stated.value == Value.exactly(value)
            assert stated.note is None or not asks


def test_a_value_that_would_be_usual_in_another_unit_is_noted_and_not_changed() -> None:
    amounts = of_marker("ua", "mg/dL")
    assert np.isnan(amounts.of_all(["300"])).all()
    asked = amounts.of_one("300")
    assert isinstance(asked, Amount)
    assert asked.value == 300
    assert asked.note is not None
    assert asked.note.key == "unit.likelier_own"
    assert amounts.without_asking().of_one("300") == Amount(300.0)
    assert amounts.without_asking().of_all(["300"]).tolist() == [300]


@pytest.mark.parametrize("text", ["-1", "-0", "1e9", "1e999"])
def test_what_no_blood_can_hold_is_refused_of_a_marker(text: str) -> None:
    amounts = of_marker("ua", "mg/dL")
    assert np.isnan(amounts.of_all([text])).all()
    assert isinstance(amounts.of_one(text), Problem)


@pytest.mark.parametrize(
    ("value", "stands_at"),
    [
        (Value.exactly(0), (0, EXACT)),
        (Value.below(0.1), (0.1, BELOW)),
        (Value.above(12), (12, ABOVE)),
    ],
)
def test_a_censored_value_stands_at_its_limit(value: Value, stands_at: tuple[float, int]) -> None:
    assert limited(value) == stands_at
