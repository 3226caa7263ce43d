import pytest

from core.errors import CohortError, PanelError
from core.readers.cohorts.header import Header, header_of
from core.readers.corrections import NONE
from core.readers.tables.grid import Grid

PERSON = ["A", "case", "1.5", "2.5"]


def header_in(*rows: list[str]) -> Header:
    head = [(number, row) for number, row in enumerate(rows, 1) if "".join(row).strip()]
    return header_of(Grid(file="clinic.csv", head=head, blocks=lambda *_: iter(())), NONE)


@pytest.mark.parametrize(
    "above",
    [
        [],
        [["Report of the ward", "", "", ""]],
        [["Report"], [], ["2026-10-02"]],
        [["", "", "Amino acids", "Amino acids"]],
        [["Batch", "B-1", "Ward", "3"]],
    ],
)
def test_the_header_is_found_below_titles(above: list[list[str]]) -> None:
    found = header_in(*above, ["ID", "Sex", "M1", "M2"], PERSON)
    assert (list(found.cells), found.row) == (["ID", "Sex", "M1", "M2"], len(above) + 1)
    assert found.last_row == found.row


def test_where_no_name_is_known_the_first_row_as_wide_as_the_table_is_the_header() -> None:
    found = header_in(["Notes"], ["who", "M1", "M2", "M3"], PERSON)
    assert found.row == 2


def test_one_known_name_in_a_row_of_values_does_not_make_it_the_header() -> None:
    found = header_in(["Name", "Label"], ["M1", "Acetate"], ["M2", "Arginine"])
    assert found.row == 1


def test_empty_columns_at_the_end_are_none() -> None:
    assert header_in(["ID", "M1", "", " "], PERSON).cells == ["ID", "M1"]


def test_names_may_be_numbers_where_one_of_them_is_known() -> None:
    assert header_in(["Sample ID", "132.06", "145.1", "150"], PERSON).row == 1


@pytest.mark.parametrize("row", [["1", "2", "3"], ["A", "3.4", "<5", "1e3"]])
def test_a_row_of_numbers_is_no_header(row: list[str]) -> None:
    with pytest.raises(CohortError) as caught:
        header_in(row, row)
    assert caught.value.problem.key == "cohort_reader.no_header"
    assert caught.value.problem.place.row == 1


def test_a_table_that_was_turned_round_is_refused() -> None:
    with pytest.raises(PanelError) as caught:
        header_in(["ID", *(f"P{i}" for i in range(2_001))])
    assert caught.value.problem.key == "reader.file.too_many_columns"


@pytest.mark.parametrize(
    ("header", "below", "units"),
    [
        (["ID", "Sex", "UA", "M1"], ["", "", "mg/dL", "ng/mL"], {2: "mg/dL", 3: "ng/mL"}),
        (["ID", "Sex", "UA", "M1"], ["-", "M/F", "(mg/dL)", "peak"], {2: "mg/dL"}),
        (["ID", "IL6", "M1"], ["unit", "ng/mL", "mmol/L"], {1: "ng/mL", 2: "mmol/L"}),
        (["ID", "IL6", "M1"], ["", "ng/mL", ""], {1: "ng/mL"}),
    ],
)
def test_a_row_of_units_is_found(
    header: list[str], below: list[str], units: dict[int, str]
) -> None:
    found = header_in(header, below, PERSON)
    assert found.units == units
    assert found.last_row == found.unit_row == 2


@pytest.mark.parametrize(
    "below",
    [
        ["A", "ng/mL", "x"],
        ["", "1.5", "ng/mL"],
        ["", "case", "ng/mL"],
        ["", "", ""],
    ],
)
def test_a_person_is_not_taken_for_a_row_of_units(below: list[str]) -> None:
    assert header_in(["ID", "IL6", "M1"], below, PERSON).unit_row is None
