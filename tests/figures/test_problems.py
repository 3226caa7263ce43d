import pytest

from core.errors import Place, Problem
from core.figures.problems import problem_sentence
from core.text import Language, text_in

PROBLEM = "reader.typed.no_value"


@pytest.mark.parametrize(
    ("column", "name"), [("ua", "尿酸"), ("age", "年齢（歳）"), ("elsewhere", "elsewhere")]
)
def test_a_typed_field_is_named_in_the_language_of_the_page(column: str, name: str) -> None:
    text = text_in(Language.JA)
    assert f"「{name}」" in problem_sentence(text, Problem(PROBLEM, place=Place(column=column)))


def test_a_column_of_a_file_is_named_as_the_file_names_it() -> None:
    place = Place("a.csv", 3, "ua")
    said = problem_sentence(text_in(Language.EN), Problem(PROBLEM, place=place))
    assert said.startswith('a.csv, row 3, column "ua": ')


def test_a_problem_without_a_place_is_its_sentence_alone() -> None:
    text = text_in(Language.EN)
    assert problem_sentence(text, Problem(PROBLEM)) == text(PROBLEM)
