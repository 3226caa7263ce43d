"""What the texts of a column state: of a marker in its unit, of anything else as it is written.

Millions of plain numbers are parsed at once, as arrays; a text that is anything else, or that a
marker cannot have, is judged by itself, with the same outcome for a number by either way. Unlike a
measured concentration, what is compared in a cohort may be negative: a logarithm, a difference.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.cohort.cohort import ABOVE, BELOW, EXACT
from core.errors import Problem
from core.markers import Marker
from core.markers.plausibility import usual_band
from core.markers.units import Conversion
from core.panel import Value
from core.readers.cells import NARROW, NOT_STATED, fault, parse_cell
from core.readers.quantities import IMPOSSIBLE, Quantity, Stated, parse_quantity, parse_value
from core.readers.tables.columns import two_units
from core.readers.tables.plain import plain_numbers

Floats = NDArray[np.float64]

# How statistical programs write that nothing is stated.
MISSING = frozenset((*NOT_STATED, ".", "na", "n/a", "#n/a", "nan", "null"))
LIMITS = {"<": BELOW, "": EXACT, ">": ABOVE}
# The fourth power of a number beyond it could no longer be summed.
LARGEST = 1e75
NEGATIVE = re.compile(r"(?P<sign>(?:<=|>=|[<>≦≤⩽≧≥⩾])?\s*)-(?P<rest>[0-9.].*)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, and whether it is exact or the limit that the true one is below or above.

    `note` says what is to be thought about before it is used, if anything is.
    """

    value: float
    limit: int = EXACT
    note: Problem | None = None


class Amounts(Protocol):
    """What parses the texts of one column."""

    def of_all(self, texts: Sequence[str]) -> Floats:
        """Return the amount of each text that is a plain number, nan for one to be looked at."""

    def of_one(self, text: str) -> Amount | Problem | None:
        """Parse a text of any kind; None where it states nothing."""

    def without_asking(self) -> "Amounts":
        """Return the same, but for notes on amounts that are used."""


@dataclass(frozen=True, slots=True)
class AnyAmounts:
    """Parses the amounts of what is no marker, in the `unit` of its header, which may be none."""

    unit: str
    decimal: str

    def of_all(self, texts: Sequence[str]) -> Floats:
        """Return the amount of each text that is a plain number, nan for one to be looked at."""
        numbers = plain_numbers(texts, self.decimal)
        return np.where(np.abs(numbers) < LARGEST, numbers, np.nan)

    def of_one(self, text: str) -> Amount | Problem | None:
        """Parse a text of any kind; None where it states nothing."""
        return None if is_missing(text) else parse_cell(text, self._amount)

    def without_asking(self) -> "AnyAmounts":
        """Return the same: nothing is asked of what is no marker."""
        return self

    def _amount(self, cell: str) -> Amount | Problem:
        alone = cell.removesuffix(self.unit).rstrip()
        negative = NEGATIVE.fullmatch(alone)
        size = negative["sign"] + negative["rest"] if negative else alone
        quantity = parse_quantity(size, self.decimal)
        if not isinstance(quantity, Quantity):
            key = quantity.key if quantity else "reader.cell.negative"
            return fault("reader.cell.not_a_number" if key == "reader.cell.negative" else key, cell)
        if quantity.unit and (not self.unit or two_units(self.unit, quantity.unit)):
            return fault("cohort_reader.cell.unit", cell)
        if math.isinf(quantity.number):
            return fault("reader.cell.not_finite", cell)
        if quantity.number >= LARGEST:
            return fault("reader.cell.not_possible", cell)
        number = -quantity.number if negative else quantity.number
        return Amount(number, LIMITS[quantity.sign])


@dataclass(frozen=True, slots=True)
class MarkerAmounts:
    """Parses the values of a marker: they come in [marker.unit], and censored ones at the limit.

    `asks` says whether a value is noted that would be usual in another unit only.
    """

    marker: Marker
    unit: str
    known: Conversion
    decimal: str
    asks: bool = True

    def of_all(self, texts: Sequence[str]) -> Floats:
        """Return the value of each text that is a plain number, nan for one to be looked at."""
        numbers = plain_numbers(texts, self.decimal)
        usual = usual_band(self.marker, self.known.unit) if self.asks else None
        low, high = usual or (-math.inf, math.inf)
        values = self.known.into_all(numbers)
        # `-0` is written as a negative number, and refused as one.
        are_sure = (values < IMPOSSIBLE) & (values >= 0) & ~np.signbit(numbers)
        are_sure &= (numbers >= low) & (numbers <= high)
        return np.where(are_sure, values, np.nan)

    def of_one(self, text: str) -> Amount | Problem | None:
        """Parse a text of any kind; None where it states nothing."""
        if is_missing(text):
            return None
        stated = parse_value(text, self.marker, self.unit, self.known, self.decimal)
        if not isinstance(stated, Stated):
            return stated
        value, limit = limited(stated.value)
        return Amount(value, limit, stated.note if self.asks else None)

    def without_asking(self) -> "MarkerAmounts":
        """Return the same, but for notes on amounts that are used."""
        return replace(self, asks=False)


def is_missing(text: str) -> bool:
    """Say whether a cell states nothing."""
    return text.translate(NARROW).strip().casefold() in MISSING


def limited(value: Value) -> tuple[float, int]:
    """Return a value as the number of a cohort: a censored one stands at its limit."""
    if value.is_exact:
        return value.low, EXACT
    return (value.low, ABOVE) if math.isinf(value.high) else (value.high, BELOW)
