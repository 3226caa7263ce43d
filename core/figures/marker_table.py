"""The tables of what was measured: as it was read, to check, and beside a score."""

from collections.abc import Container
from dataclasses import replace

from core.figures import words
from core.figures.flags import flag
from core.figures.strip import CELL_WIDTH, strip_cell
from core.figures.table import Column, Table
from core.figures.theme import Tokens
from core.panel import Measurement, Panel
from core.scoring.score import Result, RiskScore
from core.text import Text

NAME_WIDTH = 120


def check_table(text: Text, panel: Panel, tokens: Tokens) -> Table:
    """Return each value as read and as used, and what it is judged by."""
    measured, sex = panel.measurements, panel.patient.sex
    columns = (
        _names(text, measured),
        Column(
            text("figure.column.read"),
            tuple(_read(text, m) for m in measured),
            is_muted=True,
            is_short=True,
        ),
        *_values(text, measured),
        *_judged(text, panel, tokens),
        _intervals(text, panel),
        Column(
            text("figure.column.owner"),
            tuple(words.owner(text, m.reference(sex)) for m in measured),
            is_muted=True,
        ),
    )
    return Table(text("figure.table.check"), columns)


def result_table(text: Text, panel: Panel, result: Result, tokens: Tokens) -> Table:
    """Return each value against its interval, what was published on it, and whether it was used."""
    measured, sex = panel.measurements, panel.patient.sex
    columns = (
        _names(text, measured),
        *_values(text, measured),
        *_judged(text, panel, tokens),
        _intervals(text, panel),
        Column(
            text("figure.column.evidence"),
            tuple(words.evidence(text, m.marker, sex) for m in measured),
        ),
        Column(text("figure.column.used"), tuple(_used(text, m, result) for m in measured)),
    )
    return Table(text("figure.table.result"), columns)


def others_table(text: Text, panel: Panel, scored: Container[str], tokens: Tokens) -> Table | None:
    """Return what was measured and not reported of cases against its interval; None if nothing."""
    rest = tuple(m for m in panel.measurements if m.marker.key not in scored)
    if not rest:
        return None
    others = replace(panel, measurements=rest)
    columns = (
        _names(text, rest),
        *_values(text, rest),
        *_judged(text, others, tokens),
        _intervals(text, others),
    )
    return Table(text("figure.table.others"), columns)


def _names(text: Text, measured: tuple[Measurement, ...]) -> Column:
    names = tuple(m.marker.name(text.language) for m in measured)
    return Column(text("figure.column.marker"), names, width=NAME_WIDTH)


def _values(text: Text, measured: tuple[Measurement, ...]) -> tuple[Column, Column]:
    amounts = tuple(words.amount(m) for m in measured)
    units = tuple(words.unit(text, m.marker.unit) for m in measured)
    return (
        Column(text("figure.column.value"), amounts, is_number=True),
        Column(text("figure.column.unit"), units, is_muted=True),
    )


def _judged(text: Text, panel: Panel, tokens: Tokens) -> tuple[Column, Column]:
    measured, sex = panel.measurements, panel.patient.sex
    strips = tuple(strip_cell(text, m, sex, tokens) for m in measured)
    flags = tuple(words.flag(text, flag(m, sex)) for m in measured)
    return (
        Column(text("figure.column.strip"), strips, width=CELL_WIDTH),
        Column(text("figure.column.flag"), flags, is_short=True),
    )


def _intervals(text: Text, panel: Panel) -> Column:
    references = (m.reference(panel.patient.sex) for m in panel.measurements)
    cells = tuple(words.interval(text, interval) for interval in references)
    return Column(text("figure.column.interval"), cells, is_short=True)


def _read(text: Text, measurement: Measurement) -> str:
    read = text("figure.read", text=measurement.text, unit=measurement.unit).strip()
    return text("understanding.preliminary", read=read) if measurement.is_preliminary else read


def _used(text: Text, measurement: Measurement, result: Result) -> str:
    key = measurement.marker.key
    if isinstance(result, RiskScore):
        for contribution in result.contributions:
            if contribution.marker == key:
                return text("figure.used.yes", factor=words.factor(text, contribution.times))
    for left in result.unused:
        if left.marker == key:
            return words.unused(text, left)
    return text("figure.used.no")
