"""TRIPOD+AI filled in for the shipped model: Collins et al. 2024, doi 10.1136/bmj-2023-078378.

Items have their published numbers; topics and answers are in our own words (`tripod.toml`). To
answer an item differently, change its status here and its answer there.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.figures.card_figures import card_figures
from core.figures.section import Document, Section
from core.figures.table import Column, Table
from core.scoring.card import Card
from core.text import Text


class Status(StrEnum):
    """How far an item is reported for this model."""

    REPORTED = "reported"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the checklist; its number is also the key of its topic and answer."""

    number: str
    status: Status


def items(
    reported: str, partly: str = "", not_done: str = "", not_applicable: str = ""
) -> tuple[Item, ...]:
    """Return the items named, in the order of their numbers."""
    named = zip(Status, (reported, partly, not_done, not_applicable), strict=True)
    found = [Item(number, status) for status, numbers in named for number in numbers.split()]
    return tuple(sorted(found, key=lambda item: (int(item.number.rstrip("abcdefg")), item.number)))


# Part of the checklist -> its items.
PARTS: dict[str, tuple[Item, ...]] = {
    "front": items("1", partly="2"),
    "introduction": items("3a 3b 4", not_done="3c"),
    "methods": items(
        "5a 7 9a 11 12a 12b 12c 12e 12g 13 15 16",
        partly="9b",
        not_done="12f 14",
        not_applicable="5b 6a 6b 6c 8a 8b 8c 9c 10 12d 17",
    ),
    "open_science": items("18e 18f", not_done="18a 18b 18c 18d"),
    "involvement": items("", not_done="19"),
    "results": items("21 22", partly="23a 23b", not_applicable="20a 20b 20c 24"),
    "discussion": items("25 26 27a 27b 27c"),
}
ITEMS = tuple(item for part in PARTS.values() for item in part)


def tripod(text: Text, card: Card) -> Document:
    """Return the filled checklist."""
    figures = card_figures(text, card)
    counts = {s.value: f"{sum(i.status is s for i in ITEMS)}" for s in Status}
    summary = text("tripod.summary.body", items=f"{len(ITEMS)}", **counts)
    parts = [part_section(text, name, figures) for name in PARTS]
    return Document(
        text("tripod.title"),
        (Section(text("tripod.summary.title"), tuple(summary.splitlines())), *parts),
    )


def part_section(text: Text, part: str, figures: dict[str, str]) -> Section:
    """Return one part of the checklist as a table, a row an item."""
    title, rows = text(f"tripod.part.{part}"), PARTS[part]
    columns = (
        Column(text("tripod.column.item"), tuple(r.number for r in rows), is_short=True),
        Column(text("tripod.column.topic"), tuple(text(f"tripod.topic.{r.number}") for r in rows)),
        Column(
            text("tripod.column.status"), tuple(text(f"tripod.status.{r.status}") for r in rows)
        ),
        Column(
            text("tripod.column.answer"),
            tuple(text(f"tripod.answer.{r.number}", **figures) for r in rows),
        ),
    )
    return Section(title, tables=(Table(title, columns),))
