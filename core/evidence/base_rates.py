"""Pre-test probabilities by setting: how common the condition is before any blood is drawn.

Published ones, and beside a clinic's model the share that the clinic stated of those it tests.
"""

import math
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


@dataclass(frozen=True, slots=True)
class AgeBand:
    """The completed years of life [y] that a setting's survey asked, both ends included."""

    youngest: int
    oldest: int


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
AGE_BANDS: Mapping[str, AgeBand] = MappingProxyType(
    {"general_15_39": AgeBand(15, 39), "general_40_64": AgeBand(40, 64)}
)
DEFAULT_SETTING = next(iter(BASE_RATES))
AS_IN_CLINIC = "clinic"


def setting_for(age: float | None, prevalence: float | None = None) -> str:
    """Return the setting of the model's clinic, or else whose survey asked people of this age [y].

    Without a stated `prevalence` and where no survey asked, it is the first.
    """
    if prevalence is not None:
        return AS_IN_CLINIC
    if age is None:
        return DEFAULT_SETTING
    years = math.floor(age)
    found = (key for key, band in AGE_BANDS.items() if band.youngest <= years <= band.oldest)
    return next(found, DEFAULT_SETTING)


def shares(prevalence: float | None) -> Mapping[str, float]:
    """Return the probability of each setting, first that of the model's clinic if it stated one."""
    published = {key: rate.probability for key, rate in BASE_RATES.items()}
    return published if prevalence is None else {AS_IN_CLINIC: prevalence, **published}
