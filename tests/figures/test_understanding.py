import pytest

from core.figures.understanding import (
    ITEMS_LISTED,
    corrections_line,
    items_left_out,
    items_table,
    meaning_words,
    understood_line,
    unit_words,
)
from core.markers import Sex
from core.readers import read_panels
from core.readers.corrections import NONE, Corrections, Meaning, Role, key_of
from core.readers.names import FIELD_NAMES, RESULT_NAMES
from core.readers.tables.delimited import ENCODINGS, SEPARATORS
from core.readers.understanding import Item, Shape, Understanding
from core.text import Language, text_in

EN, JA = text_in(Language.EN), text_in(Language.JA)
TABLE = (
    b"Export;;;;\nid;Harn X;UA;T-Bil;ward\n;mg/dL;mg/dL;mg/dL;\nP-7;3,4;3,5;0,6;west\nP-8;1;2;3;a\n"
)
OPEN = b"id;CK (U/L)\nP-7;1,500\n"
AS_CK = NONE.with_meaning(key_of("Harn X"), Meaning(marker="ck", unit="U/L"))


def understood(data: bytes, corrections: Corrections = NONE) -> Understanding:
    found = read_panels(data, "a.csv", corrections).understanding
    assert found is not None
    return found


def test_the_line_says_how_a_table_was_read() -> None:
    line = understood_line(EN, understood(TABLE))
    assert line.startswith(
        "A table with one panel a row, UTF-8, separated by semicolons, decimal comma,"
        " header in row 2, units in row 3."
    )
    assert "Of 5 names in the file, 3 are understood" in line


def test_the_line_names_the_file_where_there_is_one() -> None:
    assert understood_line(EN, understood(TABLE), file="a.csv").startswith("a.csv: A table")


@pytest.mark.parametrize(
    ("unit", "own", "said"),
    [("", "mg/dL", "as in the file"), ("", " ", "unit not stated"), ("umol/L", "", "µmol/L")],
)
def test_a_unit_that_no_file_states_is_not_called_its_own(unit: str, own: str, said: str) -> None:
    assert unit_words(EN, unit, own) == said


def test_a_decimal_mark_that_is_asked_for_is_not_claimed() -> None:
    reading = read_panels(OPEN, "a.csv")
    assert reading.understanding is not None
    assert "decimal" in understood_line(EN, reading.understanding)
    assert "decimal" not in understood_line(EN, reading.understanding, reading.problems)


@pytest.mark.parametrize("text", [EN, JA], ids=["en", "ja"])
@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("encoding", ["", "utf-8-sig", "utf-8, cp932", *ENCODINGS])
def test_whatever_was_read_has_a_line(text: object, shape: Shape, encoding: str) -> None:
    for separator in ("", *SEPARATORS):
        how = Understanding(
            shape=shape, signature="", items=(), encoding=encoding, separator=separator
        )
        assert understood_line(EN if text is EN else JA, how)


@pytest.mark.parametrize("text", [EN, JA], ids=["en", "ja"])
@pytest.mark.parametrize("field", [*FIELD_NAMES, *RESULT_NAMES])
def test_every_field_has_a_name(text: object, field: str) -> None:
    assert meaning_words(EN if text is EN else JA, Meaning(field=field))


def test_each_name_stands_with_what_it_was_taken_for() -> None:
    table = items_table(EN, understood(TABLE, AS_CK))
    rows = list(zip(*(column.cells for column in table.columns), strict=True))
    assert ("Harn X", "Creatine kinase", "U/L", "yes") in rows
    assert ("UA", "Uric acid (urate)", "mg/dL", "") in rows
    assert ("ward", "not understood, so not used", "", "") in rows


def test_an_end_of_an_interval_is_named_as_one() -> None:
    assert "lower end" in meaning_words(EN, Meaning(marker="ua", role=Role.LOW))
    assert "上限" in meaning_words(JA, Meaning(marker="ua", role=Role.HIGH))


@pytest.mark.parametrize(
    ("is_remembered", "said"),
    [(True, "1 correction made before"), (False, "1 correction is applied")],
)
def test_corrections_that_are_applied_are_counted(*, is_remembered: bool, said: str) -> None:
    line = corrections_line(EN, understood(TABLE, AS_CK), AS_CK, is_remembered=is_remembered)
    assert line.startswith(said)


def test_conventions_and_sexes_that_were_said_count_too() -> None:
    said = Corrections(decimal=",", encoding="utf-8").with_sex(key_of("1"), Sex.MALE)
    assert corrections_line(EN, understood(TABLE), said, is_remembered=True).startswith("3 ")


def test_corrections_of_names_that_are_not_in_this_file_are_not_counted() -> None:
    how = Understanding(shape=Shape.FHIR, signature="", items=(Item("UA", None),))
    assert corrections_line(EN, how, AS_CK, is_remembered=True) == ""


def test_of_very_many_names_the_first_are_listed_and_the_rest_counted() -> None:
    items = tuple(Item(f"Analyte {i}", None) for i in range(ITEMS_LISTED + 1))
    how = Understanding(shape=Shape.LONG, signature="", items=items)
    assert {len(c.cells) for c in items_table(EN, how).columns} == {ITEMS_LISTED}
    assert items_left_out(EN, how) == "The first 300 of 301 names are listed here."
    assert items_left_out(EN, understood(TABLE)) == ""
