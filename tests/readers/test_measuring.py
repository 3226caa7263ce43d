import pytest

from core.errors import Place, Problem, Severity
from core.markers import CATALOGUE, Interval
from core.panel import Measurement, Patient, Value
from core.readers.corrections import NONE, Corrections, Meaning, key_of
from core.readers.measuring import marker_of, measured
from core.readers.names import Code, System
from core.readers.result import Result, Status
from tests.readers.files import check_sentences

PLACE = Place("report.json", path="entry[3]")
ANYBODY = Patient(id="A")


def result(
    text: str = "5",
    unit: str = "mg/dL",
    name: str = "UA",
    codes: tuple[Code, ...] = (),
    ends: tuple[str, str] = ("", ""),
) -> Result:
    low, high = ends
    return Result(
        patient=ANYBODY, text=text, unit=unit, name=name, codes=codes, low=low, high=high,
        place=PLACE,
    )  # fmt: skip


def read(
    found: Result, corrections: Corrections = NONE
) -> tuple[Measurement | None, tuple[Problem, ...]]:
    measurement, problems = measured(found, corrections)
    for problem in problems:
        check_sentences(problem)
        assert problem.place == PLACE
    return measurement, problems


def keys(found: Result, corrections: Corrections = NONE) -> list[str]:
    return [problem.key for problem in read(found, corrections)[1]]


def test_a_result_becomes_a_measurement_in_the_markers_unit() -> None:
    measurement, problems = read(result("297.4", "umol/L", ends=("178.44", "416.36")))
    assert problems == ()
    assert measurement == Measurement(
        marker=CATALOGUE["ua"],
        value=Value.exactly(5),
        text="297.4",
        unit="umol/L",
        interval=Interval(3, 7),
        place=PLACE,
    )


@pytest.mark.parametrize(
    ("found", "key"),
    [
        (result(""), "reader.result.no_value"),
        (result("-"), "reader.result.no_value"),
        (result("high"), "reader.cell.not_a_number"),
        (result("5 U/L"), "unit.not_accepted"),
        (result(unit=""), "unit.missing"),
        (result(unit="furlong"), "unit.unknown"),
        (result(name="sodium chloride"), "reader.result.unknown"),
        (result(name=""), "reader.result.unknown"),
    ],
)
def test_what_is_no_measurement_is_told_with_its_place(found: Result, key: str) -> None:
    measurement, (problem,) = read(found)
    assert (measurement, problem.key) == (None, key)


@pytest.mark.parametrize(
    ("low", "high", "key"),
    [
        ("7", "3", "reader.row.interval"),
        ("3", "3", "reader.row.interval"),
        ("x", "7", "reader.cell.not_a_number"),
        ("3", "<7", "reader.cell.limit"),
        ("3,5", "7", "reader.cell.comma"),
    ],
)
def test_a_broken_interval_is_told_and_the_value_used(low: str, high: str, key: str) -> None:
    measurement, (problem,) = read(result(ends=(low, high)))
    assert problem.key == key
    assert measurement is not None
    assert (measurement.value, measurement.interval) == (Value.exactly(5), None)


def test_a_value_far_from_its_unit_is_used_and_asked_about() -> None:
    measurement, (note,) = read(result("8.5", "umol/L"))
    assert (note.key, note.severity) == ("unit.likelier", Severity.NOTE)
    assert measurement is not None
    assert measurement.text == "8.5"


def test_a_code_to_the_letter_is_no_spelling() -> None:
    coded = Result(patient=ANYBODY, text="5", unit="MG/DL", name="UA", is_coded=True, place=PLACE)
    assert keys(coded) == ["unit.unknown"]
    assert keys(result(unit="MG/DL")) == []


def test_a_preliminary_result_is_marked_as_such() -> None:
    early = Result(
        patient=ANYBODY, text="5", unit="mg/dL", name="UA", status=Status.PRELIMINARY, place=PLACE
    )
    measurement, _ = read(early)
    assert measurement is not None
    assert measurement.is_preliminary


UA, AST = Code(System.LOINC, "3084-1"), Code(System.LOINC, "1920-8")
UA_JLAC = Code(System.JLAC10, "3C020000002327101")
UNKNOWN, OWN = Code(System.LOINC, "9999-9", "UA"), Code(System.LOCAL, "0471", "尿酸")


@pytest.mark.parametrize(
    ("name", "codes", "expected"),
    [
        ("", (UA,), "ua"),
        ("", (UA_JLAC,), "ua"),
        ("PROTEIN", (UA,), "ua"),
        ("AST", (UA,), "ua"),
        ("x", (UNKNOWN, UA_JLAC), "ua"),
        ("UA", (UNKNOWN,), None),
        ("UA", (OWN,), "ua"),
        ("x", (OWN,), "ua"),
        ("x", (Code(System.LOCAL, "UA"),), "ua"),
        ("UA", (), "ua"),
        ("", (), None),
    ],
)
def test_a_public_code_counts_before_any_name(
    name: str, codes: tuple[Code, ...], expected: str | None
) -> None:
    marker = marker_of(result(name=name, codes=codes), NONE)
    assert (None if isinstance(marker, Problem) else marker.key) == expected


@pytest.mark.parametrize(
    ("name", "codes"),
    [("", (UA, AST)), ("AST", (OWN,)), ("", (Code(System.LOCAL, "AST"), OWN))],
)
def test_two_markers_of_one_result_are_none(name: str, codes: tuple[Code, ...]) -> None:
    assert keys(result(name=name, codes=codes)) == ["reader.result.two_markers"]


def test_what_the_clinician_said_counts_before_any_code() -> None:
    meant = Meaning(marker="ua", unit="umol/L", unit_for=key_of("?"))
    said = NONE.with_meaning(key_of("Harnsäure"), meant)
    measurement, problems = read(result("297.4", "?", "Harnsäure", (AST,)), said)
    assert problems == ()
    assert measurement is not None
    assert (measurement.marker, measurement.value) == (CATALOGUE["ua"], Value.exactly(5))
    (other, _) = read(result("5", "mg/dL", "Harnsäure", (AST,)), said)
    assert other is not None
    assert other.value == Value.exactly(5)
    unused = NONE.with_meaning(key_of("UA"), Meaning())
    assert keys(result(codes=(UA,)), unused) == ["reader.result.unknown"]
