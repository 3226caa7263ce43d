from dataclasses import replace

import pytest

from core.cohort import Cohort
from core.cohort.cohort import SEX
from core.figures.among import among_sentence, standings
from core.figures.among.place import place_of
from core.figures.among.sentence import between, likeness_words, listed, reasons, whole_percent
from core.markers import Sex
from core.panel import Panel, Value
from core.text import Text
from tests.builders import cohort, panel
from tests.figures.among.people import EN, JA, own, virtual

# 20 controls and 20 cases, men of 28 to 32 years, and 9 men of 60.
AGED = cohort(
    {
        "ua": [
            *(3.05 + 0.1 * n for n in range(20)),
            *(2.55 + 0.1 * n for n in range(20)),
            *[9.0] * 9,
        ]
    },
    ages=[*[28.0] * 20, *[32.0] * 20, *[60.0] * 9],
    group=["controls"] * 20 + ["cases"] * 20 + ["controls"] * 9,
    sex=["male"] * 49,
)


def said(
    people: Cohort, key: str, patient: Panel | None, text: Text = EN, group: str = "group"
) -> str:
    return among_sentence(text, people, key, group=group, panel=patient, sex=Sex.MALE)


def test_the_sentence_says_share_interval_and_number_of_whom() -> None:
    assert said(AGED, "ua", panel(ua=3.4)) == (
        "Uric acid (urate) 3.4 mg/dL lies above 20 % (7 to 41 %) of the 20 in “controls” and "
        "45 % (25 to 66 %) of the 20 in “cases”, all of the same sex and within 5 years of age."
    )


def test_the_sentence_is_as_complete_in_japanese() -> None:
    assert said(AGED, "ua", panel(ua=3.4), JA) == (
        "尿酸 3.4 mg/dLは、同性で年齢差5歳以内の人のうち、「controls」群20人の20%（7～41%）、"
        "「cases」群20人の45%（25～66%）より高い位置にあります。"
    )


def test_simulated_people_are_called_so_and_have_no_interval() -> None:
    sentence = said(virtual(), "ua", panel(ua=5.0))
    assert "of the 30 virtual controls" in sentence
    assert "(" not in sentence.removeprefix("Uric acid (urate)")


@pytest.mark.parametrize(
    ("people", "key", "patient", "reason"),
    [
        (own(), "ua", None, "no patient is shown"),
        (own(), "ua", panel(t_bil=0.5), "was not measured in this patient"),
        (own(), "x", panel(ua=5.0), "catalogue does not hold it"),
        (virtual(), "arginase_1", panel(arginase_1=30), "no reference interval with both ends"),
        (cohort({"ua": [float("nan")]}, group=["a"]), "ua", panel(ua=5.0), "there is nobody"),
        (own(4, is_shared=True), "ua", panel(ua=5.0), "nobody that may be told of"),
    ],
)
def test_who_cannot_be_placed_is_told_why(
    people: Cohort, key: str, patient: Panel | None, reason: str
) -> None:
    assert reason in said(people, key, patient)


def test_a_censored_patient_stands_between_two_shares() -> None:
    assert "lies above 0 to " in said(own(), "t_bil", panel(t_bil=Value.below(0.6)))


@pytest.mark.parametrize(
    ("share", "written"),
    [(0, "0"), (0.004, "<1"), (0.124, "12"), (0.5, "50"), (0.996, ">99"), (1, "100")],
)
def test_a_share_is_whole_per_cent_and_never_all_or_nothing_when_it_is_neither(
    share: float, written: str
) -> None:
    assert whole_percent(share) == written


def test_two_shares_that_are_written_alike_are_written_once() -> None:
    assert between(EN, 0.12, 0.12) == "12 %"
    assert between(EN, 0.121, 0.124) == "12 %"
    assert between(EN, 0.12, 0.4) == "12 to 40 %"


@pytest.mark.parametrize(
    ("parts", "said_"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_groups_are_listed_as_people_do(parts: list[str], said_: str) -> None:
    assert listed(EN, parts) == said_


LIKE = [
    (AGED, 30.0, Sex.MALE, "group", "same sex and within 5 years", []),
    (AGED, 24.0, Sex.MALE, "group", "same sex and within 10 years", ["were taken"]),
    (AGED, 90.0, Sex.MALE, "group", "same sex, at any age", ["of any age were taken"]),
    (AGED, None, None, "group", "either sex and any age", ["both sexes", "age is not stated"]),
    (AGED, 30.0, None, "group", "within 5 years of age, of either sex", ["both sexes"]),
    (AGED, None, Sex.MALE, SEX, "at any age", ["age is not stated"]),
    (virtual(), 30.0, Sex.MALE, "group", "at any age", ["states no ages", "no interval"]),
]


@pytest.mark.parametrize(("people", "age", "sex", "group", "words", "why"), LIKE)
def test_it_is_said_whom_the_patient_is_compared_with_and_why(
    people: Cohort, age: float | None, sex: Sex | None, group: str, words: str, why: list[str]
) -> None:
    place = place_of(panel(ua=4.0), people.analyte("ua"), Sex.MALE)
    standing = standings(people, "ua", place, sex=sex, age=age, group=group)[0]
    told = reasons(EN, people, standing)
    assert words in likeness_words(EN, standing)
    assert len(told) == len(reasons(JA, people, standing)) == len(why)
    assert all(part in reason for part, reason in zip(why, told, strict=True))
    assert likeness_words(JA, standing)


def test_a_group_too_small_to_be_told_of_is_left_out_of_the_sentence() -> None:
    people = cohort({"ua": [5.0] * 23}, group=["a"] * 20 + ["b"] * 3, is_shared=True)
    sentence = said(replace(people), "ua", panel(ua=6.0))
    assert "“a”" in sentence
    assert "“b”" not in sentence
