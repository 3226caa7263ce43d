"""What a written rule is, and what it makes of a panel: cautions, withheld markers, a refusal."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from core.markers import CATALOGUE, REFERENCES, Grade, Reference, Sex
from core.panel import Panel
from core.scoring.score import Caution, Unused

# The markers that a model reads; None for the shipped one, which reads those reported for a sex.
Read: TypeAlias = Collection[str] | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule makes of a panel: cautions, markers withheld, or the key of a refusal."""

    cautions: tuple[Caution, ...] = ()
    withheld: tuple[Unused, ...] = ()
    refusal: str = ""


NOTHING_SEEN = Verdict()


@dataclass(frozen=True, slots=True)
class Rule:
    """A written rule, what it rests on and how surely that is known; `name` finds its texts.

    Without grade and sources, the reason is how the model was made.
    """

    name: str
    judge: Callable[[Panel], Verdict]
    grade: Grade | None = None
    sources: tuple[Reference, ...] = ()

    def __call__(self, panel: Panel) -> Verdict:
        """Return what the rule makes of a panel."""
        return self.judge(panel)


def rule(judge: Callable[[Panel], Verdict], grade: Grade | None = None, *sources: str) -> Rule:
    """Make a rule of the function that judges and the keys of its sources."""
    return Rule(judge.__name__, judge, grade, tuple(REFERENCES[key] for key in sources))


def cautioned(key: str, **details: str) -> Verdict:
    """Return a verdict that is one caution."""
    return Verdict((Caution(key, details),))


def withholding(
    key: str, panel: Panel, markers: tuple[str, ...], read: Read = None, **details: str
) -> Verdict:
    """Return those of the markers that were measured for the score, and one caution naming them.

    Nothing where none was: a rule does not speak of what the score would not have used.
    """
    held = concerned(panel, markers, read)
    if not held:
        return NOTHING_SEEN
    told = details | {"markers": symbols(held)}
    return Verdict((Caution(key, told),), tuple(Unused(marker, key, told) for marker in held))


def concerned(panel: Panel, markers: tuple[str, ...], read: Read = None) -> tuple[str, ...]:
    """Return those of some markers that were measured and may enter the score."""
    scored = reported_for(panel.patient.sex) if read is None else read
    return tuple(key for key in markers if key in scored and panel.get(key))


@cache
def reported_for(sex: Sex | None) -> tuple[str, ...]:
    """Return the markers with a case-control finding for a sex; none for an unknown one."""
    if sex is None:
        return ()
    return tuple(key for key, marker in CATALOGUE.items() if marker.case_control(sex))


def symbols(markers: tuple[str, ...]) -> str:
    """Name markers by their symbols, in the same way in every language."""
    return " / ".join(CATALOGUE[marker].symbol for marker in markers)


def times_upper_end(panel: Panel, key: str) -> float | None:
    """Return how many times the upper end of its interval a marker is, at the very least.

    The interval is the one that applies. None if the marker was not measured or has no upper end.
    """
    measurement = panel.get(key)
    interval = measurement.reference(panel.patient.sex) if measurement else None
    if measurement is None or interval is None or not interval.high:
        return None
    return measurement.value.low / interval.high
