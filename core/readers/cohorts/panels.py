"""From panels, of whatever format, to rows of people: a marker an analyte, a field a factor."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from core.cohort import Analyte, Factor
from core.cohort.cohort import ABOVE, BELOW, EXACT, NOT_STATED, SEX, Floats
from core.errors import Problem
from core.markers import CATALOGUE, Sex
from core.readers.cohorts.context import numbers
from core.readers.cohorts.levels import ANSWERS
from core.readers.cohorts.people import Draws, hashed, seconds
from core.readers.cohorts.reading import CohortColumn, Use
from core.readers.cohorts.rows import Measured, PeopleRows
from core.readers.reading import ProblemLog
from core.readers.tables.measured import MarkerColumn, PanelColumns
from core.readers.understanding import Item, Understanding

AGE, COLLECTED = "age", "collected"
ANSWERED = ("medication", "pregnant", "fasting", "haemolysed")
USES = {"id": Use.ID, SEX: Use.SEX, AGE: Use.AGE, "birth": Use.BIRTH, COLLECTED: Use.COLLECTED}


def rows_of_panels(
    parts: Sequence[PanelColumns], understood: Understanding | None, log: ProblemLog
) -> PeopleRows:
    """Return the rows of panels, one a draw; how many name nobody, and are left out, is told."""
    ids = [name for part in parts for name in part.ids]
    ages = _of_each(parts, AGE)
    measured, factors = _measured(parts, len(ids)), _factors(parts)
    has_ages = any(age is not None for age in ages)
    rows = PeopleRows(
        draws=Draws(
            rows=np.concatenate([np.zeros(0, dtype=np.int64), *(part.rows for part in parts)]),
            times=seconds(_of_each(parts, COLLECTED)),
            keys=hashed(ids),
        ),
        measured=measured,
        factors=factors,
        ages=numbers(ages) if has_ages else None,
        columns=list(_columns(understood, measured, factors, has_ages=has_ages)),
        understanding=understood,
    )
    is_named = np.array([bool(name) for name in ids], dtype=bool)
    if nameless := int((~is_named).sum()):
        log.add(Problem("cohort_reader.nameless", {"count": nameless}))
        rows = rows.where(is_named)
    return rows


def _of_each(parts: Sequence[PanelColumns], field: str) -> list[Any]:
    """Return what each panel states of a field, None where nothing."""
    columns = [(part.patients.get(field) or part.specimens.get(field), part) for part in parts]
    each = ([None] * len(part.ids) if c is None else c.of_each() for c, part in columns)
    return list(chain.from_iterable(each))


def _measured(parts: Sequence[PanelColumns], count: int) -> list[Measured]:
    """Return the markers that any panel states, in the order in which they are met."""
    found: dict[str, Measured] = {}
    start = 0
    for part in parts:
        end = start + len(part.ids)
        for column in part.markers:
            one = found.setdefault(column.marker.key, _nothing(column, count))
            _fill(one, column, start, end)
        start = end
    return [one for one in found.values() if not np.isnan(one.values).all()]


def _nothing(column: MarkerColumn, count: int) -> Measured:
    marker = column.marker
    analyte = Analyte(key=marker.key, unit=marker.unit, scale=marker.scale, marker=marker)
    return Measured(analyte, np.full(count, np.nan), np.zeros(count, dtype=np.int8))


def _fill(one: Measured, column: MarkerColumn, start: int, end: int) -> None:
    low, high = column.low, column.high
    is_above = np.isinf(high)
    values: Floats = np.where(is_above, low, high)
    is_limit = ~np.isnan(low) & (low != high)
    one.values[start:end] = values
    one.limits[start:end] = np.where(is_limit, np.where(is_above, ABOVE, BELOW), EXACT)


def _factors(parts: Sequence[PanelColumns]) -> dict[str, Factor]:
    """Return the sex, and yes and no of the other fields, as far as any panel states them."""
    sexes = [None if sex is None else sex.value for sex in _of_each(parts, SEX)]
    found = {SEX: _factor(SEX, sexes, [sex.value for sex in Sex])}
    for field in ANSWERED:
        said = [None if a is None else ANSWERS[a is True] for a in _of_each(parts, field)]
        found[field] = _factor(field, said, ANSWERS)
    return {name: factor for name, factor in found.items() if (factor.codes != NOT_STATED).any()}


def _factor(name: str, stated: Sequence[str | None], levels: Sequence[str]) -> Factor:
    places: dict[str | None, int] = {level: number for number, level in enumerate(levels)}
    codes = np.array([places.get(one, NOT_STATED) for one in stated], dtype=np.int32)
    return Factor(name, tuple(levels), codes)


def _columns(
    understood: Understanding | None,
    measured: Sequence[Measured],
    factors: Mapping[str, Factor],
    *,
    has_ages: bool,
) -> Iterator[CohortColumn]:
    """Yield what the names of the source were taken for, and what it states without a name."""
    keys = [one.analyte.key for one in measured]
    seen: set[str] = set()
    for item in understood.items if understood is not None else ():
        column = _column(item, keys)
        if column is not None:
            seen.add(column.key or column.use.value)
            yield column
    for key in (key for key in keys if key not in seen):
        yield CohortColumn(name=CATALOGUE[key].symbol, use=Use.ANALYTE, key=key)
    for name in (name for name in factors if name not in seen):
        use = Use.SEX if name == SEX else Use.FACTOR
        yield CohortColumn(name=name, use=use, key=name)
    if has_ages and AGE not in seen and Use.BIRTH.value not in seen:
        yield CohortColumn(name=AGE, use=Use.AGE)


def _column(item: Item, keys: Sequence[str]) -> CohortColumn | None:
    """Return what a name was taken for; None for a column that only carries results."""
    meant = item.meaning
    if meant is None or not (meant.field or meant.marker):
        return CohortColumn(name=item.name, use=Use.UNUSED)
    if meant.marker:
        use = Use.ANALYTE if meant.marker in keys else Use.UNUSED
        return CohortColumn(name=item.name, use=use, key=meant.marker, unit=item.unit)
    if meant.field in ANSWERED:
        return CohortColumn(name=item.name, use=Use.FACTOR, key=meant.field)
    use = USES.get(meant.field, Use.UNUSED)
    key = SEX if use is Use.SEX else ""
    return None if use is Use.UNUSED else CohortColumn(name=item.name, use=use, key=key)
