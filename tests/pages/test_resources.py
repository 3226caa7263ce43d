from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.cohort import Origin
from core.errors import ModelError
from core.registry import change_card, read_any_card
from core.scoring.clinic.model import ClinicModel
from pages.shared import resources
from pages.shared.warm import get_ready
from tests.builders import panel
from tests.pages.opening import page, words
from tests.registry.versions import put


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A repository without a model."""
    monkeypatch.setattr(resources, "SHIPPED", tmp_path / "withdrawal-risk")


def test_everybody_shares_one_model_and_one_cohort() -> None:
    assert resources.model() is resources.model()
    assert resources.cohort() is resources.cohort()


def test_the_cohort_is_virtual_and_the_same_each_time() -> None:
    first = resources.cohort()
    resources.cohort.clear()
    assert first.origin is Origin.VIRTUAL
    np.testing.assert_array_equal(resources.cohort().values, first.values)


def test_getting_ready_needs_no_visitor() -> None:
    get_ready()


@pytest.mark.usefixtures("no_model")
def test_getting_ready_is_quiet_about_a_model_that_is_not_there() -> None:
    get_ready()
    with pytest.raises(ModelError):
        resources.model()


def test_a_model_that_was_made_active_scores_from_the_next_run_on() -> None:
    shipped = resources.model()
    put(resources.registry())
    assert resources.model() is shipped
    resources.registry().activate("clinic", "1.0.0")
    chosen = resources.model()
    assert (chosen.stamp.name, chosen.stamp.version) == ("clinic", "1.0.0")
    assert resources.model() is chosen
    assert read_any_card(resources.card_file(chosen.card).parent) == chosen.card
    resources.registry().activate(shipped.stamp.name, shipped.stamp.version)
    assert resources.model() is shipped


def test_a_card_that_was_written_anew_is_read_anew() -> None:
    folder = put(resources.registry())
    resources.registry().activate("clinic", "1.0.0")
    first = resources.model()
    change_card(folder, lambda card: replace(card, cohort="others"))
    second = resources.model()
    assert isinstance(first, ClinicModel)
    assert isinstance(second, ClinicModel)
    assert (first.card.cohort, second.card.cohort) == ("made-up people", "others")


def test_an_active_model_that_cannot_be_loaded_is_told_and_no_other_scores() -> None:
    folder = put(resources.registry())
    resources.registry().activate("clinic", "1.0.0")
    (folder / "card.json").write_text((folder / "card.json").read_text() + " ")
    (folder / "model.joblib").write_bytes(b"other")
    for _ in range(2):
        with pytest.raises(ModelError):
            resources.model()
    app = page("risk", panel(ua=3.4))
    assert not app.exception
    assert "is not the file that its card describes" in words(app)
    assert not app.get("plotly_chart")


def test_jobs_and_models_stand_where_the_server_keeps_them(models: Path, tmp_path: Path) -> None:
    assert resources.jobs().every() == ()
    assert resources.jobs().models == models
    assert resources.jobs().folder == tmp_path / "var" / "jobs"
    assert resources.registry().state == tmp_path / "var" / "registry.json"


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize("name", ["risk", "about"])
def test_a_page_without_its_model_says_how_to_get_one(name: str) -> None:
    app = page(name, panel(ua=3.4))
    assert not app.exception
    assert "python -m core train" in words(app)
