"""From a panel to the row that a clinic's model reads: values in its units, covariates.

What was not measured stays nan: the classifier knows what its own people usually had. A censored
value stands at its limit, as it did in training, and only where that says on which side it lies.
"""

import math

import numpy as np

from core.cards import AGE
from core.cohort.cohort import SEX
from core.learning.people import Floats, Inputs
from core.markers import Sex
from core.panel import Measurement, Panel, Value
from core.scoring.clinic.people_model import PeopleModel
from core.scoring.score import Unused


def row_of(
    panel: Panel, model: PeopleModel, withheld: tuple[Unused, ...]
) -> tuple[Inputs, tuple[Unused, ...]]:
    """Return the row of a panel, and every measured marker that is not in it, with the reason."""
    row = np.full((1, len(model.markers)), math.nan)
    unused, set_aside = list(withheld), {one.marker for one in withheld}
    for measurement in panel.measurements:
        key = measurement.marker.key
        if key in set_aside:
            continue
        reason = reason_unused(measurement, model)
        if reason:
            unused.append(Unused(key, reason))
        else:
            row[0, model.columns[key]] = stands_at(measurement.value)
    return Inputs(values=row, covariates=covariates_of(panel, model)), tuple(unused)


def reason_unused(measurement: Measurement, model: PeopleModel) -> str:
    """Return the key of the reason why a measurement cannot enter the score; empty if it can."""
    column, value = model.columns.get(measurement.marker.key), measurement.value
    if column is None:
        return "not_in_model"
    if value.high == 0 and model.yardstick.is_log[column]:
        return "zero"
    return "" if value.is_exact or is_as_trained(value, column, model) else "limit_too_wide"


def is_as_trained(value: Value, column: int, model: PeopleModel) -> bool:
    """Say whether a censored value may stand at its limit.

    It may where the limit lies no further in than all values trained on; and where some of these
    were censored themselves, no further in than their median.
    """
    low, high = model.ranges[:, column]
    if model.card.features[column].censored > 0:
        low = high = model.middle[column]
    if value.low == 0:
        return bool(value.high <= low)
    return math.isinf(value.high) and bool(value.low >= high)


def stands_at(value: Value) -> float:
    """Return the number at which a value stands: itself, or its limit."""
    return value.low if math.isinf(value.high) else value.high


def covariates_of(panel: Panel, model: PeopleModel) -> Floats:
    """Return age [years] and sex (1 for male) as a model reads them, (1, n); nan if not known."""
    age, sex = panel.patient.age, panel.patient.sex
    known = {
        AGE: math.nan if age is None else age,
        SEX: math.nan if sex is None else float(sex is Sex.MALE),
    }
    return np.array([[known[name] for name in model.card.covariate_columns]]).reshape(1, -1)
