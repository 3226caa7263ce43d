"""The references of a cohort report: those that its methods name."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).parent / "methods_references.toml"
BOOK = "ISBN "
ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class MethodReference:
    """A publication on a method, by its DOI or, of a book, its ISBN."""

    named: str
    citation: str
    part: str = ""

    @property
    def is_book(self) -> bool:
        """Say whether it is a book, which has no DOI."""
        return self.named.startswith(BOOK)

    @property
    def address(self) -> str:
        """Return the address that the DOI leads to, empty for a book."""
        return "" if self.is_book else f"https://doi.org/{self.named}"


@cache
def method_references() -> tuple[MethodReference, ...]:
    """Read all references; each is read once in a process."""
    entries = tomllib.loads(PATH.read_text(encoding="utf-8"))["reference"]
    return tuple(
        MethodReference(entry["named"], entry["citation"], entry.get("with", ""))
        for entry in entries
    )


def cited(sentences: Sequence[str], parts: Sequence[str]) -> Iterator[MethodReference]:
    """Yield the references that sentences name, those of parts of a report, and what is always."""
    for reference in method_references():
        is_named = any(reference.named in sentence for sentence in sentences)
        if is_named or reference.part in {ALWAYS, *parts}:
            yield reference
