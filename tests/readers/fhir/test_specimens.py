from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from core.panel import Specimen
from tests.readers.fhir.resources import (
    BILIRUBIN,
    DRAWN,
    MATERIAL,
    SNOMED,
    URATE,
    Members,
    bundle,
    concept,
    noted,
    observation,
    panel_of,
    read,
    told,
)

JAPAN = timezone(timedelta(hours=9))
V2 = "http://terminology.hl7.org/CodeSystem/v2-"
SAMPLE = {"reference": "Specimen/s"}
AT = "entry[1].resource"


def specimen(**members: object) -> Members:
    return {"resourceType": "Specimen", "id": "s", **members}


def drawn(**members: object) -> Specimen:
    return panel_of(observation(specimen=SAMPLE), specimen(**members)).specimen


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-10-02", date(2026, 10, 2)),
        ("2026-10-02T09:10:00+09:00", datetime(2026, 10, 2, 9, 10, tzinfo=JAPAN)),
        ("2026-10-02T00:10:00.131Z", datetime(2026, 10, 2, 0, 10, 0, 131000, tzinfo=UTC)),
        ("2026-10-02T09:10:00", datetime(2026, 10, 2, 9, 10)),  # noqa: DTZ001
    ],
)
def test_a_time_keeps_the_zone_that_was_stated(written: str, moment: date) -> None:
    found = panel_of(observation(effectiveDateTime=written)).specimen.collected
    assert (found, getattr(found, "tzinfo", None)) == (moment, getattr(moment, "tzinfo", None))


@pytest.mark.parametrize("written", ["2026", "2026-10", "2026-02-30", "yesterday", "20261002"])
def test_what_names_no_day_is_told_and_not_known(written: str) -> None:
    panel, keys = noted(observation(effectiveDateTime=written))
    assert (panel.specimen.collected, keys) == (None, ["fhir.time.no_date"])


def test_a_clock_without_a_zone_may_stand_beside_the_date() -> None:
    clock = {"url": "urn:engawa:local-time", "valueTime": "09:10:00"}
    beside = {"extension": [clock]}
    stated = observation(effectiveDateTime="2026-10-02", _effectiveDateTime=beside)
    collected = panel_of(stated).specimen.collected
    assert collected == datetime(2026, 10, 2, 9, 10)  # noqa: DTZ001


def test_the_time_of_the_specimen_counts_before_that_of_the_result() -> None:
    taken = {"collectedDateTime": "2026-10-02T08:55:00+09:00"}
    assert drawn(collection=taken).collected == datetime(2026, 10, 2, 8, 55, tzinfo=JAPAN)


@pytest.mark.parametrize(
    "members", [{"effectivePeriod": {"start": DRAWN, "end": DRAWN}}, {"effectiveInstant": DRAWN}]
)
def test_a_period_counts_from_its_start_and_an_instant_is_a_time(members: Members) -> None:
    panel = panel_of(observation(effectiveDateTime=None, **members))
    assert panel.specimen.collected == datetime.fromisoformat(DRAWN)


def test_results_of_two_times_are_two_panels_in_order_of_time() -> None:
    later = observation(value=0.9, effectiveDateTime="2026-10-02T10:00:00+09:00")
    reading = read(bundle(later, observation()))
    assert [p.measurements[0].text for p in reading.panels] == ["0.8", "0.9"]


def test_the_same_moment_in_two_zones_is_one_draw() -> None:
    same = observation(URATE, 5.0, effectiveDateTime="2026-10-02T00:10:00Z")
    assert len(panel_of(observation(), same).measurements) == 2


@pytest.mark.parametrize(("code", "fasting"), [("F", True), ("NF", False), ("NG", None)])
def test_fasting_is_read_from_its_code(code: str, fasting: bool | None) -> None:
    taken = {"fastingStatusCodeableConcept": concept(code, f"{V2}0916")}
    assert drawn(collection=taken).fasting is fasting


@pytest.mark.parametrize(("code", "haemolysed"), [("HEM", True), ("CLOT", None)])
def test_haemolysis_is_read_from_the_condition(code: str, haemolysed: bool | None) -> None:
    assert drawn(condition=[concept(code, f"{V2}0493")]).haemolysed is haemolysed


def test_our_own_extensions_tell_no_from_not_known() -> None:
    own = [
        {"url": "urn:engawa:fasting", "valueBoolean": False},
        {"url": "urn:engawa:haemolysed", "valueBoolean": False},
        {"url": "urn:engawa:minutes-to-separation", "valueDecimal": 25.5},
    ]
    found = drawn(extension=own)
    assert (found.fasting, found.haemolysed) == (False, False)
    assert found.minutes_to_separation == 25.5


@pytest.mark.parametrize(
    "kind",
    [
        concept("119364003", SNOMED),
        concept("119361006", SNOMED),
        concept("122555007", SNOMED),
        concept("SER", f"{V2}0487"),
        concept("BLD", f"{V2}0487"),
        concept("023", MATERIAL),
        {"text": "Tube 7, yellow"},
        {},
    ],
)
def test_blood_and_what_is_not_known_to_be_something_else_is_used(kind: Members) -> None:
    assert drawn(type=kind) == Specimen(collected=datetime.fromisoformat(DRAWN))


@pytest.mark.parametrize(
    "kind",
    [
        concept("122575003", SNOMED),
        concept("440500007", SNOMED),
        concept("UR", f"{V2}0487"),
        concept("CSF", f"{V2}0487"),
        concept("001", MATERIAL),
        {"text": "Urine"},
        {"text": "唾液"},
        {"coding": [{"system": SNOMED, "code": "1", "display": "Saliva specimen"}]},
    ],
)
def test_another_material_is_refused(kind: Members) -> None:
    result = observation(BILIRUBIN, specimen=SAMPLE)
    assert told(result, specimen(type=kind)) == [("reader.result.not_blood", AT)]


def test_the_material_may_stand_in_the_words_of_the_reference() -> None:
    assert told(observation(specimen={"display": "尿"})) == [("reader.result.not_blood", AT)]
    assert len(panel_of(observation(specimen={"display": "血清"})).measurements) == 1


def test_results_of_two_months_are_two_draws() -> None:
    months = {URATE: "2026-09", BILIRUBIN: "2026-10"}
    results = [observation(code, effectiveDateTime=month) for code, month in months.items()]
    reading = read(bundle(*results))
    markers = [[m.marker.key for m in panel.measurements] for panel in reading.panels]
    assert markers == [["ua"], ["t_bil"]]
