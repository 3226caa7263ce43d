"""The reader as a whole: what was written is read back, and nothing else ever escapes it."""

import io
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.errors import PanelError, Severity
from core.exports.bundle import bundle_bytes
from core.panel import Panel
from core.readers.fhir import read_fhir
from core.readers.reading import Reading
from tests.readers.fhir.resources import (
    DRAWN,
    JLAC10,
    LOINC,
    MATERIAL,
    SNOMED,
    URATE,
    Members,
    bundle,
    concept,
    observation,
    patient,
    quantity,
    read,
    told,
)
from tests.strategies import panels

JP_CORE = {
    "resourceType": "Observation",
    "status": "final",
    "category": [concept("laboratory", "http://jpfhir.jp/fhir/core/CodeSystem/category")],
    "code": {
        "coding": [
            {"system": "http://clinic.example/localcode", "code": "0815", "display": "UA"},
            {"system": JLAC10, "code": "3C020000002327101", "display": "尿酸"},
        ],
        "text": "尿酸",
    },
    "subject": {"reference": "#p"},
    "effectiveDateTime": DRAWN,
    "valueQuantity": {"value": 5.6, "unit": "mg/dL"},
    "specimen": {"reference": "#s"},
    "referenceRange": [{"low": {"value": 3.7}, "high": {"value": 7.8}, "text": "3.7-7.8"}],
    "contained": [
        {**patient(), "id": "p"},
        {"resourceType": "Specimen", "id": "s", "type": concept("023", MATERIAL)},
    ],
}
SAMPLES = [
    JP_CORE,
    bundle(observation(), observation(URATE, 5.0, referenceRange=[{"text": "3.7-7.8"}])),
    bundle(
        observation("82810-3", None, valueCodeableConcept=concept("77386006", SNOMED)),
        {
            "resourceType": "DiagnosticReport",
            "contained": [observation(component=[{"code": concept(URATE)}])],
        },
    ),
]
NAMES = [
    "resourceType", "id", "meta", "versionId", "status", "category", "code", "coding", "system",
    "text", "subject", "reference", "valueQuantity", "value", "unit", "comparator", "low", "high",
    "referenceRange", "appliesTo", "age", "component", "hasMember", "contained", "entry",
    "resource", "fullUrl", "effectiveDateTime", "_effectiveDateTime", "extension", "url",
    "valueTime", "type", "specimen", "collection", "collectedDateTime", "identifier", "birthDate",
    "issued", "result",
]  # fmt: skip
TEXTS = st.text(max_size=6) | st.sampled_from(
    ["Bundle", "Observation", "DiagnosticReport", "Patient", "Specimen", "final", LOINC, URATE,
     "#p", "#", "/", "Patient/1", DRAWN, "2026", "0001-01-01", "9999-12-31T23:59:59-12:00", "mg/dL",
     "urn:engawa:local-time", "99:99", "<", "1-2"]
)  # fmt: skip
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner, max_size=6)
    ),
    max_leaves=25,
)


def attempted(data: bytes, name: str) -> Reading | None:
    """What is read, each value of which has a place, or None where the file is refused."""
    try:
        (reading,) = read_fhir(io.BytesIO(data), name)
    except PanelError:
        return None
    assert all(m.place.file == name for p in reading.panels for m in p.measurements)
    return reading


def places(tree: object) -> list[tuple[Any, Any]]:
    """Every member of a tree, with what holds it."""
    if not isinstance(tree, dict | list):
        return []
    members = list(tree.items() if isinstance(tree, dict) else enumerate(tree))
    return [(tree, key) for key, _ in members] + [p for _, one in members for p in places(one)]


@st.composite
def mutated(draw: st.DrawFn) -> Members:
    """A sample of which some members are something else, or are gone."""
    tree: Members = json.loads(json.dumps(draw(st.sampled_from(SAMPLES))))
    for _ in range(draw(st.integers(1, 4))):
        holder, key = draw(st.sampled_from(places(tree) or [(tree, "id")]))
        if draw(st.booleans()):
            holder[key] = draw(TREES)
        else:
            holder.pop(key, None) if isinstance(holder, dict) else holder.clear()
    return tree


def test_the_shape_of_jp_core_is_read() -> None:
    (panel,) = read(JP_CORE).panels
    (found,) = panel.measurements
    assert (panel.patient.id, panel.patient.age) == ("P-1", 29.0)
    assert (found.marker.key, found.text, found.unit) == ("ua", "5.6", "mg/dL")
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == (3.7, 7.8)


def test_a_result_in_urine_in_the_shape_of_jp_core_is_refused() -> None:
    inside = [{"resourceType": "Specimen", "id": "s", "type": concept("001", MATERIAL)}]
    urine = {**JP_CORE, "contained": inside}
    assert told(urine) == [("reader.result.not_blood", "entry[1].resource")]


@given(TREES, st.sampled_from(["a.json", "a.ndjson"]))
def test_no_json_at_all_gives_anything_but_a_reading_or_a_refusal(tree: object, name: str) -> None:
    attempted(json.dumps(tree).encode(), name)


@given(TREES)
def test_no_result_of_any_form_stops_the_others_from_being_read(tree: object) -> None:
    whole = bundle(observation())
    whole["entry"] += [{"resource": tree}, tree]
    reading = attempted(json.dumps(whole).encode(), "a.json")
    assert reading is not None


@given(mutated(), st.sampled_from(["a.json", "a.ndjson"]))
def test_a_mutated_file_gives_a_reading_or_a_refusal(tree: Members, name: str) -> None:
    attempted(json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace"), name)


@given(st.sampled_from(SAMPLES), st.data())
def test_a_file_with_other_bytes_gives_a_reading_or_a_refusal(
    sample: Members, data: st.DataObject
) -> None:
    written = bytearray(json.dumps(sample).encode())
    for _ in range(data.draw(st.integers(1, 5))):
        written[data.draw(st.integers(0, len(written) - 1))] = data.draw(st.integers(0, 255))
    attempted(bytes(written), "a.json")


def kept(panel: Panel) -> tuple[object, ...]:
    results = {m.marker.key: (m.value, m.interval, m.is_preliminary) for m in panel.measurements}
    return panel.patient, panel.specimen, results


@given(panels(may_have_zone=True, may_be_preliminary=True))
def test_a_panel_that_was_written_as_a_bundle_is_read_back_equal(panel: Panel) -> None:
    reading = attempted(bundle_bytes([panel]), "a.json")
    assert reading is not None
    assert [p for p in reading.problems if p.severity is Severity.REFUSED] == []
    assert [kept(one) for one in reading.panels] == [kept(panel)] * bool(panel.measurements)


def test_the_unit_of_a_quantity_is_read_without_its_display() -> None:
    stated = {**quantity(0.3), "unit": "milligram per decilitre"}
    assert read(bundle(observation(valueQuantity=stated))).problems == ()
