import pytest

from core.evidence.base_rates import BASE_RATES
from core.figures import about_tables
from core.figures.about_words import headline, trained
from core.figures.table import Link
from core.markers import CATALOGUE
from core.scoring.model import Model
from core.text import Language, text_in

EN = text_in(Language.EN)
FINDINGS = [(m, f) for m in CATALOGUE.values() for f in m.findings]
BOTH = pytest.mark.parametrize("language", Language)


@BOTH
def test_every_finding_stands_in_the_table_with_its_source(language: Language) -> None:
    table = about_tables.evidence_table(text_in(language))
    sources = table.columns[3].cells
    assert len(sources) == len(FINDINGS)
    for (_, finding), source in zip(FINDINGS, sources, strict=True):
        if finding.reference.doi:
            assert isinstance(source, Link)
            assert source.address == finding.reference.url


def test_a_species_that_was_never_read_is_graded_as_such() -> None:
    table = about_tables.evidence_table(EN)
    grades = dict(zip(table.columns[0].cells, table.columns[4].cells, strict=True))
    assert grades["Palmitoylcarnitine C16 (plasma)"] == "A; species M"
    assert grades["Arginine (plasma)"] == "A"


def test_only_markers_of_the_model_are_said_to_be_in_the_score(model: Model) -> None:
    table = about_tables.evidence_table(EN)
    for (marker, _), scored in zip(FINDINGS, table.columns[2].cells, strict=True):
        for sex, keys in model.card.features.items():
            if marker.key not in keys:
                assert sex not in str(scored).split(", ")


@BOTH
def test_every_base_rate_is_shown(language: Language) -> None:
    table = about_tables.base_rate_table(text_in(language))
    assert len(table.columns[0].cells) == len(BASE_RATES)
    assert str(table.columns[1].cells[0]).startswith("2.05")


@BOTH
def test_every_metric_of_the_card_is_shown_with_its_interval(
    language: Language, model: Model
) -> None:
    text = text_in(language)
    tables = [about_tables.metric_table(text, model.card, singles=s) for s in (True, False)]
    figures = [cell for table in tables for cell in table.columns[-1].cells]
    assert len(figures) == len(model.card.metrics)
    assert all(str(cell).count("0.") + str(cell).count("1.") >= 3 for cell in figures)


@BOTH
def test_every_feature_assumption_and_library_of_the_card_is_shown(
    language: Language, model: Model
) -> None:
    text, card = text_in(language), model.card
    features = about_tables.feature_table(text, card)
    names = " ".join(str(cell) for cell in features.columns[1].cells)
    assert all(
        CATALOGUE[k].name(language) in names for keys in card.features.values() for k in keys
    )
    assert len(about_tables.assumption_table(text, card).columns[0].cells) == len(card.assumptions)
    assert set(about_tables.library_table(text, card).columns[0].cells) == set(card.libraries)


@BOTH
def test_every_count_of_the_training_is_said(language: Language, model: Model) -> None:
    said = trained(text_in(language), model.card)
    assert len(said) == len(model.card.trained)


def test_the_headline_is_the_studys_own() -> None:
    assert headline(EN) == (
        "Setoyama 2022: AUC 0.854 (0.648–1.000), a property of the study's own model "
        "on 42 cases and 41 healthy controls of one clinic."
    )
