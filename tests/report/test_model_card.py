import io
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest

from core.figures.basis import honesty, model_line
from core.figures.card_documents import DOCUMENTS
from core.figures.card_sections import notice
from core.figures.table import Column, Link
from core.report import render_model_card
from core.report.model_card import cell, heading_digits, width
from core.scoring.card import Card
from core.text import Language, text_in
from tests.figures.cards import BARE, FULL, SHIPPED
from tests.report.pdfs import broken_rules, pages_of, squeezed

CARDS = {"shipped": SHIPPED, "full": FULL, "bare": BARE}
NEVER_SAID = ("diagnos", "abnormal", "accuracy", "異常", "精度")

each_card = pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
each_language = pytest.mark.parametrize("language", Language)


@each_language
@each_card
def test_the_first_page_says_at_once_that_it_is_not_validated(
    card: Card, language: Language
) -> None:
    pages = pages_of(render_model_card(card, language))
    assert squeezed(notice(text_in(language), card)) in pages[0]


@each_language
def test_each_document_begins_a_page_with_the_same_warning(language: Language) -> None:
    text = text_in(language)
    pages = pages_of(render_model_card(FULL, language))
    warned = [content for content in pages if squeezed(notice(text, FULL)) in content]
    assert len(warned) == len(DOCUMENTS)


@each_language
@each_card
def test_every_sentence_and_cell_of_every_document_is_printed(
    card: Card, language: Language
) -> None:
    text = text_in(language)
    # A sentence may go over to the next page, with what stands below and above in between.
    printed = "".join(pages_of(render_model_card(card, language)))
    for make in DOCUMENTS.values():
        for section in make(text, card).sections:
            assert squeezed(section.title) in printed
            for table in (*section.tables, *section.further):
                for column in table.columns:
                    for one in column.cells:
                        assert squeezed(cell(one)["label"])[:12] in printed


@each_language
def test_each_page_carries_number_model_and_the_honest_sentence(language: Language) -> None:
    text, pages = text_in(language), pages_of(render_model_card(SHIPPED, language))
    for number, content in enumerate(pages, start=1):
        for said in (
            text("report.page", page=number, pages=len(pages)),
            model_line(text, SHIPPED.stamp),
            honesty(text, SHIPPED.stamp),
        ):
            assert squeezed(said) in content


@each_language
@each_card
def test_the_pdf_is_tagged_and_archivable(card: Card, language: Language) -> None:
    pdf = render_model_card(card, language)
    assert broken_rules(pdf) == []
    root = pypdf.PdfReader(io.BytesIO(pdf)).root_object
    assert str(root["/Lang"]).startswith(language)
    assert "/StructTreeRoot" in root


@each_language
def test_qpdf_finds_nothing_wrong_and_pdftotext_reads_it(
    language: Language, tmp_path: Path
) -> None:
    missing = [program for program in ("qpdf", "pdftotext") if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    path = tmp_path / "card.pdf"
    path.write_bytes(render_model_card(FULL, language))
    subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)  # noqa: S603, S607 - fixed words
    run = subprocess.run(  # noqa: S603 - fixed words
        ["pdftotext", str(path), "-"],  # noqa: S607 - whichever is installed
        check=True,
        capture_output=True,
        text=True,
    )
    assert squeezed(notice(text_in(language), FULL)) in squeezed(run.stdout)


@each_language
def test_the_contents_lead_to_every_section(language: Language) -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_model_card(SHIPPED, language)))
    listed = squeezed(reader.pages[0].extract_text())
    for make in DOCUMENTS.values():
        for section in make(text_in(language), SHIPPED).sections:
            assert squeezed(section.title) in listed


@each_language
@each_card
def test_no_page_says_what_the_score_cannot(card: Card, language: Language) -> None:
    text = "".join(pages_of(render_model_card(card, language))).lower()
    assert [word for word in NEVER_SAID if word in text] == []


@each_language
def test_the_same_card_gives_the_same_bytes(language: Language) -> None:
    first = render_model_card(SHIPPED, language)
    assert render_model_card(FULL, language) != first
    assert render_model_card(SHIPPED, language) == first


def test_four_threads_at_once_give_what_one_gives() -> None:
    alone = [render_model_card(SHIPPED, language) for language in Language]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda one: render_model_card(SHIPPED, one), [*Language] * 2))
    assert together == alone * 2


def test_only_fonts_that_come_along_are_used() -> None:
    pdf = render_model_card(FULL, Language.JA)
    embedded = set(re.findall(rb"/FontName/[A-Z]{6}\+(\w+)", re.sub(rb"\s", b"", pdf)))
    assert embedded <= {b"NotoSansJP", b"DejaVuSansMono"}


def test_the_longest_name_of_a_marker_stays_on_one_line() -> None:
    pages = pypdf.PdfReader(io.BytesIO(render_model_card(SHIPPED, Language.EN))).pages
    assert "Linoleoylcarnitine" in pages[0].extract_text()


def test_a_source_leads_to_its_address() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_model_card(SHIPPED, Language.EN)))
    annotations = [note.get_object() for p in reader.pages for note in p.get("/Annots", [])]
    addresses = {str(note["/A"]["/URI"]) for note in annotations if "/URI" in note.get("/A", {})}
    assert any("19585969.2022.2046978" in address for address in addresses)


@pytest.mark.parametrize(
    ("title", "digits"),
    [("AUC", 3), ("Brier score", 6), ("上限との差", 10), ("正しい想定での値", 11)],
)
def test_a_heading_asks_for_no_more_than_it_needs(title: str, digits: int) -> None:
    assert heading_digits(title) == digits


def test_a_column_of_long_cells_shares_what_is_left_and_a_short_one_keeps_its_width() -> None:
    long, short = Column("Why", ("x" * 200, "y")), Column("Item", ("1", "12a"))
    assert width(short) == {"digits": 4, "share": 0}
    assert width(long)["digits"] == 0
    assert width(long)["share"] > 0


def test_a_link_keeps_its_words_and_its_address() -> None:
    held = cell(Link("Setoyama 2022", "https://doi.org/x"))
    assert held == {"label": "Setoyama 2022", "address": "https://doi.org/x"}
