from dataclasses import replace

import pytest

from core.evidence.assumptions import ASSUMPTIONS
from core.figures import words
from core.figures.card_figures import card_figures, decimals
from core.figures.card_sections import NAMES, model_card, notice
from core.figures.section import Document, Section
from core.figures.table import Table
from core.markers import CATALOGUE
from core.scoring.card import Card, Metric
from core.text import Language, text_in
from tests.figures.cards import BARE, FULL, SHIPPED

EN = text_in(Language.EN)
each_language = pytest.mark.parametrize("language", Language)
each_card = pytest.mark.parametrize("card", [SHIPPED, FULL, BARE], ids=["shipped", "full", "bare"])


def section(name: str, card: Card, language: Language = Language.EN) -> Section:
    return model_card(text_in(language), card).sections[NAMES.index(name)]


def said(document: Document) -> str:
    lines = [line for s in document.sections for line in (s.title, *s.paragraphs, *s.points)]
    return "\n".join(lines)


def titled(tables: tuple[Table, ...], title: str) -> Table:
    return next(table for table in tables if title in table.title)


def cells(table: Table) -> list[str]:
    return [str(cell) for column in table.columns for cell in column.cells]


@each_language
@each_card
def test_the_card_has_nine_numbered_sections_each_with_something_to_say(
    card: Card, language: Language
) -> None:
    sections = model_card(text_in(language), card).sections
    assert [s.title.split(".")[0] for s in sections] == [str(n) for n in range(1, 10)]
    assert all(s.paragraphs or s.points for s in sections)


@each_language
@each_card
def test_no_placeholder_is_left_open(card: Card, language: Language) -> None:
    document = model_card(text_in(language), card)
    assert "{" not in said(document) + notice(text_in(language), card)


def test_what_must_be_seen_first_is_that_no_patient_was_in_it() -> None:
    assert notice(EN, SHIPPED).startswith("Not validated on patients. This model learned from 0 ")


def test_a_model_of_patients_gets_none_of_these_sentences() -> None:
    with pytest.raises(ValueError, match="virtual"):
        model_card(EN, replace(SHIPPED, is_virtual=False))


def test_every_figure_of_performance_comes_from_the_card() -> None:
    moved = replace(FULL, metrics=tuple(doubled(m) for m in FULL.metrics))
    figures, others = card_figures(EN, FULL), card_figures(EN, moved)
    assert figures["auc_male"] == "0.800 (0.600–0.950)"
    assert others["auc_male"] == "0.400 (0.300–0.475)"
    assert figures["regret"] == "0.00120 to 0.00120"
    assert others["auc_male"] in said(model_card(EN, moved))
    assert figures["auc_male"] not in said(model_card(EN, moved))


def doubled(metric: Metric) -> Metric:
    ends = (metric.value / 2, metric.low / 2, metric.high / 2)
    return Metric(metric.sex, metric.subset, metric.name, *ends)


def test_why_the_simulated_auc_is_higher_names_how_few_people_the_study_had() -> None:
    told = "\n".join(section("analyses", FULL).paragraphs)
    assert "0.854" in told
    assert "66 people with 127 molecules" in told
    assert "about 17" in told


def test_a_measure_that_the_card_lacks_is_said_to_be_lacking() -> None:
    assert "regret (not in this card)" in said(model_card(EN, BARE))
    assert card_figures(EN, replace(BARE, trained={}))["people"] == "(not in this card)"
    assert card_figures(EN, replace(BARE, assumptions=()))["rest"] == "(not in this card)"


def test_what_the_card_does_not_hold_gives_no_table() -> None:
    titles = [table.title for table in section("analyses", BARE).tables]
    assert titles == [EN("figure.table.metrics")]


@each_language
def test_every_measure_of_the_card_is_shown(language: Language) -> None:
    held = section("analyses", FULL, language)
    shown = [cell for table in (*held.tables, *held.further) for cell in cells(table)]
    for metric in FULL.metrics:
        assert any(decimals(metric.name, metric.value) in cell for cell in shown)


def test_a_single_marker_stands_apart_from_the_sets_of_markers() -> None:
    held = section("analyses", FULL)
    name = words.marker_name(EN, "hdl_c")
    assert not any(name in cells(table) for table in held.tables)
    assert all(name in cells(table) for table in held.further)


def test_a_measure_without_an_interval_is_written_alone() -> None:
    table = titled(section("analyses", FULL).tables, "Separation")
    by_title = {column.title: column.cells[0] for column in table.columns}
    assert by_title["AUC"] == "0.800 (0.600–0.950)"
    assert by_title["Limit"] == "0.801"


@each_language
def test_the_classifiers_are_compared_by_sex_and_set_of_markers(language: Language) -> None:
    text = text_in(language)
    held = section("analyses", FULL, language).tables
    compared = [t for t in held if t.columns[0].title == text("figure.column.candidate")]
    assert len(compared) == 4
    for table in compared:
        assert text("figure.candidate.random_forest") in table.columns[0].cells
        assert len(table.columns[0].cells) == 8


def test_a_limit_has_no_time_and_a_regret_of_nothing_has_no_sign() -> None:
    table = titled(section("analyses", FULL).tables, "Classifiers")
    by_title = {column.title: column.cells for column in table.columns}
    assert by_title["ms per panel"][0] == EN("figure.nothing")
    assert by_title["Regret"][0] == "0.00000"
    assert by_title["Regret"][1] == EN("figure.nothing")


def test_real_adults_are_counted_and_the_false_alarm_stands_beside_what_is_stated() -> None:
    table = titled(section("analyses", FULL).tables, "real survey")
    rows = dict(zip(table.columns[0].cells, table.columns[1].cells, strict=True))
    assert rows["Adults"] == "9,987"
    assert rows["Likelihood ratio, 95th percentile"] == "4.40"
    assert rows["Share with 10 times or more"] == "0.41 %"
    assert rows["Distance check: share expected to be far out"] == "1 %"
    assert rows["Distance check: share found far out"] == "1.23 %"
    assert len(table.columns) == 5


def test_whether_real_adults_were_looked_at_is_said() -> None:
    assert any("public health survey" in line for line in section("evaluation", FULL).paragraphs)
    assert any("no figures on people" in line for line in section("evaluation", BARE).paragraphs)


@each_language
def test_every_feature_assumption_and_library_of_the_card_is_shown(language: Language) -> None:
    details, training = (section(name, SHIPPED, language) for name in ("details", "training"))
    markers = " ".join(cells(details.tables[0]))
    for keys in SHIPPED.features.values():
        assert all(CATALOGUE[key].name(language) in markers for key in keys)
    assert set(SHIPPED.libraries) <= set(cells(details.further[0]))
    assumed = training.tables[-1].columns[0].cells
    assert assumed == tuple(text_in(language)(a.text) for a in SHIPPED.assumptions)


@each_language
def test_an_assumption_in_words_is_in_the_readers_words(language: Language) -> None:
    text = text_in(language)
    card = replace(SHIPPED, assumptions=tuple(ASSUMPTIONS.values()))
    table = section("training", card, language).tables[-1]
    by_sentence = dict(zip(table.columns[0].cells, table.columns[1].cells, strict=True))
    for assumption in ASSUMPTIONS.values():
        if isinstance(assumption.value, str):
            wanted = text(f"figure.assumed.{assumption.value}")
            assert by_sentence[text(assumption.text)] == wanted


@pytest.mark.parametrize(
    "key", ["assumption.tails", "assumption.scale_of_2018", "assumption.interval_weights"]
)
def test_the_choices_of_the_modeller_are_among_the_assumptions(key: str) -> None:
    assert key in {assumption.text for assumption in ASSUMPTIONS.values()}


@each_card
def test_nothing_in_the_card_speaks_of_accuracy_or_diagnosis(card: Card) -> None:
    told = said(model_card(EN, card)).lower()
    assert "accura" not in told
    assert "diagnos" not in told
