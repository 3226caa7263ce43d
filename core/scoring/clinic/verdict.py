"""What a rule of a clinic's model makes of a panel: like `applicability.verdict`, with details."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.errors import NO_DETAILS, Details
from core.markers import CATALOGUE
from core.scoring.applicability.verdict import Verdict
from core.scoring.score import Caution, Unused

NAMED = 8


@dataclass(frozen=True, slots=True)
class Judged:
    """Cautions, markers withheld, or the key of a refusal with its details."""

    cautions: tuple[Caution, ...] = ()
    withheld: tuple[Unused, ...] = ()
    refusal: str = ""
    details: Details = field(default_factory=lambda: NO_DETAILS)


def judged(verdict: Verdict) -> Judged:
    """Return what a rule without details made of a panel."""
    return Judged(verdict.cautions, verdict.withheld, verdict.refusal)


def some_symbols(markers: Sequence[str]) -> str:
    """Name markers by their symbols, the first of them where they are many."""
    named = " / ".join(CATALOGUE[marker].symbol for marker in markers[:NAMED])
    return f"{named} …" if len(markers) > NAMED else named
