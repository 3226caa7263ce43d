"""What computed a report: the versions of Engawa, its evidence and its libraries."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from core.evidence.assumptions import EVIDENCE_VERSION
from core.text import Text

# As the last entry of CHANGELOG.md has it; a test holds the two together.
ENGAWA = "1.4.0"


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions by name."""

    engawa: str
    evidence: str
    numpy: str
    scipy: str

    def line(self, text: Text) -> str:
        """Write the versions in one line."""
        return text(
            "cohort_report.versions",
            engawa=self.engawa,
            evidence=self.evidence,
            numpy=self.numpy,
            scipy=self.scipy,
        )


@cache
def versions() -> Versions:
    """Return the versions that are running; each is looked up once in a process."""
    return Versions(ENGAWA, EVIDENCE_VERSION, version("numpy"), version("scipy"))
