"""What a model may be called, and the number of its next version."""

import re
from collections.abc import Iterable
from pathlib import Path

from core.errors import ModelError

# The model that ships with Engawa.
RESERVED = "withdrawal-risk"
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME = 60
VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})")
FIRST = (1, 0, 0)

Number = tuple[int, ...]


def check_name(name: str) -> None:
    """Raise ModelError for a name that no clinic's model can have."""
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise ModelError("registry.name", name=name, longest=LONGEST_NAME)
    if name == RESERVED:
        raise ModelError("registry.reserved", name=name)


def next_version(folder: Path, after: str = "") -> str:
    """Return the version that comes next in a model's folder: 1.0.0, then 1.1.0.

    `after` is the version that was recalibrated: 1.1.0 leads to 1.1.1. What is unreadable or
    retired counts too: no number is given twice.
    """
    there = numbers(path.name for path in folder.glob("*"))
    if after:
        major, minor, patch = number_of(after) or FIRST
        last = max((n for n in there if n[:2] == (major, minor)), default=(major, minor, patch))
        return _written((major, minor, last[2] + 1))
    if not there:
        return _written(FIRST)
    major, minor, _ = max(there)
    return _written((major, minor + 1, 0))


def numbers(names: Iterable[str]) -> list[Number]:
    """Return the numbers of those names that are versions."""
    return [number for name in names if (number := number_of(name))]


def number_of(version: str) -> Number:
    """Return a version as numbers, in whose order versions come; empty for what is none."""
    found = VERSION.fullmatch(version)
    return tuple(int(part) for part in found.groups()) if found else ()


def _written(number: Number) -> str:
    return ".".join(map(str, number))
