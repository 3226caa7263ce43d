"""A made-up cohort, compared, and a report of it: small enough to be set many times."""

from dataclasses import replace
from datetime import datetime

import numpy as np

from core.cohort import Cohort, Comparison, Design, Origin
from core.cohort.groups.comparison import compare
from core.errors import Problem
from core.figures.chart import Chart
from core.figures.groups.forest import forest_chart
from core.figures.groups.volcano import volcano_chart
from core.report.cohort_figures import PAPER
from core.report.cohort_report import CohortReport
from core.text import Language, text_in
from tests.builders import cohort

PRINTED = datetime(2026, 11, 23, 10, 5)  # noqa: DTZ001 - the clock on the reader's wall
PEOPLE = 60
ANALYTES = ("ua", "alanine", "Ceramide phosphoethanolamine(35:2)|Sphingomyelin(32:2)", "same")
NOTE = Problem("comparison.note.level_empty", {"level": "others"})


def people(*, levels: int = 2, names: tuple[str, ...] = ANALYTES) -> Cohort:
    """People in as many groups, one analyte different between them, the last one constant."""
    random = np.random.default_rng(11)
    values = {name: random.normal(5, 1, PEOPLE) for name in names}
    groups = [f"group {number % levels}" for number in range(PEOPLE)]
    values[names[0]] = values[names[0]] + 2 * (np.arange(PEOPLE) % levels)
    values[names[-1]] = np.ones(PEOPLE)
    return cohort(
        {name: list(column) for name, column in values.items()},
        ages=list(random.uniform(20, 60, PEOPLE)),
        group=groups,
        sex=["male", "female", "female"] * (PEOPLE // 3),
    )


def compared(of: Cohort | None = None, *, is_shared: bool = False, **design: object) -> Comparison:
    """A comparison of all groups in all analytes."""
    made = replace(of or people(), is_shared=is_shared)
    asked = {
        "group": "group",
        "levels": made.factors["group"].levels if "group" in made.factors else (),
        "analytes": tuple(analyte.key for analyte in made.analytes),
    }
    return compare(made, Design(**(asked | design)))  # type: ignore[arg-type]


def charts(found: Comparison, language: Language = Language.EN) -> tuple[Chart, ...]:
    """Two charts of a comparison, as a report draws them."""
    text = text_in(language)
    return volcano_chart(text, found, PAPER), forest_chart(text, found, PAPER)


def report_of(
    found: Comparison | None = None, language: Language = Language.EN, **held: object
) -> CohortReport:
    """A report of a comparison with its charts and one problem told."""
    found = found or compared()
    made = CohortReport(
        name="made-up",
        origin=Origin.OWN,
        size=PEOPLE,
        sizes=tuple(PEOPLE // len(found.design.levels) for _ in found.design.levels),
        is_shared=False,
        comparison=found,
        charts=charts(found, language),
        problems=(NOTE,),
    )
    return replace(made, **held)  # type: ignore[arg-type]
