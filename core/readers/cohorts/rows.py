"""What the rows of a source state of people, before it is settled which of the rows count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from core.cohort import Analyte, Factor
from core.cohort.cohort import Floats, Limits
from core.readers.cohorts.cells import Kept
from core.readers.cohorts.people import Draws
from core.readers.cohorts.reading import CohortColumn
from core.readers.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Measured:
    """An analyte with its values and limits in each row, both (n_rows,); see Cohort."""

    analyte: Analyte
    values: Floats
    limits: Limits

    def where(self, kept: Kept) -> "Measured":
        """Return the analyte in some of the rows."""
        return replace(self, values=self.values[kept], limits=self.limits[kept])


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRows:
    """What the rows of a source state, each of one draw of one person."""

    draws: Draws
    measured: Sequence[Measured] = ()
    factors: Mapping[str, Factor] = field(default_factory=dict)
    ages: Floats | None = None
    columns: Sequence[CohortColumn] = ()
    understanding: Understanding | None = None

    @property
    def count(self) -> int:
        """Return the number of rows."""
        return len(self.draws.rows)

    def where(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> "PeopleRows":
        """Return some of the rows."""
        return replace(
            self,
            draws=self.draws.where(kept),
            measured=[one.where(kept) for one in self.measured],
            factors={name: factor.where(kept) for name, factor in self.factors.items()},
            ages=None if self.ages is None else self.ages[kept],
        )
