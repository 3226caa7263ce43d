"""Records of arrays over analytes, put one after the other."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")


def joined(parts: Sequence[T]) -> T:
    """Return records of arrays as one: each array after the other, in records within as well.

    Raises TypeError for anything but arrays, tuples and data classes of them.
    """
    found: Any
    first: Any = parts[0]
    columns: Sequence[Any] = parts
    if isinstance(first, np.ndarray):
        found = np.concatenate(columns)
    elif isinstance(first, tuple):
        found = tuple(joined(column) for column in zip(*columns, strict=True))
    elif is_dataclass(first):
        names = [field.name for field in fields(first)]
        found = type(parts[0])(*(joined([getattr(p, name) for p in parts]) for name in names))
    else:
        raise TypeError("only arrays and records of them are joined")
    whole: T = found
    return whole
