"""Many panels at once: those with the same markers, all exact, are scored in one product."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.markers import Sex
from core.scoring.estimation import estimate_columns, estimated
from core.scoring.inputs import Inputs
from core.scoring.likelihood import ratios_by_world
from core.scoring.model import Model, SexModel
from core.scoring.score import Estimate

Floats = NDArray[np.float64]

# A block of ratios that stays in the cache of the processor.
ROWS_AT_ONCE = 128


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
