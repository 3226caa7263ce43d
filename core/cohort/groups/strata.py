"""The strata in which groups are compared: those in which every group has somebody."""

import numpy as np

from core.cohort.cohort import Cohort
from core.cohort.design import Design
from core.cohort.groups.samples import Bools, Samples, samples_of
from core.errors import CohortError, Problem, Severity


def chosen_people(cohort: Cohort, design: Design) -> Bools:
    """Say of everybody (n_people,) who is in one of the groups."""
    factor = cohort.factors[design.group]
    found: Bools = np.isin(factor.codes, [factor.levels.index(level) for level in design.levels])
    return found


def strata_of(cohort: Cohort, design: Design) -> dict[str, Samples]:
    """Return the values of each stratum in which anybody chosen is; "" names all people at once."""
    people = chosen_people(cohort, design)
    if not design.strata:
        return {"": samples_of(cohort, design, people)}
    factor = cohort.factors[design.strata]
    within = {level: people & (factor.codes == code) for code, level in enumerate(factor.levels)}
    return {level: samples_of(cohort, design, who) for level, who in within.items() if who.any()}


def is_comparable(samples: Samples) -> bool:
    """Say whether every group has somebody, with a value or without one."""
    return bool(np.diff(samples.ends).all())


def left_out(design: Design, strata: dict[str, Samples]) -> tuple[Problem, ...]:
    """Return a problem for each stratum that is not compared.

    Raises CohortError where none is left, as where the groups are the strata by another name.
    """
    lacking = {name: samples for name, samples in strata.items() if not is_comparable(samples)}
    if len(lacking) == len(strata):
        raise CohortError("comparison.strata.none", factor=design.strata, group=design.group)
    return tuple(_left_out(design, name, samples) for name, samples in lacking.items())


def _left_out(design: Design, name: str, samples: Samples) -> Problem:
    sizes = zip(design.levels, np.diff(samples.ends).tolist(), strict=True)
    nobody = ", ".join(level for level, size in sizes if not size)
    details = {"factor": design.strata, "stratum": name, "level": nobody}
    return Problem("comparison.note.stratum_empty", details, severity=Severity.NOTE)
