import logging

import pytest
from streamlit.testing.v1 import AppTest

from core.text import Language, text_in
from pages.shared.state import SESSION
from tests.builders import panel
from tests.pages.opening import PATIENCE, ROOT, front_door, page, words

PAGES = ("panel", "risk", "cohort", "studio", "models", "about")
NEEDY = ("risk",)
FAILING = """
from pages.shared import frame
def render():
    raise ValueError("uric acid of P-" + str(1) + " is " + str(17 / 5))
frame.draw([frame.Entry("panel", render, "")])
"""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", Language)
def test_every_page_opens_without_a_panel(name: str, language: Language) -> None:
    app = AppTest.from_string(
        f"""
from importlib import import_module
from pages.shared import frame
frame.draw([frame.Entry("{name}", import_module("pages.{name}").render, "")])
""",
        default_timeout=PATIENCE,
    )
    app.query_params["lang"] = language.value
    app.run()
    assert not app.exception
    assert text_in(language)("app.foot") in words(app)


@pytest.mark.parametrize("name", NEEDY)
def test_a_page_that_needs_a_panel_says_what_to_do_and_leads_there(name: str) -> None:
    app = page(name)
    assert [title.value for title in app.title] == ["No panel yet"]
    app.button(key="to-panel").click().run()
    assert [title.value for title in app.title] == ["Bring in a blood panel"]


@pytest.mark.parametrize("name", NEEDY)
def test_a_panel_nobody_has_checked_is_not_scored(name: str) -> None:
    app = page(name, panel(ua=3.4), confirmed=False)
    assert [title.value for title in app.title] == ["The panel is not confirmed yet"]


@pytest.mark.parametrize("name", PAGES)
def test_a_deep_link_to_a_page_file_comes_in_by_the_front_door(name: str) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    app.switch_page(f"pages/{name}.py").run()
    assert not app.exception
    assert [title.value for title in app.title] == ["Bring in a blood panel"]


def test_the_language_of_the_address_is_spoken() -> None:
    assert [title.value for title in front_door(lang="ja").title] == ["血液検査の結果を取り込む"]


def test_an_unknown_language_is_english_and_no_other_word_stays_in_the_address() -> None:
    app = front_door(lang="xx", patient="P-1")
    assert [title.value for title in app.title] == ["Bring in a blood panel"]
    assert app.query_params == {"lang": "en"}


def test_switching_the_language_keeps_the_panel() -> None:
    app = page("risk", panel(ua=3.4))
    app.button_group(key="language-en").set_value(Language.JA).run()
    assert "患者 P-1" in words(app)
    assert app.session_state[SESSION].confirmed_panel == panel(ua=3.4)
    assert app.query_params == {"lang": "ja"}


@pytest.mark.parametrize("name", PAGES)
def test_the_address_holds_the_language_and_nothing_of_the_patient(name: str) -> None:
    assert page(name, panel(ua=3.4)).query_params == {"lang": "en"}


def test_what_nobody_foresaw_is_a_calm_sentence_and_leaves_no_value_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        app = AppTest.from_string(FAILING, default_timeout=PATIENCE).run()
    assert not app.exception
    assert [error.value for error in app.error] == [text_in(Language.EN)("app.unexpected")]
    logged = caplog.text
    assert "ValueError" in logged
    assert "3.4" not in logged
    assert "P-1" not in logged
