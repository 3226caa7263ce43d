from dataclasses import replace

import pytest

from core.cards import ClinicCard, Kind, Measured, NumberOfGroups, Strata
from core.figures.models_table import Listed, main_figure, models_table
from core.scoring.model import Model
from core.text import Language, text_in
from tests.scoring.clinic.clinic_models import made_up_card

EN = text_in(Language.EN)
CARD = made_up_card(cohort="clinic 2026", is_made_up=False)
TWO = NumberOfGroups(2, Measured(0.6, 0.4, 0.8), 0.3, 0.2, 0.1)
ONE = NumberOfGroups(1, None, None, 0.2, 0.1)


def strata(chosen: int) -> ClinicCard:
    """A card of groups among people."""
    found = Strata(people=60, chosen=chosen, numbers=(ONE, TWO), groups=())
    return replace(
        CARD, plan=replace(CARD.plan, kind=Kind.STRATA), discrimination=None, strata=found
    )


def row(card: object, state: str = "available") -> list[str]:
    """The cells of the only row of a table."""
    one = Listed(name="clinic", version="1.0.0", card=card, state=state)  # type: ignore[arg-type]
    return [str(column.cells[0]) for column in models_table(EN, [one]).columns]


def test_a_clinics_model_stands_with_its_people_and_its_figure_with_interval() -> None:
    cells = row(CARD, "active")
    assert cells[:5] == ["clinic 1.0.0", "scores now", "Discrimination", "clinic 2026", "80"]
    assert "AUC 0.80 [0.70 to 0.88]" in cells


def test_made_up_people_are_called_so_in_the_table() -> None:
    assert "clinic 2026 (made up)" in row(replace(CARD, is_made_up=True))


def test_the_shipped_model_is_a_simulation_and_has_no_figure_of_patients(model: Model) -> None:
    cells = row(model.card)
    assert EN("models.simulated") in cells
    assert EN("models.not_tested") in cells


def test_what_cannot_be_read_stands_with_its_name_alone() -> None:
    assert row(None, "unreadable") == ["clinic 1.0.0", "unreadable", "", "", "", "", ""]


@pytest.mark.parametrize(("chosen", "said"), [(2, "stability 0.60"), (1, "none: one group")])
def test_groups_stand_with_their_stability_where_there_are_several(chosen: int, said: str) -> None:
    assert any(cell.startswith(said) for cell in row(strata(chosen)))
    assert (main_figure(strata(chosen)) is None) == (chosen == 1)
