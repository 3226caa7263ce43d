"""What a reader made of a file, in words: one line, and a table of what each name was taken for."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from core.errors import Problem
from core.figures import words
from core.figures.table import Column, Table
from core.readers.cells import shown
from core.readers.corrections import NONE, Corrections, Meaning, Role
from core.readers.questions import Question, is_in_question, questions
from core.readers.understanding import Item, Understanding
from core.text import Text

# The names of these things, the same in every language.
ENCODINGS: Mapping[str, str] = MappingProxyType(
    {
        "utf-8": "UTF-8",
        "utf-8-sig": "UTF-8",
        "utf-16": "UTF-16",
        "iso2022_jp": "ISO-2022-JP",
        "cp932": "Shift_JIS (CP932)",
        "euc_jp": "EUC-JP",
        "cp1252": "Windows-1252",
    }
)
SEPARATORS: Mapping[str, str] = MappingProxyType({",": "comma", ";": "semicolon", "\t": "tab"})
# A page that lists thousands of names is of no use to anybody.
ITEMS_LISTED = 300
DECIMALS: Mapping[str, str] = MappingProxyType({",": "comma", ".": "point"})


def understood_line(
    text: Text, understood: Understanding, problems: Iterable[Problem] = (), file: str = ""
) -> str:
    """Say how a file was read as a whole: "a.csv: A table with one panel a row, UTF-8, ...".

    Of the decimal mark nothing is said while problems ask for it.
    """
    asked = questions(problems, NONE)
    said = [text(f"understanding.shape.{understood.shape}")]
    if understood.encoding:
        said.append(encoding_name(understood.encoding))
    if understood.separator:
        said.append(text(f"understanding.separator.{SEPARATORS[understood.separator]}"))
    if understood.header_row is not None and Question.DECIMAL not in asked:
        said.append(text(f"understanding.decimal.{DECIMALS[understood.decimal]}"))
    if understood.header_row is not None:
        said.append(text("understanding.header_row", row=understood.header_row))
    if understood.unit_row is not None:
        said.append(text("understanding.unit_row", row=understood.unit_row))
    used = sum(is_used(item) for item in understood.items)
    line = text("words.list").join(said)
    line = text("understanding.line", line=line, used=used, count=len(understood.items))
    return text("place.problem", place=file, sentence=line) if file else line


def is_used(item: Item) -> bool:
    """Say whether an item was taken for anything that can be used."""
    return item.meaning != Meaning() and not is_in_question(item)


def encoding_name(encoding: str) -> str:
    """Name an encoding, or several joined by commas, as people do."""
    return ", ".join(ENCODINGS.get(name, name) for name in encoding.split(", "))


def items_table(text: Text, understood: Understanding) -> Table:
    """Return what each name was taken for, and in which unit; of very many names the first."""
    items = understood.items[:ITEMS_LISTED]
    columns = (
        Column(text("understanding.column.name"), tuple(shown(item.name) for item in items)),
        Column(text("understanding.column.meaning"), tuple(item_words(text, i) for i in items)),
        Column(
            text("figure.column.unit"), tuple(_unit(text, item) for item in items), is_muted=True
        ),
        Column(
            text("understanding.column.corrected"),
            tuple(text("panel.answer.yes") if item.is_corrected else "" for item in items),
            is_short=True,
        ),
    )
    return Table(text("understanding.table"), columns)


def items_left_out(text: Text, understood: Understanding) -> str:
    """Say how many names the table leaves out; empty if none."""
    count = len(understood.items)
    if count <= ITEMS_LISTED:
        return ""
    return text("understanding.listed", listed=ITEMS_LISTED, count=count)


def item_words(text: Text, item: Item) -> str:
    """Say what an item was taken for, or that it was not understood."""
    if item.meaning is None:
        return text("understanding.not_understood")
    return meaning_words(text, item.meaning)


def meaning_words(text: Text, meaning: Meaning) -> str:
    """Name what a column or an analyte is: a marker, an end of its interval, or a field."""
    if meaning.marker:
        name = words.marker_name(text, meaning.marker)
        if meaning.role is Role.VALUE:
            return name
        return text(f"understanding.role.{meaning.role}", marker=name)
    if not meaning.field:
        return text("understanding.not_used")
    key = f"panel.context.{meaning.field}"
    return text(key) if key in text else text(f"understanding.field.{meaning.field}")


def unit_words(text: Text, unit: str, own: str = "") -> str:
    """Name a unit that can be chosen; an empty one is the file's own, if it states one."""
    if unit:
        return words.unit(text, unit) or unit
    return text("understanding.own_unit" if own.strip() else "understanding.no_unit")


def _unit(text: Text, item: Item) -> str:
    said = item.meaning.unit if item.meaning and item.is_corrected else ""
    return unit_words(text, said) if said else shown(item.unit)


def corrections_line(
    text: Text, understood: Understanding, corrections: Corrections, *, is_remembered: bool
) -> str:
    """Say how much is read as it was corrected, now or before; empty if nothing is."""
    spoken = (corrections.sexes, corrections.decimal, corrections.dates, corrections.encoding)
    count = sum(item.is_corrected for item in understood.items) + sum(map(bool, spoken))
    if count == 0:
        return ""
    when = "before" if is_remembered else "now"
    number = "one" if count == 1 else "several"
    return text(f"understanding.corrected.{when}.{number}", count=count)
