"""The parts of FHIR resources that are read, and no others: a name or an address is never held.

Numbers stay as they were written (`core.readers.fhir.document.Number`). What is declared here and
has another type in a file makes its resource malformed; all else in it is passed over.
"""

import re
from collections.abc import Mapping
from typing import Any, TypeAlias, TypeVar

import msgspec

from core.errors import Place, Problem
from core.readers.fhir.document import Number

FAULT_AT = re.compile(r"at `\$\.?(.*)`$")

T = TypeVar("T", bound="Record")


class Record(msgspec.Struct, frozen=True, rename="camel", gc=False):
    """Base of all: members in camelCase; none of them can hold itself."""


class Extension(Record, frozen=True):
    """A fact that FHIR itself has no place for."""

    url: str = ""
    value_boolean: bool | None = None
    value_decimal: Any = None
    value_time: str = ""


class Element(Record, frozen=True):
    """What stands beside a primitive value, under its name with an underscore."""

    extension: tuple[Extension, ...] = ()


class Coding(Record, frozen=True):
    """A code with the system that gives it its meaning."""

    system: str = ""
    code: str = ""
    display: str = ""


class Concept(Record, frozen=True):
    """A CodeableConcept: one meaning, in several codes and in words."""

    coding: tuple[Coding, ...] = ()
    text: str = ""

    @property
    def label(self) -> str:
        """Return the words for it, or else its code."""
        shown = (self.text, *(c.display for c in self.coding), *(c.code for c in self.coding))
        return next((text for text in shown if text.strip()), "")


class Quantity(Record, frozen=True):
    """A number with its unit: `code` holds UCUM where `system` says so, `unit` is for display."""

    value: Any = None
    comparator: str = ""
    unit: str = ""
    system: str = ""
    code: str = ""


class Range(Record, frozen=True):
    """What lies between two quantities."""

    low: Quantity | None = None
    high: Quantity | None = None


class Period(Record, frozen=True):
    """A time from its start."""

    start: str = ""


class Identifier(Record, frozen=True):
    """A number that somebody gave to somebody."""

    use: str = ""
    type: Concept = Concept()
    system: str = ""
    value: str = ""


class Reference(Record, frozen=True):
    """A pointer to another resource, or words for it."""

    reference: str = ""
    type: str = ""
    identifier: Identifier | None = None
    display: str = ""


class Patient(Record, frozen=True):
    """Who the blood is from."""

    id: str = ""
    identifier: tuple[Identifier, ...] = ()
    gender: str = ""
    birth_date: str = ""
    extension: tuple[Extension, ...] = ()


class Collection(Record, frozen=True):
    """How a specimen was drawn."""

    collected_date_time: str = ""
    collected_period: Period = Period()
    fasting_status_codeable_concept: Concept = Concept()
    beside: Element = msgspec.field(name="_collectedDateTime", default=Element())


class Specimen(Record, frozen=True):
    """What was drawn, and in which state it came."""

    type: Concept = Concept()
    collection: Collection = Collection()
    condition: tuple[Concept, ...] = ()
    extension: tuple[Extension, ...] = ()


class ReferenceRange(Record, frozen=True):
    """An interval of the laboratory, and for whom it holds."""

    low: Quantity | None = None
    high: Quantity | None = None
    type: Concept = Concept()
    applies_to: tuple[Concept, ...] = ()
    age: Range | None = None
    text: str = ""


class Stated(Record, frozen=True):
    """What an Observation and each of its components state; at most one value."""

    code: Concept = Concept()
    value_quantity: Quantity | None = None
    value_string: str | None = None
    value_integer: Any = None
    value_codeable_concept: Concept | None = None
    value_boolean: Any = None
    value_range: Any = None
    value_ratio: Any = None
    value_sampled_data: Any = None
    value_time: Any = None
    value_date_time: Any = None
    value_period: Any = None
    data_absent_reason: Concept | None = None
    reference_range: tuple[ReferenceRange, ...] = ()


class Component(Stated, frozen=True):
    """One result of several in an Observation."""


class Observation(Stated, frozen=True):
    """A result, or a panel of them."""

    effective_date_time: str = ""
    effective_period: Period = Period()
    effective_instant: str = ""
    beside: Element = msgspec.field(name="_effectiveDateTime", default=Element())
    status: str = ""
    category: tuple[Concept, ...] = ()
    subject: Reference | None = None
    issued: str = ""
    specimen: Reference | None = None
    component: tuple[Component, ...] = ()
    has_member: tuple[Reference, ...] = ()


class Report(Record, frozen=True):
    """A DiagnosticReport: what its results may leave out themselves."""

    effective_date_time: str = ""
    effective_period: Period = Period()
    effective_instant: str = ""
    beside: Element = msgspec.field(name="_effectiveDateTime", default=Element())
    status: str = ""
    subject: Reference | None = None
    issued: str = ""
    specimen: tuple[Reference, ...] = ()
    result: tuple[Reference, ...] = ()


# When something was observed stands in both alike.
Timed: TypeAlias = Observation | Report


def record(kind: type[T], members: Mapping[str, Any], place: Place) -> T | Problem:
    """Return a resource as a record, or the problem with it and the path of what is wrong."""
    try:
        return msgspec.convert(members, kind)
    except (msgspec.ValidationError, RecursionError) as error:
        found = FAULT_AT.search(str(error))
        return Problem("fhir.resource.malformed", place=below(place, found[1] if found else ""))


def number_in(value: object) -> str | None:
    """Return a number as it was written, and None for what is no JSON number."""
    return str(value) if isinstance(value, Number) else None


def below(place: Place, path: str) -> Place:
    """Return the place of a member of what stands at a place."""
    joined = f"{place.path}.{path}" if place.path and path else place.path or path
    return Place(place.file, place.row, place.column, joined)
