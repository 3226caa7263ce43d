from core.figures.section import Section, has_rows, written
from core.figures.table import Column, Table

FILLED = Table("Title", (Column("a", ("1",)),))
EMPTY = Table("Empty", (Column("a", ()),))


def test_a_line_is_a_paragraph_and_a_dash_makes_it_a_point() -> None:
    section = written("T", "First.\n- one\n\n- two\nSecond - with a dash.\n")
    assert section.paragraphs == ("First.", "Second - with a dash.")
    assert section.points == ("one", "two")


def test_a_table_without_rows_is_left_out() -> None:
    section = written("T", "", tables=(EMPTY, FILLED), further=(EMPTY,))
    assert section.tables == (FILLED,)
    assert section.further == ()
    assert not has_rows(Table("", ()))


def test_a_table_named_like_its_section_has_no_heading_of_its_own() -> None:
    section = Section("Title", tables=(FILLED, Table("Other", FILLED.columns)))
    assert [heading for heading, _ in section.headed()] == ["", "Other"]
