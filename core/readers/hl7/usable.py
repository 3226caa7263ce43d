"""Makes a Result of an observation that can be used, and says of any other why it cannot."""

from dataclasses import dataclass
from datetime import date

from core.errors import Place, Problem
from core.panel import Patient
from core.readers.hl7.analytes import Analyte
from core.readers.hl7.draw import Draw
from core.readers.hl7.observations import Obx
from core.readers.hl7.statuses import status_of
from core.readers.hl7.values import ends_of, flag_problem, text_of, unit_of
from core.readers.result import Result, Status

UCUM = "UCUM"


@dataclass(frozen=True, slots=True)
class Observed:
    """An observation with all that it is of."""

    obx: Obx
    analyte: Analyte
    draw: Draw
    patient: Patient
    collected: date | None
    undated: str = ""

    def result(self, file: str) -> tuple[Result | None, tuple[tuple[str, Problem], ...]]:
        """Return the result, if it can be used, and the problems with it, with their paths."""
        judged = self._judged()
        if isinstance(judged, Problem):
            return None, (("OBX", judged),)
        status, text, unit = judged
        meant = self.analyte.meant
        ends = ends_of(self.obx, meant.unit_of(unit) if meant else unit)
        told: tuple[tuple[str, Problem], ...] = ()
        if isinstance(ends, Problem):
            told, ends = (("OBX-7", ends),), ("", "")
        elif flagged := flag_problem(self.obx, text, *ends):
            told = (("OBX-8", flagged),)
        order = self.draw.order
        result = Result(
            patient=self.patient,
            text=text,
            unit=unit,
            is_coded=self.obx.unit_system == UCUM and unit == self.obx.unit,
            name=self.obx.name,
            codes=self.obx.codes,
            low=ends[0],
            high=ends[1],
            specimen=self.draw.specimen(self.collected),
            status=status,
            reported=order.reported if order else None,
            undated=self.undated,
            place=Place(file, self.obx.row, path="OBX-5"),
        )
        return result, told

    def _judged(self) -> tuple[Status, str, str] | Problem:
        """Return status, text and unit, or the first reason not to use them."""
        label = self.analyte.label
        of_order = self.draw.order.status if self.draw.order else ""
        if (refused := self.draw.not_blood(self.obx, label)) is not None:
            return refused
        status = status_of(self.obx.status, of_order, label)
        if isinstance(status, Problem):
            return status
        text = text_of(self.obx, label)
        if isinstance(text, Problem):
            return text
        unit = unit_of(self.obx, label)
        return unit if isinstance(unit, Problem) else (status, text, unit)
