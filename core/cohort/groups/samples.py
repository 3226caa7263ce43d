"""The values of the people to compare, group beside group: what every statistic is made from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from core.cohort.cohort import EXACT, Cohort, Floats, Limits
from core.cohort.design import Design
from core.markers import Scale

Bools: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.int64]

# As many rows as stay in a core's own memory while they are turned into columns.
PEOPLE_AT_ONCE = 2_048
# As many values as stay there while they are counted, sorted and summed.
VALUES_AT_ONCE = 131_072


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Values (n_analytes, n_people) with the people of a group side by side; nan where missing.

    Group i stands from `ends[i]` to `ends[i + 1]`. `people` are rows of the cohort, `is_log` says
    of each analyte whether it is skewed by the catalogue, so that its logarithm is compared.
    """

    values: Floats
    limits: Limits | None
    is_log: Bools
    people: Numbers
    ends: tuple[int, ...]

    @property
    def groups(self) -> tuple[slice, ...]:
        """Return where each group stands."""
        return tuple(slice(a, b) for a, b in zip(self.ends, self.ends[1:], strict=False))

    @property
    def is_censored(self) -> Bools:
        """Return which analytes (n_analytes,) have a value known only by a limit."""
        if self.limits is None:
            return np.zeros(len(self.values), dtype=np.bool_)
        is_limit: Bools = ((self.limits != EXACT) & ~np.isnan(self.values)).any(axis=1)
        return is_limit

    @property
    def sizes(self) -> Floats:
        """Return how many people of each group have a value (n_analytes, n_groups)."""
        known = ~np.isnan(self.values)
        counts = [known[:, group].sum(axis=1) for group in self.groups]
        return np.stack(counts, axis=1).astype(np.float64)

    def of_people(self, kept: Bools) -> "Samples":
        """Return the samples of some of the people (n_people,)."""
        sizes = [int(kept[group].sum()) for group in self.groups]
        return replace(
            self,
            values=self.values[:, kept],
            limits=None if self.limits is None else self.limits[:, kept],
            people=self.people[kept],
            ends=ends_of(sizes),
        )

    def of_analytes(self, analytes: slice | Bools) -> "Samples":
        """Return the samples of some of the analytes."""
        return replace(
            self,
            values=self.values[analytes],
            limits=None if self.limits is None else self.limits[analytes],
            is_log=self.is_log[analytes],
        )

    def blocks(self) -> Iterator["Samples"]:
        """Yield the samples of a few analytes at a time."""
        step = max(1, VALUES_AT_ONCE // max(1, len(self.people)))
        for start in range(0, len(self.values), step):
            yield self.of_analytes(slice(start, start + step))


def samples_of(cohort: Cohort, design: Design, people: Bools) -> Samples:
    """Return the values of those of some people (n_people,) who are in the groups of a design."""
    factor = cohort.factors[design.group]
    codes = [factor.levels.index(level) for level in design.levels]
    rows = [np.flatnonzero((factor.codes == code) & people) for code in codes]
    chosen = np.concatenate(rows)
    columns = np.array([cohort.position(key) for key in design.analytes])
    limits = cohort.limits
    scales = [cohort.analytes[column].scale for column in columns]
    return Samples(
        values=_turned(cohort.values, chosen, columns),
        limits=None if limits is None else np.ascontiguousarray(limits[np.ix_(chosen, columns)].T),
        is_log=np.array([scale is Scale.LOG for scale in scales]),
        people=chosen,
        ends=ends_of([len(people) for people in rows]),
    )


def ends_of(sizes: list[int]) -> tuple[int, ...]:
    """Return where groups of some sizes begin and end when they stand side by side."""
    return (0, *np.cumsum(sizes).tolist())


def _turned(values: Floats, rows: Numbers, columns: Numbers) -> Floats:
    is_whole = np.array_equal(columns, np.arange(values.shape[1]))
    turned = np.empty((len(columns), len(rows)))
    for start in range(0, len(rows), PEOPLE_AT_ONCE):
        some = values[rows[start : start + PEOPLE_AT_ONCE]]
        turned[:, start : start + PEOPLE_AT_ONCE] = (some if is_whole else some[:, columns]).T
    return turned
