"""Made-up cohorts for the charts among others, and what is looked for in them."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import plotly.graph_objects as go

from core.cohort import Cohort, Origin
from core.cohort.cohort import BELOW, EXACT
from core.figures.among.axis import Axis, axis_over
from core.figures.among.groups import Asked, Group, asked_for, groups_of
from core.markers import Sex
from core.panel import Panel
from core.text import Language, text_in
from tests.builders import cohort
from tests.figures.traces import traces

EN, JA = text_in(Language.EN), text_in(Language.JA)
SEED = 7


def virtual(people: int = 60) -> Cohort:
    """Virtual men, in [SD]: a control and a case in turn."""
    random = np.random.default_rng(SEED)
    groups = ["control", "case"] * (people // 2)
    return cohort(
        {key: random.normal(size=people).tolist() for key in ("ua", "t_bil", "arginase_1")},
        origin=Origin.VIRTUAL,
        sex=["male"] * people,
        group=groups,
    )


def own(people: int = 60, *, is_shared: bool = False, groups: Sequence[str] = ("a", "b")) -> Cohort:
    """A clinic's men in units, one in ten of them below the limit of bilirubin."""
    random = np.random.default_rng(SEED)
    t_bil = random.lognormal(-0.5, 0.5, people).round(3)
    sides = np.full((people, 3), EXACT, dtype=np.int8)
    is_low = t_bil <= np.quantile(t_bil, 0.1)
    sides[is_low, 1], t_bil[is_low] = BELOW, float(np.quantile(t_bil, 0.1))
    made = cohort(
        {
            "ua": random.normal(5.5, 1, people).tolist(),
            "t_bil": t_bil.tolist(),
            "x": random.normal(0, 1, people).tolist(),
        },
        is_shared=is_shared,
        sex=["male"] * people,
        group=[groups[n % len(groups)] for n in range(people)],
    )
    return replace(made, limits=sides)


def asked(
    people: Cohort, panel: Panel | None = None, sex: Sex | None = Sex.MALE, group: str = "group"
) -> Asked:
    """All groups of a factor, with a patient or without."""
    return asked_for(people, group, (), panel, sex)


def on_axis(question: Asked, key: str) -> tuple[Axis, tuple[Group, ...]]:
    """The axis of an analyte, and the groups on it."""
    analyte = question.cohort.analyte(key)
    scale = question.scale(analyte)
    groups = groups_of(EN, question, scale)
    samples = [group.sample for group in groups]
    is_shared = question.cohort.is_shared
    return axis_over(scale, samples, question.place(analyte), is_shared=is_shared), groups


def points_of(figure: go.Figure, symbol: str) -> list[tuple[float, float]]:
    """Where marks of a symbol stand."""
    return [
        (float(x), float(y))
        for trace in traces(figure)
        if trace.mode == "markers" and trace.marker.symbol == symbol
        for x, y in zip(trace.x, trace.y, strict=True)
    ]


def seconds(draw: Callable[[], object]) -> float:
    """The processor's time for a drawing [s], the best of three: others may be at work too."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        draw()
        taken.append(time.process_time() - start)
    return min(taken)
