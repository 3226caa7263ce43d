from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.markers import Sex
from core.panel import Patient
from core.readers.ages import completed_years
from tests.readers.fhir.resources import (
    LOINC,
    SNOMED,
    URATE,
    Members,
    bundle,
    concept,
    noted,
    observation,
    patient,
    quantity,
    read,
)

WHO = {"reference": "Patient/x"}


def known(resource: Members, reference: Members | None = None) -> Patient:
    """Who a result is of, beside one patient in a bundle."""
    entry = {"fullUrl": "http://ehr.example/Patient/x", "resource": resource}
    result = {
        "fullUrl": "http://ehr.example/Observation/1",
        "resource": observation(subject=reference or WHO),
    }
    (panel,) = read({"resourceType": "Bundle", "type": "batch", "entry": [result, entry]}).panels
    return panel.patient


@pytest.mark.parametrize(
    "reference",
    ["Patient/x", "http://ehr.example/Patient/x", "Patient/x/_history/2"],
)
def test_a_patient_is_found_by_each_kind_of_reference(reference: str) -> None:
    found = known(patient(id="x"), {"reference": reference})
    assert (found.id, found.sex, found.age) == ("P-1", Sex.MALE, 29.0)


def test_a_patient_may_be_contained_in_the_result() -> None:
    inside = observation(contained=[patient(id="p")], subject={"reference": "#p"})
    (panel,) = read(inside).panels
    assert panel.patient.id == "P-1"


@pytest.mark.parametrize(
    ("identifiers", "pseudonym"),
    [
        ([{"value": "A"}, {"value": "B", "use": "official"}], "B"),
        ([{"value": "A", "use": "usual"}, {"value": "B", "type": concept("MR", "v2")}], "B"),
        ([{"value": "999-47", "type": concept("SS", "v2")}, {"value": "B"}], "B"),
        ([{"value": "999-47", "type": concept("SS", "v2")}], "x"),
        ([{"value": "A", "use": "old"}], "x"),
        ([{"value": "A" * 65}], "x"),
        ([], "x"),
    ],
)
def test_the_pseudonym_is_the_number_of_the_clinic(
    identifiers: list[Members], pseudonym: str
) -> None:
    assert known(patient(id="x", identifier=identifiers)).id == pseudonym


@pytest.mark.parametrize(
    ("subject", "pseudonym"),
    [
        ({"reference": "Patient/77"}, "77"),
        ({"reference": "http://other.example/fhir/Patient/77"}, "77"),
        ({"identifier": {"value": "K-9"}}, "K-9"),
        ({"display": "SECRET"}, ""),
    ],
)
def test_a_patient_who_is_not_in_the_file_is_known_by_the_reference(
    subject: Members, pseudonym: str
) -> None:
    (panel,) = read(observation(subject=subject)).panels
    assert panel.patient == Patient(id=pseudonym)


def test_the_same_number_on_another_server_is_another_patient() -> None:
    assert known(patient(id="x"), {"reference": "http://other.example/Patient/x"}) == Patient(
        id="x"
    )


@pytest.mark.parametrize("gender", ["other", "unknown", ""])
def test_a_gender_that_is_no_sex_for_intervals_stays_unknown(gender: str) -> None:
    assert known(patient(gender=gender)).sex is None


@pytest.mark.parametrize("birth", ["1996", "1996-10", "", "1996-13-01"])
def test_an_age_needs_the_whole_date_of_birth(birth: str) -> None:
    assert known(patient(birthDate=birth)).age is None


def test_an_age_needs_a_date_of_the_draw() -> None:
    (panel,) = read(bundle(observation(effectiveDateTime=None))).panels
    assert panel.patient.age is None


def test_a_draw_before_the_birth_is_told_and_gives_no_age() -> None:
    found, keys = noted(observation(effectiveDateTime="1990-01-01"))
    assert (found.patient.age, keys) == (None, ["fhir.patient.age"])


@given(st.dates(date(1920, 1, 1), date(2020, 1, 1)), st.integers(0, 40_000))
def test_completed_years_change_on_the_birthday(birth: date, days: int) -> None:
    day = date.fromordinal(birth.toordinal() + days)
    years = completed_years(birth, day)
    if (birth.month, birth.day) != (2, 29):
        assert (
            birth.replace(year=birth.year + years)
            <= day
            < birth.replace(year=birth.year + years + 1)
        )


@pytest.mark.parametrize("kind", ["Group", "Device", "Location"])
def test_a_result_about_something_else_is_refused(kind: str) -> None:
    reading = read(observation(subject={"reference": f"{kind}/1"}))
    assert (reading.panels, reading.problems[0].key) == ((), "fhir.patient.other")


def test_two_patients_of_one_file_are_two_panels() -> None:
    reading = read(bundle(observation(), observation(subject={"reference": "Patient/2"})))
    assert [panel.patient.id for panel in reading.panels] == ["P-1", "2"]


def test_two_clinics_with_the_same_number_are_not_one_patient() -> None:
    other = patient(id="o", identifier=[{"system": "urn:elsewhere", "value": "P-1"}])
    theirs = observation(URATE, 5.0, subject={"reference": "Patient/o"})
    panel, keys = noted(observation(), theirs, other)
    assert ([m.marker.key for m in panel.measurements], keys) == (["t_bil"], ["fhir.patient.two"])


@pytest.mark.parametrize("same", [1, 2])
def test_a_patient_sent_along_twice_is_one(same: int) -> None:
    both = [patient(id="x")] * same
    reading = read(bundle(observation(subject=WHO), *both))
    assert reading.panels[0].patient.sex is Sex.MALE


def test_of_two_patients_with_one_name_none_is_taken() -> None:
    reading = read(
        bundle(observation(subject=WHO), patient(id="x"), patient(id="x", gender="female"))
    )
    assert reading.panels[0].patient == Patient(id="x")


def test_a_name_is_nowhere_in_what_was_read() -> None:
    assert "SECRET" not in repr(read(bundle(observation(), observation(URATE, 5.0))))


def pregnancy(code: str, system: str, **members: object) -> Members:
    said = concept(code, system)
    return observation("82810-3", None, valueCodeableConcept=said, **members)


@pytest.mark.parametrize(
    ("code", "system", "pregnant"),
    [
        ("77386006", SNOMED, True),
        ("60001007", SNOMED, False),
        ("LA15173-0", LOINC, True),
        ("LA26683-5", LOINC, False),
        ("LA4489-6", LOINC, None),
    ],
)
def test_a_pregnancy_that_is_clearly_coded_is_read(
    code: str, system: str, pregnant: bool | None
) -> None:
    panel, _ = noted(observation(), pregnancy(code, system))
    assert panel.patient.pregnant is pregnant


@pytest.mark.parametrize(
    "members",
    [{"effectiveDateTime": "2025-10-02"}, {"status": "entered-in-error"}, {"subject": WHO}],
)
def test_a_pregnancy_of_another_day_or_patient_says_nothing(members: Members) -> None:
    panel, keys = noted(observation(), pregnancy("77386006", SNOMED, **members))
    assert (panel.patient.pregnant, keys) == (None, ["fhir.others"])


def test_a_pregnancy_stated_in_two_ways_is_not_known() -> None:
    both = [pregnancy("77386006", SNOMED), pregnancy("60001007", SNOMED)]
    panel, keys = noted(observation(), *both)
    assert (panel.patient.pregnant, keys) == (None, ["fhir.others"])


def test_an_age_that_was_observed_fills_an_unknown_one() -> None:
    age = observation("30525-0", valueQuantity=quantity(31, "a"), subject=WHO)
    (panel,) = read(bundle(observation(subject=WHO), age)).panels
    assert panel.patient.age == 31.0


def of_each(*subjects: Members) -> list[tuple[str, list[str]]]:
    """The pseudonym and markers of each panel, of results of several subjects."""
    codes = (URATE, "1975-2", "1988-5")
    results = [observation(code, **subject) for code, subject in zip(codes, subjects, strict=False)]
    entries = [{"resource": result} for result in results]
    reading = read({"resourceType": "Bundle", "type": "collection", "entry": entries})
    nameless = [p for p in reading.problems if p.key == "fhir.patient.nameless"]
    assert len(nameless) == (sum(len(p.measurements) for p in reading.panels) < len(subjects))
    return [(p.patient.id, [m.marker.key for m in p.measurements]) for p in reading.panels]


def contained(**members: object) -> Members:
    inside = {"resourceType": "Patient", "id": "p", **members}
    return {"contained": [inside], "subject": {"reference": "#p"}}


def test_the_id_of_a_contained_patient_is_no_pseudonym() -> None:
    assert of_each(contained(gender="male")) == [("", ["ua"])]


@pytest.mark.parametrize(
    "subjects",
    [
        (contained(birthDate="1990-01-01"), contained(birthDate="1990-02-01")),
        ({"subject": {"display": "Fox"}}, {"subject": {"display": "Badger"}}),
        ({"subject": {"reference": "#gone"}}, {"subject": {"reference": "#gone"}}),
        (contained(), {"subject": {"display": "Fox"}}),
    ],
)
def test_results_of_several_without_a_pseudonym_are_not_mixed(subjects: tuple[Members]) -> None:
    assert of_each(*subjects) == []


@pytest.mark.parametrize(
    "subject", [contained(gender="male"), {"subject": {"display": "Fox"}}, {"subject": None}]
)
def test_results_of_one_without_a_pseudonym_are_left_to_be_typed(subject: Members) -> None:
    assert of_each(subject, subject) == [("", ["ua", "t_bil"])]


def test_a_result_that_names_nobody_is_not_given_to_another_patient() -> None:
    assert of_each({"subject": {"reference": "Patient/1"}}, {"subject": None}) == [("1", ["ua"])]


def test_one_number_on_two_servers_is_two_patients() -> None:
    entries = [
        {"fullUrl": f"http://{server}/{kind}/1", "resource": resource | {"id": "1"}}
        for server, code in (("a", URATE), ("b", "1975-2"))
        for kind, resource in (
            ("Patient", {"resourceType": "Patient"}),
            ("Observation", observation(code, subject={"reference": "Patient/1"})),
        )
    ]
    reading = read({"resourceType": "Bundle", "type": "collection", "entry": entries})
    assert [m.marker.key for p in reading.panels for m in p.measurements] == ["ua"]
    assert [p.key for p in reading.problems] == ["fhir.patient.two"]
