"""What a clinician can say of a column of a cohort, one at a time."""

from dataclasses import replace
from types import MappingProxyType

from core.markers import CATALOGUE
from core.readers.corrections import Corrections, Meaning, unit_key
from core.readers.questions import NOT_USED, possible_units
from core.readers.understanding import Item, Understanding

# Of everything else beside the values, a cohort keeps nothing.
FIELDS = ("id", "sex", "age", "birth", "collected")


def columns_to_say(understood: Understanding) -> dict[str, Item]:
    """Return what the names of a file were taken for, by key, each name once."""
    found: dict[str, Item] = {}
    for item in understood.items:
        found.setdefault(item.key, item)
    return found


def meanings_to_say() -> tuple[Meaning | None, ...]:
    """Return what a column can be said to be, without units; None leaves it as it is read."""
    fields = (Meaning(field=name) for name in FIELDS)
    markers = (Meaning(marker=marker.key) for marker in CATALOGUE.values() if not marker.derived)
    return (None, NOT_USED, *fields, *markers)


def said_before(corrections: Corrections, item: Item) -> Meaning | None:
    """Return what was said of a column, its unit left out, if anything was."""
    said = corrections.meanings.get(item.key)
    if said is None:
        return None
    return next((m for m in meanings_to_say() if m == replace(said, unit="", unit_for="")), None)


def units_to_say(meaning: Meaning) -> tuple[str, ...]:
    """Return the units that a column can be said to be in; the first, empty, is the file's own."""
    return possible_units(meaning)


def with_said(
    corrections: Corrections, item: Item, meaning: Meaning | None, unit: str = ""
) -> Corrections:
    """Return corrections with what is said of a column now, or with nothing said of it."""
    if meaning is None:
        left = {key: said for key, said in corrections.meanings.items() if key != item.key}
        return replace(corrections, meanings=MappingProxyType(left))
    unit_for = unit_key(item.unit) if unit else ""
    return corrections.with_meaning(item.key, replace(meaning, unit=unit, unit_for=unit_for))
