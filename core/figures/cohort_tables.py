"""The tables beside the cohort charts: the same groups and the same patient, in numbers."""

import math

import numpy as np
from numpy.typing import NDArray

from core.cohort.distributions import correlation, share_below, summary
from core.figures.comparison import Comparison, TwoMarkers, share
from core.figures.distribution import group_name
from core.figures.flags import Strip
from core.figures.table import Column, Table
from core.text import Text

Floats = NDArray[np.float64]


def distribution_table(text: Text, compared: Comparison) -> Table:
    """Return size and percentiles of each group, and the share of it below the patient."""
    axis = compared.axis
    groups = (compared.people.controls, compared.people.cases)
    summaries = [summary(values) for values in groups]
    columns = (
        _groups(text),
        Column(
            text("figure.column.people"), tuple(f"{s.size:,}" for s in summaries), is_number=True
        ),
        Column(
            text("figure.column.low"), tuple(axis.written(s.low) for s in summaries), is_number=True
        ),
        Column(
            text("figure.column.median"),
            tuple(axis.written(s.median) for s in summaries),
            is_number=True,
        ),
        Column(
            text("figure.column.high"),
            tuple(axis.written(s.high) for s in summaries),
            is_number=True,
        ),
        Column(
            text("figure.column.below"),
            tuple(_share(text, compared.patient, v) for v in groups),
            is_number=True,
        ),
    )
    return Table(axis.title(text), columns)


def scatter_table(text: Text, two: TwoMarkers) -> Table:
    """Return the size, both medians and the correlation of each group."""
    groups = (two.controls, two.cases)
    correlations = tuple(_correlation(values) for values in groups)
    columns = (
        _groups(text),
        Column(text("figure.column.people"), tuple(f"{len(v):,}" for v in groups), is_number=True),
        *(
            Column(
                text("figure.column.median_of", marker=axis.title(text)),
                tuple(axis.written(summary(values[:, side]).median) for values in groups),
                is_number=True,
            )
            for side, axis in enumerate(two.axes)
        ),
        Column(text("figure.column.correlation"), correlations, is_number=True),
    )
    return Table(text("figure.table.scatter"), columns)


def _groups(text: Text) -> Column:
    names = tuple(group_name(text, name) for name in ("controls", "cases"))
    return Column(text("figure.column.group"), names, is_short=True)


def _correlation(pairs: Floats) -> str:
    found = correlation(pairs)
    # Adding 0 turns the -0 that rounding may leave into 0.
    return "–" if math.isnan(found) else f"{round(found, 2) + 0:.2f}"


def _share(text: Text, patient: Strip | None, values: Floats) -> str:
    if patient is None:
        return text("figure.nothing")
    return share(text, share_below(values, patient.low, patient.high))
