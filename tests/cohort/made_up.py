"""Cohorts made up for tests of comparison, and Hypothesis strategies for their values."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.cohort import Analyte, Choice, Cohort, Design, Factor, Origin
from core.markers import Scale

Floats = NDArray[np.float64]

LEVELS = ("control", "case", "other", "fourth")


def grouped(
    values: Floats, codes: Sequence[int], *, scale: Scale = Scale.LINEAR, is_shared: bool = False
) -> Cohort:
    """A clinic's own cohort with values (n_people, n_analytes) named a0, a1, ... and one factor."""
    count = max(codes) + 1
    return Cohort(
        name="made-up",
        origin=Origin.OWN,
        analytes=tuple(Analyte(key=f"a{i}", scale=scale) for i in range(values.shape[1])),
        values=values,
        factors={"group": Factor("group", LEVELS[:count], np.array(codes, dtype=np.int32))},
        is_shared=is_shared,
    )


def design_of(
    cohort: Cohort, choice: Choice = Choice.AUTO, covariates: tuple[str, ...] = (), strata: str = ""
) -> Design:
    """All groups and analytes of a cohort."""
    keys = tuple(analyte.key for analyte in cohort.analytes)
    levels = cohort.factors["group"].levels
    return Design(
        group="group",
        levels=levels,
        analytes=keys,
        choice=choice,
        covariates=covariates,
        strata=strata,
    )


def with_sexes(cohort: Cohort, sexes: Sequence[int]) -> Cohort:
    """The same cohort with the sex stated: 0 male, 1 female, -1 not stated."""
    sex = Factor("sex", ("male", "female"), np.array(sexes, dtype=np.int32))
    return replace(cohort, factors={**cohort.factors, "sex": sex})


def parts(cohort: Cohort, key: str) -> list[Floats]:
    """The values of an analyte, group by group."""
    codes = cohort.factors["group"].codes
    column = cohort.values[:, cohort.position(key)]
    return [column[codes == code] for code in range(codes.max() + 1)]


@st.composite
def cohorts(draw: st.DrawFn, groups: int = 2, least: int = 3, most: int = 40) -> Cohort:
    """Unequal groups in four analytes: fine and coarse values (so ties), skewed, with gaps."""
    sizes = [draw(st.integers(least, most)) for _ in range(groups)]
    generator = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    codes = np.repeat(np.arange(groups), sizes)
    shift = draw(st.sampled_from([0.0, 0.3, 1.5])) * codes
    normal = generator.normal(100.0, 7.0, (len(codes), 4)) * (1 + 0.2 * codes[:, None])
    normal += 7.0 * shift[:, None]
    values = np.column_stack(
        [
            normal[:, 0],
            np.round(normal[:, 1] / 5) * 5,
            np.exp((normal[:, 2] - 100) / 7),
            np.round(normal[:, 3]),
        ]
    )
    order = generator.permutation(len(codes))
    gaps = generator.random(values.shape) < draw(st.sampled_from([0.0, 0.1, 0.3]))
    values[gaps] = np.nan
    return grouped(values[order], codes[order].tolist())
