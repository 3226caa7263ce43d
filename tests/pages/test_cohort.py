import pytest

from core.cohort import Origin
from core.markers import CATALOGUE, Sex
from core.panel import Value
from core.scoring.model import Model
from tests.builders import panel
from tests.pages.cohorts import EN, TWENTY, brought, held, key, part, view
from tests.pages.opening import page, words


@pytest.mark.parametrize("sex", Sex)
def test_only_the_markers_of_the_model_for_the_sex_are_offered(sex: Sex, model: Model) -> None:
    app = page("cohort", panel(sex, ua=4.0, hdl_c=50))
    offered = set(app.selectbox(key=key(app, "analyte-one")).options)
    assert offered == {CATALOGUE[name].name("en") for name in model.card.features[sex]}


def test_the_first_marker_offered_is_one_that_was_measured() -> None:
    app = page("cohort", panel(ua=4.0))
    assert app.selectbox(key=key(app, "analyte-one")).value == "ua"


@pytest.mark.parametrize("marker", ["t_bil", "ua", "ac_c16", "arginase_1"])
def test_every_choice_of_a_marker_is_drawn_and_called_simulated(marker: str) -> None:
    app = page("cohort", panel(ua=4.0, t_bil=Value.below(0.4)))
    app.selectbox(key=key(app, "analyte-one")).set_value(marker).run()
    assert not app.exception
    assert not app.error
    assert "virtual (simulated)" in str(app.subheader[0].value).replace("\\", "")


def test_where_the_patient_stands_is_said_in_a_sentence() -> None:
    assert "mg/dL lies above" in words(page("cohort", panel(ua=4.0)))
    assert "lies above" not in words(page("cohort"))


def test_two_markers_are_never_the_same_one() -> None:
    app = view(page("cohort", panel(ua=4.0, t_bil=0.5)), "two")
    for marker in ("ua", "t_bil", "arginine"):
        app.selectbox(key=key(app, "analyte-across")).set_value(marker).run()
        assert app.selectbox(key=key(app, "analyte-up")).value != marker
        assert not app.exception


def test_each_chart_has_its_numbers_two_pictures_and_a_file() -> None:
    app = page("cohort")
    keys = {str(button.key) for button in app.get("download_button")}
    assert len(app.get("plotly_chart")) == 2
    for name in ("marker", "overview"):
        assert {f"file-{name}", f"svg-{name}", f"png-{name}"} <= keys


def test_markers_outside_the_model_stand_against_their_interval_only() -> None:
    app = page("cohort", panel(ua=4.0, hb=15.0))
    assert "Markers without a finding" in words(app)
    assert len(app.table[-1].value) == 1


def test_without_a_patient_groups_are_drawn_all_the_same() -> None:
    app = page("cohort")
    assert [title.value for title in app.title] == [EN("cohort.title.people")]
    assert app.get("plotly_chart")


def test_a_patient_who_is_not_confirmed_is_not_drawn_and_it_is_said_why() -> None:
    app = page("cohort", panel(ua=4.0), confirmed=False)
    assert EN("cohort.unconfirmed") in words(app)
    assert "this patient among" not in words(app)


def test_a_patient_whose_sex_is_not_stated_is_not_placed_among_one() -> None:
    app = page("cohort", panel(None, ua=4.0))
    assert not app.exception
    assert app.selectbox(key=key(app, "sex-one-None")).value == "both"


def test_among_the_other_sex_the_patient_is_not_drawn() -> None:
    app = page("cohort", panel(Sex.MALE, ua=4.0))
    app.selectbox(key=key(app, "sex-one-male")).set_value(Sex.FEMALE).run()
    assert "this patient among" not in str(app.subheader[0].value)


@pytest.mark.parametrize("name", ["virtual", "survey"])
@pytest.mark.parametrize("chosen", ["one", "two", "groups", "all"])
def test_every_view_of_simulated_people_opens(name: str, chosen: str) -> None:
    app = page("cohort", panel(ua=4.0, alb=4.5, t_bil=0.6))
    app.selectbox(key=key(app, "chosen")).set_value(name).run()
    view(app, chosen)
    assert not app.exception
    assert not app.error
    assert "simulated" in words(app)


def test_of_simulated_people_it_is_said_why_there_is_no_p_value() -> None:
    app = view(page("cohort"), "groups")
    assert EN("comparison.simulated") in words(app)
    assert not app.dataframe


def test_only_the_view_that_was_chosen_is_computed() -> None:
    app = brought(TWENTY)
    assert not held(app).cohorts.results.kept
    view(app, "groups")
    assert len(held(app).cohorts.results.kept) == 1


@pytest.mark.parametrize("chosen", ["components", "heat_map", "correlation", "whole"])
def test_every_way_to_look_at_all_markers_at_once_opens(chosen: str) -> None:
    app = view(brought(TWENTY), "all")
    part(app, "all", chosen)
    assert not app.exception
    assert not app.error


def test_the_cohort_looked_at_stays_when_the_language_changes() -> None:
    app = brought(TWENTY)
    app.button_group(key="language-en").set_value("ja").run()
    own = next(iter(held(app).cohorts.own.values()))
    assert own.cohort is not None
    assert own.cohort.origin is Origin.OWN
    assert "群間比較" in words(app)
