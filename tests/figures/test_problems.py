import pytest

from core.errors import PanelError, Place, Problem
from core.figures.problems import problem_sentence
from core.markers import CATALOGUE
from core.markers.units import conversion
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
