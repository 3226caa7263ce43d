from dataclasses import replace

import numpy as np
import pytest

from core.cohort.cohort import SEX
from core.figures.among.groups import asked_for, groups_of, size_words, without_group
from core.figures.theme import MOST_GROUPS
from core.markers import CATALOGUE, Sex
from tests.builders import cohort, panel
from tests.figures.among.people import EN, asked, own, virtual

MANY = cohort(
    {"ua": [float(n) for n in range(60)]},
    group=[f"g{n % 10}" if n % 10 > 3 else f"g{n % 4}" for n in range(60)],
)


def test_groups_hold_their_people_in_the_unit_of_the_scale() -> None:
    question = asked(virtual(), panel(ua=5.0))
    scale = question.scale(question.cohort.analyte("ua"))
    groups = groups_of(EN, question, scale)
    interval = CATALOGUE["ua"].reference(Sex.MALE)
    assert interval is not None
    z = question.cohort.values[::2, 0]
    expected = [CATALOGUE["ua"].unstandardised(float(value), interval) for value in z]
    assert [group.name for group in groups] == ["virtual controls", "virtual cases"]
    assert groups[0].sample.exact.tolist() == pytest.approx(expected)


def test_of_too_many_groups_the_largest_are_drawn_in_their_order() -> None:
    question = asked_for(MANY, "group", (), None, None)
    assert len(question.levels) == MOST_GROUPS
    assert question.too_many == 10 - MOST_GROUPS
    assert {"g0", "g1", "g2", "g3"} <= set(question.levels)
    kept = [level for level in MANY.factors["group"].levels if level in question.levels]
    assert list(question.levels) == kept


def test_levels_are_drawn_in_the_order_in_which_they_are_asked_for() -> None:
    question = asked_for(own(), "group", ("b", "a"), None, None)
    assert question.levels == ("b", "a")
    assert question.too_many == 0


def test_the_patients_own_interval_applies_even_among_people_of_both_sexes() -> None:
    question = asked_for(own(), "group", (), panel(Sex.MALE, ua=5.0), None)
    ua = question.cohort.analyte("ua")
    assert question.scale(ua).interval == CATALOGUE["ua"].reference(Sex.MALE)
    assert asked_for(own(), "group", (), None, Sex.FEMALE).own_sex is Sex.FEMALE


def test_people_without_a_group_are_counted_among_those_of_the_sex() -> None:
    people = cohort(
        {"ua": [1.0] * 4}, group=["a", None, None, None], sex=["male", "male", "female", None]
    )
    assert without_group(asked_for(people, "group", (), None, None)) == 3
    assert without_group(asked_for(people, "group", (), None, Sex.MALE)) == 1
    assert without_group(asked_for(people, SEX, (), None, Sex.MALE)) == 1


def test_a_small_group_of_a_shared_cohort_is_withheld_and_its_counts_are_rounded() -> None:
    people = replace(own(47, groups=("a",)), is_shared=True)
    (large,) = groups_of(EN, asked(people), asked(people).scale(people.analyte("x")))
    assert (large.size, large.is_withheld) == (45, False)
    few = people.of_people(np.arange(4))
    (small,) = groups_of(EN, asked(few), asked(few).scale(few.analyte("x")))
    assert (small.size, small.is_withheld) == (None, True)
    assert np.isnan(small.percentiles()).all()


def test_of_a_shared_cohort_a_few_of_the_other_sex_cannot_be_worked_out() -> None:
    sexes = ["male"] * 40 + ["female"] * 3
    people = cohort(
        {"x": [float(n) for n in range(43)]}, group=["a"] * 43, sex=sexes, is_shared=True
    )
    scale = asked(people).scale(people.analyte("x"))
    (men,), (both,) = (groups_of(EN, asked(people, sex=sex), scale) for sex in (Sex.MALE, None))
    assert (men.is_withheld, men.size) == (True, None)
    assert (both.is_withheld, both.size) == (False, 45)
    told = replace(people, is_shared=False)
    assert groups_of(EN, asked(told), scale)[0].size == 40
    assert size_words(EN, people, men) == "withheld"
    assert size_words(EN, people, both) == "about 45"


def test_a_factor_or_a_level_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        asked_for(own(), "region", (), None, None)
    with pytest.raises((KeyError, ValueError)):
        asked_for(own(), "group", ("c",), None, None)
