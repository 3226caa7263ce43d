"""The records that scoring returns: a RiskScore with its interval and reasons, or NoScore.

The withdrawal-risk score is a likelihood ratio: how many times more probable this panel is among
the cases than among the controls of the model. Inside, it is kept as its natural logarithm, on
which contributions add up; `times` and the `probability` functions are what a person reads.
"""

import math
from dataclasses import dataclass, field
from datetime import date

from core.errors import NO_DETAILS, Details

INTERVAL_LEVEL = 0.90


@dataclass(frozen=True, slots=True)
class Basis:
    """Whom a clinic's model was trained on, and how well it tells them apart.

    `auc` has its 95 % interval; `prevalence` is the share of cases among those whom the clinic will
    test, None where it was not stated. Of people that `is_made_up`, the score means nothing. One
    that `is_tested_elsewhere` has figures of other people in its card.
    """

    cohort: str
    cases: int
    controls: int
    auc: float
    auc_low: float
    auc_high: float
    prevalence: float | None = None
    is_made_up: bool = False
    is_tested_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class ModelStamp:
    """Which model and evidence made a score; stands on every screen, PDF and export.

    `basis` is there for a model that a clinic trained, which rests on no published evidence.
    """

    name: str
    version: str
    evidence_version: str
    results_changed_on: date
    is_virtual: bool
    basis: Basis | None = None

    @property
    def prevalence(self) -> float | None:
        """Return the share of cases that the model's clinic stated of those it tests, if any."""
        return self.basis.prevalence if self.basis else None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A natural-log likelihood ratio with its 90 % interval.

    That is over the plausible worlds, or over a clinic's models of halves of its people.
    `sceptical` is the ratio if the true AUC, the study's or the clinic's, is the lower end of its
    interval: small studies overestimate.
    """

    log_ratio: float
    low: float
    high: float
    sceptical: float

    @property
    def times(self) -> float:
        """Return how many times more like the cases than the controls."""
        return _times(self.log_ratio)

    @property
    def times_interval(self) -> tuple[float, float]:
        """Return the interval of `times`."""
        return _times(self.low), _times(self.high)

    @property
    def sceptical_times(self) -> float:
        """Return `times` in the sceptical reading."""
        return _times(self.sceptical)

    def post_test(self, pre_test: float) -> "PostTest":
        """Return the post-test probability for a pre-test one, both strictly between 0 and 1.

        Raises ValueError for a pre-test probability outside.
        """
        if not 0 < pre_test < 1:
            raise ValueError("a pre-test probability lies between 0 and 1")
        before = math.log(pre_test / (1 - pre_test))
        return PostTest(
            pre_test,
            *(
                _probability(before + ratio)
                for ratio in (self.log_ratio, self.low, self.high, self.sceptical)
            ),
        )


@dataclass(frozen=True, slots=True)
class PostTest:
    """A post-test probability with its interval, and the pre-test one it rests on.

    `sceptical` is the probability in the sceptical reading of the study.
    """

    pre_test: float
    probability: float
    low: float
    high: float
    sceptical: float


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one marker adds to the natural-log likelihood ratio; they sum to it exactly.

    `low` and `high` are the value's distance from the middle of its interval in [SD], or of the
    people of a clinic's model; they differ for a censored value.
    """

    marker: str
    log_ratio: float
    low: float
    high: float

    @property
    def times(self) -> float:
        """Return the factor by which this marker multiplies the score."""
        return _times(self.log_ratio)


@dataclass(frozen=True, slots=True)
class Missing:
    """A marker the model could have used, and what it is expected to tell about this panel.

    `information` is the expected information on case or control in [bit], given the exact values,
    at even odds before the panel; `width_now` and `width_with` are the width of the 90 % interval
    of the post-test probability at even odds, now and as expected with this marker. They are None
    where a value of the panel is censored, as it is not among what is known, and by the model of a
    clinic.
    """

    marker: str
    information: float
    width_now: float | None
    width_with: float | None


@dataclass(frozen=True, slots=True)
class Concordance:
    """The concordance index: how many published directions this panel shows, unweighted.

    Of `directions` that could be looked at, `shown` lie on the published side of the middle of
    their interval, `beyond` of these even outside it; `undecided` are censored across the middle.
    The acylcarnitines were reported as one class and count as one direction, shown by their mean,
    which a value below a limit leaves open.
    """

    directions: int
    shown: int
    beyond: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Repeatability:
    """Where 90 % of the scores of a second draw of the same person are expected, as log ratios.

    From published within-person variation of the markers in `covered`; those in `held` have none
    and are taken to stay as they are. Beside a censored value it is not worked out: all are held.
    """

    low: float
    high: float
    covered: tuple[str, ...]
    held: tuple[str, ...]

    @property
    def times_interval(self) -> tuple[float, float]:
        """Return the two ends as likelihood ratios."""
        return _times(self.low), _times(self.high)


@dataclass(frozen=True, slots=True)
class Unused:
    """A marker that was measured and is not in the score, and why (a key under `unused.*`)."""

    marker: str
    key: str
    details: Details = field(default_factory=lambda: NO_DETAILS)


@dataclass(frozen=True, slots=True)
class Caution:
    """What to keep in mind with this score (a key under `caution.*`)."""

    key: str
    details: Details = field(default_factory=lambda: NO_DETAILS)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskScore:
    """The withdrawal-risk score of one panel, with everything that must be said beside it."""

    estimate: Estimate
    contributions: tuple[Contribution, ...]
    concordance: Concordance
    repeatability: Repeatability
    missing: tuple[Missing, ...]
    unused: tuple[Unused, ...]
    cautions: tuple[Caution, ...]
    model: ModelStamp


@dataclass(frozen=True, slots=True, kw_only=True)
class NoScore:
    """Why a panel has no score (a key under `no_score.*`), and which markers would give it one."""

    key: str
    details: Details = field(default_factory=lambda: NO_DETAILS)
    missing: tuple[Missing, ...] = ()
    unused: tuple[Unused, ...] = ()
    cautions: tuple[Caution, ...] = ()
    model: ModelStamp


Result = RiskScore | NoScore


def _times(log_ratio: float) -> float:
    """Return exp of a log ratio; infinite where it is too large for a number."""
    try:
        return math.exp(log_ratio)
    except OverflowError:
        return math.inf


def _probability(log_odds: float) -> float:
    if log_odds > 0:
        return 1 / (1 + math.exp(-log_odds))
    odds = math.exp(log_odds)
    return odds / (1 + odds)
