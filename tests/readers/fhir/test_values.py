from typing import Any

import pytest

from core.panel import Value
from tests.readers.fhir.resources import (
    BILIRUBIN,
    SNOMED,
    URATE,
    concept,
    measured,
    observation,
    quantity,
    read,
    told,
)

AT = "entry[1].resource"


def test_a_value_keeps_the_digits_it_was_written_with() -> None:
    data = b'{"resourceType": "Observation", "status": "final", "code": {"coding": [{"system":'
    data += b'"http://loinc.org", "code": "1975-2"}]}, "valueQuantity": {"value": 1.0, "unit":'
    data += b'"mg/dL"}}'
    (panel,) = read(data).panels
    assert panel.measurements[0].text == "1.0"
    assert panel.measurements[0].place.path == "valueQuantity"


def test_the_code_of_a_unit_counts_and_not_what_is_displayed() -> None:
    stated = quantity(5.0, "umol/L") | {"code": "mg/dL"}
    found = measured(observation(URATE, valueQuantity=stated))
    assert (found.value, found.unit) == (Value.exactly(5), "mg/dL")


def test_a_unit_without_a_system_is_read_as_printed() -> None:
    found = measured(observation(URATE, valueQuantity={"value": 297.4, "unit": "μmol/L"}))
    assert (found.value, found.unit) == (Value.exactly(5), "μmol/L")


def test_where_the_ucum_code_is_missing_the_printed_unit_is_read() -> None:
    stated = quantity(5.0)
    del stated["code"]
    assert measured(observation(URATE, valueQuantity=stated)).unit == "mg/dL"


@pytest.mark.parametrize(
    ("comparator", "value"),
    [("<", Value.below(0.2)), ("<=", Value.below(0.2)), (">=", Value.above(0.2)),
     (">", Value.above(0.2))],
)  # fmt: skip
def test_a_comparator_makes_an_interval(comparator: str, value: Value) -> None:
    found = measured(observation(valueQuantity=quantity(0.2, comparator=comparator)))
    assert (found.value, found.text) == (value, f"{comparator}0.2")


def test_a_text_that_is_a_quantity_is_read_as_one() -> None:
    found = measured(observation(value=None, valueString="<0.2 mg/dL"))
    assert (found.value, found.unit) == (Value.below(0.2), "mg/dL")


@pytest.mark.parametrize(
    ("members", "key"),
    [
        ({}, "reader.result.no_value"),
        ({"valueQuantity": {"unit": "mg/dL"}}, "reader.result.no_value"),
        ({"valueQuantity": quantity(0.2, comparator="ad")}, "fhir.value.comparator"),
        ({"valueQuantity": {**quantity(1), "value": "0.2"}}, "fhir.value.no_number"),
        ({"valueQuantity": {**quantity(1), "value": True}}, "fhir.value.no_number"),
        ({"valueString": "haemolysed"}, "reader.cell.not_a_number"),
        ({"valueInteger": 1}, "unit.missing"),
        ({"valueCodeableConcept": concept("260385009", SNOMED)}, "fhir.value.kind"),
        ({"valueRange": {"low": {"value": 1}}}, "fhir.value.kind"),
        ({"valueString": "1 mg/dL", "valueQuantity": quantity(1)}, "fhir.value.several"),
        ({"valueQuantity": quantity(-1)}, "reader.cell.negative"),
        ({"valueQuantity": quantity(1, "mg/L/h")}, "unit.unknown"),
        ({"valueQuantity": {"value": 1}}, "unit.missing"),
        ({"dataAbsentReason": concept("unknown", text="Unknown")}, "reader.result.absent"),
        (
            {"valueQuantity": quantity(1), "dataAbsentReason": concept("unknown")},
            "fhir.value.and_absent",
        ),
    ],
)
def test_what_is_no_value_is_told_with_its_reason(members: dict[str, Any], key: str) -> None:
    ((found, path),) = told(observation(BILIRUBIN, None, **members))
    assert found == key
    assert path.startswith(AT)


def test_the_sentence_on_a_missing_value_gives_its_reason() -> None:
    absent = observation(value=None, dataAbsentReason=concept("x", text="Not performed"))
    assert read(absent).problems[0].details["reason"] == "Not performed"
