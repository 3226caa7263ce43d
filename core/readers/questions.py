"""What only a clinician can say of a file: what its names mean, and what its texts do not prove."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from core.errors import PanelError, Problem
from core.markers import CATALOGUE
from core.markers.units import accepted_units, conversion
from core.readers.cells import SHOWN_CHARACTERS
from core.readers.corrections import Corrections, Meaning, Role
from core.readers.names import FIELD_NAMES
from core.readers.understanding import Item, Shape, Understanding

# Beside each result of a table with one result a row; what is only kept apart is not offered.
RESULT_FIELDS = ("item", "code", "value", "unit", "low", "high", "range", "status", "material")
TABLES = frozenset((Shape.WIDE, Shape.LONG))
NOT_USED = Meaning()


class Question(StrEnum):
    """What a file leaves open about how it is written."""

    ENCODING = "encoding"
    DECIMAL = "decimal"
    DATES = "dates"


ASKED_BY = {
    "reader.file.encoding": Question.ENCODING,
    "reader.file.as_cp932": Question.ENCODING,
    "hl7.encoding": Question.ENCODING,
    "hl7.as_cp932": Question.ENCODING,
    "reader.cell.comma": Question.DECIMAL,
    "reader.cell.day_or_month": Question.DATES,
}
ABOUT_SEX = frozenset(("reader.cell.sex", "hl7.patient.sex"))


def questions(problems: Iterable[Problem], corrections: Corrections) -> frozenset[Question]:
    """Return what problems ask for, and what was answered already and may be answered anew."""
    answered = {
        Question.ENCODING: corrections.encoding,
        Question.DECIMAL: corrections.decimal,
        Question.DATES: corrections.dates,
    }
    asked = {ASKED_BY[p.key] for p in problems if p.key in ASKED_BY}
    return frozenset(asked | {question for question, answer in answered.items() if answer})


def unknown_sexes(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Return each text that was not understood as a sex and is quoted whole."""
    quoted = (str(p.details["text"]) for p in problems if p.key in ABOUT_SEX)
    return tuple(dict.fromkeys(text for text in quoted if len(text) <= SHOWN_CHARACTERS))


def lacks_unit(item: Item) -> bool:
    """Say whether an item is known for a marker whose unit is not stated or not accepted."""
    meant = item.meaning
    if meant is None or not meant.marker or meant.role is not Role.VALUE:
        return False
    marker = CATALOGUE[meant.marker]
    if marker.derived:
        return False
    try:
        conversion(marker, meant.unit or item.unit)
    except PanelError:
        return True
    return False


def in_question_first(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return items that can be told apart, first those without a unit, then those not known."""
    distinct = {item.key: item for item in reversed(items)}.values()
    return tuple(sorted(reversed(distinct), key=_rank))


def is_in_question(item: Item) -> bool:
    """Say whether an item is used only once a clinician has said more about it."""
    return _rank(item) < len(RANKS)


RANKS = (lacks_unit, lambda item: item.meaning is None)


def _rank(item: Item) -> int:
    return next((rank for rank, is_so in enumerate(RANKS) if is_so(item)), len(RANKS))


def said_of(corrections: Corrections, item: Item) -> Meaning:
    """Return what an item means now; its unit is empty where the file's own counts."""
    said = corrections.meanings.get(item.key)
    return said or (replace(item.meaning, unit="") if item.meaning else NOT_USED)


def possible_meanings(understood: Understanding, item: Item) -> tuple[Meaning, ...]:
    """Return what an item can be said to mean, without units; what it means now is among it."""
    fields: tuple[str, ...] = ()
    if understood.shape in TABLES:
        fields = tuple(FIELD_NAMES)
        has_panels = any(i.meaning and i.meaning.marker for i in understood.items)
        if understood.shape is Shape.LONG or not has_panels:
            fields += RESULT_FIELDS
    now = replace(item.meaning, unit="") if item.meaning else NOT_USED
    markers = (Meaning(marker=marker.key) for marker in CATALOGUE.values() if not marker.derived)
    return tuple(dict.fromkeys((NOT_USED, now, *(Meaning(field=f) for f in fields), *markers)))


def possible_units(meaning: Meaning) -> tuple[str, ...]:
    """Return the units that can be said of a meaning; the first stands for the file's own."""
    return ("", *accepted_units(CATALOGUE[meaning.marker])) if meaning.marker else ("",)


def with_chosen(corrections: Corrections, item: Item, chosen: Meaning) -> Corrections:
    """Return corrections with what was chosen for an item, if that is something new."""
    if chosen == said_of(corrections, item):
        return corrections
    return corrections.with_meaning(item.key, chosen)
