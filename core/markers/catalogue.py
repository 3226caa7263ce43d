"""Reads `catalogue.toml` and `references.toml` into CATALOGUE and REFERENCES, once, at import."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.markers.marker import (
    Contrast,
    Direction,
    Finding,
    Grade,
    Interval,
    Marker,
    Reference,
    Scale,
    Sex,
    WithinPerson,
)

FOLDER = Path(__file__).parent

Block = Mapping[str, Any]


def read_references(path: Path) -> dict[str, Reference]:
    """Read the published sources by their key."""
    blocks = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: Reference(key, **block) for key, block in blocks.items()}


def read_catalogue(path: Path, references: Mapping[str, Reference]) -> dict[str, Marker]:
    """Read the markers by their key, in the order of the file."""
    blocks = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: marker(key, block, references) for key, block in blocks.items()}


def marker(key: str, block: Block, references: Mapping[str, Reference]) -> Marker:
    """Make a marker from its block; a missing line means that the fact is not known."""
    return Marker(
        key=key,
        names=MappingProxyType({"en": block["en"], "ja": block["ja"]}),
        symbol=block["symbol"],
        aliases=tuple(block.get("aliases", ())),
        group=block["group"],
        unit=block["unit"],
        si_unit=block["si_unit"],
        factor=block.get("factor"),
        offset=block.get("offset", 0.0),
        scale=Scale(block["scale"]),
        grade=Grade(block["grade"]),
        loinc=block.get("loinc", ""),
        intervals=MappingProxyType(intervals(block.get("interval"), references)),
        findings=tuple(finding(entry, references) for entry in block.get("findings", ())),
        derived=block.get("derived", False),
        within_person=within_person(block.get("within_person"), references),
        other_loinc=tuple(block.get("other_loinc", ())),
        other_specimen=tuple(block.get("other_specimen", ())),
        jlac10=tuple(block.get("jlac10", ())),
    )


def intervals(block: Block | None, references: Mapping[str, Reference]) -> dict[Sex, Interval]:
    """Make the interval of each sex; an end that is not stated is written as "open"."""
    if block is None:
        return {}
    reference, grade = references[block["reference"]], Grade(block["grade"])
    return {sex: Interval(end(block[sex][0]), end(block[sex][1]), reference, grade) for sex in Sex}


def end(written: float | str) -> float | None:
    """Return the end of an interval; None for "open"."""
    return None if written == "open" else float(written)


def finding(block: Block, references: Mapping[str, Reference]) -> Finding:
    """Make one published finding; no line for the sex means that both were reported."""
    return Finding(
        contrast=Contrast(block["contrast"]),
        direction=Direction(block["direction"]),
        sex=Sex(block["sex"]) if "sex" in block else None,
        reference=references[block["reference"]],
        grade=Grade(block["grade"]),
    )


def within_person(block: Block | None, references: Mapping[str, Reference]) -> WithinPerson | None:
    """Make the within-person variation of a marker; no line means that no figure was found."""
    if block is None:
        return None
    reference, grade = references[block["reference"]], Grade(block["grade"])
    return WithinPerson(block.get("cv"), block.get("icc"), reference, grade)


REFERENCES: Mapping[str, Reference] = MappingProxyType(read_references(FOLDER / "references.toml"))
CATALOGUE: Mapping[str, Marker] = MappingProxyType(
    read_catalogue(FOLDER / "catalogue.toml", REFERENCES)
)
