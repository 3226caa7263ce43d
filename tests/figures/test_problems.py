import pytest

from core.errors import PanelError, Place, Problem
from core.figures import words
from core.figures.problems import problem_sentence, problem_sentences, tells_of_draws
from core.markers import CATALOGUE, Sex
from core.markers.units import conversion
from core.text import Language, text_in

PROBLEM = "reader.typed.no_value"
NAMES = ("Ward", "Memo")


@pytest.mark.parametrize(
    ("column", "name"), [("ua", "尿酸"), ("age", "年齢（歳）"), ("elsewhere", "elsewhere")]
)
def test_a_typed_field_is_named_in_the_language_of_the_page(column: str, name: str) -> None:
    text = text_in(Language.JA)
    assert f"「{name}」" in problem_sentence(text, Problem(PROBLEM, place=Place(column=column)))


def test_what_was_typed_is_a_field_and_no_column() -> None:
    place = Place(column="age")
    said = problem_sentence(text_in(Language.EN), Problem(PROBLEM, place=place))
    assert said.startswith('field "Age (years)": ')


@pytest.mark.parametrize(
    ("field", "read", "name", "value"),
    [
        ("fasting", "True", "Fasting", "yes"),
        ("sex", "male", "Sex", "male"),
        ("age", "24.0", "", ""),
    ],
)
def test_a_contradiction_names_the_field_and_the_answer_as_the_form_does(
    field: str, read: str, name: str, value: str
) -> None:
    details = {"field": field, "read": read, "typed": "False"}
    problem = Problem("reader.context.differs", details, Place("a.csv"))
    said = problem_sentence(text_in(Language.EN), problem)
    assert f'"{name or "Age (years)"}"' in said
    assert f'"{value or "24.0"}"' in said
    assert '"no"' in said


@pytest.mark.parametrize(
    ("key", "told"), [("reader.draw.same", True), ("reader.draw.conflict", False)]
)
def test_the_rule_for_several_results_is_told_where_it_was_applied(key: str, told: bool) -> None:
    assert tells_of_draws([Problem("reader.file.title"), Problem(key)]) is told


def test_a_column_of_a_file_is_named_as_the_file_names_it() -> None:
    place = Place("a.csv", 3, "ua")
    said = problem_sentence(text_in(Language.EN), Problem(PROBLEM, place=place))
    assert said.startswith('a.csv, row 3, column "ua": ')


@pytest.mark.parametrize(
    ("language", "said"),
    [(Language.EN, 'columns "Ward", "Memo": Not known'), (Language.JA, "「Ward」、「Memo」列：")],
)
def test_what_holds_of_several_columns_of_a_file_is_said_once(
    language: Language, said: str
) -> None:
    unknown = [Problem("reader.column.unknown", place=Place("a.csv", None, c)) for c in NAMES]
    (sentence,) = problem_sentences(text_in(language), unknown)
    assert sentence.startswith(said)
    assert "a.csv" not in sentence


def test_what_differs_in_more_than_the_column_stays_apart() -> None:
    places = [Place("a.csv", 2, "UA"), Place("a.csv", 3, "UA"), Place("a.csv"), Place(column="ua")]
    problems = [Problem(PROBLEM, place=place) for place in (*places, Place(column="age"))]
    said = problem_sentences(text_in(Language.EN), problems)
    starts = ['row 2, column "UA": ', 'row 3, column "UA": ', "No ", 'field "Uric', 'field "Age']
    assert [s.startswith(start) for s, start in zip(said, starts, strict=True)] == [True] * 5


def test_a_problem_without_a_place_is_its_sentence_alone() -> None:
    text = text_in(Language.EN)
    assert problem_sentence(text, Problem(PROBLEM)) == text(PROBLEM)


@pytest.mark.parametrize("language", Language)
def test_units_that_are_offered_are_written_as_people_write_them(language: Language) -> None:
    text = text_in(language)
    with pytest.raises(PanelError) as refused:
        conversion(CATALOGUE["plt"], "furlong")
    with pytest.raises(PanelError) as missing:
        conversion(CATALOGUE["plt"], "")
    said = [problem_sentence(text, error.value.problem) for error in (refused, missing)]
    assert all("10³/µL" in sentence for sentence in said)
    assert not any("10*" in sentence for sentence in said)


@pytest.mark.parametrize("language", Language)
def test_the_strata_and_groups_of_a_comparison_are_named_in_the_language(
    language: Language,
) -> None:
    text = text_in(language)
    details = {"factor": "sex", "stratum": "female", "level": "case"}
    said = problem_sentence(text, Problem("comparison.note.stratum_empty", details))
    assert words.sex(text, Sex.FEMALE) in said
    assert text("cohort.factor.sex") in said
    assert ("female" in said) == (words.sex(text, Sex.FEMALE) == "female")
    assert "case" in said
