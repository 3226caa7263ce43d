import pytest

from core.readers.cohorts.judging import Judgement, is_group_name, judged, not_numbers
from core.readers.cohorts.levels import levels_of
from core.readers.cohorts.plans import Plan
from core.readers.cohorts.reading import Use
from tests.readers.cohorts.test_cells import cells_of
from tests.readers.files import check_sentences


def judge(texts: list[str], name: str = "M1", unit: str = "") -> Judgement:
    cells = cells_of(texts)
    found = levels_of(cells, "")
    judgement = judged(
        Plan(index=0, name=name, unit=unit), cells, None if found is None else found[0]
    )
    if judgement.reason is not None:
        check_sentences(judgement.reason)
    return judgement


@pytest.mark.parametrize(
    "texts",
    [
        ["1.5", "2.5", "3.5"],
        ["-1.25", "0.5", "NA"],
        ["5", "7", "9", "11"],
        [str(i) for i in range(20, 40)],
        ["5", "5", "5", "5"],
        ["0.5", "0.5", "1", "1"],
        ["<1", "1", "1", "2", "2"],
        ["3", "4", "x", "6"],
        ["1e3", "2e3", "inf", "5"],
        ["2", "1", "3"],
    ],
)
def test_numbers_are_an_analyte(texts: list[str]) -> None:
    assert judge(texts).use is Use.ANALYTE


@pytest.mark.parametrize(
    "texts",
    [
        ["case", "control"],
        ["case"] * 3,
        ["a", "b", "c", "d", "e", "f"],
        ["0", "1", "1", "0"],
        ["0", "1"],
        ["1", "2", "NA"],
        ["1.0", "2.0", "1.0", "2.0"],
        ["1", "2", "3"] * 2,
        [str(i) for i in range(10)] * 2,
        ["0", "1", "1", "0", "unknown"],
        [f"site {i}" for i in range(20)] * 2,
        ["+", "-", "2+"],
    ],
)
def test_words_and_codes_that_repeat_put_people_into_groups(texts: list[str]) -> None:
    assert judge(texts).use is Use.FACTOR


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        (["", "NA", "-"], "empty"),
        (["1", "2", "3", "4"], "running"),
        (["0", "1", "2"], "running"),
        ([f"remark {i}" for i in range(7)], "too_many_levels"),
        ([f"g{i}" for i in range(51)] * 9, "too_many_levels"),
        ([f"g{i}" for i in range(300)], "too_many_levels"),
        ([f"g{i}" for i in range(11)] + ["1.5"] * 3, "not_numbers"),
        (["1,500", "2,500", "3,500"], "not_numbers"),
        ([f"{i},500" for i in range(300)], "not_numbers"),
    ],
)
def test_what_is_neither_is_not_used_for_a_reason(texts: list[str], key: str) -> None:
    found = judge(texts)
    assert found.use is Use.UNUSED
    assert found.reason is not None
    assert found.reason.key == f"cohort_reader.column.{key}"


@pytest.mark.parametrize("texts", [["2", "1", "3"], ["1", "2"], ["1", "2", ""], ["1", "2", "4"]])
def test_numbers_that_do_not_count_the_rows_are_no_running_number(texts: list[str]) -> None:
    reason = judge(texts).reason
    assert reason is None


def test_a_unit_says_that_whole_numbers_are_no_codes() -> None:
    assert judge(["1", "2", "1", "2"], unit="years").use is Use.ANALYTE


@pytest.mark.parametrize(
    ("texts", "use"),
    [
        ([f"g{i}" for i in range(40)], Use.FACTOR),
        ([str(i) for i in range(40, 0, -1)], Use.FACTOR),
        (["1", "1", "1"], Use.FACTOR),
        (["1.5", "2.5"], Use.ANALYTE),
        ([f"g{i}" for i in range(51)], Use.UNUSED),
        ([str(i) for i in range(1, 40)], Use.UNUSED),
    ],
)
def test_a_column_with_the_name_of_groups_is_one_of_up_to_fifty(texts: list[str], use: Use) -> None:
    assert judge(texts, "Class").use is use


def test_words_under_a_name_like_that_of_groups_are_groups_and_numbers_are_not() -> None:
    assert judge([f"g{i}" for i in range(40)], "Study group").use is Use.FACTOR
    assert judge([str(i) for i in range(20, 40)], "Age at diagnosis").use is Use.ANALYTE


@pytest.mark.parametrize(
    "name", ["Group", "class", "Diagnosis", "case_status", "Study group", "群", "診断名", "対照群"]
)
def test_the_names_of_groups_are_known(name: str) -> None:
    assert is_group_name(name)


@pytest.mark.parametrize("name", ["M1", "Classification", "showcase", "Age", ""])
def test_other_names_are_not_those_of_groups(name: str) -> None:
    assert not is_group_name(name)


def test_how_many_cells_are_no_numbers_is_told() -> None:
    assert not_numbers(3, 4).details == {"refused": 3, "stated": 4}
