"""Made-up cohorts for charts of all analytes at once, and what every such chart must hold to."""

import numpy as np

from core.cohort import Cohort, Origin
from core.figures.chart import Chart
from core.figures.svg import svg_of
from core.text import Language, text_in
from tests.builders import cohort
from tests.figures.traces import traces

EN, JA = text_in(Language.EN), text_in(Language.JA)
TEXTS = (EN, JA)
KEYS = ("ua", "tc", "hdl_c", "alb", "un")


def people(
    *sizes: int,
    shift: float = 0.0,
    keys: tuple[str, ...] = KEYS,
    origin: Origin = Origin.OWN,
    is_shared: bool = False,
) -> Cohort:
    """Groups g0, g1, ... each further from the first by a shift [SD]; all values are above 0."""
    random = np.random.default_rng(sum(sizes))
    codes = np.repeat(np.arange(len(sizes)), sizes)
    values = 20 + random.normal(size=(len(codes), len(keys))) + shift * codes[:, None]
    values[:, 0] += values[:, 1] - 20
    return cohort(
        dict(zip(keys, values.T.tolist(), strict=True)),
        origin=origin,
        is_shared=is_shared,
        group=[f"g{code}" for code in codes],
    )


def points_of(chart: Chart) -> int:
    """How many single marks are drawn."""
    return sum(
        len(t.x) for t in traces(chart.figure) if t.type == "scatter" and t.mode == "markers"
    )


def check(chart: Chart) -> None:
    """Every chart has words, a table, and a figure that is drawn alike without a browser."""
    assert chart.title
    assert chart.words
    assert chart.table.columns
    assert svg_of(chart.figure).startswith("<svg")
