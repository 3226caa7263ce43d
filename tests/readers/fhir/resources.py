"""FHIR resources with the least that a test must say, and what reading them gives."""

import io
import json
from typing import Any, TypeAlias

from core.errors import Problem
from core.panel import Measurement, Panel
from core.readers.corrections import NONE, Corrections
from core.readers.fhir import read_fhir
from core.readers.reading import Reading
from core.text import Language, text_in

Members: TypeAlias = dict[str, Any]

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
SNOMED = "http://snomed.info/sct"
JLAC10 = "http://medis.or.jp/CodeSystem/master-JLAC10-17digits"
MATERIAL = "http://jpfhir.jp/fhir/core/CodeSystem/JP_ObservationSampleMaterialCode_CS"
BILIRUBIN, URATE, ARGININE = "1975-2", "3084-1", "20637-5"
PATIENT_URL = "urn:uuid:7c1b1f0e-0000-4000-8000-000000000001"
DRAWN = "2026-10-02T09:10:00+09:00"


def concept(code: str, system: str = LOINC, **more: str) -> Members:
    return {"coding": [{"system": system, "code": code}], **more}


def quantity(value: float, unit: str = "mg/dL", **more: str) -> Members:
    return {"value": value, "unit": unit, "system": UCUM, "code": unit, **more}


def patient(**members: object) -> Members:
    return {
        "resourceType": "Patient",
        "identifier": [{"system": "urn:clinic", "value": "P-1"}],
        "gender": "male",
        "birthDate": "1996-10-03",
        "name": [{"family": "SECRET"}],
        **members,
    }


def observation(loinc: str = BILIRUBIN, value: float | None = 0.8, **members: object) -> Members:
    """A final result of patient P-1; members that are None are left out."""
    stated = {
        "resourceType": "Observation",
        "status": "final",
        "category": [concept("laboratory", "urn:category")],
        "code": concept(loinc),
        "subject": {"reference": PATIENT_URL},
        "effectiveDateTime": DRAWN,
        "valueQuantity": None if value is None else quantity(value),
        **members,
    }
    return {name: member for name, member in stated.items() if member is not None}


def bundle(*resources: Members, **members: object) -> Members:
    """A Bundle of patient P-1 and some resources; their place is entry[1] and on."""
    entries = [{"fullUrl": PATIENT_URL, "resource": patient()}]
    entries += [{"resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries, **members}


def read(resource: object, name: str = "a.json", corrections: Corrections = NONE) -> Reading:
    """What a resource, or the bytes of a file, is read as; each problem has its sentences."""
    data = resource if isinstance(resource, bytes) else json.dumps(resource).encode()
    (reading,) = read_fhir(io.BytesIO(data), name, corrections)
    for problem in reading.problems:
        check(problem)
    return reading


def check(problem: Problem) -> None:
    assert all(text_in(language).problem(problem) for language in Language)


def panel_of(*resources: Members) -> Panel:
    """The one panel of a bundle in which nothing is refused or told."""
    reading = read(bundle(*resources))
    assert reading.problems == ()
    (panel,) = reading.panels
    return panel


def measured(*resources: Members) -> Measurement:
    (measurement,) = panel_of(*resources).measurements
    return measurement


def told(resource: Members, *others: Members) -> list[tuple[str, str]]:
    """The key and path of what is told of a bundle out of which no value is used."""
    reading = read(bundle(resource, *others))
    assert reading.panels == ()
    return [(p.key, p.place.path) for p in reading.problems]


def noted(*resources: Members) -> tuple[Panel, list[str]]:
    """The one panel of a bundle, and the keys of what is told beside it."""
    reading = read(bundle(*resources))
    (panel,) = reading.panels
    return panel, [p.key for p in reading.problems]
