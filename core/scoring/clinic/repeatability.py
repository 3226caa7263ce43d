"""By how much a clinic's score moves if the same person is drawn again.

As for the shipped model: from the catalogue's within-person variation, the difference of two draws
having twice its variance; changes go together as the markers do among the model's people of one
group, which is an assumption. A variation is a share of the value: no draw falls below 0.
"""

import math
from itertools import compress

import numpy as np

from core.learning.people import Floats, Inputs, Ints
from core.markers import Scale, Sex
from core.panel import Measurement, Panel
from core.scoring.clinic.model import ClinicModel
from core.scoring.inputs import can_standardise
from core.scoring.score import INTERVAL_LEVEL, Estimate, Repeatability

# Half of them mirror the others.
DRAWS, SEED = 256, 854
# Of the model's people: enough to know which markers go together.
PEOPLE = 500


def repeatability(
    panel: Panel, row: Inputs, estimate: Estimate, model: ClinicModel
) -> Repeatability:
    """Return where the score of a second draw is expected.

    A marker of unknown variation is taken to stay. Beside a censored value nothing is worked out:
    where it lies would have to move along.
    """
    used = np.flatnonzero(~np.isnan(row.values[0]))
    markers = tuple(model.markers[column] for column in used)
    spread, is_exact = np.zeros(len(used)), True
    for number, key in enumerate(markers):
        measurement = panel.get(key)
        if measurement is not None:
            is_exact &= measurement.value.is_exact
            spread[number] = within(measurement, panel.patient.sex)
    if not is_exact or not spread.any():
        return Repeatability(estimate.log_ratio, estimate.log_ratio, (), markers)
    rows = np.repeat(row.values, DRAWS, axis=0)
    rows[:, used] *= np.exp(math.sqrt(2) * spread * changes(used, model))
    covariates = np.repeat(row.covariates, DRAWS, axis=0)
    scores = model.trained.log_ratio(Inputs(values=rows, covariates=covariates))
    levels = [(1 - INTERVAL_LEVEL) / 2, (1 + INTERVAL_LEVEL) / 2]
    low, high = (float(end) for end in np.quantile(scores, levels))
    return Repeatability(
        low,
        high,
        covered=tuple(compress(markers, spread > 0)),
        held=tuple(compress(markers, spread == 0)),
    )


def within(measurement: Measurement, sex: Sex | None) -> float:
    """Return the SD of the logarithm of a value within one person; 0 where not known."""
    marker, value = measurement.marker, measurement.value.low
    if marker.within_person is None or value <= 0:
        return 0.0
    if marker.within_person.cv is not None:
        return math.sqrt(math.log1p(marker.within_person.cv**2))
    interval = measurement.reference(sex)
    if interval is None or not can_standardise(marker, interval):
        return 0.0
    spread = (marker.within_sd(value, interval) or 0.0) * marker.location(interval)[1]
    return spread if marker.scale is Scale.LOG else math.sqrt(math.log1p((spread / value) ** 2))


def changes(columns: Ints, model: ClinicModel) -> Floats:
    """Return changes of features (DRAWS, n_columns) of SD 1 that go together as in the people.

    Sums of the people's own distances from their group, randomly weighted, have their correlation
    however many features there are.
    """
    random = np.random.default_rng(SEED)
    about = residuals(columns, model)
    length = np.sqrt((about**2).sum(axis=0))
    common = random.standard_normal((DRAWS // 2, len(about))) @ about
    alone = random.standard_normal((DRAWS // 2, len(columns)))
    drawn = np.where(length > 0, common / np.where(length > 0, length, 1.0), alone)
    return np.concatenate([drawn, -drawn])


def residuals(columns: Ints, model: ClinicModel) -> Floats:
    """Return how far people lie from the median of their group, in SD; 0 where not known."""
    some = np.linspace(0, len(model.trained.outcome) - 1, PEOPLE).astype(np.int64)
    people = np.unique(some)
    values = model.yardstick.standard(model.trained.inputs.values[people])[:, columns]
    groups = model.yardstick.standard(model.medians)[:, columns]
    centred = values - groups[model.trained.outcome[people].astype(np.int64)]
    return np.nan_to_num(centred, nan=0.0)
