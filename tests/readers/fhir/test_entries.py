import json

import pytest

from core.errors import PanelError
from core.panel import Value
from tests.readers.fhir.resources import (
    BILIRUBIN,
    DRAWN,
    PATIENT_URL,
    URATE,
    Members,
    bundle,
    noted,
    observation,
    panel_of,
    patient,
    read,
    told,
)

WHO = {"reference": PATIENT_URL}
AT = "entry[1].resource"


def report(**members: object) -> Members:
    return {"resourceType": "DiagnosticReport", "status": "final", "subject": WHO, **members}


def lines(*resources: object) -> bytes:
    return "\r\n".join(json.dumps(resource) for resource in resources).encode()


@pytest.mark.parametrize(
    "kind", ["transaction", "batch", "searchset", "collection", "history", "document", "message"]
)
def test_a_bundle_of_any_type_is_read(kind: str) -> None:
    (panel,) = read(bundle(observation(), type=kind)).panels
    assert panel.measurements[0].place.path == f"{AT}.valueQuantity"


def test_a_bundle_in_a_bundle_is_read() -> None:
    inner = {"resourceType": "Bundle", "entry": [{"resource": observation()}]}
    assert panel_of(inner).measurements[0].place.path == f"{AT}.entry[0].resource.valueQuantity"


def test_a_report_gives_its_results_what_they_leave_out() -> None:
    bare = observation(id="b", subject=None, effectiveDateTime=None)
    whole = report(effectiveDateTime=DRAWN, result=[{"reference": "Observation/b"}])
    panel = panel_of(bare, whole)
    assert (panel.patient.id, panel.patient.age) == ("P-1", 29.0)
    assert panel.specimen.collected is not None


def test_results_contained_in_a_report_are_read() -> None:
    inside = [
        {**patient(), "id": "p"},
        observation(BILIRUBIN, id="b", subject=None, effectiveDateTime=None),
        {"resourceType": "Specimen", "id": "s", "collection": {"collectedDateTime": DRAWN}},
    ]
    whole = report(
        contained=inside,
        subject={"reference": "#p"},
        specimen=[{"reference": "#s"}],
        result=[{"reference": "#b"}],
    )
    (panel,) = read(whole).panels
    assert (panel.patient.id, panel.patient.age) == ("P-1", 29.0)
    assert panel.measurements[0].place.path == "contained[1].valueQuantity"


@pytest.mark.parametrize("status", ["entered-in-error", "cancelled"])
def test_a_report_that_was_withdrawn_withdraws_its_results(status: str) -> None:
    whole = report(status=status, result=[{"reference": "Observation/b"}])
    assert told(observation(id="b"), whole) == [("reader.result.withdrawn", AT)]


def test_results_of_a_report_that_are_not_in_the_file_are_counted() -> None:
    whole = report(result=[{"reference": "Observation/1"}, {"reference": "Observation/2"}])
    reading = read(bundle(observation(), whole))
    assert [(p.key, p.details["count"]) for p in reading.problems] == [("fhir.resource.missing", 2)]


@pytest.mark.parametrize(
    ("older", "later"),
    [
        ({"versionId": "9"}, {"versionId": "10"}),
        ({"lastUpdated": "2026-10-02T10:00:00+09:00"}, {"lastUpdated": "2026-10-02T02:00:00Z"}),
    ],
)
def test_of_two_versions_of_a_result_the_later_stands(older: Members, later: Members) -> None:
    both = [observation(value=0.9, id="b", meta=later), observation(id="b", meta=older)]
    for resources in (both, both[::-1]):
        panel, keys = noted(*resources)
        assert (panel.measurements[0].value, keys) == (Value.exactly(0.9), ["fhir.resource.older"])


def test_of_two_versions_without_an_order_none_is_chosen() -> None:
    both = [observation(value=value, id="b") for value in (0.8, 0.9)]
    assert told(*both) == [("reader.draw.replicates", f"{AT}.valueQuantity")]


def test_a_message_of_the_server_and_a_further_page_are_told() -> None:
    outcome = {"resourceType": "OperationOutcome", "issue": [{"severity": "warning"}]}
    links = [{"relation": "next", "url": "http://ehr.example/?page=2"}]
    reading = read(bundle(observation(), outcome, link=links))
    assert [(p.key, p.place.path) for p in reading.problems] == [
        ("fhir.bundle.page", ""),
        ("fhir.bundle.outcome", "entry[2].resource"),
    ]


@pytest.mark.parametrize(
    ("broken", "path"),
    [
        (observation(code={"coding": [{"code": True}]}), ".code.coding[0].code"),
        (observation(status=None) | {"status": None}, ".status"),
        (observation(referenceRange={}), ".referenceRange"),
        (observation(valueQuantity=[1]), ".valueQuantity"),
    ],
)
def test_a_malformed_result_is_one_problem_and_the_rest_is_read(broken: Members, path: str) -> None:
    reading = read(bundle(broken, observation(URATE, 5.0)))
    assert [(p.key, p.place.path) for p in reading.problems] == [
        ("fhir.resource.malformed", f"{AT}{path}")
    ]
    assert len(reading.panels) == 1


@pytest.mark.parametrize("entry", [7, {}, {"resource": 7}, {"resource": {}}, None])
def test_an_entry_that_is_none_is_told(entry: object) -> None:
    whole = bundle(observation())
    whole["entry"].append(entry)
    (problem,) = read(whole).problems
    assert (problem.key, problem.details["count"]) == ("fhir.bundle.faulty", 1)


def test_an_entry_that_deletes_holds_nothing_to_read() -> None:
    whole = bundle(observation())
    whole["entry"].append({"request": {"method": "DELETE", "url": "Observation/1"}})
    assert read(whole).problems == ()


@pytest.mark.parametrize("name", ["a.ndjson", "A.NDJSON", "a.jsonl"])
def test_one_resource_a_line_is_read_with_its_row(name: str) -> None:
    who = patient(id="x")
    data = lines(
        observation(subject={"reference": "Patient/x"}), who, bundle(observation(URATE, 5))
    )
    reading = read(data + b"\n\n", name)
    places = [(m.place.row, m.place.path) for p in reading.panels for m in p.measurements]
    assert places == [(1, "valueQuantity"), (3, f"{AT}.valueQuantity")]
    assert reading.panels[0].patient.age == 29.0


def test_of_many_broken_lines_the_first_are_listed_and_the_others_counted() -> None:
    problems = read(lines(observation()) + b"\n0" * 1000, "a.ndjson").problems
    assert [p.place.row for p in problems] == [*range(2, 202), None]
    assert problems[-1].details["count"] == 800


def test_a_broken_line_is_told_and_the_others_are_read() -> None:
    data = lines(observation()) + b"\n{cut off\n[]\n"
    reading = read(data, "a.ndjson")
    assert [(p.key, p.place.row) for p in reading.problems] == [("fhir.line.broken", 2),
                                                               ("fhir.line.broken", 3)]  # fmt: skip
    assert len(reading.panels) == 1


@pytest.mark.parametrize(
    ("resource", "key"),
    [
        ({"resourceType": "List"}, "fhir.file.kind"),
        ({"resourceType": "Parameters"}, "fhir.file.kind"),
        (patient(), "fhir.file.kind"),
        ({"resourceType": None}, "fhir.file.not_fhir"),
        ({"panels": []}, "fhir.file.not_fhir"),
        ([observation()], "fhir.file.not_fhir"),
        (3, "fhir.file.not_fhir"),
        (bundle(), "fhir.file.no_result"),
        ({"resourceType": "Bundle", "entry": {}}, "fhir.file.no_result"),
    ],
)
def test_what_holds_no_results_is_refused_as_a_whole(resource: object, key: str) -> None:
    with pytest.raises(PanelError) as error:
        read(resource)
    assert error.value.problem.key == key
