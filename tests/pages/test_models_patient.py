from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.panel import Panel
from pages.shared import resources
from tests.builders import panel
from tests.pages.cohorts import EN, JA
from tests.pages.opening import page, words
from tests.scoring.clinic.outcome_models import severity_model, strata_model, written

PANEL = panel(ua=5.1, hdl_c=61.0, t_bil=0.8, arginine=80.0)
NAME = "told"


def opened(panel: Panel | None = None, *, confirmed: bool = True) -> AppTest:
    app = page("models", panel, confirmed=confirmed)
    box = next(b for b in app.selectbox if str(b.key).startswith("model-opened"))
    return box.set_value((NAME, "1.0.0")).run()


@pytest.fixture
def number(models: Path) -> Path:
    return written(severity_model(), models, NAME)


@pytest.mark.usefixtures("number")
def test_the_number_stands_in_one_sentence_with_its_interval_and_its_grounds() -> None:
    app = opened(PANEL)
    assert not app.exception
    assert EN("telling.page.title") in words(app)
    assert "HQ-25 by this model: " in words(app)
    assert "(90 % interval: " in words(app)
    assert "it explained 30 % of the variance" in words(app)
    assert "Arg" in words(app)
    assert not app.error


@pytest.mark.usefixtures("number")
@pytest.mark.parametrize("held", [None, PANEL])
def test_without_a_confirmed_panel_the_page_says_how_to_get_there(held: Panel | None) -> None:
    app = opened(held, confirmed=False)
    assert not app.exception
    assert EN("telling.page.no_panel") in words(app)
    assert "HQ-25 by this model: " not in words(app)


@pytest.mark.usefixtures("number")
def test_a_panel_that_lacks_a_marker_is_told_why_nothing_is_said() -> None:
    app = opened(panel(ua=5.0, hdl_c=60.0))
    assert not app.exception
    assert "Nothing is told: 1 of the 3 markers" in words(app)


def test_the_groups_are_told_in_japanese_too(models: Path) -> None:
    written(strata_model(), models, NAME)
    app = opened(PANEL)
    assert "Most like group" in words(app)
    app.button_group(key="language-en").set_value("ja").run()
    assert not app.exception
    assert JA("telling.page.title") in words(app)
    assert "群のうち群" in words(app)


def test_a_model_that_cannot_be_opened_says_so_where_its_result_would_stand(number: Path) -> None:
    (number / "model.joblib").write_bytes(b"no model")
    app = opened(PANEL)
    assert not app.exception
    assert "model.joblib is not the file" in str([e.value for e in app.error]).replace("\\", "")


@pytest.mark.usefixtures("number")
def test_a_retired_model_tells_nothing_of_a_patient() -> None:
    resources.registry().retire(NAME, "1.0.0")
    app = opened(PANEL)
    assert not app.exception
    assert EN("telling.page.title") not in words(app)
