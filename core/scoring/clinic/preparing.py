"""A panel after the written rules: the row to score, or why there is no score."""

from dataclasses import dataclass, field

from core.errors import NO_DETAILS, Details
from core.learning.people import Inputs
from core.panel import Panel
from core.scoring.clinic.inputs import row_of
from core.scoring.clinic.patient_rules import examine
from core.scoring.clinic.people_model import PeopleModel
from core.scoring.clinic.value_rules import examine_values
from core.scoring.score import Caution, Unused


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ClinicPrepared:
    """The row of a panel, (1, ..), to score unless there is the key of a refusal."""

    row: Inputs
    unused: tuple[Unused, ...]
    cautions: tuple[Caution, ...]
    refusal: str = ""
    details: Details = field(default_factory=lambda: NO_DETAILS)


def prepare_clinic(panel: Panel, model: PeopleModel) -> ClinicPrepared:
    """Apply the written rules and those learnt from the model's people."""
    verdict = examine(panel, model)
    row, unused = row_of(panel, model, verdict.withheld)
    if verdict.refusal:
        return ClinicPrepared(row=row, unused=unused, cautions=verdict.cautions,
                              refusal=verdict.refusal, details=verdict.details)  # fmt: skip
    values = examine_values(row, model)
    return ClinicPrepared(
        row=row,
        unused=unused,
        cautions=(*values.cautions, *verdict.cautions),
        refusal=values.refusal,
        details=values.details,
    )
