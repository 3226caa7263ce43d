import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import DownloadButton

from core.figures.card_documents import DOCUMENTS
from core.markers import REFERENCES
from core.report import render_model_card
from core.scoring.card import Card, read_card
from core.text import Language, text_in
from pages.shared import resources
from tests.pages.opening import page, words

EN = text_in(Language.EN)


@pytest.fixture(scope="module")
def about() -> AppTest:
    return page("about")


def shown(name: str) -> AppTest:
    app = page("about")
    app.button_group(key="document-en").set_value(name).run()
    assert not app.exception
    return app


def shipped() -> Card:
    card = resources.model().card
    assert isinstance(card, Card)
    return card


def cells(app: AppTest) -> str:
    return "\n".join(
        str(cell) for table in app.table for cell in table.value.astype(str).to_numpy().ravel()
    ).replace("\\", "")


def test_the_first_thing_said_is_that_it_is_not_validated(about: AppTest) -> None:
    assert about.warning[0].value.replace("\\", "").startswith("Not validated on patients.")


def test_the_studys_figure_is_quoted_with_its_interval_as_the_studys_own(about: AppTest) -> None:
    said = words(about)
    assert "AUC 0.854 (0.648–1.000)" in said
    assert "the study's own model" in said


def test_what_the_score_is_not_stands_on_the_page(about: AppTest) -> None:
    assert "not validated on patients" in words(about)


def test_the_nine_sections_of_the_card_stand_on_the_page(about: AppTest) -> None:
    headings = [str(header.value) for header in about.header]
    for section in DOCUMENTS["card"](EN, shipped()).sections:
        assert section.title in [heading.replace("\\", "") for heading in headings]


@pytest.mark.parametrize("key", ["setoyama-2022", "hayakawa-2018", "hayakawa-2022"])
def test_the_evidence_leads_to_its_sources(about: AppTest, key: str) -> None:
    assert REFERENCES[key].url in cells(about)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_on_the_page_speaks_of_accuracy_or_diagnosis(name: str) -> None:
    app = shown(name)
    said = (words(app) + cells(app)).lower()
    assert "accuracy" not in said
    assert "diagnos" not in said


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_document_is_one_click_away(name: str) -> None:
    app = shown(name)
    document = DOCUMENTS[name](EN, shipped())
    assert document.sections[0].title in words(app)
    assert len(app.table) == sum(len(s.tables) + len(s.further) for s in document.sections)


def test_the_card_and_the_checklists_can_be_taken_along(about: AppTest) -> None:
    buttons = [one for one in about.get("download_button") if isinstance(one, DownloadButton)]
    assert [one.label for one in buttons] == [EN("about.pdf"), EN("about.card_file")]


def test_the_file_given_is_the_card_of_the_model_in_use() -> None:
    card = resources.model().card
    path = resources.card_file(card)
    assert path.name == "card.json"
    assert read_card(path.parent) == card


def test_the_pdf_is_made_without_a_session() -> None:
    assert render_model_card(resources.model().card, Language.JA).startswith(b"%PDF")


def test_the_page_opens_in_japanese() -> None:
    app = page("about")
    app.button_group(key="language-en").set_value(Language.JA).run()
    assert not app.exception
    assert "スコアが示さないもの" in words(app)
    assert "患者での検証は行っていません" in str(app.warning[0].value)
