import pytest
from streamlit.testing.v1 import AppTest

from core.markers import REFERENCES
from core.text import Language
from tests.pages.opening import page, words


@pytest.fixture(scope="module")
def about() -> AppTest:
    return page("about")


def test_the_studys_figure_is_quoted_with_its_interval_as_the_studys_own(about: AppTest) -> None:
    said = words(about)
    assert "AUC 0.854 (0.648–1.000)" in said
    assert "the study's own model" in said


def test_what_the_score_is_not_stands_on_the_page(about: AppTest) -> None:
    assert "not validated on patients" in words(about)


@pytest.mark.parametrize("key", ["setoyama-2022", "hayakawa-2018", "hayakawa-2022"])
def test_the_evidence_leads_to_its_sources(about: AppTest, key: str) -> None:
    cells = about.table[0].value.astype(str).to_numpy().ravel()
    assert any(REFERENCES[key].url in cell for cell in cells)


def test_nothing_on_the_page_speaks_of_accuracy_or_diagnosis(about: AppTest) -> None:
    said = words(about).lower()
    assert "accuracy" not in said
    assert "diagnos" not in said


def test_the_page_opens_in_japanese() -> None:
    app = page("about")
    app.button_group(key="language-en").set_value(Language.JA).run()
    assert not app.exception
    assert "スコアが示さないもの" in words(app)
