"""What only a clinician can say of a file: what its names mean, and what its texts do not prove."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from core.errors import PanelError, Problem
from core.markers import CATALOGUE
from core.markers.units import accepted_units, conversion
from core.readers.cells import SHOWN_CHARACTERS
from core.readers.corrections import Corrections, DateOrder, Meaning, Role, key_of, unit_key
from core.readers.identity import NO_ID
from core.readers.names import FIELD_NAMES
from core.readers.reading import Reading
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
# The unit of these columns may not be the one that is stated.
ABOUT_UNIT = frozenset(("unit.likelier", "unit.likelier_own"))
ABOUT_SEX = frozenset(("reader.cell.sex", "hl7.patient.sex"))


def questions(problems: Iterable[Problem], corrections: Corrections) -> frozenset[Question]:
    """Return what problems ask for, and what was answered already and may be answered anew."""
    asked = {ASKED_BY[p.key] for p in problems if p.key in ASKED_BY}
    return frozenset(asked | {q for q in Question if answer_to(q, corrections)})


def asks_whose(problems: Iterable[Problem]) -> bool:
    """Say whether a file lacks the id of its patient."""
    return any(problem.key in {NO_ID, "reader.context.several_people"} for problem in problems)


def doubted(problems: Iterable[Problem]) -> frozenset[str]:
    """Return the keys of the columns whose unit is in doubt."""
    return frozenset(key_of(p.place.column) for p in problems if p.key in ABOUT_UNIT)


def answer_to(question: Question, corrections: Corrections) -> str:
    """Return what was answered to a question, an empty text where nothing was."""
    answers = {
        Question.ENCODING: corrections.encoding,
        Question.DECIMAL: corrections.decimal,
        Question.DATES: corrections.dates or "",
    }
    return answers[question]


def with_answer(corrections: Corrections, question: Question, answer: str) -> Corrections:
    """Return corrections with the answer to a question, an empty one where it stays open."""
    if question is Question.ENCODING:
        return replace(corrections, encoding=answer)
    if question is Question.DECIMAL:
        return replace(corrections, decimal=answer)
    return replace(corrections, dates=DateOrder(answer) if answer else None)


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
        conversion(marker, meant.unit_of(item.unit))
    except PanelError:
        return True
    return False


def is_unknown(item: Item) -> bool:
    """Say whether nothing is known of what an item means."""
    return item.meaning is None


IN_QUESTION = (lacks_unit, is_unknown)


def is_in_question(item: Item) -> bool:
    """Say whether an item is used only once a clinician has said more about it."""
    return any(is_so(item) for is_so in IN_QUESTION)


def asked_about(items: Iterable[Item], problems: Iterable[Problem]) -> list[Item]:
    """Return the items that are to be looked at: in question, in doubt, or corrected before."""
    doubtful = doubted(problems)
    return [
        item
        for item in items
        if item.is_corrected
        or is_in_question(item)
        or (item.key in doubtful and item.meaning and item.meaning.marker)
    ]


def in_question_first(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return items of different names: those without a unit, then not known, then corrected."""
    distinct: dict[str, Item] = {}
    for item in items:
        distinct.setdefault(item.key, item)
    return tuple(sorted(distinct.values(), key=_rank))


def _rank(item: Item) -> int:
    ranks = (rank for rank, is_so in enumerate(IN_QUESTION) if is_so(item))
    return next(ranks, len(IN_QUESTION) + (not item.is_corrected))


def needs_correcting(reading: Reading, understood: Understanding, corrections: Corrections) -> bool:
    """Say whether a reading wants an answer of the clinician, or gave nothing to use.

    Where it lacks only the patient's id, a name that is not known may be that of its column.
    """
    problems, items = reading.problems, understood.items
    if questions(problems, corrections) or unknown_sexes(problems) or doubted(problems):
        return True
    if asks_whose(problems):
        return any(map(is_in_question, items))
    return not reading.panels or any(map(lacks_unit, items))


def said_of(corrections: Corrections, item: Item) -> Meaning:
    """Return what an item means now; its unit is empty where the file's own counts."""
    said = corrections.meanings.get(item.key)
    if said is not None:
        is_of_this = said.unit_for == unit_key(item.unit)
        return replace(said, unit=said.unit if is_of_this else "", unit_for="")
    return replace(item.meaning, unit="", unit_for="") if item.meaning else NOT_USED


def possible_meanings(
    understood: Understanding, item: Item, corrections: Corrections
) -> tuple[Meaning, ...]:
    """Return what an item can be said to mean, without units; what it means now is among it."""
    fields: tuple[str, ...] = ()
    if understood.shape in TABLES:
        fields = tuple(FIELD_NAMES)
        has_panels = any(i.meaning and i.meaning.marker for i in understood.items)
        if understood.shape is Shape.LONG or not has_panels:
            fields += RESULT_FIELDS
    now = replace(said_of(corrections, item), unit="")
    markers = (Meaning(marker=marker.key) for marker in CATALOGUE.values() if not marker.derived)
    return tuple(dict.fromkeys((NOT_USED, now, *(Meaning(field=f) for f in fields), *markers)))


def possible_units(meaning: Meaning, said: str = "") -> tuple[str, ...]:
    """Return the units that can be said of a meaning, the one said before among them.

    The first, an empty text, stands for the file's own.
    """
    accepted = accepted_units(CATALOGUE[meaning.marker]) if meaning.marker else ()
    return tuple(dict.fromkeys(("", said, *accepted)))


def with_chosen(corrections: Corrections, item: Item, chosen: Meaning) -> Corrections:
    """Return corrections with what was chosen for an item, if that is something new."""
    if chosen == said_of(corrections, item):
        return corrections
    unit_for = unit_key(item.unit) if chosen.unit else ""
    return corrections.with_meaning(item.key, replace(chosen, unit_for=unit_for))
