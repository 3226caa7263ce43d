from collections.abc import Mapping

import pytest

from core.errors import Severity
from core.markers import CATALOGUE, Interval, Marker
from core.readers.conventions import Conventions
from core.readers.corrections import NONE, Corrections, Meaning, key_of
from core.readers.result import Status
from core.readers.tables.analytes import STATUSES, Analyte, analyte_of
from tests.readers.files import check_sentences
from tests.strategies import MEASURABLE

UA = {"item": "UA", "unit": "mg/dL"}


def known(
    cells: Mapping[str, str] | None = None, /, corrections: Corrections = NONE, **more: str
) -> Analyte:
    """What is said beside a value of uric acid; the cell `decimal` is the mark of the file."""
    stated = {**UA, **(cells or {}), **more}
    analyte = analyte_of(stated, Conventions(stated.get("decimal", ""), None, corrections))
    for problem in analyte.problems:
        check_sentences(problem)
    return analyte


def keys(analyte: Analyte) -> list[str]:
    return [problem.key for problem in analyte.problems]


@pytest.mark.parametrize("marker", MEASURABLE, ids=lambda marker: marker.key)
def test_every_marker_is_known_by_its_name_or_its_code_alone(marker: Marker) -> None:
    assert known(item=marker.symbol, unit=marker.unit).marker is marker
    for code in (marker.loinc, *(code for code in marker.jlac10 if len(code) == 5)):
        if code:
            assert known(item="", code=code, unit=marker.unit).marker is marker


def test_a_code_counts_before_a_name_that_says_otherwise() -> None:
    assert known(item="AST", code="3084-1").marker is CATALOGUE["ua"]
    assert keys(known(code="9999-9")) == ["reader.result.unknown"]


def test_a_code_of_the_laboratorys_own_may_be_a_name() -> None:
    assert known(item="", code="UA").marker is CATALOGUE["ua"]
    assert known(item="UA", code="0471").marker is CATALOGUE["ua"]
    assert keys(known(item="AST", code="UA")) == ["reader.result.two_markers"]


def test_a_unit_may_stand_behind_the_name() -> None:
    analyte = known(item="UA (umol/L)", unit="")
    assert (analyte.marker, analyte.unit) == (CATALOGUE["ua"], "umol/L")


def test_two_units_of_one_result_are_refused_and_one_written_twice_is_not() -> None:
    assert keys(known(item="UA (umol/L)", unit="mg/dL")) == ["unit.two"]
    assert known(item="UA (mg/dl)", unit="mg/dL").problems == ()


@pytest.mark.parametrize(
    ("unit", "key"),
    [("", "unit.missing"), ("furlong", "unit.unknown"), ("U/L", "unit.not_accepted")],
)
def test_a_unit_that_cannot_be_is_refused(unit: str, key: str) -> None:
    analyte = known(unit=unit)
    assert (keys(analyte), analyte.marker, analyte.known) == ([key], CATALOGUE["ua"], None)


def test_what_is_no_marker_is_noted_under_its_own_name() -> None:
    analyte = known(item="sodium chloride", code="X-1")
    (note,) = analyte.problems
    assert (note.key, note.severity) == ("reader.result.unknown", Severity.NOTE)
    assert note.details == {"name": "sodium chloride", "code": "X-1"}


def test_a_figure_that_is_computed_from_others_is_not_read() -> None:
    assert keys(known(item="Arg/(Arg+Orn)", unit="1")) == ["reader.result.unknown"]


@pytest.mark.parametrize("word", [word for word, status in STATUSES.items() if status is None])
def test_a_result_that_was_withdrawn_is_refused(word: str) -> None:
    assert keys(known(status=word.upper())) == ["reader.result.withdrawn"]


@pytest.mark.parametrize(("word", "status"), [(w, s) for w, s in STATUSES.items() if s is not None])
def test_a_status_is_read_in_both_languages(word: str, status: Status) -> None:
    analyte = known(status=f" {word} ")
    assert (analyte.status, analyte.problems) == (status, ())


@pytest.mark.parametrize("word", ["pending", "未着", "I", "?"])
def test_a_status_that_is_not_known_is_refused(word: str) -> None:
    assert keys(known(status=word)) == ["reader.result.status"]


@pytest.mark.parametrize("material", ["尿", "Urine", " 蓄尿 ", "saliva", "髄液"])
def test_a_result_of_another_material_is_noted(material: str) -> None:
    (note,) = known(material=material).problems
    assert (note.key, note.severity) == ("reader.result.not_blood", Severity.NOTE)


@pytest.mark.parametrize("material", ["血清", "Plasma", "whole blood", ""])
def test_a_result_of_blood_is_used(material: str) -> None:
    assert known(material=material).problems == ()


@pytest.mark.parametrize(
    ("cells", "interval"),
    [
        ({"low": "3.7", "high": "7.8"}, Interval(3.7, 7.8)),
        ({"low": "3.7"}, Interval(3.7, None)),
        ({"high": "7.8"}, Interval(None, 7.8)),
        ({"range": "3.7 - 7.8"}, Interval(3.7, 7.8)),
        ({"range": "3.7～7.8"}, Interval(3.7, 7.8)),
        ({"range": "7.8以下"}, Interval(None, 7.8)),
        ({"range": "3.7-7.8 mg/dL"}, Interval(3.7, 7.8)),
        ({"range": "1 - 2", "low": "3.7", "high": "7.8"}, Interval(3.7, 7.8)),
        ({"range": "-", "low": "", "high": " "}, None),
    ],
)
def test_an_interval_comes_as_two_ends_or_as_one_text(
    cells: dict[str, str], interval: Interval | None
) -> None:
    analyte = known(cells)
    assert (analyte.interval, analyte.problems) == (interval, ())


def test_an_interval_is_converted_as_its_value_is() -> None:
    assert known(unit="umol/L", range="59.48-297.4").interval == Interval(1, 5)


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        ({"range": "M: 3.7-7.8 F: 2.6-5.5"}, "range.not_certain"),
        ({"range": "220-464 umol/L"}, "range.other_unit"),
        ({"low": "7.8", "high": "3.7"}, "reader.row.interval"),
        ({"low": "3,7", "high": "7.8"}, "reader.cell.comma"),
        ({"high": "high"}, "reader.cell.not_a_number"),
    ],
)
def test_an_interval_that_is_not_certain_is_left_out_and_told(
    cells: dict[str, str], key: str
) -> None:
    analyte = known(cells)
    assert (keys(analyte), analyte.interval, analyte.marker) == ([key], None, CATALOGUE["ua"])


def test_an_interval_is_written_as_the_numbers_of_the_file_are() -> None:
    assert known(decimal=",", range="3,7 - 7,8").interval == Interval(3.7, 7.8)
    assert known(decimal=",", low="3,7", high="1.007,8").interval == Interval(3.7, 1007.8)


def test_a_correction_names_the_marker_and_its_unit() -> None:
    said = NONE.with_meaning(key_of("Harnsäure"), Meaning(marker="ua", unit="umol/L"))
    analyte = known(corrections=said, item="Harnsäure", unit="")
    assert (analyte.marker, analyte.unit, analyte.problems) == (CATALOGUE["ua"], "umol/L", ())
    # What was said of values without a unit is not said of those that state one.
    assert keys(known(corrections=said, item="Harnsäure", unit="Einheit")) == ["unit.unknown"]
    assert known(corrections=said, item="Harnsäure", unit="mmol/L").unit == "mmol/L"
    unused = NONE.with_meaning(key_of("ua"), Meaning())
    assert known(corrections=unused).marker is None


@pytest.mark.parametrize(
    ("code", "material"),
    [
        ("3C0150000001", "001"),
        ("3C0150000001271", "001"),
        ("3C015-0000-001-271", "001"),
        ("3C015000000127101", "001"),
        ("3C0150000023271", ""),
        ("3C0150000", ""),
    ],
)
def test_a_code_of_any_length_tells_the_material_it_holds(code: str, material: str) -> None:
    analyte = known(item="クレアチニン", code=code, unit="mg/dL")
    assert keys(analyte) == (["reader.result.not_blood"] if material else [])
    assert (analyte.marker is None) is bool(material)
