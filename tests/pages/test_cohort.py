import pytest

from core.markers import CATALOGUE, Sex
from core.panel import Value
from core.scoring.model import Model
from tests.builders import panel
from tests.pages.opening import page, words


@pytest.mark.parametrize("sex", Sex)
def test_only_the_markers_of_the_model_for_the_sex_are_offered(sex: Sex, model: Model) -> None:
    app = page("cohort", panel(sex, ua=4.0, hdl_c=50))
    offered = set(app.selectbox(key="patient-one-0").options)
    assert offered == {CATALOGUE[key].name("en") for key in model.card.features[sex]}


def test_the_first_marker_offered_is_one_that_was_measured() -> None:
    app = page("cohort", panel(ua=4.0))
    assert app.selectbox(key="patient-one-0").value == "ua"


@pytest.mark.parametrize("key", ["t_bil", "ua", "ac_c16", "arginase_1"])
def test_every_choice_of_a_marker_is_drawn_and_called_simulated(key: str) -> None:
    app = page("cohort", panel(ua=4.0, t_bil=Value.below(0.4)))
    app.selectbox(key="patient-one-0").set_value(key).run()
    assert not app.exception
    assert not app.error
    assert "virtual (simulated)" in str(app.subheader[0].value)


def test_two_markers_are_never_the_same_one() -> None:
    app = page("cohort", panel(ua=4.0, t_bil=0.5))
    for key in ("ua", "t_bil", "arginine"):
        app.selectbox(key="patient-across-0").set_value(key).run()
        assert app.selectbox(key="patient-up-0").value != key
        assert not app.exception


def test_each_chart_has_a_table_beside_it_and_the_table_is_to_be_had_as_a_file() -> None:
    app = page("cohort", panel(ua=4.0, t_bil=0.5))
    assert len(app.table) == len(app.get("plotly_chart")) == 2
    assert {button.key for button in app.get("download_button")} == {"file-one", "file-two"}


def test_markers_outside_the_model_stand_against_their_interval_only() -> None:
    app = page("cohort", panel(ua=4.0, hb=15.0))
    assert "Markers outside the model" in words(app)
    assert len(app.table[-1].value) == 1


def test_without_a_sex_there_is_nobody_to_compare_with() -> None:
    app = page("cohort", panel(None, ua=4.0))
    assert "The sex is not stated" in words(app)
    assert not app.get("plotly_chart")
