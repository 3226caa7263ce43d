"""From a table that was taken in to analytes and factors: what each column turned out to be."""

from dataclasses import replace

from core.cohort import Analyte, Factor
from core.cohort.cohort import SEX
from core.errors import Place, Problem, Severity
from core.markers import Marker
from core.readers.cohorts.cells import MISSING, Cells
from core.readers.cohorts.judging import judged, not_numbers, too_many_levels
from core.readers.cohorts.levels import (
    Levels,
    Refused,
    answer_levels,
    levels_of,
    sex_levels,
)
from core.readers.cohorts.plans import Plan
from core.readers.cohorts.reading import CohortColumn, Use
from core.readers.cohorts.rows import Measured, PeopleRows
from core.readers.cohorts.table import Table
from core.readers.context import PATIENT, SPECIMEN, parse_answer
from core.readers.reading import ProblemLog, more_of

ANSWERED = frozenset(f for f, parse in {**PATIENT, **SPECIMEN}.items() if parse is parse_answer)


def rows_of(table: Table, log: ProblemLog) -> PeopleRows:
    """Return what the rows of a table state; why a column is not used goes to the log too."""
    judge = Judge(table, log)
    if (others := int(table.is_other.sum())) and any(plan.marker for plan in table.plans):
        log.add(Problem("cohort_reader.not_blood", {"count": others}, severity=Severity.NOTE))
    for plan in table.plans:
        judge.take(plan)
    return PeopleRows(
        draws=table.draws,
        measured=judge.measured,
        factors=judge.factors,
        ages=table.ages,
        columns=judge.columns,
        understanding=table.understanding,
    )


class Judge:
    """Settles a table column by column."""

    def __init__(self, table: Table, log: ProblemLog) -> None:
        self._table, self._log = table, log
        self.measured: list[Measured] = []
        self.factors: dict[str, Factor] = {}
        self.columns: list[CohortColumn] = []

    def take(self, plan: Plan) -> None:
        """Settle a column."""
        cells = self._table.cells.get(plan.index)
        if plan.is_unused and plan.reason is not None:
            self._leave(plan, plan.reason)
        elif cells is None:
            self.columns.append(CohortColumn(name=plan.name, use=plan.use or Use.UNUSED))
        elif plan.marker is not None:
            self._take_marker(plan, plan.marker, self._of_blood(cells))
        elif plan.field == SEX:
            self._take_sex(plan, cells)
        else:
            self._take_any(plan, cells)

    def _of_blood(self, cells: Cells) -> Cells:
        """Return the cells of a marker without those of another material, and what they state."""
        others = set(self._table.draws.rows[self._table.is_other].tolist())
        if not others:
            return cells
        listed = [p for p in cells.told.listed if p.place.row not in others]
        left = cells.without(self._table.is_other)
        return replace(left, told=replace(cells.told, listed=listed))

    def _take_any(self, plan: Plan, cells: Cells) -> None:
        named = levels_of(cells, self._table.conventions.decimal)
        levels, refused = named or (None, {})
        if plan.field in ANSWERED and levels and (answers := answer_levels(levels)):
            self._add_factor(plan, answers, plan.field)
            return
        found = judged(plan, cells, levels)
        if found.use is Use.FACTOR and levels is not None:
            self._tell_texts(refused, cells, plan)
            self._add_factor(plan, levels, plan.name)
        elif plan.use is Use.MATERIAL:
            self.columns.append(CohortColumn(name=plan.name, use=Use.MATERIAL))
        elif found.reason is not None:
            self._leave(plan, found.reason, cells)
        else:
            analyte = Analyte(key=plan.name, title=plan.title, unit=plan.unit)
            self._add_analyte(plan, analyte, cells)

    def _take_marker(self, plan: Plan, marker: Marker, cells: Cells) -> None:
        stated, refused = int((cells.kinds != MISSING).sum()), int(cells.is_refused.sum())
        if 2 * refused > stated:
            self._leave(plan, not_numbers(refused, stated), cells)
            return
        analyte = Analyte(key=marker.key, unit=marker.unit, scale=marker.scale, marker=marker)
        self._add_analyte(plan, analyte, cells)

    def _take_sex(self, plan: Plan, cells: Cells) -> None:
        found = sex_levels(cells, self._table.conventions.corrections)
        if found is None:
            self._leave(plan, too_many_levels())
            return
        levels, refused = found
        self._tell_texts(refused, cells, plan)
        if levels.names:
            self._add_factor(plan, levels, SEX, Use.SEX)
        else:
            self._leave(plan, Problem("cohort_reader.column.sex", severity=Severity.NOTE))

    def _tell_texts(self, refused: Refused, cells: Cells, plan: Plan) -> None:
        """Tell what is wrong with each text of its first row, and of how many more."""
        for code, problem in refused.items():
            found = self._table.draws.rows[cells.codes == code]
            for first in found[:1].tolist():
                self._log.add(problem, row=first, column=plan.name)
            if len(found) > 1:
                details = {"count": len(found) - 1}
                note = Problem("cohort_reader.repeated", details, severity=Severity.NOTE)
                self._log.add(note, row=int(found[0]), column=plan.name)

    def _add_factor(self, plan: Plan, levels: Levels, name: str, use: Use = Use.FACTOR) -> None:
        self.factors[name] = levels.pruned().factor(name)
        self.columns.append(CohortColumn(name=plan.name, use=use, key=name))

    def _add_analyte(self, plan: Plan, analyte: Analyte, cells: Cells) -> None:
        for problem in cells.told.listed:
            self._log.add(problem, row=problem.place.row, column=plan.name)
        for severity, count in cells.told.more.items():
            self._log.add(more_of(severity, count, self._log.file))
        if cells.told.is_cut:
            details = {"unit": plan.unit}
            note = Problem("cohort_reader.column.unit", details, severity=Severity.NOTE)
            self._log.add(note, column=plan.name)
        if plan.reason is not None:
            self._log.add(plan.reason, column=plan.name)
        self.measured.append(Measured(analyte, cells.values, cells.limits))
        column = CohortColumn(name=plan.name, use=Use.ANALYTE, key=analyte.key, unit=plan.unit)
        self.columns.append(replace(column, reason=plan.reason))

    def _leave(self, plan: Plan, why: Problem, cells: Cells | None = None) -> None:
        """Leave a column out; where it should have held numbers, the first that is none is told."""
        self._log.add(why, column=plan.name)
        if cells is not None and why.severity is Severity.REFUSED:
            for problem in cells.told.listed[:1]:
                self._log.add(problem, row=problem.place.row, column=plan.name)
        place = Place(self._table.file, column=plan.name)
        reason = replace(why, place=place)
        column = CohortColumn(name=plan.name, use=Use.UNUSED, unit=plan.unit, reason=reason)
        self.columns.append(column)
