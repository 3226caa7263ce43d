"""What a model reads of a person, and within which limits it was trained."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One column of a model: `key` and `unit` are those of the cohort's analyte.

    `marker` is the key in the catalogue, empty for what the catalogue has not and no panel can
    hold. `low` and `high` are the smallest and largest value of the people it was trained on,
    `missing` the share of them without one, `censored` the share with no more than a limit.
    """

    key: str
    title: str
    unit: str
    marker: str
    low: float
    high: float
    missing: float = 0.0
    censored: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Whom a model may be used for, learnt from the people it was trained on.

    `sexes` are values of Sex, empty where none is stated; ages are in [years]. `most_missing` is
    the largest share of features that one of its people lacked. `distance` is the one that 99 of
    100 of its people stay within: the root of the mean square of their features, each in SD.
    """

    sexes: tuple[str, ...]
    youngest: float | None
    oldest: float | None
    most_missing: float
    distance: float
