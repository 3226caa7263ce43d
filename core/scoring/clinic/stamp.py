"""What stands on every screen, PDF and export that a clinic's model scored."""

from core.cards import ClinicCard
from core.scoring.score import Basis, ModelStamp


def stamp_of(card: ClinicCard) -> ModelStamp:
    """Return the stamp of a model that tells cases from controls; of another it has no basis."""
    return ModelStamp(
        name=card.name,
        version=card.version,
        evidence_version="",
        results_changed_on=card.results_changed_on,
        is_virtual=False,
        basis=_basis(card),
    )


def _basis(card: ClinicCard) -> Basis | None:
    found = card.discrimination
    if found is None:
        return None
    return Basis(
        cohort=card.cohort,
        cases=found.cases,
        controls=found.controls,
        auc=found.auc.value,
        auc_low=found.auc.low,
        auc_high=found.auc.high,
        prevalence=card.plan.prevalence,
        is_made_up=card.is_made_up,
        is_tested_elsewhere=bool(card.external),
    )
