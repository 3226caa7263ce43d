import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Problem
from core.readers.lines import (
    MOST_WORDS,
    Line,
    Reported,
    is_flag,
    is_range,
    is_unit,
    is_value,
    joined,
    lines_of,
    reported,
)
from tests.readers.files import check_sentences


def only_line(text: str) -> Line:
    (line,) = lines_of(text)
    assert isinstance(line, Line)
    return line


def result_of(text: str) -> Reported | Problem:
    return reported(only_line(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UA 3.4 mg/dL", Reported("UA", "3.4", "mg/dL", "", "")),
        ("尿酸　３．４　mg/dL", Reported("尿酸", "3.4", "mg/dL", "", "")),
        ("UA: 3.4 mg/dL", Reported("UA", "3.4", "mg/dL", "", "")),
        ("Uric acid = 3.4 mg/dL", Reported("Uric acid", "3.4", "mg/dL", "", "")),
        ("UA (mg/dL) 3.4", Reported("UA", "3.4", "mg/dL", "", "")),
        ("UA\t3.4\tmg/dL\t3.7-7.8\tL", Reported("UA", "3.4", "mg/dL", "3.7", "7.8")),
        ("UA 3.4 L mg/dL (3.7 - 7.8)", Reported("UA", "3.4", "mg/dL", "3.7", "7.8")),
        ("UA 3.4L mg/dL 3.7～7.8", Reported("UA", "3.4", "mg/dL", "3.7", "7.8")),
        ("CRP < 0.1 mg/dL", Reported("CRP", "<0.1", "mg/dL", "", "")),
        ("CRP 0.1 未満 mg/dL", Reported("CRP", "0.1未満", "mg/dL", "", "")),
        ("AST(GOT) 20 U/L", Reported("AST(GOT)", "20", "U/L", "", "")),
        ("UA 3.4mg/dL 3.7-7.8", Reported("UA", "3.4mg/dL", "mg/dL", "3.7", "7.8")),
        ("UA 3.4(3.7-7.8) mg/dL", Reported("UA", "3.4", "mg/dL", "3.7", "7.8")),
        ("AST 20 (H) [IU]/L", Reported("AST", "20", "[IU]/L", "", "")),
        ("LDLコレステロール 120 mg/dL", Reported("LDLコレステロール", "120", "mg/dL", "", "")),
        ("クロール 103 mEq/L 101ー108", Reported("クロール", "103", "mEq/L", "101", "108")),
        ("HDL cholesterol 60 mg/dL H", Reported("HDL cholesterol", "60", "mg/dL", "", "")),
    ],
)
def test_a_line_reports_a_result_with_what_stands_around_it(text: str, expected: Reported) -> None:
    assert result_of(text) == expected


@pytest.mark.parametrize(
    "text",
    ["UA", "AST 25(23) U/L", "K 4(2) mmol/L",
     "UA 3.4 3.5 mg/dL", "UA 3.4 mg/dL U/L", "UA 3.4 mg/dL 1-2 3-4", "UA 3.4 mg/dL see note",
     "UA mg/dL", "UA high", "UA 3.4 5 2026", "UA 3.4 mg/dL" + " H" * MOST_WORDS],
)  # fmt: skip
def test_a_line_of_which_not_all_is_understood_is_no_result(text: str) -> None:
    problem = result_of(text)
    assert isinstance(problem, Problem)
    assert problem.key == "reader.line.not_certain"
    check_sentences(problem)


@pytest.mark.parametrize(
    "text",
    ["HbA1c(JDS) 5.8 %", "UA(尿) 50 mg/dL", "ALP (JSCC) 250 U/L", "UA 300umol/L 5 mg/dL",
     "UA 300umol/L mg/dL"],
)  # fmt: skip
def test_what_stands_for_two_units_is_no_result(text: str) -> None:
    problem = result_of(text)
    assert isinstance(problem, Problem)
    assert problem.key in {"unit.two", "reader.line.not_certain"}
    check_sentences(problem)


def test_an_interval_is_written_with_the_decimal_comma_of_its_text() -> None:
    line = only_line("UA 3,4 mg/dL (3,7 - 7,8)")
    assert reported(line, ",") == Reported("UA", "3,4", "mg/dL", "3,7", "7,8")
    assert isinstance(reported(line), Problem)


@pytest.mark.parametrize(
    ("heading", "material"),
    [("尿検査", "尿"), ("【尿一般】", "尿"), ("Urinalysis", "Urinalysis"),
     ("検体: 随時尿", "随時尿"), ("尿酸値の推移", ""), ("生化学", ""), ("検体: 血清", "")],
)  # fmt: skip
def test_a_heading_names_the_material_of_the_results_below(heading: str, material: str) -> None:
    text = f"UA 3.4 mg/dL\n{heading}\nUA 50 mg/dL\n■生化学検査\nAST 20 U/L"
    found = [line for line in lines_of(text) if isinstance(line, Line) and not line.about]
    assert [line.material for line in found] == ["", material, ""]


def test_a_result_may_go_on_below_its_name() -> None:
    line, ast = lines_of("UA\n3.4\nmg/dL\nL\n3.7-7.8\n\nAST 20 U/L")
    assert isinstance(line, Line)
    assert isinstance(ast, Line)
    assert reported(line) == Reported("UA", "3.4", "mg/dL", "3.7", "7.8")
    assert (line.row, ast.row) == (1, 7)


def test_a_line_that_names_nothing_known_is_told_by_its_number() -> None:
    lines = list(lines_of("Laboratory of the ward\n\nUA 3.4 mg/dL\nlorem ipsum 7\n"))
    assert [line if isinstance(line, int) else line.row for line in lines] == [1, 3, 4]


def test_a_name_without_a_value_does_not_take_in_all_that_follows() -> None:
    first, *rest = lines_of("UA\n" + "x\n" * 5_000)
    assert isinstance(first, Line)
    assert MOST_WORDS < len(first.words) < 2 * MOST_WORDS
    assert len(first.words) + len(rest) == 5_000


def test_several_fields_may_stand_in_one_line() -> None:
    lines = list(lines_of("ID: A-014 性別: 男 年齢: 24"))
    assert [(line.about, line.words) for line in lines if isinstance(line, Line)] == [
        ("id", ["A-014"]),
        ("sex", ["男"]),
        ("age", ["24"]),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["<", "0.1"], ["<0.1"]),
        (["0.4", "-", "1.5"], ["0.4-1.5"]),
        (["(", "0.4-1.5", ")"], ["0.4-1.5"]),
        (["0.1", "未満"], ["0.1未満"]),
        (["3.4", "mg/dL"], ["3.4", "mg/dL"]),
    ],
)
def test_what_belongs_together_is_joined(words: list[str], expected: list[str]) -> None:
    assert joined(words) == expected


def test_words_are_told_apart() -> None:
    assert all(map(is_value, ["3.4", "<0.1", "5以上", "3.4H"]))
    assert all(map(is_range, ["3.7-7.8", "0.4~1.5"]))
    assert all(map(is_unit, ["mg/dL", "%", "U/L", "×10³/µL"]))
    assert all(map(is_flag, ["H", "l", "*", "↑", "高", "ＨＨ"]))
    assert not any(map(is_value, ["mg/dL", "H", "x", ""]))
    assert not any(map(is_unit, ["1", "3.4", "H"]))
    assert not any(map(is_range, ["3.4", "<5"]))


@given(st.text(alphabet="UA3.4 <mg/dL:-()\n\tH男ID", max_size=40))
def test_any_lines_are_a_result_a_field_or_told(text: str) -> None:
    rows = text.split("\n")
    for line in lines_of(text):
        row = line if isinstance(line, int) else line.row
        assert rows[row - 1].strip()
        if isinstance(line, Line) and not line.about:
            found = reported(line)
            assert isinstance(found, Reported) or found.key.startswith(("reader.", "range."))
