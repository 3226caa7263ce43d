import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.table import Column, Link, Picture, Table

TABLE = Table(
    "Markers",
    (
        Column("Marker", ("Uric acid", "![x](http://x)")),
        Column("Value", ("3.4", "<0.1"), is_number=True),
        Column("Unit", ("mg/dL", ""), is_muted=True),
        Column("Strip", (Picture("data:image/svg+xml;base64,AA==", "low"), "–"), width=240),
        Column("Source", (Link("Hayakawa 2018", "https://doi.org/10.1038/x"), "B")),
    ),
)


def rows(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.csv().decode("utf-8-sig"))))


def test_a_file_of_the_table_holds_its_words_in_place_of_its_pictures_and_links() -> None:
    assert rows(TABLE) == [
        ["Marker", "Value", "Unit", "Strip", "Source"],
        ["Uric acid", "3.4", "mg/dL", "low", "Hayakawa 2018"],
        ["![x](http://x)", "<0.1", "", "–", "B"],
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx"])
def test_no_cell_of_the_file_is_run_as_a_formula(cell: str) -> None:
    assert rows(Table("t", (Column("c", (cell,)),)))[1] == [f"'{cell}"]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_stays_a_number_in_the_file(number: float) -> None:
    assert rows(Table("t", (Column("c", (repr(number),)),)))[1] == [repr(number)]


def test_columns_of_unequal_length_are_no_table() -> None:
    with pytest.raises(ValueError, match="zip"):
        Table("t", (Column("a", ("1",)), Column("b", ()))).csv()


def test_what_a_cell_says_is_escaped_and_what_we_draw_is_not() -> None:
    shown = TABLE.styled().data  # type: ignore[attr-defined]
    first, second = shown.iloc[0].tolist(), shown.iloc[1].tolist()
    assert second[0] == r"\!\[x\]\(http\:\/\/x\)"
    assert first[2] == r":gray[mg\/dL]"
    assert second[2] == ""
    assert first[3] == "![low](data:image/svg+xml;base64,AA==)"
    assert first[4] == "[Hayakawa 2018](https://doi.org/10.1038/x)"


def test_numbers_stand_to_the_right_and_drawings_have_their_width() -> None:
    styles = TABLE.styled().table_styles  # type: ignore[attr-defined]
    by_selector = {style["selector"]: str(style["props"]) for style in styles}
    assert "right" in by_selector[".col1"]
    assert "240px" in by_selector[".col3"]
    assert "130px" in by_selector[".col0"]
    assert ".col2" not in by_selector


def test_a_japanese_text_is_as_wide_as_twice_its_letters() -> None:
    table = Table("t", (Column("c", ("検査室の基準範囲",)), Column("d", ("interval",))))
    by_selector = {style["selector"] for style in table.styled().table_styles}  # type: ignore[attr-defined]
    assert ".col0" in by_selector
    assert ".col1" not in by_selector


def test_a_sentence_in_a_cell_may_be_as_wide_as_a_line() -> None:
    styles = TABLE.styled().table_styles  # type: ignore[attr-defined]
    by_selector = {style["selector"]: str(style["props"]) for style in styles}
    assert "720px" in by_selector["td > div"]
