"""How well a model tells a number, such as the HQ-25 total, from a panel."""

from dataclasses import dataclass

from core.cards.discrimination import LearningPoint, Permutation
from core.cards.measured import Measured


@dataclass(frozen=True, slots=True)
class ObservedPair:
    """What a person's target was, and what models fitted without that person told on average."""

    observed: float
    predicted: float


@dataclass(frozen=True, slots=True)
class Vip:
    """The variable importance in projection of a marker in PLS, over the outer folds.

    `direction` is 1 where the target rises with the marker, -1 where it falls.
    """

    key: str
    vip: Measured
    direction: int


@dataclass(frozen=True, slots=True)
class SeverityCandidate:
    """How one candidate did by itself (a key under `candidate.*`), on the same folds."""

    name: str
    q2: Measured
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """Every figure of a severity model; `unit` is that of the target.

    `r2` is the share of variance explained in people that models were fitted to, `q2` in those
    they were not; below 0 it tells less than the mean does. `rmse` is in [unit], `rank` the
    Spearman correlation of observed and predicted. `coverage` is how often the 90 % interval
    of a prediction held the observed value, `half_width` half that interval's width [unit].
    """

    people: int
    measurements: int
    unit: str
    mean: float
    sd: float
    r2: Measured
    q2: Measured
    rmse: Measured
    rank: Measured
    coverage: float
    half_width: float
    permutation: Permutation
    pairs: tuple[ObservedPair, ...]
    vips: tuple[Vip, ...]
    candidates: tuple[SeverityCandidate, ...]
    components: int
    learning: tuple[LearningPoint, ...] = ()
