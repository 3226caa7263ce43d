"""The model card of a clinic's model, section by section; every figure comes from the card.

The sentences stand in `core/text/*/clinic_card.toml`; a line that begins with a dash is a point.
"""

from collections.abc import Callable, Iterator
from types import MappingProxyType

from core.cards import ClinicCard, External
from core.figures.clinic_card.facts import facts
from core.figures.clinic_card.lines import (
    care_lines,
    limit_lines,
    people_lines,
    protocol_lines,
    use_lines,
)
from core.figures.clinic_card.tables import (
    external_table,
    feature_table,
    file_table,
    library_table,
    metric_table,
)
from core.figures.section import Document, Section, written
from core.figures.studio.candidates import candidates_table
from core.figures.studio.drift import drift_table
from core.figures.studio.group_numbers import numbers_table
from core.figures.studio.profile import profile_table
from core.figures.studio.sentences import (
    caution_sentences,
    external_headline,
    headline,
    warned_sentences,
)
from core.figures.table import Table
from core.text import Text

Lines = Callable[[Text, ClinicCard], Iterator[str]]
# More markers than these are folded away on a page.
MANY = 40
POINT = "- "

LINES = MappingProxyType[str, Lines](
    {
        "use": use_lines,
        "people": people_lines,
        "protocol": protocol_lines,
        "limits": limit_lines,
        "care": care_lines,
    }
)


def clinic_card_document(text: Text, card: ClinicCard) -> Document:
    """Return the model card."""
    return Document(
        text("clinic_card.title"),
        (
            _details(text, card),
            *(_said(text, card, name) for name in ("use", "people", "protocol")),
            _results(text, card),
            _markers(text, card),
            _said(text, card, "limits"),
            *_externals(text, card),
            _said(text, card, "care", tables=(file_table(text, card),)),
            _section(text, "versions", facts(text, card), tables=(library_table(text, card),)),
        ),
    )


def _section(
    text: Text,
    name: str,
    figures: dict[str, str],
    tables: tuple[Table, ...] = (),
    further: tuple[Table, ...] = (),
) -> Section:
    """Return a section whose sentences do not depend on what the card holds."""
    body = text(f"clinic_card.{name}.body", **figures)
    return written(text(f"clinic_card.{name}.title"), body, tables=tables, further=further)


def _details(text: Text, card: ClinicCard) -> Section:
    figures = facts(text, card)
    lines = [text(f"clinic_card.kind.{card.kind}", **figures)]
    if card.recalibrated_from:
        lines.append(text("clinic_card.recalibrated", version=card.recalibrated_from))
    lines += [text("clinic_card.details.body", **figures), headline(text, card)]
    lines += [POINT + sentence for sentence in caution_sentences(text, card)]
    return written(text("clinic_card.details.title"), "\n".join(lines))


def _said(text: Text, card: ClinicCard, name: str, tables: tuple[Table, ...] = ()) -> Section:
    lines = LINES[name](text, card)
    return written(text(f"clinic_card.{name}.title"), "\n".join(lines), tables=tables)


def _results(text: Text, card: ClinicCard) -> Section:
    tables = [metric_table(text, card)]
    record = card.discrimination or card.severity
    if record:
        tables.append(candidates_table(text, record))
    if card.strata:
        tables += [numbers_table(text, card.strata.numbers), profile_table(text, card)]
    return _section(text, "results", facts(text, card), tables=tuple(tables))


def _markers(text: Text, card: ClinicCard) -> Section:
    table = (feature_table(text, card),)
    is_long = len(card.features) > MANY
    return _section(
        text,
        "markers",
        facts(text, card),
        tables=() if is_long else table,
        further=table if is_long else (),
    )


def _externals(text: Text, card: ClinicCard) -> Iterator[Section]:
    if not card.external:
        yield _section(text, "external_none", {})
    for number, external in enumerate(card.external, start=1):
        yield _external(text, card, external, number)


def _external(text: Text, card: ClinicCard, external: External, number: int) -> Section:
    lines = [
        external_headline(text, external),
        text(
            "clinic_card.external.body",
            hash=external.data_sha256,
            left_out=f"{external.left_out:,}",
        ),
        *(POINT + sentence for sentence in warned_sentences(text, card, external.warnings)),
    ]
    return written(
        text(
            "clinic_card.external.title",
            number=f"{number}",
            date=text.date(external.evaluated_on),
        ),
        "\n".join(lines),
        tables=(external_table(text, external),),
        further=(drift_table(text, card, external),),
    )
