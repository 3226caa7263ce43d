"""What is missing: which marker more would tell how much, as rows that the page and the PDF share.

Long-chain acylcarnitines that would tell the same are one row: nothing published tells them apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.evidence.population import is_acylcarnitine
from core.figures import words
from core.figures.table import Column, Table
from core.markers import CATALOGUE
from core.scoring.score import Missing, NoScore, Result
from core.text import Text, number

ACYLCARNITINES = tuple(key for key in CATALOGUE if is_acylcarnitine(key))
# Below one per cent, the grid that the expectation is worked out on decides.
LEAST_NARROWING = 0.01
BITS_FIGURES = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A marker, or any of a class, with what it would add.

    `is_in_vain` where it was measured and yet is not in the score; `narrows` is empty where no
    width was worked out.
    """

    name: str
    is_in_vain: bool
    narrows: str
    information: str


def missing_rows(text: Text, result: Result) -> tuple[Row, ...]:
    """Return what each missing marker is expected to add, the most informative first."""
    measured = {unused.marker for unused in result.unused}
    has_width = has_widths(result)
    return tuple(
        Row(
            name=name_of(text, alike, measured),
            is_in_vain=is_in_vain(alike, measured),
            narrows=narrowing(text, alike[0]) if has_width else "",
            information=text(
                "figure.missing.bits", bits=number(alike[0].information, BITS_FIGURES)
            ),
        )
        for alike in telling_the_same(result.missing)
    )


def has_widths(result: Result) -> bool:
    """Say whether there is a width to narrow: not without a score or beside a censored value.

    Nor by a clinic's model, of which none is worked out.
    """
    return not isinstance(result, NoScore) and all(
        one.width_now is not None for one in result.missing
    )


def is_partly_known(result: Result) -> bool:
    """Say whether values of the panel are censored, so that the figures leave them out."""
    return result.model.is_virtual and any(one.width_now is None for one in result.missing)


def telling_the_same(missing: Sequence[Missing]) -> list[list[Missing]]:
    """Put acylcarnitines of equal figures together, where the first of them stands."""
    groups: dict[object, list[Missing]] = {}
    for one in missing:
        is_of_class = is_acylcarnitine(one.marker)
        alike = (one.information, one.width_with) if is_of_class else one.marker
        groups.setdefault(alike, []).append(one)
    return list(groups.values())


def name_of(text: Text, alike: Sequence[Missing], measured: set[str]) -> str:
    """Name a marker, or a class of which any would do; with a dagger if it was measured in vain."""
    keys = [one.marker for one in alike]
    if len(keys) == 1:
        name = words.marker_name(text, keys[0])
    else:
        name = text(f"figure.missing.{'any' if len(keys) == len(ACYLCARNITINES) else 'another'}")
    return text("figure.missing.in_vain", marker=name) if is_in_vain(alike, measured) else name


def is_in_vain(alike: Sequence[Missing], measured: set[str]) -> bool:
    """Say whether all of these were measured, though none is in the score."""
    return measured.issuperset(one.marker for one in alike)


def narrowing(text: Text, missing: Missing) -> str:
    """Write by how much the interval is expected to narrow: "by 28 %", or that it would not."""
    now, more = missing.width_now, missing.width_with
    share = 1 - more / now if now and more is not None else 0.0
    if share < LEAST_NARROWING:
        return text("figure.missing.no_narrower")
    return text("figure.missing.narrows", share=words.percent(text, round(share, 2)))


def missing_table(text: Text, result: Result, shown: int) -> Table:
    """Return what the most informative missing markers would each add."""
    rows = missing_rows(text, result)[:shown]
    names = Column(text("figure.column.marker"), tuple(row.name for row in rows))
    narrows = Column(
        text("figure.column.narrows"), tuple(row.narrows for row in rows), is_number=True
    )
    information = Column(
        text("figure.column.information"),
        tuple(row.information for row in rows),
        is_number=True,
        is_muted=has_widths(result),
    )
    columns = (names, narrows, information) if has_widths(result) else (names, information)
    return Table(text("figure.table.missing"), columns)


def missing_note(text: Text, result: Result, shown: int) -> str:
    """Say what the figures are, how wide the interval is now, and how many rows are left out."""
    said = [text("figure.missing.information")]
    if is_partly_known(result):
        said.append(text("figure.missing.censored"))
    elif has_widths(result):
        points = f"{100 * (result.missing[0].width_now or 0.0):.0f}"
        said.insert(0, text("figure.missing.interval", points=points))
    rows = missing_rows(text, result)
    if any(row.is_in_vain for row in rows[:shown]):
        said.append(text("figure.missing.dagger"))
    more = len(rows) - shown
    if more > 0:
        said.append(text("figure.missing.more", count=more))
    return words.joined(text, said)
