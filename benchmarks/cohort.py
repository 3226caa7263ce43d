"""Groups compared and drawn: a real cohort in one go, a made-up one of 100,000 from file to charts.

    python -m benchmarks.cohort [--data FOLDER]

Each chart is drawn once, as a clinician first sees it, to the JSON that goes to the browser. Loops
over scipy are measured in the same run: one does the test that was chosen for each analyte and
nothing else, one also what the rule looks at, quartiles and the area; neither has an effect or an
interval.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from scipy import stats

from benchmarks.figures import Figure, report
from benchmarks.made_up_cohort import Floats, Form, in_full, three_figures, write_cohort
from core.cohort import Cohort, Comparison, Design, Method
from core.cohort.groups.comparison import compare
from core.cohort.overall.association import correlations
from core.cohort.overall.clustering import clustered
from core.cohort.overall.components import principal_components
from core.cohort.overall.permanova import permanova
from core.figures.among.multiples import small_multiples_chart
from core.figures.among.plane import two_analytes_chart
from core.figures.among.raincloud import raincloud_chart
from core.figures.chart import Chart
from core.figures.groups.forest import forest_chart
from core.figures.groups.roc_chart import roc_chart
from core.figures.groups.volcano import volcano_chart
from core.figures.overall.components import components_chart
from core.figures.overall.correlation import correlation_chart
from core.figures.overall.heat_map import heat_map_chart
from core.figures.overall.loadings import loadings_chart
from core.figures.overall.permanova import permanova_statement
from core.figures.svg import svg_of
from core.figures.theme import LIGHT
from core.readers.cohorts import read_cohort
from core.report.cohort_contents import cohort_contents
from core.report.cohort_report import render_cohort_report
from core.report.picture import png_of
from core.text import Language, text_in

DATA = Path(__file__).parents[2] / "shared" / "data"
REAL = Path("metabolomics") / "MTBLS90.xlsx"
PEOPLE, ANALYTES = 100_000, 50
FORMS: dict[str, Form] = {"3 figures": three_figures, "in full": in_full}
REPEATS = 3
# The aims in [s].
COMPARED, FIRST, FURTHER = 1.0, 5.0, 0.5
SHOWN = 6
QUARTILES = (0.25, 0.5, 0.75)
TEXT = text_in(Language.EN)
PRINTED = datetime(2026, 1, 1, 9, 0)  # noqa: DTZ001 - printed on the page as it stands

Made = TypeVar("Made")


def main() -> None:
    """Measure and print the real cohort, where its file is there, and the made-up ones."""
    parser = argparse.ArgumentParser(description="Groups compared and drawn", add_help=False)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with metabolomics/")
    words, _ = parser.parse_known_args()
    figures = [*real(words.data / REAL)]
    with tempfile.TemporaryDirectory() as folder:
        for name, form in FORMS.items():
            path = write_cohort(Path(folder) / "cohort.csv", PEOPLE, ANALYTES, form)
            figures += [replace(one, name=f"{name}: {one.name}") for one in made_up(path)]
    report(f"Groups of a cohort; made up: {PEOPLE} people x {ANALYTES} analytes", figures)


def real(path: Path) -> Iterator[Figure]:
    """Measure the comparison of a metabolomics study against a loop over scipy's tests."""
    if not path.is_file():
        print(f"{path.name} is not in the folder of --data: left out")
        return
    cohort = the_cohort(path, "Data")
    design = design_of(cohort, "Class")
    name = f"{path.stem}, {cohort.size} x {len(cohort.analytes)}"
    yield from against_scipy(name, cohort, design, COMPARED)


def made_up(path: Path) -> Iterator[Figure]:
    """Measure a cohort from file to first chart, then every further chart."""
    start = time.perf_counter()
    cohort = the_cohort(path)
    yield Figure("file read", time.perf_counter() - start, "s")
    cloud = raincloud(cohort, 0)
    yield Figure("file to first chart", time.perf_counter() - start, "s", FIRST)
    yield timed("raincloud of another analyte", partial(raincloud, cohort, 1))[0]
    yield from of_analytes(cohort)
    yield from of_groups(cohort)
    yield from of_all(cohort)
    yield from pictures(cloud)
    yield from printed(cohort)


def of_analytes(cohort: Cohort) -> Iterator[Figure]:
    """Measure the charts of a few analytes."""
    keys = tuple(analyte.key for analyte in cohort.analytes)
    two = partial(two_analytes_chart, TEXT, cohort, (keys[0], keys[1]), LIGHT)
    several = partial(small_multiples_chart, TEXT, cohort, keys, LIGHT)
    for name, chart in (("two analytes", two), ("several analytes", several)):
        drawn = partial(sent, partial(chart, group="group", panel=None, sex=None))
        yield timed(name, drawn)[0]


def of_groups(cohort: Cohort) -> Iterator[Figure]:
    """Measure the comparison and its charts, then both for a comparison adjusted for age."""
    design = design_of(cohort, "group")
    figure, comparison = timed("volcano, all compared", partial(volcano, cohort, design))
    yield figure
    for name, chart in (("volcano", volcano_chart), ("forest", forest_chart)):
        drawn = partial(sent, chart, TEXT, comparison, LIGHT)
        yield timed(f"{name}, of what was compared", drawn)[0]
    curves = partial(sent, roc_chart, TEXT, cohort, design, design.analytes[:SHOWN], LIGHT)
    yield timed(f"ROC of {SHOWN} analytes", curves)[0]
    for name, more in (
        ("by sex", replace(design, strata="sex")),
        ("adjusted for age", replace(design, covariates=("age",))),
    ):
        yield timed(f"volcano, all compared {name}", partial(volcano, cohort, more))[0]
    yield from against_scipy("comparison alone", cohort, design, FURTHER)


def of_all(cohort: Cohort) -> Iterator[Figure]:
    """Measure the charts of all analytes at once, each with what is computed for it."""
    design, factor = design_of(cohort, "group"), cohort.factors["group"]
    figure, components = timed("PCA", lambda: principal_components(cohort, design.analytes, factor))
    points = timed("", partial(sent, components_chart, TEXT, components, factor, LIGHT))[0]
    yield replace(figure, value=figure.value + points.value)
    yield timed("loadings", partial(sent, loadings_chart, TEXT, components, LIGHT))[0]
    yield timed(
        "heat map",
        lambda: sent(heat_map_chart, TEXT, clustered(cohort, design.analytes, factor), LIGHT),
    )[0]
    yield timed(
        "correlations",
        lambda: sent(correlation_chart, TEXT, correlations(cohort, design.analytes), LIGHT),
    )[0]
    yield timed("PERMANOVA", lambda: permanova_statement(TEXT, permanova(cohort, design), design))[
        0
    ]


def pictures(chart: Chart) -> Iterator[Figure]:
    """Measure a chart as SVG and as PNG."""
    figure, svg = timed("raincloud as SVG", partial(svg_of, chart.figure))
    yield figure
    yield timed("raincloud as PNG", partial(png_of, svg))[0]


def printed(cohort: Cohort) -> Iterator[Figure]:
    """Measure the report of what was compared: its findings and charts, and then the PDF."""
    comparison = compare(cohort, design_of(cohort, "group"))
    made = partial(cohort_contents, TEXT, cohort, comparison)
    figure, contents = timed("report, findings and charts", made)
    yield replace(figure, limit=None)
    pdf = partial(render_cohort_report, contents, language=Language.EN, printed=PRINTED)
    yield replace(timed("report, PDF", pdf)[0], limit=None)


def the_cohort(path: Path, sheet: str = "") -> Cohort:
    """Read a cohort. Raises RuntimeError if it is none: less work must not read as a fast run."""
    cohort = read_cohort(path.read_bytes(), path.name, sheet=sheet).cohort
    if cohort is None or not cohort.analytes:
        raise RuntimeError(path.name)
    return cohort


def design_of(cohort: Cohort, group: str) -> Design:
    """Return the design that compares all the levels of a factor in all analytes."""
    keys = tuple(analyte.key for analyte in cohort.analytes)
    return Design(group=group, levels=cohort.factors[group].levels, analytes=keys)


def against_scipy(name: str, cohort: Cohort, design: Design, aim: float) -> Iterator[Figure]:
    """Measure the whole comparison, and loops over scipy beside it: the tests alone, and more.

    Raises RuntimeError where p values differ: then the loops did not do the same.
    """
    ours, comparison = best(partial(compare, cohort, design))
    yield Figure(name, ours, "s", aim)
    for what, more in (("tests alone", False), ("described too", True)):
        loop, p = best(partial(by_scipy, cohort, comparison, more=more))
        if not np.allclose([result.p for result in comparison.results], p, rtol=1e-9, atol=1e-300):
            raise RuntimeError(name)
        yield Figure(f"{name}; scipy, {what}", loop, "s")
        yield Figure(f"{name}; scipy, {what} / ours", loop / ours, "times")


def by_scipy(cohort: Cohort, comparison: Comparison, *, more: bool) -> list[float]:
    """Return the p value of each analyte by the test that was chosen, one after the other."""
    factor = cohort.factors[comparison.design.group]
    groups = [
        cohort.values[factor.codes == factor.levels.index(level)]
        for level in comparison.design.levels[::-1]
    ]
    found = []
    for column, result in enumerate(comparison.results):
        stated = [group[:, column][~np.isnan(group[:, column])] for group in groups]
        tested = [np.log(values) for values in stated] if result.is_log else stated
        if more:
            described_by_scipy(tested, stated)
        if result.method is Method.MANN_WHITNEY:
            found.append(float(stats.mannwhitneyu(stated[0], stated[1]).pvalue))
        else:
            found.append(float(stats.ttest_ind(*tested, equal_var=False).pvalue))
    return found


def described_by_scipy(tested: list[Floats], stated: list[Floats]) -> None:
    """Compute what the rule looks at, what describes the groups, and the area between them."""
    residuals = np.concatenate([values - values.mean() for values in tested])
    stats.skew(residuals)
    stats.kurtosis(residuals)
    for values in stated:
        values.std(ddof=1)
        np.quantile(values, QUARTILES)
    stats.mannwhitneyu(stated[0], stated[1])


def raincloud(cohort: Cohort, number: int) -> Chart:
    """Draw one analyte in the groups."""
    key = cohort.analytes[number].key
    chart = partial(raincloud_chart, TEXT, cohort, key, LIGHT, group="group", panel=None, sex=None)
    return sent(chart)


def volcano(cohort: Cohort, design: Design) -> Comparison:
    """Compare and draw; return the comparison."""
    comparison = compare(cohort, design)
    sent(volcano_chart, TEXT, comparison, LIGHT)
    return comparison


def sent(draw: Callable[..., Chart], *given: object) -> Chart:
    """Draw a chart as it is sent to the browser."""
    chart = draw(*given)
    chart.figure.to_json()
    return chart


def timed(name: str, work: Callable[[], Made]) -> tuple[Figure, Made]:
    """Return the time that a piece of work takes at first, against the aim, and what it made."""
    start = time.perf_counter()
    made = work()
    return Figure(name, time.perf_counter() - start, "s", FURTHER), made


def best(work: Callable[[], Made]) -> tuple[float, Made]:
    """Return the least time that a piece of work took, in [s], and what it made."""
    times = []
    for _ in range(REPEATS):
        figure, made = timed("", work)
        times.append((figure.value, made))
    return min(times, key=lambda one: one[0])


if __name__ == "__main__":
    main()
