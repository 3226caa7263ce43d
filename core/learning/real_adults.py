"""How the score falls on real adults, of whom about 2 % are expected to be cases.

Twenty thousand adults of a US survey, none of whom anybody examined for hikikomori: this tells how
many would be flagged, not how many rightly. They are judged twice, by the catalogue's intervals and
by the survey's own, which stand for those of the patient's laboratory.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.evidence.survey import SEXES, read_adults, set_aside
from core.markers import CATALOGUE, Interval, Sex
from core.panel import Measurement, Panel, Patient, Specimen, Value
from core.scoring.card import Row
from core.scoring.distance import FALSE_ALARM
from core.scoring.many import estimate_all
from core.scoring.model import Model
from core.scoring.scorer import Prepared, prepare

# The survey's columns that the score or a rule looks at; it has neither ALT nor AST.
COLUMNS: Mapping[str, str] = {
    "ttbl": "t_bil",
    "uap": "ua",
    "hdl": "hdl_c",
    "creat": "cre",
}
CENTRAL_95 = (0.025, 0.975)
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
THRESHOLDS = (1.5, 2.0, 5.0, 10.0, 20.0)
PLACES = 4

Intervals = Mapping[str, Interval]


def real_adults(data: Path, model: Model) -> tuple[Row, ...]:
    """Score the adults set aside; one row a sex and kind of interval."""
    others, checked = set_aside(read_adults(data))
    return tuple(
        row
        for code, sex in SEXES.items()
        for row in rows_of(
            sex, checked[checked["gender"] == code], others[others["gender"] == code], model
        )
    )


def rows_of(sex: Sex, checked: pd.DataFrame, others: pd.DataFrame, model: Model) -> Iterator[Row]:
    """Yield the rows of a sex: by the catalogue's intervals, and by those of the other adults."""
    for kind, intervals in (("catalogue", {}), ("own", own_intervals(others))):
        ready = [prepare(panel, model) for panel in panels_of(checked, sex, intervals)]
        yield {"sex": sex.value, "interval": kind, **figures(ready, model)}


def own_intervals(adults: pd.DataFrame) -> Intervals:
    """Return the central 95 % of adults by marker, as a laboratory would state them."""
    found = {}
    for column, key in COLUMNS.items():
        low, high = (float(end) for end in adults[column].quantile(list(CENTRAL_95)))
        found[key] = Interval(low, high)
    return found


def panels_of(adults: pd.DataFrame, sex: Sex, intervals: Intervals) -> Iterator[Panel]:
    """Yield each adult's panel."""
    values = adults[list(COLUMNS)].to_numpy(dtype=float)
    for name, age, row in zip(adults["sampleID"], adults["age"], values, strict=True):
        measured = zip(COLUMNS.values(), row, strict=True)
        yield Panel(
            patient=Patient(id=str(name), sex=sex, age=float(age), pregnant=False),
            specimen=Specimen(),
            measurements=tuple(
                Measurement(
                    marker=CATALOGUE[key],
                    value=Value.exactly(float(value)),
                    text=f"{value:g}",
                    unit=CATALOGUE[key].unit,
                    interval=intervals.get(key),
                )
                for key, value in measured
                if not np.isnan(value)
            ),
        )


def figures(ready: list[Prepared], model: Model) -> dict[str, float]:
    """Return how many were scored, how the likelihood ratios lie, and how often a check spoke."""
    estimates = estimate_all([one.inputs for one in ready], model)
    times = np.array([estimate.times for estimate in estimates if estimate])
    scored = [one for one in ready if one.inputs]
    far = [any(c.key == "far_from_population" for c in one.cautions) for one in scored]
    kidney = [any(u.key == "low_gfr" for u in one.unused) for one in ready]
    spread = zip(QUANTILES, np.quantile(times, QUANTILES), strict=True)
    return {
        "n": len(ready),
        "scored": len(scored),
        **{f"q{100 * share:g}": round(float(value), PLACES) for share, value in spread},
        **{f"at_least_{t:g}": share_of(times >= t) for t in THRESHOLDS},
        "low_gfr": share_of(np.array(kidney)),
        "far_stated": FALSE_ALARM,
        "far": share_of(np.array(far)),
    }


def share_of(is_so: NDArray[np.bool_]) -> float:
    """Return the share of people of whom something is so."""
    return round(float(is_so.mean()), PLACES)
