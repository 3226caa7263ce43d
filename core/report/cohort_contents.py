"""What the report on a cohort holds: its comparison, the groups as a whole, and its charts."""

from collections.abc import Callable, Iterator

import numpy as np

from core.cohort import Cohort, Comparison, Design
from core.cohort.cohort import SEX
from core.cohort.overall.association import correlations
from core.cohort.overall.clustering import clustered
from core.cohort.overall.components import principal_components
from core.cohort.overall.permanova import permanova
from core.cohort.suppression import shown_count
from core.errors import EngawaError, Problem
from core.figures.among import raincloud_chart
from core.figures.chart import Chart
from core.figures.cohort_words import cohort_name
from core.figures.groups.comparison_words import PAIR, tested
from core.figures.groups.forest import forest_chart
from core.figures.groups.roc_chart import roc_chart
from core.figures.groups.volcano import volcano_chart
from core.figures.overall.components import components_chart
from core.figures.overall.correlation import correlation_chart
from core.figures.overall.heat_map import heat_map_chart
from core.figures.overall.permanova import Statement, permanova_statement
from core.markers import Sex
from core.report.cohort_figures import PAPER
from core.report.cohort_report import CohortReport
from core.text import Text

MakeChart = Callable[[Text, Cohort, Comparison], Chart]

# More curves than these, and more names beside a matrix, are not told apart on paper.
MOST_CURVES, MOST_CORRELATED = 4, 20


def cohort_contents(
    text: Text, cohort: Cohort, found: Comparison, problems: tuple[Problem, ...] = ()
) -> CohortReport:
    """Return what is reported of a comparison; what cannot be computed or drawn says why instead.

    `problems` are those with the file of the cohort.
    """
    told = list(problems)
    overall = _overall(text, cohort, found.design, told)
    charts = tuple(_charts(text, cohort, found, told))
    sizes = _sizes(cohort, found.design)
    return CohortReport(
        name=cohort_name(text, cohort),
        origin=cohort.origin,
        size=shown_count(sum(sizes), is_shared=cohort.is_shared),
        sizes=tuple(shown_count(size, is_shared=cohort.is_shared) for size in sizes),
        is_shared=cohort.is_shared,
        comparison=found,
        charts=charts,
        overall=overall,
        problems=tuple(told),
    )


def _sizes(cohort: Cohort, design: Design) -> list[int]:
    """Return how many people are in each group."""
    factor = cohort.factors[design.group]
    codes = [factor.levels.index(level) for level in design.levels]
    return [int(np.count_nonzero(factor.codes == code)) for code in codes]


def _overall(text: Text, cohort: Cohort, design: Design, told: list[Problem]) -> Statement | None:
    try:
        return permanova_statement(text, permanova(cohort, design), design)
    except EngawaError as error:
        told.append(error.problem)
        return None


def _charts(text: Text, cohort: Cohort, found: Comparison, told: list[Problem]) -> Iterator[Chart]:
    for make in _makers(found):
        try:
            yield make(text, cohort, found)
        except EngawaError as error:
            if error.problem not in told:
                told.append(error.problem)


def _makers(found: Comparison) -> tuple[MakeChart, ...]:
    """Return what can be drawn: a curve compares two groups, and there may be no result."""
    if not tested(found):
        return TOGETHER
    is_pair = len(found.design.levels) == PAIR
    return tuple(make for make in CHARTS if is_pair or make is not _roc)


def _volcano(text: Text, _: Cohort, found: Comparison) -> Chart:
    return volcano_chart(text, found, PAPER)


def _forest(text: Text, _: Cohort, found: Comparison) -> Chart:
    return forest_chart(text, found, PAPER)


def _roc(text: Text, cohort: Cohort, found: Comparison) -> Chart:
    return roc_chart(text, cohort, found.design, _strongest(found)[:MOST_CURVES], PAPER)


def _raincloud(text: Text, cohort: Cohort, found: Comparison) -> Chart:
    first, design = tested(found)[0], found.design
    return raincloud_chart(
        text,
        cohort,
        first.analyte.key,
        PAPER,
        group=design.group,
        panel=None,
        sex=Sex(first.stratum) if design.strata == SEX else None,
        levels=design.levels,
    )


def _components(text: Text, cohort: Cohort, found: Comparison) -> Chart:
    design = found.design
    factor = cohort.factors[design.group]
    components = principal_components(cohort, design.analytes, factor, design.levels)
    return components_chart(text, components, factor, PAPER)


def _heat_map(text: Text, cohort: Cohort, found: Comparison) -> Chart:
    design = found.design
    factor = cohort.factors[design.group]
    return heat_map_chart(text, clustered(cohort, design.analytes, factor, design.levels), PAPER)


def _correlation(text: Text, cohort: Cohort, found: Comparison) -> Chart:
    keys = _strongest(found) or list(found.design.analytes)
    return correlation_chart(text, correlations(cohort, keys[:MOST_CORRELATED]), PAPER)


def _strongest(found: Comparison) -> list[str]:
    """Return the analytes that were compared, those with the smallest p values first."""
    return list(dict.fromkeys(result.analyte.key for result in tested(found)))


# Of all analytes at once, and of each by itself.
TOGETHER: tuple[MakeChart, ...] = (_components, _heat_map, _correlation)
CHARTS: tuple[MakeChart, ...] = (_volcano, _forest, _roc, _raincloud, *TOGETHER)
