"""What a file was found to hold, counted as it is read: nothing of a panel is kept but its id."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.markers import Marker
from core.text import Text

if TYPE_CHECKING:
    from core.readers import Reading
    from core.readers.tables.measured import MarkerColumn, PanelColumns
    from core.readers.understanding import Understanding


@dataclass(slots=True)
class Count:
    """How many values a marker has, how many of them beyond a limit, in which units as read."""

    marker: Marker
    values: int = 0
    censored: int = 0
    units: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """The count of what came by."""

    panels: int = 0
    patients: set[str] = field(default_factory=set)
    counts: dict[str, Count] = field(default_factory=dict)

    def counting(self, read: "Iterable[tuple[PanelColumns, Reading]]") -> "Iterator[Reading]":
        """Count the columns as they come, and yield what else was read."""
        for columns, reading in read:
            self.panels += len(columns.ids)
            self.patients.update(columns.ids)
            for column in columns.markers:
                self.add(column)
            yield reading

    def add(self, column: "MarkerColumn") -> None:
        """Count what some panels state of one marker."""
        low, high = column.low, column.high
        count = self.counts.setdefault(column.marker.key, Count(column.marker))
        count.values += int(column.is_stated.sum())
        count.censored += int((low < high).sum())
        count.units |= dict.fromkeys(column.units)


def tally_lines(tally: Tally, text: Text) -> list[str]:
    """Write how many panels there are, and what was measured in them, marker by marker."""
    first = text("export.panels", count=tally.panels, patients=len(tally.patients))
    return [first, *(_marker_line(count, text) for count in tally.counts.values())]


def _marker_line(count: Count, text: Text) -> str:
    return text(
        "export.marker",
        symbol=count.marker.symbol,
        name=count.marker.name(text.language),
        count=count.values,
        censored=count.censored,
        read=", ".join(count.units),
        used=count.marker.unit,
    )


def understanding_lines(understood: "Understanding", text: Text) -> list[str]:
    """Write how a file was read as a whole; what does not apply to its form is left out."""
    facts = {
        "encoding": understood.encoding,
        "separator": text("export.tab") if understood.separator == "\t" else understood.separator,
        "header_row": _number(understood.header_row),
        "unit_row": _number(understood.unit_row),
    }
    lines = [text(f"export.shape.{understood.shape}")]
    return lines + [text(f"export.read.{name}", fact=fact) for name, fact in facts.items() if fact]


def _number(row: int | None) -> str:
    return "" if row is None else str(row)
