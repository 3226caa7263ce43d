"""Many panels at once: those that are alike are scored in one product."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.learning.people import Inputs as ClinicInputs
from core.markers import Sex
from core.panel import Panel
from core.scoring.clinic.estimation import estimate_rows
from core.scoring.clinic.model import AnyModel, ClinicModel
from core.scoring.clinic.preparing import ClinicPrepared, prepare_clinic
from core.scoring.estimation import estimate_columns, estimated
from core.scoring.inputs import Inputs
from core.scoring.likelihood import ratios_by_world
from core.scoring.model import Model, SexModel
from core.scoring.score import Estimate
from core.scoring.scorer import Prepared, prepare

Floats = NDArray[np.float64]

# A block of ratios that stays in the cache of the processor.
ROWS_AT_ONCE = 128


def prepare_and_estimate(
    panels: Sequence[Panel], model: AnyModel
) -> list[tuple[Prepared | ClinicPrepared, Estimate | None]]:
    """Return what the rules make of each panel, and its estimate where they allow one."""
    if isinstance(model, ClinicModel):
        rows = [prepare_clinic(panel, model) for panel in panels]
        return list(zip(rows, estimate_prepared(rows, model), strict=True))
    prepared = [prepare(panel, model) for panel in panels]
    estimates = estimate_all([ready.inputs for ready in prepared], model)
    return list(zip(prepared, estimates, strict=True))


def estimate_prepared(
    panels: Sequence[ClinicPrepared], model: ClinicModel
) -> list[Estimate | None]:
    """Return the estimate of each panel by a clinic's model, None where it was refused."""
    found: list[Estimate | None] = [None] * len(panels)
    positions = [position for position, ready in enumerate(panels) if not ready.refusal]
    if positions:
        rows = [panels[position].row for position in positions]
        together = ClinicInputs(
            values=np.concatenate([row.values for row in rows]),
            covariates=np.concatenate([row.covariates for row in rows]),
        )
        for position, figures in zip(
            positions, estimate_rows(together, model).tolist(), strict=True
        ):
            found[position] = Estimate(*figures)
    return found


def estimate_all(panels: Sequence[Inputs | None], model: Model) -> list[Estimate | None]:
    """Return the estimate of each panel, None where there is nothing to score."""
    found: list[Estimate | None] = [None] * len(panels)
    alike: dict[tuple[Sex, tuple[str, ...]], list[int]] = defaultdict(list)
    for position, inputs in enumerate(panels):
        if inputs is None:
            continue
        if inputs.is_exact:
            alike[inputs.sex, inputs.markers].append(position)
        else:
            found[position] = estimated(*ratios_by_world(inputs, model.sexes[inputs.sex]))
    for (sex, markers), positions in alike.items():
        z = np.array([inputs.low for i in positions if (inputs := panels[i]) is not None])
        rows = estimate_values(z, markers, model.sexes[sex])
        for position, row in zip(positions, rows.tolist(), strict=True):
            found[position] = Estimate(*row)
    return found


def estimate_values(z: Floats, markers: tuple[str, ...], model: SexModel) -> Floats:
    """Return log ratio, low, high and sceptical, (n, 4), of exact values (n, n_markers) in [SD]."""
    plausible, sceptical = model.plausible.forms(markers), model.sceptical.forms(markers)
    figures = np.empty((len(z), 4))
    for start in range(0, len(z), ROWS_AT_ONCE):
        block = z[start : start + ROWS_AT_ONCE]
        figures[start : start + len(block)] = estimate_columns(
            plausible.ratios(block), sceptical.ratios(block)
        )
    return figures
