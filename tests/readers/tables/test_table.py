import pytest

from core.errors import PanelError, Severity
from core.readers import read_panels
from core.readers.corrections import NONE, Meaning, key_of
from core.readers.reading import Reading
from core.readers.understanding import Shape, Understanding
from tests.readers.files import csv_of, found, problems_of, refusal_of


def understood(reading: Reading) -> Understanding:
    assert reading.understanding is not None
    return reading.understanding


def test_a_table_in_which_nothing_is_known_gives_its_columns_to_be_named() -> None:
    data = csv_of("subject,M1,M2", "S-1,3.4,0.5")
    reading = read_panels(data, "panels.csv")
    assert reading.panels == ()
    assert found(problems_of(data)) == [("reader.file.no_marker", 1, "")]
    said = understood(reading)
    assert [(item.name, item.meaning) for item in said.items] == [
        ("subject", None),
        ("M1", None),
        ("M2", None),
    ]


def test_naming_its_columns_makes_panels_of_it() -> None:
    data = csv_of("Study 7,,", "", "subject,M1,M2", "S-1,3.4,0.5")
    items = {i.name: i.key for i in understood(read_panels(data, "panels.csv")).items}
    said = (
        NONE.with_meaning(items["subject"], Meaning(field="id"))
        .with_meaning(items["M1"], Meaning(marker="ua", unit="mg/dL"))
        .with_meaning(items["M2"], Meaning())
    )
    (panel,) = read_panels(data, "panels.csv", said).panels
    assert panel.patient.id == "S-1"
    assert [(m.marker.key, m.value.low) for m in panel.measurements] == [("ua", 3.4)]


def test_titles_are_not_taken_for_the_columns_of_an_unknown_table() -> None:
    data = csv_of("Study 7", "Ward,3", "", "subject,M1,M2,M3", "S-1,1,2,3")
    said = understood(read_panels(data, "panels.csv"))
    assert said.header_row == 4
    assert [item.name for item in said.items] == ["subject", "M1", "M2", "M3"]


def test_a_title_is_told_at_the_row_of_the_header() -> None:
    (note,) = problems_of(csv_of("Ward 3,", "id,UA (mg/dL)", "A,3.4"))
    assert (note.key, note.place.row, note.severity) == ("reader.file.title", 2, Severity.NOTE)


@pytest.mark.parametrize("text", ["id,UA (mg/dL)", "Ward 3,\nid,item,value\n,,"])
def test_a_header_alone_is_refused(text: str) -> None:
    assert refusal_of(text.encode()).key == "reader.file.no_rows"


def test_what_was_understood_is_said_with_rows_and_marks() -> None:
    data = csv_of("Ward 3;;", "Patient;UA;Note", ";mg/dL;", "A;3,4;x", encoding="utf-8-sig")
    said = understood(read_panels(data, "panels.csv"))
    assert (said.shape, said.header_row, said.unit_row) == (Shape.WIDE, 2, 3)
    assert (said.separator, said.decimal, said.encoding) == (";", ",", "utf-8-sig")
    assert [(i.name, i.unit, i.meaning) for i in said.items] == [
        ("Patient", "", Meaning(field="id")),
        ("UA", "mg/dL", Meaning(marker="ua")),
        ("Note", "", None),
    ]


def test_the_layout_is_the_same_for_another_order_and_other_values_only() -> None:
    def signature(header: str) -> str:
        return understood(read_panels(csv_of(header, "1,2,3"), "panels.csv")).signature

    assert signature("id,UA (mg/dL),x") == signature("x,ID,UA (mg/dL)")
    assert signature("id,UA (mg/dL),x") != signature("id,UA (mg/dL),y")
    assert signature("id,UA (mg/dL),x") != signature("id,UA (umol/L),x")


def test_a_table_without_ids_needs_one_typed_beside_it() -> None:
    with pytest.raises(PanelError, match="no_id"):
        read_panels(csv_of("UA (mg/dL)", "3.4"), "panels.csv")


def test_an_encoding_that_was_said_and_cannot_be_is_refused() -> None:
    for encoding in ("utf-16", "cp932", "euc_jp"):
        said = NONE.with_meaning(key_of("x"), Meaning())
        said = type(said)(said.meanings, encoding=encoding)
        data = "id,UA (mg/dL),Größe\nA,3.4,\x80\n".encode()
        with pytest.raises(PanelError, match="encoding"):
            read_panels(data, "panels.csv", said)
