from functools import reduce

import pytest

from core.errors import PanelError
from core.markers import CATALOGUE
from core.readers.cohorts.header import Header
from core.readers.cohorts.plans import NAMES_OF_PEOPLE, Plan, plans_of
from core.readers.cohorts.reading import Use
from core.readers.corrections import NONE, Corrections, Meaning, key_of
from core.readers.names import FIELD_NAMES
from tests.readers.files import check_sentences


def plans(*cells: str, corrections: Corrections = NONE, **units: str) -> list[Plan]:
    below = {int(column.removeprefix("u")): unit for column, unit in units.items()}
    found = plans_of(Header(cells, 1, None, below), corrections, "clinic.csv")
    for plan in found:
        if plan.reason is not None:
            check_sentences(plan.reason)
            assert plan.reason.place.file == "clinic.csv"
    return found


def plan(cell: str, corrections: Corrections = NONE, **units: str) -> Plan:
    (only,) = plans(cell, corrections=corrections, **units)
    return only


def reason(found: Plan) -> str:
    return found.reason.key if found.reason else ""


def said(**meanings: Meaning) -> Corrections:
    return reduce(
        lambda all_said, pair: all_said.with_meaning(key_of(pair[0]), pair[1]),
        meanings.items(),
        NONE,
    )


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("SampleID", Use.ID),
        ("患者ID", Use.ID),
        ("Age", Use.AGE),
        ("Age [years]", Use.AGE),
        ("年齢(歳)", Use.AGE),
        ("Date of birth", Use.BIRTH),
        ("採血日時", Use.COLLECTED),
        ("SampleType", Use.MATERIAL),
    ],
)
def test_a_known_field_is_known_by_its_name(name: str, use: Use) -> None:
    assert plan(name).use is use


@pytest.mark.parametrize("name", ["Sex", "性別", "Sex (M/F)", "Gender [m/f]"])
def test_of_the_sex_the_texts_decide(name: str) -> None:
    assert (plan(name).use, plan(name).field) == (None, "sex")


@pytest.mark.parametrize("field", ["fasting", "haemolysed", "pregnant", "medication"])
def test_of_yes_and_no_the_texts_decide(field: str) -> None:
    assert {plan(name).field for name in FIELD_NAMES[field]} == {field}
    assert plan(field).use is None


@pytest.mark.parametrize(
    ("name", "below", "unit"),
    [("UA (umol/L)", "", "umol/L"), ("尿酸 [mg/dL]", "", "mg/dL"), ("UA", "mg/dL", "mg/dL")],
)
def test_a_marker_is_one_with_a_unit_that_it_can_have(name: str, below: str, unit: str) -> None:
    found = plan(name, u0=below)
    assert found.marker is CATALOGUE["ua"]
    assert (found.use, found.unit) == (Use.ANALYTE, unit)
    assert found.known is not None


@pytest.mark.parametrize(
    ("name", "key"),
    [("UA (mmHg)", "unit.unknown"), ("UA (10*3/uL)", "unit.not_accepted")],
)
def test_a_marker_with_a_unit_that_it_cannot_have_is_refused(name: str, key: str) -> None:
    assert reason(plan(name)) == key
    assert plan(name).is_unused


def test_two_units_of_one_column_are_refused() -> None:
    assert reason(plan("UA (mg/dL)", u0="umol/L")) == "unit.two"
    assert reason(plan("IL6 (ng/mL)", u0="mg/dL")) == "unit.two"


def test_a_marker_without_a_unit_is_an_analyte_of_the_file_alone_and_this_is_told() -> None:
    found = plan("Arginine")
    assert (found.use, found.marker) == (None, None)
    assert reason(found) == "cohort_reader.column.no_unit"


@pytest.mark.parametrize(
    ("name", "title", "unit"),
    [
        ("IL6 (pg/mL)", "IL6", "pg/mL"),
        ("PISA(mm2)", "PISA", "mm2"),
        ("Weight [kg]", "Weight", "kg"),
        ("Onset （歳）", "Onset", "歳"),
        ("M1 [a.u.]", "M1", "a.u."),
        ("Glucose (fasting)", "", ""),
        ("Group [case/control]", "", ""),
        ("Smoker (1=yes)", "", ""),
        ("M1", "", ""),
    ],
)
def test_a_unit_stands_in_brackets_and_a_remark_is_none(name: str, title: str, unit: str) -> None:
    assert (plan(name).title, plan(name).unit) == (title, unit)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("", "reader.column.unnamed"),
        ("=A1", "reader.cell.formula"),
        ("x" * 201, "reader.cell.too_long"),
        ("UA (mg/dL) low", "cohort_reader.column.interval"),
        ("preliminary", "cohort_reader.column.preliminary"),
        *((name, "cohort_reader.column.name") for name in ("Name", "氏名", "E-mail", "住所")),
    ],
)
def test_what_cannot_be_compared_is_left_out_by_its_header(name: str, key: str) -> None:
    assert reason(plan(name)) == key
    assert plan(name).use is Use.UNUSED


def test_a_column_that_may_name_people_is_read_only_if_a_clinician_says_what_it_is() -> None:
    assert "name" in NAMES_OF_PEOPLE
    assert plan("name", said(name=Meaning(field="id"))).use is Use.ID


def test_a_column_that_was_said_not_to_be_used_is_left_out() -> None:
    assert reason(plan("M1", said(M1=Meaning()))) == "cohort_reader.column.said"


def test_a_column_that_was_said_to_be_a_marker_is_one() -> None:
    found = plan("M3", said(M3=Meaning(marker="arginine", unit="umol/L")))
    assert (found.marker, found.unit) == (CATALOGUE["arginine"], "umol/L")


@pytest.mark.parametrize(
    "names",
    [("M1", "M1"), ("M1", "M1 "), ("Sex", "Gender"), ("UA (mg/dL)", "尿酸"), ("CRP", "crp")],
)
def test_of_columns_that_mean_the_same_none_is_used(names: tuple[str, str]) -> None:
    found = plans(*names, "M2")
    assert [reason(one) for one in found] == ["reader.column.duplicate"] * 2 + [""]


def test_of_three_columns_of_a_name_none_is_used() -> None:
    assert all(one.is_unused for one in plans("M1", "M1", "M1"))


def test_columns_that_only_look_alike_are_two() -> None:
    assert not any(one.is_unused for one in plans("M1", "m1", "M 1"))


def test_two_columns_of_ids_are_for_a_person_to_settle() -> None:
    with pytest.raises(PanelError) as caught:
        plans("SampleID", "Patient ID")
    assert caught.value.problem.key == "reader.column.duplicate"


@pytest.mark.parametrize("name", ["value", "status", "test", "unit", "flag"])
def test_a_name_of_results_has_no_meaning_in_a_table_of_people(name: str) -> None:
    assert (plan(name).use, plan(name).field) == (None, "")
