"""The real messages beside this tree, observation by observation.

Two of them agree with the FHIR bundles that another program made of them. That program gives each
observation its OBX-14 as time; of an OBX that is no observation by FHIR it makes something else.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from core.errors import PanelError
from core.markers.units import canonical
from core.readers.corrections import NONE
from core.readers.hl7.encoding import raw_messages
from core.readers.hl7.message import Message, read_message
from core.readers.hl7.observations import Obx, codes_of, read_observation
from core.readers.hl7.people import read_person
from core.readers.hl7.specimens import read_sample
from tests.readers.hl7.messages import FOLDER, read, real

LAB, ORU, OUL = "LAB-ORU-1", "ORU-R01-01", "OUL-R22-01"
UNKNOWN, NAMELESS = "reader.result.unknown", "hl7.no_analyte"
PENDING = "hl7.absent.pending"
# Of every OBX by its line: the analyte, and why it is not used; one is.
REASONS = {
    LAB: {6: PENDING, **dict.fromkeys((4, 5, 8, 11, 12, 13, 14, 15), UNKNOWN)},
    ORU: {5: UNKNOWN, 11: NAMELESS, 20: UNKNOWN, 27: UNKNOWN, 28: UNKNOWN},
    OUL: {5: UNKNOWN, 10: UNKNOWN, 18: NAMELESS, **dict.fromkeys((23, 24, 25, 26), UNKNOWN)},
}
USED = {LAB: {7: "ht"}}
# What table 0085 is in FHIR; what is still to come has no status there.
FHIR_STATUSES = {"F": "final", "P": "preliminary", "I": "unknown"}


def message_of(name: str) -> Message:
    (raw,), _ = raw_messages(real(f"{name}.hl7"), name)
    return read_message(raw, name)


def observations(name: str) -> dict[int, Obx]:
    message = message_of(name)
    return {
        segment.row: read_observation(segment, message.zone, codes_of(segment))
        for group in message.groups
        for segment in group.observations
    }


def resources(name: str, kind: str) -> list[dict[str, Any]]:
    bundle = json.loads(real(f"{name}-expected.json"))
    found = (entry["resource"] for entry in bundle["entry"])
    return [resource for resource in found if resource["resourceType"] == kind]


def paired(name: str) -> Iterator[tuple[Obx, dict[str, Any]]]:
    """Each expected Observation with the OBX of the same code, status and place among them."""
    mine = [obx for obx in observations(name).values() if obx.codes and obx.type != "RP"]
    expected = resources(name, "Observation")
    assert len(mine) == len(expected)
    return zip(mine, expected, strict=True)


def instant(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


@pytest.mark.parametrize("name", REASONS)
def test_every_observation_is_told_with_its_reason(name: str) -> None:
    reading = read(real(f"{name}.hl7"))
    used = {m.place.row: m.marker.key for panel in reading.panels for m in panel.measurements}
    assert used == USED.get(name, {})
    assert set(observations(name)) == {*REASONS[name], *used}
    told = {p.place.row: p.key for p in reading.problems if p.place.path.startswith("OBX")}
    assert told.items() <= REASONS[name].items()
    # One analyte is told once, however often it stands there.
    all_codes = {row: obx.codes for row, obx in observations(name).items()}
    assert {all_codes[row or 0] for row in {*told, *used}} == set(all_codes.values())
    assert reading.understanding is not None
    names = {item.name for item in reading.understanding.items}
    assert {code.display for obx in observations(name).values() for code in obx.codes[:1]} <= names


@pytest.mark.parametrize("name", [LAB, ORU])
def test_observations_agree_with_the_expected_bundle(name: str) -> None:
    for obx, expected in paired(name):
        (coding,) = expected["code"]["coding"]
        assert (obx.codes[0].code, obx.codes[0].display) == (coding["code"], coding["display"])
        assert FHIR_STATUSES[obx.status] == expected["status"]
        time = expected.get("effectiveDateTime")
        assert obx.observed == (instant(time) if time else None)
        ranges = [text["text"] for text in expected.get("referenceRange", [])]
        assert [obx.range] * bool(obx.range) == ranges
        flags = [entry["coding"][0]["code"] for entry in expected.get("interpretation", [])]
        assert list(obx.flags) == flags


@pytest.mark.parametrize("name", [LAB, ORU])
def test_values_agree_with_the_expected_bundle(name: str) -> None:
    for obx, expected in paired(name):
        quantities = [part["valueQuantity"] for part in expected.get("component", [])]
        if "valueQuantity" in expected:
            quantities = [expected["valueQuantity"]]
        if "valueCodeableConcept" in expected:
            (coding,) = expected["valueCodeableConcept"]["coding"]
            assert obx.values[0][:2] == (coding["code"], coding["display"])
            continue
        assert [float(parts[0]) for parts in obx.values] == [q["value"] for q in quantities]
        assert {obx.unit} - {""} == {q["unit"] for q in quantities if "unit" in q}


def test_the_time_of_the_draw_agrees_with_the_expected_specimen() -> None:
    samples = [segment for group in message_of(LAB).groups for segment in group.samples]
    times = [read_sample(segment, None).collected for segment in samples]
    expected = [
        instant(specimen["collection"]["collectedDateTime"])
        for specimen in resources(LAB, "Specimen")
        if "collectedDateTime" in specimen.get("collection", {})
    ]
    assert set(times) == set(expected) == {instant("2014-10-06T05:35:00+07:00")}
    assert len(times) == 2


@pytest.mark.parametrize("name", [LAB, ORU])
def test_the_patient_agrees_with_the_expected_bundle(name: str) -> None:
    (expected,) = resources(name, "Patient")
    segment = message_of(name).groups[0].person
    person, told = read_person(segment, name, NONE)
    assert not told
    assert person.id == expected["identifier"][0]["value"]
    assert person.sex == expected["gender"]
    assert person.born == date.fromisoformat(expected["birthDate"])


def test_a_specimen_of_several_conditions_is_haemolysed_where_one_says_so() -> None:
    samples = [segment for group in message_of(ORU).groups for segment in group.samples]
    assert {read_sample(segment, None).haemolysed for segment in samples} == {True}


@pytest.mark.parametrize("name", [LAB, ORU, OUL])
def test_a_known_code_in_place_of_an_unknown_one_is_used_or_refused_by_what_is_sent(
    name: str,
) -> None:
    """The same files as if their LOINC codes were those of our catalogue."""
    data = real(f"{name}.hl7")
    swaps = {b"11273-0": b"789-8", b"11125-2": b"777-3"}
    swaps |= {b"8867-4": b"2160-0", b"625-4": b"1751-7"}
    for theirs, ours in swaps.items():
        data = data.replace(theirs, ours)
    reading = read(data)
    used = [m.marker.key for panel in reading.panels for m in panel.measurements]
    told = {p.place.row: p.key for p in reading.problems if p.place.path.startswith("OBX")}
    reached = {
        LAB: {6: PENDING},
        ORU: {5: "hl7.value.type", 28: PENDING},
        OUL: {5: "hl7.value.repeated"},
    }
    assert reached[name].items() <= told.items()
    if name == LAB:
        counts = ["rbc", "ht", "plt"] if canonical("tera.l-1") else ["ht"]
        assert used == counts
        assert reading.panels[0].patient.age == 89.0


def test_every_cut_of_a_real_file_is_read_or_refused() -> None:
    data = real(f"{ORU}.hl7")
    for length in range(0, len(data), 97):
        try:
            read(data[:length])
        except PanelError:
            assert length < 400


def test_the_real_files_are_those_this_module_knows() -> None:
    if not FOLDER.exists():
        pytest.skip("the real messages are not beside this tree")
    assert {path.stem for path in FOLDER.glob("*.hl7")} == set(REASONS)
