"""One object of a figure as it was given: attributes by name, each checked where it is read.

What cannot be drawn as Plotly would draw it raises a ValueError that names the attribute.
"""

import base64
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.figures.svg.colours import Colour, colour

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Given:
    """Attributes of one object; `path` names it in an error, as in `data[0].marker`."""

    path: str
    values: Mapping[str, Any]

    def refused(self, name: str, why: str) -> ValueError:
        """Return the error that says why an attribute cannot be drawn."""
        return ValueError(f"{self.path}.{name} {why}")

    def has(self, name: str) -> bool:
        """Say whether an attribute is given."""
        return self.values.get(name) is not None

    def raw(self, name: str) -> Any:  # noqa: ANN401 - whatever a figure holds
        """Return an attribute as it stands, an array decoded; None where it is not given."""
        return decoded(self.values.get(name))

    def part(self, name: str) -> "Given":
        """Return a part of the object, empty where it is not given. A title may be its text."""
        values = self.values.get(name) or {}
        if isinstance(values, str):
            values = {"text": values}
        if not isinstance(values, Mapping):
            raise self.refused(name, "is not an object")
        return Given(f"{self.path}.{name}", values)

    def parts(self, name: str) -> Iterator["Given"]:
        """Yield the objects of a list that are not hidden, each with its number in its path."""
        for number, values in enumerate(self.values.get(name) or ()):
            if values.get("visible", True):
                yield Given(f"{self.path}.{name}[{number}]", values)

    def number(self, name: str, default: float | None = None) -> float:
        """Return a finite number. Raises ValueError where there is none and no default."""
        value = self.raw(name)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float | np.number):
            raise self.refused(name, "is not a number")
        if not np.isfinite(value):
            raise self.refused(name, "is not finite")
        return float(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a truth value."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool | np.bool_):
            raise self.refused(name, "is neither true nor false")
        return default if value is None else bool(value)

    def word(self, name: str, default: str, known: Collection[str]) -> str:
        """Return one of the words that are drawn. Raises ValueError for another."""
        value = self.values.get(name)
        word = default if value is None else value
        if word not in known:
            raise self.refused(name, f"{word!r} is not drawn")
        return str(word)

    def text(self, name: str) -> str:
        """Return a text, empty where it is not given."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def colour(self, name: str, default: str | None = None) -> Colour:
        """Return a colour. Raises ValueError where Plotly would choose it."""
        value = self.values.get(name)
        if value is None and default is None:
            raise self.refused(name, "is not given")
        try:
            return colour(default if value is None else value)
        except ValueError as error:
            raise self.refused(name, str(error)) from None

    def column(self, name: str) -> Floats:
        """Return numbers as an array, nan where there is none; empty where not given."""
        value = self.raw(name)
        if value is None:
            return np.empty(0)
        cells = np.asarray(value)
        if cells.dtype.kind not in "fiu":
            cells = self._numbers(name, value)
        return cells.astype(np.float64)

    def _numbers(self, name: str, value: Any) -> Floats:  # noqa: ANN401 - whatever a figure holds
        try:
            return np.array([np.nan if cell is None else cell for cell in value], dtype=np.float64)
        except (TypeError, ValueError):
            raise self.refused(name, "is not an array of numbers") from None

    def each(self, name: str, count: int, default: Any = None) -> list[Any]:  # noqa: ANN401 - same
        """Return an attribute of each of so many points: an array, or one value for all."""
        value = self.raw(name)
        if value is None:
            value = default
        if not isinstance(value, Sequence | np.ndarray) or isinstance(value, str):
            return [value] * count
        # A longer array leaves its end unused, as Plotly does.
        if len(value) < count:
            raise self.refused(name, f"has {len(value)} values for {count} points")
        return list(value[:count])


def decoded(value: Any) -> Any:  # noqa: ANN401 - whatever a figure holds
    """Return a value of a figure's JSON; Plotly writes arrays of numbers as base64."""
    if not isinstance(value, Mapping) or "bdata" not in value:
        return value
    raw = value["bdata"]
    cells = np.frombuffer(base64.b64decode(raw) if isinstance(raw, str) else raw, value["dtype"])
    shape = str(value.get("shape", len(cells)))
    return cells.reshape([int(length) for length in shape.split(",")])
