"""Which field or marker a name or a code stands for: foreign names become ours here, only here.

FIELD_NAMES holds what stands beside the values, the catalogue the markers with their codes. Case,
width, spaces and underscores make no difference to a name; a code is taken to the letter.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from core.markers import CATALOGUE, Marker

FIELD_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "patient id", "patient", "pid", "患者id", "患者番号", "匿名id", "仮id"),
    "sex": ("sex", "gender", "性別"),
    "age": ("age", "age (years)", "age (y)", "年齢", "年齢(歳)"),
    "collected": (
        "collected",
        "collection time",
        "collection date",
        "採血日時",
        "採血日",
        "採取日時",
        "採取日",
    ),
    "fasting": ("fasting", "空腹", "空腹時", "空腹時採血", "絶食"),
    "medication": ("medication", "drugs", "服薬", "服薬中", "内服", "内服薬"),
    "haemolysed": ("haemolysed", "hemolysed", "hemolyzed", "haemolysis", "hemolysis", "溶血"),
    "minutes_to_separation": (
        "minutes to separation",
        "分離までの分",
        "分離までの時間(分)",
        "血漿分離までの分",
        "血漿分離までの時間(分)",
    ),
    "pregnant": ("pregnant", "pregnancy", "妊娠", "妊娠中"),
}
JLAC10_ANALYTE = 5
HYPHENS = re.compile("[\u2010-\u2015\u2212]")


class System(StrEnum):
    """Who gave a code its meaning; LOCAL is the laboratory itself."""

    LOINC = "loinc"
    JLAC10 = "jlac10"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Code:
    """A code of an analyte, with the name that its system or laboratory shows for it."""

    system: System
    code: str
    display: str = ""


def folded(name: str) -> str:
    """Bring the ways of writing a name together: width, case, spaces, underscores, hyphens."""
    narrow = HYPHENS.sub("-", unicodedata.normalize("NFKC", name)).casefold()
    return "".join(narrow.split()).replace("_", "")


def field_named(name: str) -> str:
    """Return the field of the context that a name stands for, or an empty text."""
    return _fields_by_name().get(folded(name), "")


def marker_named(name: str) -> Marker | None:
    """Return the marker that a name stands for, if it is known."""
    return _markers_by_name().get(folded(name))


def marker_coded(code: Code) -> Marker | None:
    """Return the marker that a code of LOINC or JLAC10 stands for, if it is known.

    Of a JLAC10 code the first five characters name the analyte; those of its material, where they
    are there, must name blood, serum or plasma.
    """
    if code.system is System.LOINC:
        return _markers_by_loinc().get(code.code.strip())
    if code.system is System.JLAC10:
        return _markers_by_jlac10().get(code.code.strip()[:JLAC10_ANALYTE])
    return None


@cache
def _markers_by_loinc() -> Mapping[str, Marker]:
    markers = CATALOGUE.values()
    return {c: m for m in markers for c in (m.loinc, *m.other_loinc) if c}


@cache
def _markers_by_jlac10() -> Mapping[str, Marker]:
    return {code: marker for marker in CATALOGUE.values() for code in marker.jlac10}


@cache
def _fields_by_name() -> Mapping[str, str]:
    return {folded(name): field for field, names in FIELD_NAMES.items() for name in names}


@cache
def _markers_by_name() -> Mapping[str, Marker]:
    return {
        folded(name): marker
        for marker in CATALOGUE.values()
        for name in (marker.key, marker.symbol, *marker.names.values(), *marker.aliases)
    }
