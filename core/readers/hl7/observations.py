"""Reads an OBX segment into a record, in the words of the message; nothing is judged yet."""

from dataclasses import dataclass
from datetime import tzinfo

from core.readers.hl7.materials import JLAC10_SYSTEMS
from core.readers.hl7.moments import parse_moment
from core.readers.hl7.segments import Segment, component_of, triplets
from core.readers.hl7.specimens import Moment
from core.readers.names import Code, System

LOINC_SYSTEMS = ("LN", "LOINC", "2.16.840.1.113883.6.1")
SYSTEMS = dict.fromkeys(LOINC_SYSTEMS, System.LOINC) | dict.fromkeys(JLAC10_SYSTEMS, System.JLAC10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obx:
    """One observation; `values` holds the components of each repetition of OBX-5."""

    row: int
    type: str
    codes: tuple[Code, ...]
    name: str
    values: tuple[tuple[str, ...], ...]
    unit: str
    unit_text: str
    unit_system: str
    range: str
    flags: tuple[str, ...]
    status: str
    observed: Moment


def read_observation(segment: Segment, zone: tzinfo | None, codes: tuple[Code, ...]) -> Obx:
    """Read an OBX segment with the codes of its OBX-3.

    Its time is in the zone of the message unless it states one.
    """
    return Obx(
        row=segment.row,
        type=segment.text(2).upper(),
        codes=codes,
        name=name_of(segment, codes),
        values=tuple(tuple(parts) for parts in segment.repetitions(5)),
        unit=segment.text(6),
        unit_text=segment.text(6, 2),
        unit_system=segment.text(6, 3).upper(),
        range=" ".join(part for parts in segment.repetitions(7) for part in parts),
        flags=tuple(component_of(parts, 1).upper() for parts in segment.repetitions(8)),
        status=segment.text(11).upper(),
        observed=parse_moment(segment.text(14), zone),
    )


def codes_of(segment: Segment) -> tuple[Code, ...]:
    """Return the codes of OBX-3: components 1 to 3, and 4 to 6 where they are there."""
    parts = next(iter(segment.repetitions(3)), [])
    return tuple(
        Code(SYSTEMS.get(system.upper(), System.LOCAL), code, text)
        for code, text, system in triplets(parts)
        if code or text
    )


def name_of(segment: Segment, codes: tuple[Code, ...]) -> str:
    """Return the original text of OBX-3 where no code has a text; it may be that of a panel."""
    return "" if any(code.display for code in codes) else segment.text(3, 9)
