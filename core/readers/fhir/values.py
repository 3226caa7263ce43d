"""What an Observation, or a component of one, states as its value: the text and the unit."""

from core.errors import Problem, Severity
from core.readers.cells import shown
from core.readers.fhir.resources import Concept, Quantity, Stated, number_in
from core.readers.quantities import SIGNS, parse_quantity
from core.readers.quantities import Quantity as Parsed

UCUM = ("http://unitsofmeasure.org", "urn:oid:2.16.840.1.113883.6.8")
NO_QUANTITIES = (
    "value_codeable_concept",
    "value_boolean",
    "value_range",
    "value_ratio",
    "value_sampled_data",
    "value_time",
    "value_date_time",
    "value_period",
)
QUANTITIES = ("value_quantity", "value_string", "value_integer")


def has_value(stated: Stated) -> bool:
    """Say whether there is a value of any kind."""
    return any(getattr(stated, name) is not None for name in (*QUANTITIES, *NO_QUANTITIES))


def value_path(stated: Stated) -> str:
    """Return what the value is called in FHIR."""
    if stated.value_quantity is not None:
        return "valueQuantity"
    return "valueString" if stated.value_string is not None else "valueInteger"


def unit_of(quantity: Quantity) -> str:
    """Return the UCUM code where there is one, and else the unit as printed."""
    return (quantity.code if quantity.system in UCUM else "") or quantity.unit or quantity.code


def is_coded(stated: Stated) -> bool:
    """Say whether the unit of the value is a UCUM code, to be taken to the letter."""
    quantity = stated.value_quantity
    return quantity is not None and quantity.system in UCUM and bool(quantity.code)


def value_of(stated: Stated, name: str) -> tuple[str, str] | Problem:
    """Return the value with its sign as a text, and its unit, or why there is none.

    `name` is what the analyte is called.
    """
    quoted = {"name": shown(name)}
    count = sum(getattr(stated, kind) is not None for kind in (*QUANTITIES, *NO_QUANTITIES))
    if count > 1:
        return Problem("fhir.value.several", quoted)
    if stated.data_absent_reason is not None:
        return _absent(stated.data_absent_reason, quoted, has_value=bool(count))
    if stated.value_quantity is not None:
        return _of_quantity(stated.value_quantity, quoted)
    if stated.value_string is not None:
        return _of_text(stated.value_string)
    number = number_in(stated.value_integer)
    if number is not None:
        return number, ""
    return Problem("fhir.value.kind" if count else "reader.result.no_value", quoted)


def _absent(reason: Concept, quoted: dict[str, str], *, has_value: bool) -> Problem:
    if has_value:
        return Problem("fhir.value.and_absent", quoted)
    details = quoted | {"reason": shown(reason.label) or "–"}
    return Problem("reader.result.absent", details, severity=Severity.NOTE)


def _of_quantity(quantity: Quantity, quoted: dict[str, str]) -> tuple[str, str] | Problem:
    if quantity.value is None:
        return Problem("reader.result.no_value", quoted)
    number = number_in(quantity.value)
    if number is None:
        return Problem("fhir.value.no_number", quoted)
    if quantity.comparator not in SIGNS:
        sign = shown(quantity.comparator)
        return Problem("fhir.value.comparator", quoted | {"sign": sign})
    return quantity.comparator + number, unit_of(quantity)


def _of_text(text: str) -> tuple[str, str] | Problem:
    """Return a text that is a number with a sign and a unit, as it stands."""
    quantity = parse_quantity(text)
    if isinstance(quantity, Problem):
        return quantity
    return text, quantity.unit if isinstance(quantity, Parsed) else ""
