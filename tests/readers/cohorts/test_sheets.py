from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

import pytest

from core.errors import CohortError
from core.readers.cohorts import CohortReading, read_cohort
from tests.readers.cohorts.reading import checked, keys_of
from tests.readers.files import xlsx_of

Sheet: TypeAlias = Sequence[Sequence[Any]]

DATA: Sheet = [["ID", "Group", "M1", "M2"], ["A", "x", 1.5, 2.5], ["B", "y", 3.5, 4.5]]
LABELS: Sheet = [["Idx", "Name", "Label"], [1, "M1", "Acetate"], [2, "M2", "L-Alanine"]]
NOTES: Sheet = [["Made by the ward"]]


def reading_of(sheets: Mapping[str, Sheet], sheet: str = "") -> CohortReading:
    others = {title: rows for title, rows in sheets.items() if title != "Sheet"}
    book = xlsx_of(*sheets["Sheet"], **others)
    return checked(read_cohort(book, "clinic.xlsx", sheet=sheet))


def titles(reading: CohortReading) -> dict[str, str]:
    assert reading.cohort is not None
    return {analyte.key: analyte.title for analyte in reading.cohort.analytes}


@pytest.mark.parametrize(
    "sheets",
    [
        {"Sheet": NOTES, "Data": DATA, "Peak": LABELS},
        {"Sheet": LABELS, "Data": DATA},
        {"Sheet": [["ID", "M9"], ["A", 1.5], ["B", 2.5]], "Data": DATA},
    ],
)
def test_the_sheet_with_most_to_compare_is_read(sheets: dict[str, Sheet]) -> None:
    reading = reading_of(sheets)
    assert (reading.sheet, reading.sheets) == ("Data", tuple(sheets))
    assert set(titles(reading)) == {"M1", "M2"}


def test_a_sheet_with_two_columns_of_ids_holds_nothing_to_compare() -> None:
    twice: Sheet = [["Sample ID", "Patient ID", "M1", "M2", "M3"], ["A", "B", 1.5, 2.5, 3.5]]
    assert reading_of({"Sheet": twice, "Data": DATA}).sheet == "Data"


def test_another_sheet_is_read_where_it_is_asked_for() -> None:
    reading = reading_of({"Sheet": [["ID", "M9"], ["A", 1.5], ["B", 2.5]], "Data": DATA}, "Sheet")
    assert (reading.sheet, set(titles(reading))) == ("Sheet", {"M9"})


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(CohortError) as caught:
        reading_of({"Sheet": NOTES, "Data": DATA}, "Peaks")
    assert caught.value.problem.details["sheets"] == '"Sheet", "Data"'


def test_columns_get_the_labels_of_another_sheet_and_keep_their_names() -> None:
    reading = reading_of({"Sheet": DATA, "Peak": LABELS})
    assert titles(reading) == {"M1": "Acetate", "M2": "L-Alanine"}
    (note,) = reading.problems
    assert (note.key, dict(note.details)) == ("cohort_reader.labels", {"count": 2, "sheet": "Peak"})


@pytest.mark.parametrize(
    "labels",
    [
        [["Idx", "Name"], [1, "M1"], [2, "M2"]],
        [["Name", "Label", "Label"], ["M1", "x", "y"], ["M2", "x", "y"]],
        [["Name", "Label"], ["P1", "Acetate"], ["P2", "L-Alanine"]],
        [["Name", "Label"]],
    ],
)
def test_a_sheet_that_labels_no_columns_gives_no_titles(labels: Sheet) -> None:
    reading = reading_of({"Sheet": DATA, "Peak": labels})
    assert titles(reading) == {"M1": "", "M2": ""}
    assert reading.problems == ()


def test_a_name_with_two_labels_has_none() -> None:
    twice: Sheet = [*LABELS, [3, "M1", "Acetone"], [4, "M2", "L-Alanine"]]
    assert titles(reading_of({"Sheet": DATA, "Peak": twice})) == {"M1": "", "M2": "L-Alanine"}


def test_a_marker_keeps_its_own_name() -> None:
    data: Sheet = [["ID", "UA (mg/dL)", "M1"], ["A", 5, 1.5], ["B", 6, 2.5]]
    labels: Sheet = [["Name", "Label"], ["UA (mg/dL)", "urate"], ["M1", "Acetate"]]
    assert titles(reading_of({"Sheet": data, "Peak": labels})) == {"ua": "", "M1": "Acetate"}


def test_a_formula_is_refused_at_its_cell_and_in_a_group() -> None:
    data: Sheet = [["ID", "Group", "M1"], ["A", "x", "=1+1"], ["B", '="y"', 2.5], ["C", "x", 1.5]]
    reading = reading_of({"Sheet": data})
    assert keys_of(reading.problems) == ["reader.cell.formula"] * 2
    assert [problem.place.row for problem in reading.problems] == [2, 3]
    assert reading.cohort is not None
    assert reading.cohort.factors["Group"].codes.tolist() == [0, -1, 0]


def test_dates_and_percentages_of_a_workbook_are_no_numbers_without_a_unit() -> None:
    data: Sheet = [
        ["ID", "Visit", "M1"],
        *([f"P{i}", date(2026, 10, 2), i / 8] for i in range(5)),
    ]
    reading = reading_of({"Sheet": data})
    assert reading.cohort is not None
    assert reading.cohort.factors["Visit"].levels == ("2026-10-02",)
