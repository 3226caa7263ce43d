"""Says before a file is made whether it can show what came with a panel or a cohort.

What is made in the thread of a download can no longer say anything on the page.
"""

from collections.abc import Iterable
from dataclasses import replace

from core.cohort import Cohort, Design
from core.errors import ReportError
from core.figures.chart import Chart
from core.figures.svg.words import undrawn
from core.panel import Panel
from core.report.typesetting import CHARACTERS, named, typeset
from core.scoring.score import ModelStamp

# What Japanese printers set for a letter that they do not have.
GETA = "〓"


def check_shown(panel: Panel) -> None:
    """Raise ReportError if an ID, value or unit holds a character that the font does not have."""
    measured = panel.measurements
    words = [panel.patient.id, *(m.text for m in measured), *(m.unit for m in measured)]
    unusual = [word for word in words if not (word.isascii() and word.isprintable())]
    if unusual:
        typeset({"words": unusual}, CHARACTERS)


def shown(words: str) -> str:
    """Return words with a mark in place of each character that the font does not have.

    For what a model brings along, such as the name of its cohort: nobody could change it now.
    """
    return words if words.isascii() and words.isprintable() else words.translate(_marks(words))


def with_shown_name(stamp: ModelStamp) -> ModelStamp:
    """Return a stamp whose cohort has a name that can be printed."""
    if stamp.basis is None:
        return stamp
    return replace(stamp, basis=replace(stamp.basis, cohort=shown(stamp.basis.cohort)))


def check_cohort_shown(cohort: Cohort, design: Design) -> None:
    """Raise ReportError if a name in a cohort holds a character that the font does not have."""
    levels = [level for one in cohort.factors.values() for level in one.levels]
    analytes = [word for one in cohort.analytes for word in (one.key, one.title, one.unit)]
    _check([cohort.name, design.group, *cohort.factors, *levels, *analytes])


def check_chart_shown(chart: Chart) -> None:
    """Raise ReportError if a word of a chart holds a character that the font does not have."""
    columns = chart.table.columns
    cells = [cell for column in columns for cell in column.cells if isinstance(cell, str)]
    _check([chart.title, chart.words, *(column.title for column in columns), *cells])


def _marks(words: str) -> dict[int, str]:
    return {ord(letter): GETA for letter in undrawn(words) if not letter.isspace()}


def _check(words: Iterable[str]) -> None:
    unusual = "".join(word for word in words if not word.isascii())
    if unusual and (lacking := undrawn(unusual)):
        raise ReportError("cohort_report.character", characters=named(lacking))
