import pytest

from core.evidence.base_rates import BASE_RATES
from core.figures import about_tables
from core.figures.about_words import headline, trained
from core.figures.table import Link
from core.markers import CATALOGUE
from core.text import Language, text_in
from tests.figures.cards import SHIPPED

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


def test_only_markers_of_the_model_are_said_to_be_in_the_score() -> None:
    table = about_tables.evidence_table(EN)
    for (marker, _), scored in zip(FINDINGS, table.columns[2].cells, strict=True):
        for sex, keys in SHIPPED.features.items():
            if marker.key not in keys:
                assert sex not in str(scored).split(", ")


@BOTH
def test_every_base_rate_is_shown(language: Language) -> None:
    table = about_tables.base_rate_table(text_in(language))
    assert len(table.columns[0].cells) == len(BASE_RATES)
    assert str(table.columns[1].cells[0]).startswith("2.05")


@BOTH
def test_every_count_of_the_training_is_said(language: Language) -> None:
    said = trained(text_in(language), SHIPPED)
    assert len(said) == len(SHIPPED.trained)


def test_the_headline_is_the_studys_own() -> None:
    assert headline(EN) == (
        "Setoyama 2022: AUC 0.854 (0.648–1.000), a property of the study's own model "
        "on 42 cases and 41 healthy controls of one clinic."
    )
