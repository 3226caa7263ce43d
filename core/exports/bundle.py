"""The FHIR R4 bundle: of each panel a Patient, a Specimen, its Observations and their report.

What FHIR has no element for (an age without a date of birth, the minutes to separation, a time of
day without a zone) stands in extensions under `urn:engawa:`. A resource bears no id; references
are by `fullUrl`, which is made of counters and never of anything about a patient, so that they
hold within one bundle only. Source: HL7 FHIR R4 (4.0.1), http://hl7.org/fhir/R4/.
"""

import io
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, TextIO, TypeAlias
from uuid import UUID, uuid5

from core.exports.cells import checked_id, plain, sign_and_number
from core.markers import Interval, Marker
from core.panel import Measurement, Panel, Patient, Specimen

Resource: TypeAlias = dict[str, Any]

NAMESPACE = UUID("6a3f2c0e-8a51-4d0a-9c57-5f6b8e1d2a40")
OWN = "urn:engawa:"
UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"
LABORATORY_REPORT = "11502-2"
FASTING = {True: "F", False: "NF"}
HAEMOLYSED = "HEM"

JSON = json.JSONEncoder(allow_nan=False, separators=(",", ":"))


def bundle_of(panels: Iterable[Panel]) -> Resource:
    """Return panels as a Bundle of type collection. Raises PanelError as `checked_id` does."""
    return _stated({**_head(), "entry": list(_entries(panels))})


def write_bundle(panels: Iterable[Panel], output: TextIO) -> int:
    """Write panels as a Bundle, one line a resource; return how many. They are not held.

    Raises PanelError for an id that is not read back.
    """
    count = 0

    def counted() -> Iterator[Panel]:
        nonlocal count
        for panel in panels:
            count += 1
            yield panel

    output.write(JSON.encode(_head())[:-1])
    before, after = ',"entry":[\n', "}\n"
    for entry in _entries(counted()):
        output.write(before + JSON.encode(entry))
        before, after = ",\n", "\n]}\n"
    output.write(after)
    return count


def bundle_bytes(panels: Iterable[Panel]) -> bytes:
    """Return a Bundle as a file. Raises PanelError as `write_bundle` does."""
    output = io.StringIO()
    write_bundle(panels, output)
    return output.getvalue().encode()


def _head() -> Resource:
    return {"resourceType": "Bundle", "type": "collection"}


def _entries(panels: Iterable[Panel]) -> Iterator[Resource]:
    for number, panel in enumerate(panels, 1):
        subject, specimen = _url(number, "patient"), _url(number, "specimen")
        yield {"fullUrl": subject, "resource": _patient(panel.patient)}
        yield {"fullUrl": specimen, "resource": _specimen(panel.specimen, subject)}
        results = [_url(number, f"observation/{i}") for i in range(len(panel.measurements))]
        about = {
            "subject": _reference(subject),
            **_moment("effective", panel.specimen.collected),
        }
        for url, measurement in zip(results, panel.measurements, strict=True):
            observed = _observation(measurement, about | {"specimen": _reference(specimen)})
            yield {"fullUrl": url, "resource": observed}
        listed = about | {"specimen": [_reference(specimen)], "result": [*map(_reference, results)]}
        yield {"fullUrl": _url(number, "report"), "resource": _report(panel, listed)}


def _url(number: int, part: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE, f'{number}/{part}')}"


def _reference(url: str) -> Resource:
    return {"reference": url}


def _patient(patient: Patient) -> Resource:
    age = None if patient.age is None else plain(patient.age)
    own = [
        _extension("age", "valueDecimal", age),
        _extension("medication", "valueBoolean", patient.medication),
        _extension("pregnant", "valueBoolean", patient.pregnant),
    ]
    return _stated(
        {
            "resourceType": "Patient",
            "extension": [e for e in own if e],
            "identifier": [{"system": f"{OWN}pseudonym", "value": checked_id(patient.id)}],
            "gender": patient.sex and str(patient.sex),
        }
    )


def _specimen(specimen: Specimen, subject: str) -> Resource:
    stated = specimen.minutes_to_separation
    minutes = None if stated is None else plain(stated)
    own = [
        _extension("fasting", "valueBoolean", specimen.fasting),
        _extension("haemolysed", "valueBoolean", specimen.haemolysed),
        _extension("minutes-to-separation", "valueDecimal", minutes),
    ]
    collection = _moment("collected", specimen.collected)
    if specimen.fasting is not None:
        status = _concept("v2-0916", FASTING[specimen.fasting])
        collection["fastingStatusCodeableConcept"] = status
    return _stated(
        {
            "resourceType": "Specimen",
            "extension": [e for e in own if e],
            "subject": _reference(subject),
            "collection": collection,
            "condition": [_concept("v2-0493", HAEMOLYSED)] if specimen.haemolysed else [],
        }
    )


def _observation(measurement: Measurement, about: Resource) -> Resource:
    return _stated(
        {
            "resourceType": "Observation",
            "status": _status(is_preliminary=measurement.is_preliminary),
            "category": [_concept("observation-category", "laboratory")],
            "code": _code(measurement.marker),
            **about,
            "valueQuantity": _value(measurement),
            "referenceRange": _range(measurement.interval, measurement.marker),
        }
    )


def _report(panel: Panel, about: Resource) -> Resource:
    is_preliminary = any(m.is_preliminary for m in panel.measurements)
    return _stated(
        {
            "resourceType": "DiagnosticReport",
            "status": _status(is_preliminary=is_preliminary),
            "category": [_concept("v2-0074", "LAB")],
            "code": {"coding": [{"system": LOINC, "code": LABORATORY_REPORT}]},
            **about,
        }
    )


def _status(*, is_preliminary: bool) -> str:
    return "preliminary" if is_preliminary else "final"


def _code(marker: Marker) -> Resource:
    loinc = [{"system": LOINC, "code": marker.loinc}] if marker.loinc else []
    name = marker.name("en")
    own = {"system": f"{OWN}marker", "code": marker.key, "display": name}
    return {"coding": [*loinc, own], "text": name}


def _value(measurement: Measurement) -> Resource:
    sign, number = sign_and_number(measurement.value)
    comparator = {"comparator": sign} if sign else {}
    return comparator | _quantity(number, measurement.marker.unit)


def _range(interval: Interval | None, marker: Marker) -> list[Resource]:
    if interval is None:
        return []
    ends = {"low": interval.low, "high": interval.high}
    return [{k: _quantity(end, marker.unit) for k, end in ends.items() if end is not None}]


def _quantity(number: float, unit: str) -> Resource:
    return {"value": plain(number), "unit": unit, "system": UCUM, "code": unit}


def _moment(name: str, moment: date | None) -> Resource:
    """Return a time as FHIR takes one: with its zone, or else the date, and the time beside it."""
    if moment is None:
        return {}
    if not isinstance(moment, datetime) or moment.tzinfo is not None:
        return {f"{name}DateTime": moment.isoformat()}
    local = _extension("local-time", "valueTime", moment.time().isoformat())
    return {
        f"{name}DateTime": moment.date().isoformat(),
        f"_{name}DateTime": {"extension": [local]},
    }


def _concept(system: str, code: str) -> Resource:
    return {"coding": [{"system": f"{TERMINOLOGY}{system}", "code": code}]}


def _extension(name: str, kind: str, value: object) -> Resource | None:
    return None if value is None else {"url": f"{OWN}{name}", kind: value}


def _stated(elements: Resource) -> Resource:
    """Leave out what is empty, which FHIR has no place for."""
    return {name: value for name, value in elements.items() if value not in (None, [], {})}
