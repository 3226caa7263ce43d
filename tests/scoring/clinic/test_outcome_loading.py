from dataclasses import replace
from pathlib import Path

import joblib
import pytest

from core.errors import ModelError
from core.scoring.artefact import ARTEFACT, GOLDEN
from core.scoring.clinic.loading import load_any, load_outcome_model, tells_outcome
from core.scoring.clinic.outcome_model import OutcomeModel
from core.scoring.clinic.telling import tell
from tests.builders import panel
from tests.scoring.clinic import clinic_folders
from tests.scoring.clinic.clinic_models import made_up_model
from tests.scoring.clinic.outcome_models import severity_model, strata_model, written

PANEL = panel(ua=5.0, hdl_c=60.0, t_bil=0.8)
each = pytest.mark.parametrize("model", [severity_model(), strata_model()], ids=["number", "group"])


def refusal(folder: Path) -> str:
    with pytest.raises(ModelError) as caught:
        load_outcome_model(folder)
    return caught.value.problem.key


@each
def test_what_was_written_loads_and_tells_the_same(model: OutcomeModel, tmp_path: Path) -> None:
    folder = written(model, tmp_path)
    assert tells_outcome(folder)
    loaded = load_outcome_model(folder)
    told = replace(tell(PANEL, loaded), card=model.card)
    assert told == tell(PANEL, model)
    with pytest.raises(ModelError):
        load_any(folder)


@each
@pytest.mark.parametrize("name", [ARTEFACT, GOLDEN])
def test_a_file_changed_by_one_byte_is_refused(
    model: OutcomeModel, name: str, tmp_path: Path
) -> None:
    folder = written(model, tmp_path)
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    assert refusal(folder) == "model.changed"


def test_an_artefact_of_another_kind_than_its_card_says_is_refused(tmp_path: Path) -> None:
    model = replace(severity_model(), card=strata_model().card)
    folder = tmp_path / "made-up" / "1.0.0"
    folder.mkdir(parents=True)
    joblib.dump(model.trained, folder / ARTEFACT)
    (folder / GOLDEN).write_text("id\n")
    clinic_folders.vouch_for(model, folder)  # type: ignore[arg-type]
    assert refusal(folder) == "model.unreadable"


def test_columns_that_no_panel_can_hold_are_named(tmp_path: Path) -> None:
    assert refusal(written(severity_model(("ua", "steps")), tmp_path)) == "model.columns"


def test_a_model_that_gives_a_score_tells_no_outcome(tmp_path: Path, shipped: Path) -> None:
    folder = clinic_folders.written(made_up_model(), tmp_path)
    assert not tells_outcome(folder)
    assert not tells_outcome(shipped)
    assert refusal(folder) == "model.unreadable"
