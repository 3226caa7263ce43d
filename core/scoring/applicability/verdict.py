"""What a written rule is, and what it makes of a panel: cautions, withheld markers, a refusal."""

from collections.abc import Callable
from dataclasses import dataclass

from core.markers import REFERENCES, Grade, Reference
from core.panel import Panel
from core.scoring.score import Caution, Unused


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


def withholding(key: str, panel: Panel, markers: tuple[str, ...], **details: str) -> Verdict:
    """Return a caution and, for the same reason, those of the markers that were measured."""
    unused = tuple(Unused(marker, key, details) for marker in markers if panel.get(marker))
    return Verdict((Caution(key, details),), unused)


def times_upper_end(panel: Panel, key: str) -> float | None:
    """Return how many times the upper end of its interval a marker is, at the very least.

    The interval is the one that applies. None if the marker was not measured or has no upper end.
    """
    measurement = panel.get(key)
    interval = measurement.reference(panel.patient.sex) if measurement else None
    if measurement is None or interval is None or not interval.high:
        return None
    return measurement.value.low / interval.high
