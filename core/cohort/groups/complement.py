"""Strata of a shared cohort that would give away another one, taken from all people together."""

from collections.abc import Sequence

import numpy as np

from core.cohort.cohort import NOT_STATED, Cohort
from core.cohort.design import Design
from core.cohort.groups.samples import Bools, Samples, samples_of
from core.cohort.groups.strata import chosen_people
from core.cohort.suppression import has_small_cell


def must_be_withheld(cohort: Cohort, design: Design, strata: Sequence[Samples]) -> Bools:
    """Say of which analytes (n_analytes,) no stratum may be told of.

    Those of which, in a cohort that is shared, fewer than SMALLEST_CELL people of a group have a
    value in one stratum, or in none because theirs is not stated.
    """
    if not (cohort.is_shared and design.strata):
        return np.zeros(len(design.analytes), dtype=np.bool_)
    nowhere = cohort.factors[design.strata].codes == NOT_STATED
    rest = samples_of(cohort, design, chosen_people(cohort, design) & nowhere)
    return has_small_cell(np.stack([samples.sizes for samples in (*strata, rest)]))
