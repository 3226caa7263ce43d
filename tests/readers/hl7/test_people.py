import pytest

from core.markers import Sex
from core.readers.corrections import NONE
from core.readers.corrections import key_of as key
from tests.readers.hl7.messages import OBR, PID, UA, header, obx, of, read


def of_person(identifiers: str = "P-001", born: str = "20020510", sex: str = "M") -> bytes:
    return of(header(), f"PID|1||{identifiers}||KITSUNE^KON||{born}|{sex}", OBR, obx())


@pytest.mark.parametrize(
    ("field", "identifier"),
    [
        ("P-001", "P-001"),
        ("0001000052^^^^PI", "0001000052"),
        ("A^^^X^SS~B^^^X^MR", "B"),
        ("A^^^X^PI~B^^^X^MR", "B"),
        ("A^^^X^SS~B^^^X^PI", "B"),
        ("A~B", "A"),
        ("^^^X^MR~B", "B"),
        ("", ""),
        ('""', ""),
    ],
)
def test_the_identifier_is_the_first_or_the_record_number(field: str, identifier: str) -> None:
    (panel,) = read(of_person(field)).panels
    assert panel.patient.id == identifier


def test_an_identifier_that_is_none_is_told_and_left_to_be_typed() -> None:
    reading = read(of_person("P" * 99))
    assert [(p.key, p.place.path) for p in reading.problems] == [("reader.cell.id", "PID-3")]
    assert reading.panels[0].patient.id == ""


@pytest.mark.parametrize(
    ("code", "sex"),
    [("M", Sex.MALE), ("f", Sex.FEMALE), ("", None), ("U", None), ("O", None), ('""', None)],
)
def test_the_sex_is_that_of_table_0001(code: str, sex: Sex | None) -> None:
    reading = read(of_person(sex=code))
    assert reading.panels[0].patient.sex is sex
    assert not reading.problems


def test_another_code_of_the_sex_is_told_unless_a_correction_says_what_it_is() -> None:
    reading = read(of_person(sex="1"))
    assert [p.key for p in reading.problems] == ["hl7.patient.sex"]
    assert reading.panels[0].patient.sex is None
    corrected = read(of_person(sex="1"), NONE.with_sex(key("1"), Sex.MALE))
    assert corrected.panels[0].patient.sex is Sex.MALE
    assert not corrected.problems


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("20021002", 24.0),
        ("20021003", 23.0),
        ("200210020000+0900", 24.0),
        ("20261002", 0.0),
        ("", None),
    ],
)
def test_the_age_is_in_completed_years_at_the_draw(born: str, age: float | None) -> None:
    reading = read(of_person(born=born))
    assert reading.panels[0].patient.age == age
    assert not reading.problems


@pytest.mark.parametrize(
    ("born", "problem"),
    [
        ("2002", "hl7.moment.coarse"),
        ("200210", "hl7.moment.coarse"),
        ("20021302", "hl7.moment.not_a_time"),
        ("20261003", "hl7.patient.birth"),
        ("1900", "hl7.moment.coarse"),
    ],
)
def test_a_birth_date_that_tells_no_age_is_told(born: str, problem: str) -> None:
    reading = read(of_person(born=born))
    assert reading.panels[0].patient.age is None
    assert [(p.key, p.place.path) for p in reading.problems] == [(problem, "PID-7")]


def test_without_a_time_of_the_draw_there_is_no_age() -> None:
    data = of(header(), PID, obx(observed=""))
    assert read(data).panels[0].patient.age is None


def of_two(one: str, other: str) -> list[tuple[str, list[str]]]:
    """The id and markers of each panel, of two messages with these identifiers."""
    segments = [
        segment
        for identifier, code in ((one, UA), (other, "1975-2^Bilirubin^LN"))
        for segment in (header(), f"PID|1||{identifier}", OBR, obx(code))
    ]
    reading = read(of(*segments))
    told = [(p.key, p.place.row) for p in reading.problems]
    markers = sum(len(panel.measurements) for panel in reading.panels)
    assert told == ([] if markers == 2 else [("hl7.patient.two", 6)])
    return [(p.patient.id, [m.marker.key for m in p.measurements]) for p in reading.panels]


def test_one_number_of_two_institutions_is_two_patients() -> None:
    assert of_two("1001^^^EAST^MR", "1001^^^WEST^MR") == [("1001", ["ua"])]
    assert of_two("1001^^^EAST&1.2&ISO", "1001^^^&1.3&ISO") == [("1001", ["ua"])]


@pytest.mark.parametrize("other", ["1001", "1001^^^east^PI", "1001^^^EAST&1.2&ISO"])
def test_one_number_of_one_institution_is_one_patient(other: str) -> None:
    assert of_two("1001^^^EAST^MR", other) == [("1001", ["ua", "t_bil"])]
