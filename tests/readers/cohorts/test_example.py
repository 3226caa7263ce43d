import numpy as np
import pytest

from core.markers import CATALOGUE, Sex
from core.readers.cohorts import Use, read_cohort
from core.readers.cohorts.example import MARKERS, MOVED, PEOPLE, example_csv
from core.text import Language, text_in


@pytest.mark.parametrize("language", Language)
def test_the_made_up_cohort_is_read_back_without_a_word_of_doubt(language: Language) -> None:
    reading = read_cohort(example_csv(text_in(language)), "example.csv")
    assert reading.cohort is not None
    assert not reading.problems
    assert tuple(analyte.key for analyte in reading.cohort.analytes) == MARKERS
    assert reading.cohort.size == PEOPLE
    assert reading.cohort.ages is not None
    assert not [column for column in reading.columns if column.use is Use.UNUSED]
    assert reading.suggested_group == text_in(language)("cohort.example.group")


@pytest.mark.parametrize("language", Language)
def test_it_says_of_itself_that_it_is_made_up(language: Language) -> None:
    word = {Language.EN: "MADE-UP", Language.JA: "架空"}[language]
    lines = example_csv(text_in(language)).decode("utf-8-sig").splitlines()
    assert all(line.startswith(word) for line in lines[1:])


def test_it_is_the_same_each_time_and_in_both_languages() -> None:
    values = []
    for language in (*Language, *Language):
        cohort = read_cohort(example_csv(text_in(language)), "example.csv").cohort
        assert cohort is not None
        values.append(cohort.values)
    for other in values[1:]:
        np.testing.assert_array_equal(other, values[0])


def test_it_has_gaps_and_values_below_a_limit() -> None:
    cohort = read_cohort(example_csv(text_in(Language.EN)), "example.csv").cohort
    assert cohort is not None
    assert cohort.limits is not None
    assert 0 < np.isnan(cohort.values).mean() < 0.1
    below = (cohort.limits == -1).sum(axis=0)
    assert below[MARKERS.index("crp")] > 0
    assert below.sum() == below[MARKERS.index("crp")]


def test_what_differs_in_it_is_no_finding_in_hikikomori() -> None:
    for key in MOVED:
        assert not [CATALOGUE[key].case_control(sex) for sex in Sex if CATALOGUE[key].findings]
