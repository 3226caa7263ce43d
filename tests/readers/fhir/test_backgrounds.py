import pytest

from tests.readers.fhir.resources import Members, noted, observation, told

PANEL: Members = {"code": {"text": "panel"}, "valueQuantity": None}
MEMBER: Members = {"id": "9", "subject": None, "effectiveDateTime": None}


def report(status: str, *results: str) -> Members:
    references = [{"reference": result} for result in results]
    return {"resourceType": "DiagnosticReport", "status": status, "result": references}


def panel(status: str = "final", **members: object) -> Members:
    return observation(status=status, **(PANEL | members))


@pytest.mark.parametrize("status", ["entered-in-error", "cancelled"])
def test_what_a_withdrawn_panel_contains_is_withdrawn(status: str) -> None:
    inside = observation(id="o")
    whole = panel(status, contained=[inside], hasMember=[{"reference": "#o"}])
    assert told(whole) == [("reader.result.withdrawn", "entry[1].resource.contained[0]")]


def test_a_member_takes_what_it_leaves_out_from_its_panel() -> None:
    whole = panel(hasMember=[{"reference": "Observation/9"}])
    found, keys = noted(whole, observation(**MEMBER))
    assert (found.patient.id, str(found.specimen.collected)) == ("P-1", "2026-10-02 09:10:00+09:00")
    assert keys == []


def test_a_member_of_a_withdrawn_panel_is_withdrawn() -> None:
    whole = panel("entered-in-error", hasMember=[{"reference": "Observation/9"}])
    assert told(whole, observation(id="9")) == [("reader.result.withdrawn", "entry[2].resource")]


@pytest.mark.parametrize("first", [0, 1])
def test_a_result_of_a_report_that_took_the_place_of_a_withdrawn_one_stands(first: int) -> None:
    reports = [report("entered-in-error", "Observation/9"), report("corrected", "Observation/9")]
    found, keys = noted(reports[first], reports[1 - first], observation(id="9"))
    assert (len(found.measurements), keys) == (1, [])
