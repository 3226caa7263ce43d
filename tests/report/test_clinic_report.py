"""The PDFs of a clinic's model: its own people, figures and limits, and nothing of a simulation."""

from dataclasses import replace
from functools import cache

import pytest

from core.cards import Kind
from core.figures.basis import honesty, honesty_in_full, model_line
from core.figures.card_documents import document_of, notice_of
from core.figures.sceptical import sceptical_meaning
from core.figures.verdict import verdict
from core.markers import REFERENCES
from core.panel import Panel
from core.report import render_model_card, render_pdf
from core.report.characters import GETA, shown, with_shown_name
from core.report.marker_page import ALWAYS_CITED, marker_content
from core.scoring.background import background
from core.scoring.score import Result, RiskScore
from core.scoring.scorer import score
from core.text import Language, text_in
from tests.figures.studio.records import card as card_of
from tests.figures.test_either_model import SIMULATED
from tests.report.pdfs import broken_rules, pages_of, squeezed
from tests.report.samples import BASIS, CLINIC, PRINTED, ROUTINE, measurement, panel, risk_score
from tests.scoring.clinic.clinic_models import made_up_card, made_up_model

OWN = made_up_model(cohort="Kita Clinic 2026", is_made_up=False, missing=0.3)
CHANCE = made_up_model(cohort="Kita Clinic 2026", auc=0.55, missing=0.3)
NO_LUCK = panel(measurement("ua", 5.0), sex=None, identity="B-2")

every_language = pytest.mark.parametrize("language", Language)


def rendered(result: Result, language: Language, of: Panel = ROUTINE) -> bytes:
    behind = background(of, OWN) if isinstance(result, RiskScore) else None
    return render_pdf(
        of, result, pre_test=0.1, language=language, background=behind, printed=PRINTED
    )


@cache
def scored(*, by_chance: bool = False) -> RiskScore:
    result = score(ROUTINE, CHANCE if by_chance else OWN)
    assert isinstance(result, RiskScore)
    return result


@cache
def summary(language: Language, *, by_chance: bool = False) -> bytes:
    return rendered(scored(by_chance=by_chance), language)


@every_language
@pytest.mark.parametrize("by_chance", [False, True])
def test_the_summary_says_whom_the_model_was_trained_on_and_how_well_it_does(
    language: Language, by_chance: bool
) -> None:
    text, result = text_in(language), scored(by_chance=by_chance)
    pages = pages_of(summary(language, by_chance=by_chance))
    said = (honesty_in_full(text, result.model), verdict(text, result))
    assert all(squeezed(one) in pages[0] for one in (*said, sceptical_meaning(text, result)))
    for page in pages:
        assert squeezed(honesty(text, result.model)) in page
        assert squeezed(model_line(text, result.model)) in page


@every_language
@pytest.mark.parametrize("by_chance", [False, True])
def test_a_summary_of_a_clinics_model_holds_no_word_of_a_simulation(
    language: Language, by_chance: bool
) -> None:
    said = "".join(pages_of(summary(language, by_chance=by_chance))).lower()
    assert [word for word in SIMULATED if word in said] == []


@every_language
def test_it_takes_two_pages_and_keeps_the_rules_of_an_archive(language: Language) -> None:
    pdf = summary(language)
    assert len(pages_of(pdf)) == 2
    assert broken_rules(pdf) == []


@every_language
def test_without_a_score_it_is_still_said_whose_model_gave_none(language: Language) -> None:
    own = made_up_model(covariates=("sex",), cohort="Kita Clinic 2026")
    result = score(NO_LUCK, own)
    pages = pages_of(rendered(result, language, NO_LUCK))
    assert squeezed(honesty_in_full(text_in(language), result.model)) in pages[0]


@every_language
def test_the_methods_name_people_figures_and_what_the_interval_spans(language: Language) -> None:
    text = text_in(language)
    methods = marker_content(text, ROUTINE, risk_score(("ua", 0.8), model=CLINIC))["methods"]
    assert len(methods) == 4
    figures = ("42", "41", "0.71", "0.58", "0.82", BASIS.cohort)
    assert all(figure in methods[1] for figure in figures)
    people = ("made_up", replace(CLINIC, basis=replace(BASIS, is_made_up=True)))
    for kind, model in (("people", CLINIC), people):
        result = risk_score(("ua", 0.8), model=model)
        line = marker_content(text, ROUTINE, result)["methods"][1]
        assert text(f"report.methods.who.{kind}") in line


def test_the_studies_are_cited_where_a_row_names_them_and_not_for_the_model() -> None:
    text = text_in(Language.EN)
    unreported = panel(measurement("rbc", 4.6))
    result = risk_score(("rbc", 0.1), model=CLINIC)
    result = replace(result, repeatability=replace(result.repeatability, covered=()))
    studies = {REFERENCES[key].citation for key in ALWAYS_CITED}
    cited = {source["citation"] for source in marker_content(text, unreported, result)["sources"]}
    assert not cited & studies
    own = marker_content(text, ROUTINE, risk_score(("ua", 0.8), model=CLINIC))["sources"]
    assert {source["citation"] for source in own} >= studies


@pytest.mark.parametrize("name", ["診療所 😀", "Клиника\x01", "a\nb"])
def test_a_name_that_cannot_be_printed_spoils_no_report(name: str) -> None:
    model = replace(CLINIC, basis=replace(BASIS, cohort=name))
    pages = pages_of(rendered(risk_score(("ua", 0.8), model=model), Language.EN))
    assert squeezed(honesty(text_in(Language.EN), with_shown_name(model))) in pages[0]


def test_only_what_the_font_lacks_is_replaced_by_a_mark() -> None:
    assert shown("北 Kita 5×10⁹ 😀") == f"北 Kita 5×10⁹ {GETA}"
    assert with_shown_name(CLINIC) == CLINIC


@every_language
def test_the_card_of_a_clinic_is_printed_alone_under_its_honest_sentence(
    language: Language,
) -> None:
    text, card = text_in(language), made_up_card(cohort="診療所 😀", is_made_up=False)
    pdf = render_model_card(card, language)
    pages = pages_of(pdf)
    assert squeezed(shown(notice_of(text, card))) in pages[0]
    assert broken_rules(pdf) == []
    printed = "".join(pages)
    for section in document_of(text, card, "card").sections:
        assert squeezed(shown(section.title)) in printed
    for absent in ("tripod", "probast", *SIMULATED):
        assert absent not in printed.lower()


@pytest.mark.parametrize("kind", [Kind.SEVERITY, Kind.STRATA])
def test_the_card_of_a_model_without_a_score_is_printed_and_says_so(kind: Kind) -> None:
    held = replace(card_of(kind), is_made_up=False)
    said = notice_of(text_in(Language.EN), held)
    assert "no withdrawal-risk score" in said
    assert all(squeezed(said) in page for page in pages_of(render_model_card(held, Language.EN)))
