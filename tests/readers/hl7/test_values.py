import pytest

from core.errors import Severity
from core.markers import Interval
from core.panel import Value
from tests.readers.hl7.messages import OBR, URATE, keys, measured, obx, oru, read, why_unused


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("NM", "5.1", Value.exactly(5.1)),
        ("NM", "<0.1", Value.below(0.1)),
        ("ST", "5.1", Value.exactly(5.1)),
        ("ST", ">=12", Value.above(12)),
        ("TX", "５．１", Value.exactly(5.1)),
        ("FT", "0.1以下", Value.below(0.1)),
        ("SN", "^5.1", Value.exactly(5.1)),
        ("SN", "=^5.1", Value.exactly(5.1)),
        ("SN", "<^0.1", Value.below(0.1)),
        ("SN", ">^500", Value.above(500)),
        ("SN", "<=^0.1", Value.below(0.1)),
        ("NM", "5.1~", Value.exactly(5.1)),
        ("ST", "297.48 umol/L", Value.exactly(297.48 / 59.48)),
    ],
)
def test_a_value_is_read_from_each_type_of_data(kind: str, text: str, value: Value) -> None:
    read_value = measured(oru(obx(kind=kind, value=text))).value
    assert (read_value.low, read_value.high) == pytest.approx((value.low, value.high))


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("NM", "27~25", "hl7.value.repeated"),
        ("NM", "", "reader.result.no_value"),
        ("SN", "<^", "reader.result.no_value"),
        ("SN", "^1^-^5", "hl7.value.structured"),
        ("SN", "^1^:^128", "hl7.value.structured"),
        ("SN", "^2^+", "hl7.value.structured"),
        ("SN", "<>^5", "hl7.value.structured"),
        ("SN", "5.1", "hl7.value.structured"),
        ("CWE", "POS^Positive^L", "hl7.value.type"),
        ("CE", "5.1", "hl7.value.type"),
        ("ED", "^IM^JPEG^Base64^AAAA", "hl7.value.type"),
        ("", "5.1", "hl7.value.type"),
        ("NM", "5^1", "reader.cell.not_a_number"),
        ("ST", "negative", "reader.cell.not_a_number"),
        ("NM", "5,1", "reader.cell.comma"),
    ],
)
def test_a_value_that_is_not_one_number_is_refused(kind: str, text: str, key: str) -> None:
    problem = why_unused(oru(obx(kind=kind, value=text)))
    assert (problem.key, problem.severity) == (key, Severity.REFUSED)


@pytest.mark.parametrize("unit", ["mg/dL", "mg/dl^mg/dl^99XYZ", "^mg/dL", "01^mg/dL^99LAB"])
def test_the_unit_is_the_code_or_the_text_beside_it(unit: str) -> None:
    assert measured(oru(obx(unit=unit))).value == Value.exactly(5.1)


@pytest.mark.parametrize(
    ("unit", "key"),
    [
        ("", "unit.missing"),
        ("beats/min^^ISO", "unit.unknown"),
        ("mmHg", "unit.unknown"),
        ("mg/dL^umol/L", "hl7.value.two_units"),
    ],
)
def test_a_unit_that_is_not_one_of_the_marker_is_refused(unit: str, key: str) -> None:
    assert why_unused(oru(obx(unit=unit))).key == key


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("3.7-7.8", Interval(3.7, 7.8)),
        ("3.7 to 7.8", Interval(3.7, 7.8)),
        ("3.7_7.8", Interval(3.7, 7.8)),
        ("3.7～7.8", Interval(3.7, 7.8)),
        ("<7.8", Interval(None, 7.8)),
        (">=3.7", Interval(3.7, None)),
        ("3.7-7.8 mg/dL", Interval(3.7, 7.8)),
        ("", None),
        ('""', None),
    ],
)
def test_the_interval_is_the_laboratorys(text: str, interval: Interval | None) -> None:
    assert measured(oru(obx(interval=text))).interval == interval


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("M 3.7-7.8 F 2.6-5.5", "range.not_certain"),
        ("3.7~7.8", "range.not_certain"),
        ("220-460 umol/L", "range.other_unit"),
        ("7.8-3.7", "reader.row.interval"),
    ],
)
def test_an_interval_that_is_not_certain_is_told_and_the_value_used(text: str, key: str) -> None:
    reading = read(oru(obx(interval=text)))
    assert [p.key for p in reading.problems] == [key]
    assert reading.panels[0].measurements[0].interval is None


@pytest.mark.parametrize(
    ("value", "flag", "is_told"),
    [
        ("5.1", "N", False),
        ("5.1", "H", True),
        ("5.1", "L^^HL70078", True),
        ("9.0", "H", False),
        ("9.0", "HH", False),
        ("9.0", "N", True),
        ("9.0", "L", True),
        ("2.0", "N", True),
        ("7.8", "H", False),
        ("5.1", "A~B", False),
        ("<5.1", "L", False),
    ],
)
def test_a_flag_that_contradicts_value_and_interval_is_told(
    value: str, flag: str, is_told: bool
) -> None:
    reading = read(oru(obx(value=value, flag=flag, interval="3.7-7.8")))
    assert [p.key for p in reading.problems] == ["hl7.flag"] * is_told
    assert reading.panels[0].measurements[0].text == value


@pytest.mark.parametrize("status", ["F", "B", "V", "C", "A"])
def test_a_final_or_corrected_result_is_used(status: str) -> None:
    assert not measured(oru(obx(status=status))).is_preliminary


@pytest.mark.parametrize("status", ["P", "R", "S"])
def test_a_result_that_may_still_change_is_preliminary(status: str) -> None:
    assert measured(oru(obx(status=status))).is_preliminary


@pytest.mark.parametrize(
    ("status", "key"),
    [
        ("I", "hl7.absent.pending"),
        ("X", "hl7.absent.not_obtained"),
        ("N", "hl7.absent.not_asked"),
        ("O", "hl7.absent.order_detail"),
        ("U", "hl7.absent.not_sent_again"),
        ("D", "reader.result.withdrawn"),
        ("W", "reader.result.withdrawn"),
        ("Q", "hl7.status.unknown"),
    ],
)
def test_a_result_that_does_not_stand_is_told_with_its_status(status: str, key: str) -> None:
    assert keys(oru(obx(status=status))) == [key]
    assert not read(oru(obx(status=status))).panels


@pytest.mark.parametrize(
    ("order", "is_used"), [("F", True), ("P", True), ("X", False), ("", False)]
)
def test_without_a_status_of_its_own_a_result_has_that_of_its_order(
    order: str, is_used: bool
) -> None:
    data = oru(obx(URATE, status="")).replace(OBR.encode(), OBR[:-1].encode() + order.encode())
    reading = read(data)
    assert bool(reading.panels) is is_used
    assert len(reading.problems) == (not is_used)
