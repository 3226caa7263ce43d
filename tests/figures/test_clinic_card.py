"""The model card of a clinic's model: what it says of every kind, and what it never leaves out."""

from dataclasses import replace

import pytest

from core.cards import Aim, ClinicCard, Kind, Limits
from core.figures.clinic_card import clinic_card_document
from core.figures.section import Document, Section
from core.text import Language, Text, text_in
from tests.figures.studio.records import card, degenerate, features

EN, JA = text_in(Language.EN), text_in(Language.JA)
CARDS = {**{str(kind): card(kind) for kind in Kind}, **degenerate()}


def said(document: Document) -> str:
    parts = [line for s in document.sections for line in (s.title, *s.paragraphs, *s.points)]
    return "\n".join(parts)


def section(held: ClinicCard, title: str) -> Section:
    return next(s for s in clinic_card_document(EN, held).sections if s.title.startswith(title))


def cells(one: Section, table: int = 0) -> list[tuple[object, ...]]:
    return list(zip(*(column.cells for column in one.tables[table].columns), strict=True))


@pytest.mark.parametrize("text", [EN, JA], ids=["en", "ja"])
@pytest.mark.parametrize("name", CARDS)
def test_every_card_has_all_sections_in_both_languages(name: str, text: Text) -> None:
    document = clinic_card_document(text, CARDS[name])
    assert len(document.sections) == 10
    assert "{" not in said(document)
    for one in document.sections:
        assert one.title
        assert one.paragraphs
        for table in (*one.tables, *one.further):
            assert table.title
            assert len({len(column.cells) for column in table.columns}) == 1


@pytest.mark.parametrize("kind", Kind)
def test_the_limits_of_use_are_said_of_every_kind(kind: Kind) -> None:
    points = " ".join(section(card(kind), "Intended use").points)
    for words in ("trained in one clinic", "not specific", "no cause", "must not decide"):
        assert words in points
    care = " ".join(section(card(kind), "How its files").paragraphs)
    assert "model.joblib holds values of the people" in care
    assert ("each person's target" in care) == (kind is Kind.SEVERITY)


def test_the_people_are_counted_and_their_file_named_by_its_hash() -> None:
    lines = " ".join(section(card(), "The people").paragraphs)
    assert "39 cases (“case”) and 44 controls (“control”)" in lines
    assert "a" * 64 in lines
    assert "They are made up" in lines
    real = replace(card(), is_made_up=False)
    assert "made up" not in said(clinic_card_document(EN, real))
    found = real.discrimination
    assert found is not None
    repeated = replace(real, discrimination=replace(found, measurements=120))
    assert "120 measurements" in " ".join(section(repeated, "The people").paragraphs)


@pytest.mark.parametrize(
    ("aim", "words"),
    [
        (Aim.BALANCED, "as near to each other as they get"),
        (Aim.SENSITIVITY, "a sensitivity of 90 %"),
        (Aim.SPECIFICITY, "a specificity of 90 %"),
    ],
)
def test_the_protocol_is_told_in_words(aim: Aim, words: str) -> None:
    held = replace(card(), plan=replace(card().plan, aim=aim))
    lines = " ".join(section(held, "How it was tested").paragraphs)
    assert words in lines
    assert "10 times the people were divided into 5 parts" in lines
    assert "adjusted for age, sex" in lines
    assert "as it was stated: 30 %" in lines
    assert "seed 854" in lines


def test_every_figure_stands_in_a_table_with_its_interval() -> None:
    rows = {str(row[0]): str(row[1]) for row in cells(section(card(), "What was found"))}
    assert rows["AUC"] == "0.71 [0.58 to 0.82]"
    assert rows["Apparent AUC"] == "0.91"
    assert rows["Brier score"] == "0.221 [0.180 to 0.266]"
    assert rows["AUC without any marker"] == "0.55 [0.43 to 0.67]"
    bare = {row[0] for row in cells(section(CARDS["bare"], "What was found"))}
    assert not bare & {"AUC without any marker", "p on shuffled labels"}
    graded = {row[0]: row[1] for row in cells(section(card(Kind.SEVERITY), "What was found"))}
    assert graded["RMSE"] == "11.6 [10.0 to 13.4] points"
    assert graded["Coverage of the 90 % interval"] == "89 %"


def test_groups_have_their_numbers_and_profile_in_place_of_measures() -> None:
    tables = section(card(Kind.STRATA), "What was found").tables
    assert [table.title for table in tables] == [
        "Measures by number of groups",
        "Medians and means of the groups",
    ]


def test_features_have_units_and_ranges_and_many_are_folded_away() -> None:
    rows = cells(section(card(), "What it reads"))
    assert rows[0] == ("Uric acid (urate)", "mg/dL", "1.00 to 9.50", "0 %", "0 %")
    assert rows[-1][3:] == ("10 %", "5 %")
    wide = section(CARDS["large"], "What it reads")
    assert not wide.tables
    assert len(wide.further[0].columns[0].cells) == 2008


def test_the_limits_say_where_nothing_is_known() -> None:
    points = " ".join(section(card(), "Whom it may").points)
    assert "Age: 18 to 54 years" in points
    assert "cannot score panels" in points
    unknown = Limits(sexes=(), youngest=None, oldest=None, most_missing=0.0, distance=1.5)
    held = replace(card(), limits=unknown, features=features()[:5])
    points = " ".join(section(held, "Whom it may").points)
    assert "Sex was not stated" in points
    assert "Age was not stated" in points
    assert "cannot score panels" not in points


def test_each_validation_on_new_people_has_a_section_and_none_is_said_to_be_none() -> None:
    held = section(card(), "External validation 1 (2026-11-02)")
    assert "In new people (25 cases, 61 controls)" in held.paragraphs[0]
    assert "b" * 64 in held.paragraphs[1]
    assert held.further[0].title == "Drift by marker"
    none = section(CARDS["bare"], "External validation")
    assert "has not been tested on people of another cohort" in none.paragraphs[0]


def test_a_recalibrated_version_names_the_one_it_came_from() -> None:
    held = replace(card(), version="1.1.0", recalibrated_from="1.0.0")
    assert "Recalibrated from version 1.0.0" in " ".join(section(held, "What it is").paragraphs)


def test_what_a_file_wrote_begins_no_line_of_its_own() -> None:
    held = replace(card(), cohort="Ward\n- a point that is none")
    assert not section(held, "The people").points
    by_sex = replace(card().plan, group="sex", levels=("female", "male"))
    lines = section(replace(card(), plan=by_sex), "The people").paragraphs
    assert "39 cases (“male”)" in lines[0]
