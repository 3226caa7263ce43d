"""Reads `assumptions.toml`: everything the virtual cohort rests on that nobody published."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

PATH = Path(__file__).parent / "assumptions.toml"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One figure that was assumed; `text` is the key of the sentence that says so."""

    key: str
    value: float | str
    text: str

    @property
    def figure(self) -> float:
        """Return the value as a number. Raises ValueError if it is a statement in words."""
        return float(self.value)


def read_assumptions(path: Path) -> tuple[str, dict[str, Assumption]]:
    """Return the version of the evidence and the assumptions by key (`scale.highest`)."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    version = entries.pop("evidence_version")
    return version, {
        f"{group}.{name}": Assumption(f"{group}.{name}", **entry)
        for group, block in entries.items()
        for name, entry in block.items()
    }


EVIDENCE_VERSION, ASSUMPTIONS = read_assumptions(PATH)
