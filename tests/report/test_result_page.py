from dataclasses import replace

import pytest

from core.markers import CATALOGUE, Sex
from core.panel import Panel
from core.report.result_page import DOTS, MOST_MISSING, MOST_NAMED, Content, result_content
from core.scoring.score import Caution, Missing, NoScore, Result, Unused
from core.text import Language, text_in
from tests.report.samples import (
    BACKGROUND,
    NO_SCORE,
    NO_SEX,
    ROUTINE,
    ROUTINE_SCORE,
    STAMP,
    panel,
    risk_score,
)

TEXT = text_in(Language.EN)


def written(
    of: Panel = ROUTINE, result: Result = ROUTINE_SCORE, pre_test: float = 0.0205
) -> Content:
    return result_content(TEXT, of, result, pre_test, BACKGROUND)


def test_contributions_stand_from_the_largest_down_and_point_to_their_side() -> None:
    result = risk_score(("t_bil", 0.3), ("ua", -0.9))
    part = written(result=result)["contributions"]
    assert [row["name"] for row in part["rows"]] == ["Uric acid (urate)", "Total bilirubin"]
    assert [row["factor"] for row in part["rows"]] == ["×0.41", "×1.3"]
    assert [row["bar"] < 0 for row in part["rows"]] == [True, False]
    assert max(abs(row["bar"]) for row in part["rows"]) == 1


def test_of_many_markers_those_that_move_the_score_least_stand_in_one_row() -> None:
    keys = tuple(CATALOGUE)
    nine = tuple((key, 0.9 - 0.05 * number) for number, key in enumerate(keys[:9]))
    assert len(written(result=risk_score(*nine))["contributions"]["rows"]) == 9
    part = written(result=risk_score(*nine, (keys[9], -0.1)))["contributions"]
    assert [row["name"] for row in part["rows"]][-1] == "2 others multiplied"
    assert part["rows"][-1]["factor"] == "×1.5"
    assert len(part["rows"]) == 9


def test_no_bar_is_stretched_where_no_marker_says_anything() -> None:
    part = written(result=risk_score(("ua", 0.001), ("t_bil", -0.001)))["contributions"]
    assert max(abs(row["bar"]) for row in part["rows"]) < 0.02


def test_unused_markers_are_grouped_by_their_reason() -> None:
    unused = (
        Unused("rbc", "no_finding"),
        Unused("hdl_c", "other_sex"),
        Unused("crp", "no_finding"),
    )
    groups = written(result=risk_score(("ua", 0.8), unused=unused))["unused"]["groups"]
    assert [group["markers"] for group in groups] == ["Red blood cells, CRP", "HDL cholesterol"]


def test_a_long_group_of_unused_markers_is_counted() -> None:
    unused = tuple(Unused(key, "no_finding") for key in list(CATALOGUE)[: MOST_NAMED + 1])
    (group,) = written(result=risk_score(("ua", 0.8), unused=unused))["unused"]["groups"]
    assert group["markers"].startswith(str(MOST_NAMED + 1))


def test_dots_count_the_same_people_as_the_sentence() -> None:
    dots = written()["post_test"]["dots"]
    assert (dots["after"], dots["high"], dots["of"]) == (61, 177, DOTS)
    assert "about 61 (19 to 177)" in written()["post_test"]["frequency"]


def test_fewer_than_one_in_a_thousand_has_no_dots() -> None:
    assert written(pre_test=1e-5)["post_test"]["dots"] is None


def test_the_most_informative_missing_markers_come_first() -> None:
    keys = list(CATALOGUE)[: MOST_MISSING + 3]
    missing = tuple(Missing(key, 0.5 - i / 100, 0.0, 0.3) for i, key in enumerate(keys))
    rows = written(NO_SEX, NoScore(key="sex_unknown", missing=missing, model=STAMP))["missing"][
        "rows"
    ]
    assert len(rows) == MOST_MISSING
    assert rows[0]["name"] == CATALOGUE[keys[0]].name("en")
    assert rows[0]["narrows"] == ""


def test_the_sceptical_reading_stands_beside_the_post_test_probability() -> None:
    part = written()["post_test"]
    assert (part["after"], part["sceptical"], part["sceptical_ratio"]) == (
        "6.1 %",
        "3.6 %",
        "(1.8 times)",
    )
    assert "0.648" in part["meaning"]


def test_the_concordance_index_and_the_second_draw_are_said_below_the_strip() -> None:
    strip = written()["strip"]
    assert strip["concordance"].startswith("Concordance index: 2 of 2 published directions")
    assert "between 1.9 and 5.1 times" in strip["repeatability"]
    assert "EuBIVAS 2022, grade B" in strip["repeatability_reasons"]


def test_what_was_seen_stands_before_what_was_not_stated() -> None:
    cautions = (Caution("age_unknown"), Caution("medication"), Caution("medication_unknown"))
    part = written(result=replace(ROUTINE_SCORE, cautions=cautions))["cautions"]
    assert len(part["items"]) == 1
    assert part["not_stated"].startswith("Age not stated")
    assert "Drugs not stated" in part["not_stated"]


def test_without_a_score_there_is_a_reason_and_nothing_that_needs_one() -> None:
    content = written(NO_SEX, NO_SCORE)
    assert content["sentence"].startswith("No score")
    assert not content.keys() & {"strip", "post_test", "contributions"}


def test_what_is_not_known_of_the_person_is_said_to_be_so() -> None:
    facts = {fact["name"]: fact["value"] for fact in written(NO_SEX, NO_SCORE)["facts"]}
    assert facts["Sex"] == facts["Haemolysed"] == "not given"
    assert facts["Fasting"] == "yes"


@pytest.mark.parametrize(("sex", "is_asked"), [(Sex.MALE, False), (Sex.FEMALE, True), (None, True)])
def test_pregnancy_is_listed_unless_the_person_is_male(sex: Sex | None, is_asked: bool) -> None:
    names = [fact["name"] for fact in written(panel(sex=sex))["facts"]]
    assert ("Pregnant" in names) == is_asked
