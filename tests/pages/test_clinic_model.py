"""The pages of the score while a clinic's model is in use, and what stays of one that was."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import DownloadButton

from core.evidence.base_rates import AS_IN_CLINIC, BASE_RATES
from core.figures.basis import foot, honesty_in_full, model_line
from core.figures.card_documents import document_of, notice_of
from core.scoring.clinic.model import AnyModel
from core.scoring.model import Model
from core.text import Language, text_in
from pages.shared import resources
from pages.shared.setting import OWN_SETTING
from pages.shared.state import SESSION
from tests.builders import panel
from tests.figures.test_either_model import SIMULATED
from tests.pages.opening import page, words
from tests.scoring.clinic.clinic_models import made_up_model

EN = text_in(Language.EN)
OWN = made_up_model(cohort="Kita Clinic 2026", is_made_up=False, missing=0.3)
SILENT = replace(OWN, card=replace(OWN.card, plan=replace(OWN.card.plan, prevalence=None)))
SCORED = panel(ua=3.4, t_bil=0.5, hdl_c=45, arginine=80)
CHOICE, SHIPPED_CHOICE = "patient-setting-clinic-0", "patient-setting-0"

every_language = pytest.mark.parametrize("language", Language)
Use = Callable[[AnyModel], None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    def used(model: AnyModel) -> None:
        monkeypatch.setattr(resources, "model", lambda: model)

    return used


def in_language(app: AppTest, language: Language) -> AppTest:
    if app.session_state[SESSION].language is not language:
        app.button_group(key="language-en").set_value(language).run()
    return app


def everything(app: AppTest) -> str:
    """Every sentence, cell, chart, choice and label on the page."""
    cells = [str(table.value.astype(str).to_numpy().tolist()) for table in app.table]
    charts = [chart.proto.alt + chart.proto.spec for chart in app.get("plotly_chart")]
    options = [str(box.options) for box in app.selectbox]
    buttons = [one for one in app.get("download_button") if isinstance(one, DownloadButton)]
    labels = [button.label for button in buttons]
    return "\n".join([words(app), *cells, *charts, *options, *labels])


@every_language
@pytest.mark.parametrize("name", ["risk", "about"])
def test_no_page_of_the_score_speaks_of_a_simulation(
    use: Use, name: str, language: Language
) -> None:
    use(OWN)
    app = in_language(page(name, SCORED), language)
    assert not app.exception
    said = everything(app).lower()
    assert [word for word in SIMULATED if word in said] == []


def test_the_score_stands_with_its_honest_sentence_and_its_model(use: Use) -> None:
    use(OWN)
    said = words(page("risk", SCORED))
    stamp = OWN.stamp
    assert all(say(EN, stamp) in said for say in (honesty_in_full, model_line, foot))
    assert "90 % of refits to halves of the cohort" in said


def test_the_page_about_shows_the_clinics_card_and_no_checklist(use: Use) -> None:
    use(OWN)
    app = page("about")
    assert str(app.warning[0].value).replace("\\", "") == notice_of(EN, OWN.card)
    said = words(app)
    assert all(section.title in said for section in document_of(EN, OWN.card, "card").sections)
    assert "one clinic's own cohort" in said
    assert not [group for group in app.button_group if "document" in str(group.key)]


@every_language
def test_the_share_that_the_clinic_stated_is_offered_first_and_taken(
    use: Use, language: Language
) -> None:
    use(OWN)
    app = in_language(page("risk", SCORED), language)
    box, session = app.selectbox(key=CHOICE), app.session_state[SESSION]
    assert box.options[0].replace("\\", "").endswith(text_in(language)("risk.as_in_clinic"))
    assert len(box.options) == len(BASE_RATES) + 2
    assert (box.value, session.setting, session.pre_test) == (AS_IN_CLINIC, AS_IN_CLINIC, 0.1)


def test_a_clinic_that_stated_none_leaves_the_published_shares(use: Use) -> None:
    use(SILENT)
    app = page("risk", SCORED)
    assert app.session_state[SESSION].setting in BASE_RATES
    assert len(app.selectbox(key=SHIPPED_CHOICE).options) == len(BASE_RATES) + 1


@pytest.mark.parametrize("setting", ["general_40_64", OWN_SETTING])
def test_what_somebody_chose_stays_chosen_beside_the_clinics_share(use: Use, setting: str) -> None:
    use(OWN)
    app = page("risk", SCORED)
    app.selectbox(key=CHOICE).set_value(setting).run()
    session = app.session_state[SESSION]
    assert session.setting == setting
    assert session.pre_test == (BASE_RATES[setting].probability if setting in BASE_RATES else 0.1)
    assert not app.exception


def test_the_share_of_a_clinic_goes_with_its_model(use: Use, model: Model) -> None:
    use(OWN)
    app = page("risk", SCORED)
    for other in (model, SILENT):
        use(other)
        app.run()
        session = app.session_state[SESSION]
        assert (session.setting, session.pre_test) == ("general_15_39", 0.0205)
        assert app.selectbox(key=SHIPPED_CHOICE).value == "general_15_39"
        assert not app.exception
        use(OWN)
        app.run()
        assert app.session_state[SESSION].pre_test == 0.1


def test_another_share_of_the_same_clinic_takes_the_place_of_the_first(use: Use) -> None:
    use(OWN)
    app = page("risk", SCORED)
    plan = replace(OWN.card.plan, prevalence=0.3)
    use(replace(OWN, card=replace(OWN.card, plan=plan)))
    app.run()
    assert app.session_state[SESSION].pre_test == 0.3
    assert "Before the test 30 %" in words(app)


def test_ones_own_number_outlives_a_change_of_model(use: Use, model: Model) -> None:
    use(model)
    app = page("risk", SCORED)
    app.selectbox(key=SHIPPED_CHOICE).set_value(OWN_SETTING).run()
    app.number_input(key="patient-box-0").set_value(0.25).run()
    use(OWN)
    app.run()
    session = app.session_state[SESSION]
    assert (session.setting, session.pre_test) == (OWN_SETTING, 0.25)


def test_without_a_score_the_page_says_why_in_the_models_own_terms(use: Use) -> None:
    use(OWN)
    app = page("risk", panel(crp=0.1))
    said = words(app)
    assert "No score" in said
    assert not [word for word in SIMULATED if word in said.lower()]
    assert not app.exception
