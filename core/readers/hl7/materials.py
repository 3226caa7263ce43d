"""Which material was measured: blood, serum or plasma, or another, by the codes of a message."""

from collections.abc import Iterable
from enum import Enum

from core.readers.materials import BLOOD_WORDS, JLAC10_BLOOD, material_in
from core.readers.names import Code, folded


class Material(Enum):
    """What a message says of the material; UNKNOWN is a code of the laboratory's own."""

    BLOOD = "blood"
    OTHER = "other"
    UNKNOWN = "unknown"


# HL7 tables 0487 and 0070: serum (also acute, convalescent, at peak, at trough), plasma, blood.
SERUM = ("SER", "ASERU", "CSERU", "PLEVS", "TSERU")
PLASMA = ("PLAS", "PPP", "PRP")
BLOOD_HL7 = frozenset({*SERUM, *PLASMA, "BLD", "BLDA", "BLDC", "BLDV", "WB"})
HL7_TABLES = ("", "HL70487", "HL70070")
JLAC10_SYSTEMS = ("JC10", "JLAC10", "1.2.392.200119.4.504")


def material_of(triplets: Iterable[tuple[str, str, str]]) -> Material | None:
    """Return the material of codes, texts and systems; None if they state nothing."""
    found = {_material(*triplet) for triplet in triplets if any(triplet[:2])}
    if not found:
        return None
    certain = found - {Material.UNKNOWN}
    return certain.pop() if len(certain) == 1 else Material.UNKNOWN


def material_coded(codes: Iterable[Code]) -> tuple[Material | None, str]:
    """Return the material that a JLAC10 code of an analyte names, and its three characters."""
    named = next(filter(None, map(material_in, codes)), "")
    if not named:
        return None, ""
    return (Material.BLOOD if named in JLAC10_BLOOD else Material.OTHER), named


def _material(code: str, text: str, system: str) -> Material:
    table = system.upper()
    if table in JLAC10_SYSTEMS:
        return Material.BLOOD if code in JLAC10_BLOOD else Material.OTHER
    if code.upper() in BLOOD_HL7 and table in HL7_TABLES:
        return Material.BLOOD
    if folded(text or code) in BLOOD_WORDS:
        return Material.BLOOD
    return Material.OTHER if table in HL7_TABLES and code else Material.UNKNOWN
