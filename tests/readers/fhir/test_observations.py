from typing import Any

import pytest

from core.errors import Severity
from core.markers import CATALOGUE, Marker, Sex
from core.panel import Value
from core.readers.corrections import NONE, Meaning, key_of
from core.readers.understanding import Item, Shape
from tests.readers.fhir.resources import (
    ARGININE,
    BILIRUBIN,
    JLAC10,
    LOINC,
    URATE,
    Members,
    bundle,
    concept,
    measured,
    noted,
    observation,
    panel_of,
    quantity,
    read,
    told,
)

AT = "entry[1].resource"
OTHER_SPECIMENS = [(m, code) for m in CATALOGUE.values() for code in m.other_specimen]
CODED = [marker for marker in CATALOGUE.values() if marker.loinc and not marker.derived]


def coded(*codings: tuple[str, str], text: str = "") -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code} for system, code in codings], "text": text}


@pytest.mark.parametrize("marker", CODED, ids=lambda marker: marker.key)
def test_every_loinc_code_of_the_catalogue_is_read_in_its_unit(marker: Marker) -> None:
    interval = marker.intervals.get(Sex.MALE)
    usual = (interval.high or 1.5) if interval else 1.5
    stated = observation(marker.loinc, valueQuantity=quantity(usual, marker.unit))
    found = measured(stated)
    assert (found.marker, found.value) == (marker, Value.exactly(usual))


@pytest.mark.parametrize(("marker", "code"), OTHER_SPECIMENS)
def test_a_code_for_another_material_is_refused(marker: Marker, code: str) -> None:
    stated = observation(code, valueQuantity=quantity(1, marker.unit))
    assert told(stated) == [("reader.result.not_blood", AT)]


@pytest.mark.parametrize("system", [JLAC10, "urn:oid:1.2.392.200119.4.504", "1.2.392.200119.4.504"])
def test_a_jlac10_code_is_read_under_each_name_of_its_system(system: str) -> None:
    stated = observation(code=coded((system, "3J010000002327101"), text="総ビリルビン"))
    assert measured(stated).marker.key == "t_bil"


@pytest.mark.parametrize(
    ("material", "is_read"),
    [("023", True), ("022", True), ("019", True), ("001", False), ("004", False), ("041", False),
     ("033", False), ("056", False)],
)  # fmt: skip
def test_the_material_in_a_jlac10_code_must_be_blood(material: str, is_read: bool) -> None:
    stated = observation(code=coded((JLAC10, f"3C0200000{material}27101")))
    if is_read:
        assert measured(stated).marker.key == "ua"
    else:
        assert told(stated) == [("reader.result.not_blood", AT)]


def test_a_local_name_is_read_where_no_code_of_a_standard_is_there() -> None:
    stated = observation(code=coded(("http://clinic.example/codes", "0815"), text="尿酸"))
    assert measured(stated).marker.key == "ua"


def test_a_name_beside_an_unknown_standard_code_says_nothing() -> None:
    stated = observation(code=coded((LOINC, "20454-5"), text="PROTEIN"))
    assert told(stated) == [("reader.result.unknown", AT)]


def test_codes_of_two_markers_in_one_result_refuse_it() -> None:
    stated = observation(code=coded((LOINC, BILIRUBIN), (JLAC10, "3C020000002327101")))
    assert told(stated) == [("reader.result.two_markers", AT)]


@pytest.mark.parametrize(
    ("status", "key"),
    [
        ("entered-in-error", "reader.result.withdrawn"),
        ("cancelled", "reader.result.withdrawn"),
        ("registered", "fhir.status"),
        ("unknown", "fhir.status"),
        ("", "fhir.status"),
    ],
)
def test_a_status_without_a_valid_result_refuses_it(status: str, key: str) -> None:
    assert told(observation(status=status)) == [(key, AT)]


def test_a_preliminary_result_is_used_and_marked() -> None:
    assert measured(observation(status="preliminary")).is_preliminary


@pytest.mark.parametrize("status", ["amended", "corrected"])
def test_a_corrected_result_stands_before_a_final_one(status: str) -> None:
    panel, keys = noted(observation(value=0.8), observation(value=0.9, status=status))
    assert [m.value for m in panel.measurements] == [Value.exactly(0.9)]
    assert keys == ["reader.draw.superseded"]


def test_of_two_corrections_the_one_issued_last_stands() -> None:
    first = observation(value=0.9, status="amended", issued="2026-10-03T08:00:00Z")
    last = observation(value=0.7, status="amended", issued="2026-10-03T18:00:00+09:00")
    panel, _ = noted(last, first)
    assert panel.measurements[0].value == Value.exactly(0.7)


def test_components_are_results_of_their_own() -> None:
    parts = [
        {"code": concept(BILIRUBIN), "valueQuantity": quantity(0.8)},
        {"code": concept(URATE), "valueQuantity": quantity(5.0)},
    ]
    found = panel_of(observation("24320-4", None, component=parts)).measurements
    assert [(m.marker.key, m.place.path) for m in found] == [
        ("t_bil", f"{AT}.component[0].valueQuantity"),
        ("ua", f"{AT}.component[1].valueQuantity"),
    ]


def test_components_without_a_name_are_counted() -> None:
    parts = [{"code": concept(BILIRUBIN), "valueQuantity": quantity(0.8)}, {}, {}]
    reading = read(bundle(observation("24320-4", None, component=parts)))
    assert [(p.key, p.details["count"]) for p in reading.problems] == [("fhir.value.unnamed", 2)]
    assert len(reading.panels) == 1


def test_members_of_a_panel_are_read_once() -> None:
    members = [{"reference": "Observation/b"}, {"reference": "Observation/u"}]
    panel = panel_of(
        observation("24320-4", None, hasMember=members),
        observation(BILIRUBIN, 0.8, id="b"),
        observation(URATE, 5.0, id="u"),
    )
    assert [m.marker.key for m in panel.measurements] == ["t_bil", "ua"]


def test_a_member_that_is_not_in_the_file_is_told() -> None:
    head = observation("24320-4", None, hasMember=[{"reference": "Observation/lost"}])
    _, keys = noted(head, observation())
    assert keys == ["fhir.resource.missing"]


def test_what_is_not_of_the_laboratory_is_counted_in_one_note() -> None:
    pulse = observation("8867-4", category=[concept("vital-signs", "urn:category")])
    reading = read(bundle(*[pulse] * 42, observation()))
    (note,) = reading.problems
    assert (note.key, note.details["count"], note.severity) == ("fhir.others", 42, Severity.NOTE)


def test_unknown_results_of_the_laboratory_are_told_each() -> None:
    assert told(observation("99999-9"), observation("99998-9")) == [
        ("reader.result.unknown", AT),
        ("reader.result.unknown", "entry[2].resource"),
    ]


def test_what_was_understood_lists_each_name_once_with_its_unit() -> None:
    amino = observation(ARGININE, 80, valueQuantity=quantity(80, "umol/L"))
    unknown = observation(code=concept("99999-9", text="Mystery"))
    reading = read(
        bundle(observation(code=concept(BILIRUBIN, text="T-Bil")), amino, amino, unknown)
    )
    assert reading.understanding is not None
    assert reading.understanding.shape is Shape.FHIR
    assert reading.understanding.items == (
        Item("T-Bil", Meaning(marker="t_bil"), "mg/dL"),
        Item(ARGININE, Meaning(marker="arginine"), "umol/L"),
        Item("Mystery", None, "mg/dL"),
    )


def test_a_name_with_the_codes_of_two_markers_is_taken_for_none_of_them() -> None:
    both = [observation(code=concept(code, text="Assay")) for code in (BILIRUBIN, URATE)]
    reading = read(bundle(*both))
    assert reading.understanding is not None
    assert reading.understanding.items == (Item("Assay", None, "mg/dL"),)
    assert [m.marker.key for m in reading.panels[0].measurements] == ["t_bil", "ua"]


def test_what_the_clinician_said_of_a_name_counts_before_its_codes() -> None:
    meant = Meaning(marker="ua", unit="umol/L", unit_for=key_of("mg/dL"))
    said = NONE.with_meaning(key_of("Mystery"), meant)
    stated = observation(value=297.4, code=concept("99999-9", text="Mystery"))
    reading = read(bundle(stated), corrections=said)
    assert reading.panels[0].measurements[0].value == Value.exactly(5)
    assert reading.understanding is not None
    assert reading.understanding.items[0].is_corrected


def test_of_several_draws_only_that_with_a_refused_result_is_read_in_part() -> None:
    later: Members = {"effectiveDateTime": "2026-11-03"}
    refused = observation(URATE, status="who-knows", **later)
    reading = read(bundle(observation(), observation(**later), refused))
    assert [panel.is_partly_read for panel in reading.panels] == [False, True]
