"""A figure with its interval, and a warning in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with the two ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Warned:
    """What must be kept in mind with a result: a key under `warning.*` and its details."""

    key: str
    details: Mapping[str, str | int | float] = field(default_factory=dict)
