from dataclasses import replace

import pytest

from core.cohort import Origin
from core.cohort.cohort import SEX
from core.figures.among.names import (
    count_words,
    counted_level,
    level_name,
    people_words,
    with_sex,
)
from core.markers import Sex
from core.text import Text
from tests.builders import cohort
from tests.figures.among.people import EN, JA, own, virtual


@pytest.mark.parametrize(("text", "sign"), [(EN, "virtual"), (JA, "仮想")])
def test_virtual_groups_are_always_called_virtual(text: Text, sign: str) -> None:
    people = virtual()
    assert all(sign in level_name(text, people, "group", level) for level in ("control", "case"))


def test_the_same_words_in_a_clinics_file_are_its_own() -> None:
    assert level_name(EN, own(groups=("case", "control")), "group", "case") == "case"


def test_sexes_are_named_and_what_is_none_stands_as_it_is() -> None:
    assert level_name(EN, own(), SEX, "male") == "male"
    assert level_name(EN, own(), SEX, "not told") == "not told"


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        (Origin.VIRTUAL, "virtual (simulated) people"),
        (Origin.SURVEY, "people simulated from a US survey"),
        (Origin.OWN, "the people of “made-up”"),
    ],
)
def test_a_title_says_whether_people_are_simulated(origin: Origin, words: str) -> None:
    assert people_words(EN, replace(own(), origin=origin)) == words


def test_the_sex_is_named_where_people_were_chosen_by_it() -> None:
    assert with_sex(EN, own(), "group", Sex.MALE, "people") == "people, male"
    assert with_sex(EN, own(), SEX, Sex.MALE, "people") == "people"
    assert with_sex(EN, own(), "group", None, "people") == "people"
    assert with_sex(EN, cohort({"ua": [1.0]}, group=["a"]), "group", Sex.MALE, "people") == "people"


def test_groups_are_counted_by_name() -> None:
    assert counted_level(EN, virtual(), "group", "case", 41) == "the 41 virtual cases"
    assert counted_level(EN, own(), "group", "a", 1234) == "the 1,234 in “a”"
    assert counted_level(EN, cohort({"ua": [1.0] * 2}, sex=["male", "female"]), SEX, "male", 1) == (
        "the 1 men"
    )


def test_a_group_of_everybody_has_no_name_of_its_own() -> None:
    assert counted_level(EN, own(groups=("all",)), "group", "all", 60) == "the 60 people"


def test_people_of_a_shared_cohort_are_about_so_many() -> None:
    shared = own(is_shared=True)
    assert count_words(EN, shared, 40) == "about 40"
    assert count_words(EN, shared, 0) == "0"
    assert count_words(EN, shared, None) == "fewer than 5"
    assert counted_level(EN, shared, "group", "a", 40) == "about 40 in “a”"
