"""The classifiers that an ensemble is made of: smooth, and quick on few people with many markers.

Extremely random trees, PLS, a polynomial kernel and Gaussian process classification were tried
beside them on the sets of `benchmarks/published_cohorts.py`, and left out: none made the ensemble
better by more than chance.

To add one: two functions, one that finds its setting from standardised values and outcome and one
that fits it, an entry in KINDS, and its name in `core/text/*/candidate.toml`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from core.learning.discrimination.lines import fit_logistic, tuned_logistic
from core.learning.discrimination.nearness import (
    Setting,
    fit_nearness,
    fit_support_vectors,
    tuned_nearness,
)
from core.learning.people import Floats


class Fitted(Protocol):
    """A candidate after it was fitted."""

    def scores(self, values: Floats) -> Floats:
        """Return a number for each row of standardised values, larger for cases."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a candidate finds its setting, and how it is fitted with one; `seed` draws if at all."""

    tuned: Callable[[Floats, Floats], Setting]
    fit: Callable[[Floats, Floats, Setting, int], Fitted]


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "kernel": Kind(tuned_nearness, fit_nearness),
        "logistic": Kind(
            lambda values, outcome: ((tuned_logistic(values, outcome),),),
            lambda values, outcome, setting, _: fit_logistic(values, outcome, setting[0][0]),
        ),
        "support_vectors": Kind(
            lambda _values, _outcome: (),
            lambda values, outcome, _setting, seed: fit_support_vectors(values, outcome, seed),
        ),
    }
)
