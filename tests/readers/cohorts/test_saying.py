import pytest

from core.readers.cohorts import Use, read_cohort
from core.readers.cohorts.saying import (
    FIELDS,
    columns_to_say,
    meanings_to_say,
    said_before,
    units_to_say,
    with_said,
)
from core.readers.corrections import NONE, Meaning, key_of
from core.readers.understanding import Item, Understanding

FILE = b"who,group,Harn X,UA\nA,a,3.4,5\nB,b,3.5,6\nC,a,5.5,4\nD,b,4.5,4.5\n"


@pytest.fixture(scope="module")
def understood() -> Understanding:
    found = read_cohort(FILE, "a.csv").understanding
    assert found is not None
    return found


def column(understood: Understanding, name: str) -> Item:
    return columns_to_say(understood)[key_of(name)]


def test_every_column_can_be_said_something_of(understood: Understanding) -> None:
    names = [item.name for item in columns_to_say(understood).values()]
    assert names == ["who", "group", "Harn X", "UA"]


def test_a_column_said_to_be_a_marker_is_read_as_one(understood: Understanding) -> None:
    said = with_said(NONE, column(understood, "Harn X"), Meaning(marker="ua"), "mg/dL")
    cohort = read_cohort(FILE.replace(b"UA", b"Zeta"), "a.csv", said).cohort
    assert cohort is not None
    assert cohort.analyte("ua").unit == "mg/dL"


def test_a_unit_said_of_a_marker_without_one_makes_it_that_marker(
    understood: Understanding,
) -> None:
    said = with_said(NONE, column(understood, "UA"), Meaning(marker="ua"), "mg/dL")
    cohort = read_cohort(FILE, "a.csv", said).cohort
    assert cohort is not None
    assert cohort.analyte("ua").marker is not None


@pytest.mark.parametrize("field", FIELDS[:3])
def test_a_column_said_to_be_a_field_is_no_analyte(understood: Understanding, field: str) -> None:
    said = with_said(NONE, column(understood, "Harn X"), Meaning(field=field))
    uses = {one.name: one.use for one in read_cohort(FILE, "a.csv", said).columns}
    assert uses["Harn X"] is not Use.ANALYTE


def test_a_column_said_to_be_nothing_is_not_used(understood: Understanding) -> None:
    said = with_said(NONE, column(understood, "Harn X"), Meaning())
    uses = {one.name: one.use for one in read_cohort(FILE, "a.csv", said).columns}
    assert uses["Harn X"] is Use.UNUSED


def test_what_was_said_is_known_again_and_can_be_taken_back(understood: Understanding) -> None:
    item = column(understood, "Harn X")
    said = with_said(NONE, item, Meaning(marker="ua"), "mg/dL")
    assert said_before(NONE, item) is None
    assert said_before(said, item) == Meaning(marker="ua")
    assert with_said(said, item, None) == NONE


def test_whatever_can_be_said_is_possible_and_said_once() -> None:
    meanings = meanings_to_say()
    assert len(set(meanings)) == len(meanings)
    assert all(meaning.is_possible for meaning in meanings if meaning)


def test_the_files_own_unit_comes_first() -> None:
    assert units_to_say(Meaning(marker="ua"))[0] == ""
    assert "mg/dL" in units_to_say(Meaning(marker="ua"))
