"""A document as the page and the PDF show it: titled sections of sentences, points and tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.figures.table import Table

POINT = "- "


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a document: paragraphs, then points, then tables.

    `further` are long tables of lesser interest, which a page may fold away.
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    further: tuple[Table, ...] = ()

    def headed(self) -> Iterator[tuple[str, Table]]:
        """Return each table with its heading, empty where it would repeat the section's."""
        for table in self.tables:
            yield ("" if table.title == self.title else table.title), table


@dataclass(frozen=True, slots=True)
class Document:
    """A titled document."""

    title: str
    sections: tuple[Section, ...]


def written(
    title: str, body: str, *, tables: tuple[Table, ...] = (), further: tuple[Table, ...] = ()
) -> Section:
    """Return a section from its text: a line is a paragraph, or a point if it begins with a dash.

    A table without rows is left out.
    """
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    return Section(
        title,
        tuple(line for line in lines if not line.startswith(POINT)),
        tuple(line.removeprefix(POINT) for line in lines if line.startswith(POINT)),
        tuple(table for table in tables if has_rows(table)),
        tuple(table for table in further if has_rows(table)),
    )


def has_rows(table: Table) -> bool:
    """Say whether there is anything in a table."""
    return any(column.cells for column in table.columns)
