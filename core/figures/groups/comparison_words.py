"""How groups, p values and effects of a comparison are written, alike in charts and tables."""

import html
import math

from core.cohort.cohort import SEX
from core.cohort.design import Design
from core.cohort.groups.covariates import AGE
from core.cohort.result import AnalyteResult, Comparison, Count, Effect, Roc
from core.cohort.suppression import SMALLEST_CELL
from core.figures import words
from core.figures.overall.components_left_out import shortened
from core.markers import Sex
from core.text import Text, number

# Below it, q is called different; the false discovery rate that is usual.
MOST_Q = 0.05
# A smaller p value is beyond what a number on a computer holds.
LEAST_P = 1e-300
PAIR = 2
DECIMALS = 2


def level_words(text: Text, factor: str, level: str) -> str:
    """Name a level of a factor: a sex by its word, else as the file does."""
    return words.sex(text, Sex(level)) if factor == SEX and level in set(Sex) else level


def factor_words(text: Text, comparison: Comparison, name: str) -> str:
    """Name a factor or covariate: sex and age by their word, an analyte by its name."""
    if name in {SEX, AGE}:
        return text(f"cohort.factor.{name}")
    names = {r.analyte.key: r.analyte.name(text.language) for r in comparison.results}
    return names.get(name, name)


def group_words(text: Text, design: Design) -> list[str]:
    """Name the groups in the order of the design."""
    return [level_words(text, design.group, level) for level in design.levels]


def groups_words(text: Text, design: Design) -> str:
    """Name all groups in a row: "control, case and other"."""
    *first, last = group_words(text, design)
    return text("group_chart.and", first=text("words.list").join(first), last=last)


def result_words(text: Text, design: Design, result: AnalyteResult) -> str:
    """Name the analyte of a result, and its stratum if there is one."""
    name = result.analyte.name(text.language)
    if not result.stratum:
        return name
    stratum = level_words(text, design.strata, result.stratum)
    return text("group_chart.of_stratum", what=name, stratum=stratum)


def drawn_words(text: Text, design: Design, result: AnalyteResult) -> str:
    """Name a result in a figure: shortened, and what a file wrote is never taken for markup."""
    name = shortened(result.analyte.name(text.language))
    if result.stratum:
        stratum = level_words(text, design.strata, result.stratum)
        name = text("group_chart.of_stratum", what=name, stratum=stratum)
    return drawn(name)


def drawn(name: str) -> str:
    """Return a name that a figure shows as it stands: Plotly takes `<b>` for bold."""
    return html.escape(name, quote=False)


def is_different(result: AnalyteResult) -> bool:
    """Say whether q is below 0.05."""
    return result.q < MOST_Q


def p_words(text: Text, p: float) -> str:
    """Write a p or q value at three figures."""
    return text("comparison.cell.tiny") if p < LEAST_P else number(p)


def count_words(text: Text, count: Count) -> str:
    """Write a number of people; that of a small cell as fewer than five."""
    return text("comparison.cell.few", limit=SMALLEST_CELL) if count is None else f"{count:,}"


def interval_words(text: Text, found: Effect | Roc) -> str:
    """Write an effect or an area with its interval: "0.71 [0.62 to 0.79]"."""
    value = found.value if isinstance(found, Effect) else found.area
    ends = {"value": value, "low": found.low, "high": found.high}
    return text("comparison.cell.interval", **{name: _decimal(end) for name, end in ends.items()})


def effect_words(text: Text, effect: Effect) -> str:
    """Write an effect with its measure and interval."""
    measure = text(f"comparison.measure_name.{effect.measure}")
    return text("comparison.cell.effect", measure=measure, interval=interval_words(text, effect))


def tested(comparison: Comparison) -> list[AnalyteResult]:
    """Return the results that have a p value, the smallest first."""
    return sorted((r for r in comparison.results if math.isfinite(r.p)), key=lambda r: r.p)


def _decimal(value: float) -> str:
    # Adding 0 turns the -0 that rounding may leave into 0.
    return f"{round(value, DECIMALS) + 0:.{DECIMALS}f}".replace("-", "−")
