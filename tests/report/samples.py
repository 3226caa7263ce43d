"""Panels and results made by hand, so that the report is tested apart from any model."""

import math
from datetime import date, datetime

from core.markers import CATALOGUE, Interval, Sex
from core.panel import Measurement, Panel, Patient, Specimen, Value
from core.scoring.background import Background
from core.scoring.score import (
    Basis,
    Caution,
    Concordance,
    Contribution,
    Estimate,
    Missing,
    ModelStamp,
    NoScore,
    Repeatability,
    RiskScore,
    Unused,
)

PRINTED = datetime(2026, 11, 23, 10, 5)  # noqa: DTZ001 - the clock on the reader's wall
STAMP = ModelStamp("withdrawal-risk", "1.0.0", "2026.1", date(2026, 11, 20), is_virtual=True)
BASIS = Basis("Kita Clinic 2026", 42, 41, 0.71, 0.58, 0.82)
CLINIC = ModelStamp("own-clinic", "3.0.0", "", date(2026, 11, 20), is_virtual=False, basis=BASIS)
LABORATORY = Interval(0.02, 0.12)
GRID = tuple(step / 20 for step in range(-100, 101))
BACKGROUND = Background(
    GRID,
    tuple(math.exp(-((x + 0.7) ** 2) / 2) for x in GRID),
    tuple(math.exp(-((x - 0.8) ** 2) / 2) for x in GRID),
    0.85,
)


def measurement(
    key: str,
    value: Value | float,
    *,
    text: str = "",
    unit: str = "",
    interval: Interval | None = None,
) -> Measurement:
    """Make a measurement, as read in its marker's own unit unless told otherwise."""
    exact = value if isinstance(value, Value) else Value.exactly(value)
    marker = CATALOGUE[key]
    return Measurement(
        marker=marker,
        value=exact,
        text=text or f"{exact.low:g}",
        unit=unit or marker.unit,
        interval=interval,
    )


def panel(*measurements: Measurement, identity: str = "A-014", sex: Sex | None = Sex.MALE) -> Panel:
    """Make the panel of a person of 24 years."""
    moment = datetime(2026, 10, 2, 9, 10)  # noqa: DTZ001 - local time, as laboratories write it
    return Panel(
        patient=Patient(id=identity, sex=sex, age=24, medication=False),
        specimen=Specimen(collected=moment, fasting=True, minutes_to_separation=30),
        measurements=measurements,
    )


def risk_score(
    *parts: tuple[str, float], model: ModelStamp = STAMP, unused: tuple[Unused, ...] = ()
) -> RiskScore:
    """Make a score from the markers' shares of the natural-log likelihood ratio."""
    total = sum(share for _, share in parts)
    return RiskScore(
        estimate=Estimate(total, total - 1.2, total + 1.2, total / 2),
        contributions=tuple(Contribution(key, share, 0.0, 0.0) for key, share in parts),
        concordance=Concordance(directions=2, shown=2, beyond=1, undecided=0),
        repeatability=Repeatability(total - 0.5, total + 0.5, ("ua",), ("ac_c16",)),
        missing=(Missing("ac_c16", 0.12, 0.2, 0.15), Missing("arginine", 0.04, 0.2, 0.21)),
        unused=unused,
        cautions=(Caution("medication"),),
        model=model,
    )


ROUTINE = panel(
    measurement("ua", 3.4),
    measurement("t_bil", 0.409, text="7.0", unit="umol/L"),
    measurement("hdl_c", 52),
    measurement("rbc", 4.61),
    measurement("ac_c18", Value.below(0.01), text="<0.01", interval=LABORATORY),
)
ROUTINE_SCORE = risk_score(
    ("ua", 0.8), ("t_bil", 0.33), unused=(Unused("hdl_c", "other_sex"), Unused("rbc", "no_finding"))
)
NO_SEX = panel(measurement("ua", 5.0), sex=None)
NO_SCORE = NoScore(key="sex_unknown", missing=(Missing("t_bil", 0.1, 0.0, 0.3),), model=STAMP)
EVERYTHING = panel(*(measurement(key, 1.0) for key in CATALOGUE), sex=Sex.FEMALE)
EVERYTHING_SCORE = risk_score(
    ("hdl_c", -0.4), unused=tuple(Unused(k, "no_finding") for k in CATALOGUE)
)
