import pytest

from core.figures.rule_table import rule_table
from core.figures.table import Link
from core.scoring.applicability import RULES
from core.text import Language, text_in

EN = text_in(Language.EN)
each_language = pytest.mark.parametrize("language", Language)


@each_language
def test_every_rule_is_a_row_and_the_distance_check_the_last(language: Language) -> None:
    text = text_in(language)
    table = rule_table(text)
    assert {len(column.cells) for column in table.columns} == {len(RULES) + 1}
    first, last = RULES[0].name, "far_from_population"
    for column, part in zip(table.columns[:3], ("saw", "why", "does"), strict=True):
        assert column.cells[0] == text(f"rule.{first}.{part}")
        assert column.cells[-1] == text(f"rule.{last}.{part}")


@each_language
def test_every_source_with_a_doi_can_be_found(language: Language) -> None:
    cells = rule_table(text_in(language)).columns[3].cells
    for rule, cell in zip(RULES, cells[:-1], strict=True):
        shown = f"{cell.label} {cell.address}" if isinstance(cell, Link) else str(cell)
        assert all(source.doi in shown for source in rule.sources)


def test_one_source_with_a_doi_is_a_link() -> None:
    cells = dict(zip((r.name for r in RULES), rule_table(EN).columns[3].cells, strict=False))
    assert cells["free_of_drugs"] == Link(
        "Setoyama 2022 (doi:10.1080/19585969.2022.2046978)",
        "https://doi.org/10.1080/19585969.2022.2046978",
    )
    assert cells["promptly_separated"] == "Nuttall 1998"


def test_a_rule_that_rests_on_how_the_model_was_made_has_no_grade() -> None:
    grades = dict(zip((r.name for r in RULES), rule_table(EN).columns[4].cells, strict=False))
    assert grades["promptly_separated"] == "A"
    assert grades["bilirubin_without_haemolysis"] == "M"
    assert grades["not_pregnant"] == "–"
    assert grades["values_are_plausible"] == "–"


@each_language
def test_a_limit_of_our_own_is_called_an_assumption(language: Language) -> None:
    text = text_in(language)
    words = {Language.EN: "assumption of ours", Language.JA: "仮定"}
    assert words[language] in text("rule.values_are_plausible.why")
    assert words[language] in text("caution.implausible_value", markers="UA")


@each_language
def test_what_is_remembered_is_said_to_be(language: Language) -> None:
    words = {Language.EN: "remembered, not verified", Language.JA: "記憶による情報、未検証"}
    text = text_in(language)
    for rule in RULES:
        if rule.grade == "M":
            assert words[language] in text(f"rule.{rule.name}.why")


def test_the_table_can_be_taken_as_a_file() -> None:
    assert rule_table(EN).csv().decode("utf-8-sig").count("Nuttall 1998") >= 3
