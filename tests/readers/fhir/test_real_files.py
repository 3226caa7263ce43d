"""What every Observation of files that nobody here wrote becomes."""

from collections import Counter
from pathlib import Path

import pytest

from core.errors import Severity
from core.readers.reading import Reading
from tests.readers.fhir.resources import read

DATA = Path(__file__).parents[4] / "shared" / "data"
US_CORE = DATA / "fhir" / "uscore_bundle_patient_85.json"


def reading_of(path: Path) -> Reading:
    if not path.exists():
        pytest.skip(f"the public file {path.name} is not beside the project")
    return read(path.read_bytes(), path.name)


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(p.place.path.removesuffix(".resource"), p.key) for p in reading.problems]


def test_the_us_core_patient_has_no_marker_and_each_result_is_accounted_for() -> None:
    """65 Observations: a test strip for urine, a comment, and 63 of other kinds."""
    reading = reading_of(US_CORE)
    assert reading.panels == ()
    assert told(reading) == [
        ("entry[236]", "reader.result.unknown"),
        ("entry[237]", "reader.result.unknown"),
        ("", "fhir.others"),
    ]
    assert reading.problems[-1].details["count"] == 63
    assert {p.severity for p in reading.problems} == {Severity.NOTE}


def test_the_protein_of_urine_in_it_is_not_taken_for_total_protein() -> None:
    reading = reading_of(US_CORE)
    assert reading.understanding is not None
    assert [(i.name, i.meaning) for i in reading.understanding.items] == [
        ("PROTEIN", None),
        ("COMMENT", None),
    ]


# The converter took over the codes of the messages, most of which are codes of buffy coats and of
# manual counts: each is told, and none is taken for a marker by its name.
BLOOD_COUNT = {4, 5, 6, 7, 8, 17, 18, 19, 20, 21}


def test_the_converted_blood_count_is_accounted_for_result_by_result() -> None:
    reading = reading_of(DATA / "hl7v2" / "LAB-ORU-1-expected.json")
    used = {m.place.path.split(".")[0] for p in reading.panels for m in p.measurements}
    left = {path for path, _ in told(reading)}
    assert used | left == {f"entry[{i}]" for i in BLOOD_COUNT}
    assert not used & left
    assert set(Counter(key for _, key in told(reading))) <= {
        "reader.result.unknown",
        "unit.unknown",
        "fhir.status",
    }
    assert {p.patient.id for p in reading.panels} <= {"10006579"}


def test_the_converted_cultures_hold_no_marker_and_are_told() -> None:
    reading = reading_of(DATA / "hl7v2" / "ORU-R01-01-expected.json")
    assert told(reading) == [
        ("entry[127]", "reader.result.unknown"),
        ("entry[149].resource.component[0]", "reader.result.unknown"),
        ("entry[149].resource.component[1]", "reader.result.unknown"),
    ]
