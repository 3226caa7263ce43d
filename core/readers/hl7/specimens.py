"""Reads what a message says of an order (OBR) and of a specimen (SPM)."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from core.errors import Problem
from core.readers.hl7.materials import Material, material_of
from core.readers.hl7.moments import parse_moment
from core.readers.hl7.segments import Segment, component_of, components, triplets

FASTING = {"F": True, "NF": False}
FASTING_TABLE = "HL70916"
HAEMOLYSED = "HEM"
# SPM-11 of table 0369; all others are controls, calibrators and the like.
OF_THE_PATIENT = ("", "P")

Moment = date | Problem | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An OBR segment: `collected` from OBR-7, `reported` from OBR-22, `status` from OBR-25."""

    row: int
    collected: Moment
    reported: datetime | None
    status: str
    fasting: bool | None
    material: Material | None
    material_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """An SPM segment: `collected` from SPM-17, `role` from SPM-11."""

    row: int
    collected: Moment
    role: str
    haemolysed: bool | None
    material: Material | None
    material_text: str


def read_order(segment: Segment, zone: tzinfo | None) -> Order:
    """Read an OBR segment, whose times are in the zone of the message unless they state one."""
    reported = parse_moment(segment.text(22), zone)
    # OBR-15 stood for the specimen before SPM came with v2.5: code&text&table.
    source = segment.syntax.split(segment.raw(15), segment.syntax.component)[0]
    parts = components(source, segment.syntax, sub=True)
    fasting = FASTING.get(segment.text(13)) if segment.text(13, 3) == FASTING_TABLE else None
    return Order(
        row=segment.row,
        collected=parse_moment(segment.text(7), zone),
        reported=reported if isinstance(reported, datetime) else None,
        status=segment.text(25).upper(),
        fasting=fasting,
        material=material_of(triplets(parts)),
        material_text=_shown(parts),
    )


def read_sample(segment: Segment, zone: tzinfo | None) -> Sample:
    """Read an SPM segment, whose time is in the zone of the message unless it states one."""
    parts = next(iter(segment.repetitions(4)), [])
    conditions = {component_of(parts, 1).upper() for parts in segment.repetitions(24)}
    return Sample(
        row=segment.row,
        collected=parse_moment(segment.text(17), zone),
        role=segment.text(11).upper(),
        haemolysed=True if HAEMOLYSED in conditions else None,
        material=material_of(triplets(parts)),
        material_text=_shown(parts),
    )


def _shown(parts: list[str]) -> str:
    return " ".join(part for part in parts[:2] if part)
