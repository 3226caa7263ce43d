import pytest

from core.readers.corrections import NONE
from core.readers.reading import Reading
from core.readers.report import read_lines
from tests.readers.files import check_sentences

UA, CRP = "UA 3.4 mg/dL", "CRP 0.3 mg/dL"


def read(*lines: str) -> Reading:
    reading = read_lines("\n".join(lines), "report.txt", NONE)
    for problem in reading.problems:
        check_sentences(problem)
    return reading


def keys(reading: Reading) -> list[str]:
    return [problem.key for problem in reading.problems]


def early(reading: Reading) -> dict[str, bool]:
    return {m.marker.key: m.is_preliminary for p in reading.panels for m in p.measurements}


@pytest.mark.parametrize(
    ("one", "other"),
    [("ID: A", "ID: B"), ("採血日 2026/10/01", "採血日 2026/10/02")],
)
def test_results_of_two_patients_or_times_are_not_mixed(one: str, other: str) -> None:
    reading = read(one, UA, other, CRP)
    assert reading.panels == ()
    assert keys(reading) == ["reader.draw.conflict", "reader.line.no_result"]


def test_two_numbers_in_the_head_of_one_report_are_told_and_none_is_used() -> None:
    reading = read("ID: A", "カルテ番号: B", UA, CRP)
    (panel,) = reading.panels
    assert (panel.patient.id, len(panel.measurements)) == ("", 2)
    assert keys(reading) == ["reader.draw.conflict"]


@pytest.mark.parametrize(
    "line", ["中間報告", "状態: 中間", "Status: preliminary", "中間報告: 10/2 分"]
)
def test_a_report_that_may_change_is_preliminary_as_a_whole(line: str) -> None:
    assert early(read(line, UA, CRP)) == {"ua": True, "crp": True}


def test_only_the_results_that_are_named_are_preliminary() -> None:
    assert early(read("中間報告: UA", UA, CRP)) == {"ua": True, "crp": False}


@pytest.mark.parametrize("status", ["取消", "who knows"])
def test_a_report_that_was_withdrawn_has_no_result(status: str) -> None:
    reading = read(f"状態: {status}", UA)
    assert reading.panels == ()
    assert "reader.result.status" in keys(reading)


def test_results_of_another_material_are_told_and_left_out() -> None:
    reading = read("検体: 尿", "UA 50 mg/dL", "検体: 血清", CRP)
    assert early(reading) == {"crp": False}
    assert keys(reading) == ["reader.row.not_blood", "reader.result.not_blood"]


def test_a_number_or_a_name_does_not_prove_how_values_are_written() -> None:
    reading = read("ID: 12,34", "WBC 6,500 /uL", "1,5-AG 14 ug/mL")
    assert reading.panels == ()
    assert "reader.cell.comma" in keys(reading)


def test_a_line_about_one_result_alone_says_nothing_of_all() -> None:
    reading = read("結果: see below", UA)
    assert keys(reading) == ["reader.line.unknown"]


def test_a_date_of_birth_may_prove_how_dates_are_written() -> None:
    (panel,) = read("生年月日 23/01/1990", "採血日 02/10/2026", UA).panels
    assert (str(panel.specimen.collected), panel.patient.age) == ("2026-10-02", 36)
