from dataclasses import replace
from pathlib import Path

import joblib
import pytest

from core.cards import Kind
from core.errors import ModelError
from core.scoring.artefact import ARTEFACT, GOLDEN, LIBRARIES, installed_libraries
from core.scoring.clinic.loading import load_any, load_clinic_model, load_for_cohorts
from core.scoring.clinic.model import ClinicModel
from core.scoring.model import Model
from core.text import Language, text_in
from tests.scoring.clinic.clinic_folders import vouch_for, written
from tests.scoring.clinic.clinic_models import made_up_model
from tests.scoring.test_artefact import Burglar


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(made_up_model(), tmp_path)


def refusal(folder: Path) -> ModelError:
    with pytest.raises(ModelError) as caught:
        load_any(folder)
    return caught.value


def test_what_was_written_loads_and_tells_the_same(folder: Path) -> None:
    model, loaded = made_up_model(), load_any(folder)
    assert isinstance(loaded, ClinicModel)
    assert loaded.stamp == model.stamp
    told = loaded.trained.log_ratio(model.trained.inputs)
    assert told.tolist() == model.trained.log_ratio(model.trained.inputs).tolist()


def test_the_shipped_model_loads_in_the_same_way(shipped: Path) -> None:
    assert isinstance(load_any(shipped), Model)


@pytest.mark.parametrize("name", [ARTEFACT, GOLDEN])
def test_a_file_changed_by_one_byte_is_refused(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    problem = refusal(folder).problem
    assert (problem.key, problem.details["file"]) == ("model.changed", name)


@pytest.mark.parametrize("name", [ARTEFACT, GOLDEN, "card.json"])
def test_a_missing_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert refusal(folder).problem.key == "model.unreadable"


def test_a_pickle_that_runs_code_is_not_opened(folder: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    joblib.dump(Burglar(trace), folder / ARTEFACT)
    assert refusal(folder).problem.key == "model.changed"
    assert not trace.exists()


@pytest.mark.parametrize("library", LIBRARIES)
def test_another_version_of_a_library_is_refused_unopened(
    folder: Path, tmp_path: Path, library: str
) -> None:
    trace = tmp_path / "trace"
    joblib.dump(Burglar(trace), folder / ARTEFACT)
    libraries = installed_libraries() | {library: "0.1"}
    vouch_for(made_up_model(libraries=libraries), folder)
    problem = refusal(folder).problem
    assert (problem.key, problem.details["library"]) == ("model.library", library)
    assert not trace.exists()


def test_an_artefact_that_holds_something_else_is_refused(folder: Path) -> None:
    joblib.dump({"no": "model"}, folder / ARTEFACT)
    vouch_for(made_up_model(), folder)
    assert refusal(folder).problem.key == "model.unreadable"


def test_a_model_that_no_longer_tells_its_golden_scores_is_refused(folder: Path) -> None:
    joblib.dump(replace(made_up_model().trained, shift=1e-6), folder / ARTEFACT)
    vouch_for(made_up_model(), folder)
    problem = refusal(folder).problem
    assert (problem.key, problem.details["panel"]) == ("model.golden", "golden-1")


@pytest.mark.parametrize("kind", [Kind.SEVERITY, Kind.STRATA])
def test_a_model_of_another_kind_gives_no_score(folder: Path, kind: Kind) -> None:
    model = made_up_model()
    plan = replace(model.card.plan, kind=kind, target="HQ-25")
    vouch_for(made_up_model(plan=plan), folder)
    assert refusal(folder).problem.key == f"model.{kind}"


@pytest.mark.parametrize("language", Language)
def test_columns_that_no_panel_can_hold_are_named(tmp_path: Path, language: Language) -> None:
    markers = ("ua", "smell of soap", "grip", "steps", "pulse")
    folder = written(made_up_model(markers), tmp_path)
    problem = refusal(folder).problem
    assert (problem.key, problem.details["count"]) == ("model.columns", 4)
    said = text_in(language).problem(problem)
    assert "smell of soap, grip, steps" in said
    assert "pulse" not in said
    assert isinstance(load_for_cohorts(folder), ClinicModel)


def test_a_covariate_that_no_panel_can_hold_is_named(tmp_path: Path) -> None:
    folder = written(made_up_model(covariates=("age", "smoker")), tmp_path)
    problem = refusal(folder).problem
    assert (problem.key, problem.details["columns"]) == ("model.columns", "smoker")


def test_another_unit_than_the_catalogues_is_refused(tmp_path: Path) -> None:
    card = made_up_model().card
    features = (replace(card.features[0], unit="umol/L"), *card.features[1:])
    folder = written(made_up_model(features=features), tmp_path)
    problem = refusal(folder).problem
    assert (problem.key, problem.details["unit"]) == ("model.unit", "umol/L")


@pytest.mark.parametrize("language", Language)
def test_a_refusal_names_model_and_version_and_no_folder(folder: Path, language: Language) -> None:
    plan = replace(made_up_model().card.plan, kind=Kind.STRATA)
    vouch_for(made_up_model(plan=plan), folder)
    with pytest.raises(ModelError) as caught:
        load_clinic_model(folder)
    said = text_in(language).problem(caught.value.problem)
    assert "made-up 1.0.0" in said
    assert str(folder.parent) not in said
