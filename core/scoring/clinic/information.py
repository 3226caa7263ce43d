"""What a marker that is missing would tell, by a clinic's model.

The panel is scored with values that the marker has among the model's people, cases and controls
counting alike, as if they went with nothing else in the panel. By how many bits the doubt between
case and control shrinks on average is what it would tell, at even odds before the panel.
"""

import numpy as np
from scipy.special import expit

from core.learning.people import Floats, Inputs
from core.scoring.clinic.model import ClinicModel
from core.scoring.information import doubt
from core.scoring.score import Missing

# Values of a marker that are tried, each as probable as the others.
VALUES = 13


def missing_from(row: Inputs, model: ClinicModel) -> tuple[Missing, ...]:
    """Return the markers that a row (1, ..) lacks, the most informative first.

    Widths of intervals are not worked out.
    """
    lacking = np.flatnonzero(np.isnan(row.values[0]))
    if not len(lacking):
        return ()
    rows = np.repeat(row.values, VALUES * len(lacking), axis=0)
    for number, column in enumerate(lacking.tolist()):
        rows[number * VALUES : (number + 1) * VALUES, column] = likely_values(column, model)
    covariates = np.repeat(row.covariates, len(rows), axis=0)
    ratios = model.trained.log_ratio(Inputs(values=rows, covariates=covariates))
    after = expit(ratios.reshape(len(lacking), VALUES))
    bits = np.maximum(doubt(after.mean(axis=1)) - doubt(after).mean(axis=1), 0.0)
    found = (
        Missing(model.markers[column], float(told), None, None)
        for column, told in zip(lacking, bits, strict=True)
    )
    return tuple(sorted(found, key=lambda one: -one.information))


def likely_values(column: int, model: ClinicModel) -> Floats:
    """Return values of a feature that are equally probable at even odds, (VALUES,)."""
    values, outcome = model.trained.inputs.values[:, column], model.trained.outcome
    known = ~np.isnan(values)
    values, is_case = values[known], outcome[known] == 1
    cases, controls = max(is_case.sum(), 1), max((~is_case).sum(), 1)
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(np.where(is_case, 1 / cases, 1 / controls)[order])
    wanted = (np.arange(VALUES) + 0.5) / VALUES * reached[-1]
    return np.asarray(values[order][np.searchsorted(reached, wanted)])
