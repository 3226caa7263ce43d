import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.readers.cohorts.levels import Levels, answer_levels, levels_of, sex_levels
from core.readers.corrections import NONE
from tests.readers.cohorts.test_cells import cells_of

WORDS = st.lists(st.sampled_from(["case", "Case", "ＣＡＳＥ", "control", "1", "1.0", "10", "9-17",
                                  "18-29", "", "NA", "+", "2+", "<5"]))  # fmt: skip


def levels_in(*texts: str, decimal: str = "") -> Levels:
    found = levels_of(cells_of(texts), decimal)
    assert found is not None
    assert found[1] == {}
    return found[0]


def each(levels: Levels) -> list[str | None]:
    return [None if code < 0 else levels.names[code] for code in levels.codes.tolist()]


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (("b", "a", "B ", "ａ"), ("a", "b")),
        (("2", "10", "1", "1.0"), ("1", "2", "10")),
        (("18-29", "9-17", "30+"), ("9-17", "18-29", "30+")),
        (("unknown", "1", "0"), ("0", "1", "unknown")),
        (("対照", "患者"), ("対照", "患者")),
        (("non-case", "case"), ("case", "non-case")),
        (("stage  II", "stage II"), ("stage II",)),
        (("+", "2+", "±", "-"), ("-", "±", "+", "2+")),
        (("-", "±"), ("-", "±")),
        (("-", "case"), ("case",)),
        (("<5", ">=5"), ("<5", ">=5")),
    ],
)
def test_levels_are_named_once_and_in_order(texts: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert levels_in(*texts).names == names


@given(WORDS)
def test_each_person_has_the_level_that_the_text_names(texts: list[str]) -> None:
    found = levels_in(*texts)
    has_plus = any("+" in text for text in texts)
    for text, level in zip(texts, each(found), strict=True):
        if text in ("", "NA"):
            assert level is None
        else:
            assert level is not None
            assert text.casefold()[:1] in (level.casefold()[:1], "ｃ")
    assert sorted(found.names) == sorted({level for level in each(found) if level is not None})
    assert has_plus or "-" not in found.names


@given(st.permutations(["control", "case", "1", "2", "10", "9-17"]))
def test_the_order_of_rows_makes_no_other_order_of_levels(texts: list[str]) -> None:
    assert levels_in(*texts).names == ("1", "2", "10", "9-17", "case", "control")


def test_a_decimal_comma_makes_no_other_level() -> None:
    assert levels_in("0,5", "0,50", decimal=",").names == ("0.5",)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("=A1", "reader.cell.formula"),
        ("x" * 201, "reader.cell.too_long"),
        ("1,500", "reader.cell.comma"),
        ("inf", "reader.cell.not_finite"),
    ],
)
def test_what_names_no_level_is_refused(text: str, key: str) -> None:
    found = levels_of(cells_of(["case", text]), "")
    assert found is not None
    levels, refused = found
    assert each(levels) == ["case", None]
    assert {code: problem.key for code, problem in refused.items()} == {1: key}


def test_more_texts_than_groups_can_have_name_no_level() -> None:
    many = cells_of([f"g{i}" for i in range(201)])
    assert levels_of(many, "") is None
    assert sex_levels(many, NONE) is None


def test_a_sex_is_known_by_its_word_and_a_code_is_not_guessed() -> None:
    found = sex_levels(cells_of(["女", "M", "1", "", "female"]), NONE)
    assert found is not None
    levels, refused = found
    assert levels.names == ("male", "female")
    assert each(levels) == ["female", "male", None, None, "female"]
    assert [problem.key for problem in refused.values()] == ["reader.cell.sex"]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("はい", "no", ""), ["yes", "no", None]),
        (("有", "有り"), ["yes", "yes"]),
        (("yes", "SSRI"), None),
        (("1", "0"), None),
    ],
)
def test_yes_and_no_are_known_by_their_words(
    texts: tuple[str, ...], said: list[str | None] | None
) -> None:
    found = answer_levels(levels_in(*texts))
    assert (None if found is None else each(found)) == said


def test_levels_that_nobody_has_are_left_out() -> None:
    levels = levels_in("a", "b", "c")
    some = Levels(levels.names, levels.codes[[2, 0]]).pruned()
    assert (some.names, each(some)) == (("a", "c"), ["c", "a"])
    assert levels.factor("Group").sizes() == (1, 1, 1)
