"""Reads the bytes of a file as JSON: whole, or one resource a line.

Numbers stay the text they were written as: FHIR holds that 4.0 says more than 4. A name that stands
twice in one object is refused, since readers differ in which of the two they take.
"""

import json
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO, NoReturn

from core.errors import PanelError, Place, Problem

LIMIT_BYTES = 30 * 1024 * 1024
LISTED = 200
LINES = ("ndjson", "jsonl")
LONE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class Number(str):
    """A JSON number, as it was written."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Document:
    """The resources of a file, each with its row where there is one a line, and faulty lines."""

    resources: tuple[tuple[int | None, Any], ...]
    problems: tuple[Problem, ...]
    encoding: str


def read_document(file: BinaryIO, name: str) -> Document:
    """Read a file as JSON, by the ending of its name. Raises PanelError for one that is none."""
    data = file.read(LIMIT_BYTES + 1)
    if len(data) > LIMIT_BYTES:
        raise PanelError("fhir.file.too_large", Place(name), limit=LIMIT_BYTES // 1024**2)
    if not data.strip():
        raise PanelError("fhir.file.empty", Place(name))
    encoding = json.detect_encoding(data)
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise PanelError("fhir.file.encoding", Place(name)) from error
    if PurePath(name).suffix.lstrip(".").casefold() in LINES:
        return _lines(text, name, encoding)
    found = parsed(text)
    if isinstance(found, Problem):
        raise PanelError(found.key, Place(name))
    return Document(((None, found),), (), encoding)


def _lines(text: str, name: str, encoding: str) -> Document:
    resources: list[tuple[int | None, Any]] = []
    faulty = []
    # Not splitlines: U+2028 may stand within a text.
    for row, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        found = parsed(line)
        if not isinstance(found, dict) or not isinstance(found.get("resourceType"), str):
            faulty.append(row)
        else:
            resources.append((row, found))
    if not resources:
        raise PanelError("fhir.file.broken", Place(name))
    problems = [Problem("fhir.line.broken", place=Place(name, row)) for row in faulty[:LISTED]]
    if len(faulty) > LISTED:
        more = {"count": len(faulty) - LISTED}
        problems.append(Problem("reader.more.refused", more, Place(name)))
    return Document(tuple(resources), tuple(problems), encoding)


def parsed(text: str) -> object:
    """Return a text parsed as JSON, or the Problem with it."""
    try:
        found: object = json.loads(
            text,
            object_pairs_hook=_once,
            parse_float=Number,
            parse_int=Number,
            parse_constant=_refused,
        )
        if LONE_SURROGATE.search(text):
            json.dumps(found, ensure_ascii=False).encode()
    except _TwiceError:
        return Problem("fhir.file.twice")
    except (ValueError, RecursionError):
        return Problem("fhir.file.broken")
    return found


class _TwiceError(Exception):
    """A name stands twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _TwiceError
    return members


def _refused(constant: str) -> NoReturn:
    """Refuse NaN and Infinity, which Python reads and JSON does not have."""
    raise ValueError(constant)
