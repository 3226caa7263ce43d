"""The model card with both checklists as a PDF, from the card alone."""

from typing import Any
from unicodedata import east_asian_width

from core.figures.card_documents import (
    AnyCard,
    card_line,
    document_names,
    document_of,
    foot_of,
    notice_of,
)
from core.figures.section import Document, Section
from core.figures.table import Cell, Column, Link, Picture, Table
from core.report.characters import shown
from core.report.typesetting import MODEL_CARD, typeset
from core.text import Language, text_in

Content = dict[str, Any]

DATE_PARTS = ("year", "month", "day")
# In widths of a digit; a Japanese character is two wide. A column whose longest cell is no wider
# than this keeps its width, the others share what is left.
NARROW = 22
WIDE = ("W", "F")
# A Japanese heading no wider than this stays on one line.
ONE_LINE = 11


def render_model_card(card: AnyCard, language: Language) -> bytes:
    """Return the model card as one PDF, of the shipped model with TRIPOD+AI and PROBAST+AI.

    The same card gives the same bytes. A mark stands for a character of a clinic's own names that
    the font does not have.
    """
    text = text_in(language)
    changed = card.results_changed_on
    return typeset(
        all_shown(
            {
                "language": str(language),
                "date": {part: getattr(changed, part) for part in DATE_PARTS},
                "product": text("report.product"),
                "title": text("card.document", name=card.name, version=card.version),
                # The template, which alone knows the pages, fills these two in.
                "page": text("report.page", page="{page}", pages="{pages}"),
                "contents": text("card.contents"),
                "notice": notice_of(text, card),
                "model": card_line(text, card),
                "honesty": foot_of(text, card),
                "documents": [
                    document(document_of(text, card, name)) for name in document_names(card)
                ],
            }
        ),
        MODEL_CARD,
    )


def all_shown(content: Content) -> Content:
    """Return content in which every word can be printed."""
    return {key: _shown(held) for key, held in content.items()}


def _shown(held: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    if isinstance(held, str):
        return shown(held)
    if isinstance(held, dict):
        return all_shown(held)
    return [_shown(one) for one in held] if isinstance(held, list | tuple) else held


def document(held: Document) -> Content:
    """Write a document for the template."""
    return {"title": held.title, "sections": [section(one) for one in held.sections]}


def section(held: Section) -> Content:
    """Write a section for the template; nothing is folded away on paper."""
    further = [(table.title, table) for table in held.further]
    return {
        "title": held.title,
        "paragraphs": held.paragraphs,
        "points": held.points,
        "tables": [
            {"heading": heading, **table(one)} for heading, one in (*held.headed(), *further)
        ],
    }


def table(held: Table) -> Content:
    """Write a table for the template: columns with their widths, then rows."""
    return {
        "columns": [
            {
                "title": column.title,
                "is_number": column.is_number,
                "is_muted": column.is_muted,
                **width(column),
            }
            for column in held.columns
        ],
        "rows": [
            [cell(one) for one in row]
            for row in zip(*(column.cells for column in held.columns), strict=True)
        ],
    }


def width(column: Column) -> Content:
    """Return the width of a narrow column in digits, or a wide one's share of what is left.

    Shares go by the root of what a column holds, so that a long one does not starve the rest.
    """
    widths = [digits(cell(one)["label"]) for one in column.cells]
    widest = max(widths)
    if widest <= NARROW:
        return {"digits": max(widest, heading_digits(column.title)), "share": 0}
    return {"digits": 0, "share": round((sum(widths) / len(widths) + widest) ** 0.5, 2)}


def heading_digits(title: str) -> int:
    """Return the width in digits that a heading needs on two lines or three."""
    whole = digits(title)
    # Japanese has no words between which to break.
    is_japanese = whole > len(title)
    longest = min(whole, ONE_LINE) if is_japanese else max(len(word) for word in title.split())
    return max(longest, (whole + 1) // 2)


def digits(words: str) -> int:
    """Return about how many digits are as wide as words on one line."""
    return sum(2 if east_asian_width(one) in WIDE else 1 for one in words)


def cell(held: Cell) -> Content:
    """Write a cell: its words, and the address it leads to if any."""
    if isinstance(held, Link):
        return {"label": held.label, "address": held.address}
    return {"label": held.words if isinstance(held, Picture) else held, "address": ""}
