import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given

from core.exports.bundle import bundle_bytes, bundle_of, write_bundle
from core.panel import Panel, Patient, Specimen, Value
from core.readers import read_panels
from tests.builders import measurement, panel
from tests.exports.round_trips import cohorts, kept, refused

# The elements of R4 that are used, by the resource or the element they stand in; hl7.org/fhir/R4.
CONCEPT = {"coding", "text"}
QUANTITY = {"value", "comparator", "unit", "system", "code"}
ELEMENTS = {
    "Bundle": {"resourceType", "type", "entry"},
    "entry": {"fullUrl", "resource"},
    "Patient": {"resourceType", "extension", "identifier", "gender"},
    "Specimen": {"resourceType", "extension", "subject", "collection", "condition"},
    "Observation": {"resourceType", "status", "category", "code", "subject", "effectiveDateTime",
                    "_effectiveDateTime", "specimen", "valueQuantity", "referenceRange"},
    "DiagnosticReport": {"resourceType", "status", "category", "code", "subject", "specimen",
                         "effectiveDateTime", "_effectiveDateTime", "result"},
    "collection": {"collectedDateTime", "_collectedDateTime", "fastingStatusCodeableConcept"},
    "identifier": {"system", "value"},
    "category": CONCEPT, "code": CONCEPT, "condition": CONCEPT,
    "fastingStatusCodeableConcept": CONCEPT,
    "coding": {"system", "code", "display"},
    "valueQuantity": QUANTITY, "referenceRange": {"low", "high"},
    "low": QUANTITY - {"comparator"}, "high": QUANTITY - {"comparator"},
    "subject": {"reference"}, "specimen": {"reference"}, "result": {"reference"},
    "extension": {"url", "valueDecimal", "valueBoolean", "valueTime"},
    "_effectiveDateTime": {"extension"}, "_collectedDateTime": {"extension"},
}  # fmt: skip
# The regular expression of R4 for a dateTime, for the years that a panel can be from.
DATE_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2}))?"
)


def resources(of: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [e["resource"] for e in of["entry"] if e["resource"]["resourceType"] == kind]


def elements(node: object, name: str) -> Iterator[tuple[str, Any]]:
    """Every object and value of a resource, with the name of the element it is."""
    if isinstance(node, list):
        assert node
        for item in node:
            yield from elements(item, name)
        return
    yield name, node
    if isinstance(node, dict):
        for inner, value in node.items():
            kind = value["resourceType"] if inner == "resource" else inner
            yield from elements(value, kind)


@given(cohort=cohorts(may_be_preliminary=True))
def test_panels_written_as_fhir_are_read_back_equal(cohort: list[Panel]) -> None:
    reading = read_panels(bundle_bytes(cohort), "panels.json")
    assert refused(reading) == []
    assert kept(reading.panels) == kept(cohort)


@given(cohort=cohorts(may_be_preliminary=True))
def test_a_bundle_has_only_elements_of_the_standard_and_none_is_empty(
    cohort: list[Panel],
) -> None:
    for name, node in elements(bundle_of(cohort), "Bundle"):
        assert node not in ("", None)
        if isinstance(node, dict):
            assert node
            assert node.keys() <= ELEMENTS[name]
        if name.endswith("DateTime") and not name.startswith("_"):
            assert DATE_TIME.fullmatch(node)


@given(cohort=cohorts(may_be_preliminary=True))
def test_every_reference_leads_to_one_resource_of_the_bundle(cohort: list[Panel]) -> None:
    made = bundle_of(cohort)
    urls = [entry["fullUrl"] for entry in made["entry"]]
    assert len(set(urls)) == len(urls)
    assert {node for name, node in elements(made, "Bundle") if name == "reference"} <= set(urls)


@given(cohort=cohorts(may_be_preliminary=True))
def test_what_is_streamed_is_the_bundle_as_strict_json(cohort: list[Panel]) -> None:
    output = io.StringIO()
    assert write_bundle(iter(cohort), output) == len(cohort)
    assert json.loads(output.getvalue()) == bundle_of(cohort)


def test_no_panels_give_a_bundle_without_entries() -> None:
    assert json.loads(bundle_bytes([])) == bundle_of([])
    assert "entry" not in bundle_of([])


def test_references_say_nothing_of_the_patient() -> None:
    one, other = (
        bundle_of([replace(panel(ua=value), patient=Patient(id=pseudonym))])
        for value, pseudonym in ((5, "A"), (6, "B"))
    )
    assert [e["fullUrl"] for e in one["entry"]] == [e["fullUrl"] for e in other["entry"]]


def test_a_marker_bears_its_loinc_code_and_our_own() -> None:
    ua, arginase = resources(bundle_of([panel(ua=5, arginase_1=7)]), "Observation")
    assert [c["code"] for c in ua["code"]["coding"]] == ["3084-1", "ua"]
    assert [c["code"] for c in arginase["code"]["coding"]] == ["arginase_1"]
    assert ua["code"]["text"] == "Uric acid (urate)"


@pytest.mark.parametrize(
    ("value", "comparator", "number"),
    [(Value.below(0.1), "<", 0.1), (Value.above(500), ">", 500), (Value.exactly(3.4), None, 3.4)],
)
def test_a_limit_is_a_comparator_beside_the_number(
    value: Value, comparator: str | None, number: float
) -> None:
    (found,) = resources(bundle_of([panel(ua=value)]), "Observation")
    quantity = found["valueQuantity"]
    assert (quantity.get("comparator"), quantity["value"]) == (comparator, number)
    assert (quantity["system"], quantity["code"]) == ("http://unitsofmeasure.org", "mg/dL")


def test_the_interval_of_the_laboratory_is_the_reference_range() -> None:
    sent = replace(panel(), measurements=(measurement("ua", 5, (2.5, 7)), measurement("crp", 1)))
    ua, crp = resources(bundle_of([sent]), "Observation")
    assert ua["referenceRange"][0]["low"]["value"] == 2.5
    assert ua["referenceRange"][0]["high"]["value"] == 7
    assert "referenceRange" not in crp


@pytest.mark.parametrize(
    ("collected", "stated", "clock"),
    [
        (date(2026, 10, 2), "2026-10-02", None),
        (datetime.fromisoformat("2026-10-02T09:10+09:00"), "2026-10-02T09:10:00+09:00", None),
        (datetime.fromisoformat("2026-10-02T09:10"), "2026-10-02", "09:10:00"),
    ],
)
def test_a_time_without_a_zone_is_a_date_with_the_time_beside_it(
    collected: date, stated: str, clock: str | None
) -> None:
    made = bundle_of([panel(specimen=Specimen(collected=collected), ua=5)])
    (found,) = resources(made, "Observation")
    assert found["effectiveDateTime"] == stated
    beside = found.get("_effectiveDateTime", {"extension": [{}]})["extension"][0]
    assert beside.get("valueTime") == clock
    (specimen,) = resources(made, "Specimen")
    assert specimen["collection"]["collectedDateTime"] == stated


def test_a_report_lists_the_results_and_is_preliminary_if_one_of_them_is() -> None:
    final = panel(ua=5, crp=1)
    early = replace(final.measurements[0], is_preliminary=True)
    mixed = replace(final, measurements=(early, final.measurements[1]))
    first, second = resources(bundle_of([final, mixed]), "DiagnosticReport")
    assert (first["status"], second["status"]) == ("final", "preliminary")
    assert len(second["result"]) == 2
    statuses = [o["status"] for o in resources(bundle_of([mixed]), "Observation")]
    assert statuses == ["preliminary", "final"]


def test_fasting_and_haemolysis_are_said_in_the_standard_codes_too() -> None:
    handled = Specimen(fasting=False, haemolysed=True)
    (found,) = resources(bundle_of([panel(specimen=handled, ua=5)]), "Specimen")
    fasting = found["collection"]["fastingStatusCodeableConcept"]["coding"][0]
    assert fasting == {"system": "http://terminology.hl7.org/CodeSystem/v2-0916", "code": "NF"}
    condition = found["condition"][0]["coding"][0]
    assert condition == {"system": "http://terminology.hl7.org/CodeSystem/v2-0493", "code": "HEM"}
