"""Pre-test probabilities by setting: how common the condition is before any blood is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.markers import REFERENCES, Reference


@dataclass(frozen=True, slots=True)
class BaseRate:
    """The share of cases in a setting, as a probability; key under `base_rate.*`."""

    key: str
    probability: float
    reference: Reference


# Cabinet Office survey of 2022 (grade B); the study's own mix is 42 cases among 83 people,
# which the design document rounds to one half.
BASE_RATES: Mapping[str, BaseRate] = MappingProxyType(
    {
        rate.key: rate
        for rate in (
            BaseRate("general_15_39", 0.0205, REFERENCES["cabinet-office-2022"]),
            BaseRate("general_40_64", 0.0202, REFERENCES["cabinet-office-2022"]),
            BaseRate("study_mix", 0.5, REFERENCES["setoyama-2022"]),
        )
    }
)
