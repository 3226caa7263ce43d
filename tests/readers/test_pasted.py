import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import PanelError
from core.markers import Sex
from core.panel import Patient, Value
from core.readers import read_panels
from core.readers.identity import Context
from core.readers.pasted import LIMIT_CHARACTERS, read_pasted
from core.readers.reading import Reading
from core.readers.report import LIMIT_LINES
from core.readers.understanding import Shape
from tests.readers.files import check_sentences, found

A = Context("A")


def read(text: str, context: Context = A) -> Reading:
    reading = read_pasted(text, context=context)
    for problem in reading.problems:
        check_sentences(problem)
    return reading


def values(reading: Reading) -> dict[str, Value]:
    return {m.marker.key: m.value for panel in reading.panels for m in panel.measurements}


def shape(reading: Reading) -> Shape:
    assert reading.understanding is not None
    return reading.understanding.shape


def refusal(text: str, context: Context = A) -> str:
    with pytest.raises(PanelError) as caught:
        read_pasted(text, context=context)
    check_sentences(caught.value.problem)
    return caught.value.problem.key.removeprefix("reader.")


@pytest.mark.parametrize(
    "text",
    [
        "項目\t結果\t単位\n尿酸\t3.4\tmg/dL\nT-Bil\t0.5\tmg/dL",
        "項目    結果  単位\n尿酸    3.4   mg/dL\nT-Bil   0.5   mg/dL",
        "項目 | 結果 | 単位\n尿酸 | 3.4 | mg/dL\nT-Bil | 0.5 | mg/dL",
        "項目,結果,単位\r\n尿酸,3.4,mg/dL\r\nT-Bil,0.5,mg/dL\r\n",
    ],
)
def test_a_table_is_read_however_its_cells_are_kept_apart(text: str) -> None:
    reading = read(text)
    assert shape(reading) is Shape.LONG
    assert values(reading) == {"ua": Value.exactly(3.4), "t_bil": Value.exactly(0.5)}
    assert reading.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "UA 3.4 mg/dL\nT-Bil 0.5 mg/dL",
        "UA: 3.4 mg/dL  L\r\nT-Bil: 0.5 mg/dL\r\n",
        "尿酸\n3.4\nmg/dL\n総ビリルビン\n0.5\nmg/dL",
        "UA　３．４　mg/dL\nT-Bil　０．５　mg/dL",
        "UA\t3.4 L\tmg/dL\nT-Bil\t0.5 H\tmg/dL",
        "UA\t3.4 L\tmg/dL\t(3.7～7.8)\nT-Bil\t0.5\tmg/dL",
    ],
)
def test_lines_are_read_however_they_are_broken(text: str) -> None:
    reading = read(text)
    assert shape(reading) is Shape.LINES
    assert values(reading) == {"ua": Value.exactly(3.4), "t_bil": Value.exactly(0.5)}
    assert reading.problems == ()


def test_what_the_lines_say_of_the_patient_and_draw_is_read() -> None:
    (panel,) = read(
        "患者ID: A-014\n性別: 女\n年齢: 24歳\n採血日時: 2026/10/02 09:10\nUA 3.4 mg/dL", Context()
    ).panels
    assert panel.patient == Patient(id="A-014", sex=Sex.FEMALE, age=24)
    assert str(panel.specimen.collected) == "2026-10-02 09:10:00"


def test_lines_about_another_patient_than_was_typed_are_refused() -> None:
    assert refusal("ID: B\nUA 3.4 mg/dL") == "context.other_patient"
    assert refusal("UA 3.4 mg/dL", Context()) == "context.no_id"


def test_a_statement_made_twice_and_differently_is_none() -> None:
    reading = read("Sex: m\nSex: f\nUA 3.4 mg/dL")
    assert reading.panels[0].patient.sex is None
    assert [key for key, _, _ in found(reading.problems)] == ["reader.draw.conflict"]


def test_a_decimal_comma_in_one_line_is_that_of_all() -> None:
    reading = read("UA 3,4 mg/dL\nT-Bil 0,5 mg/dL\nCK 1.234,5 U/L")
    assert values(reading)["ck"] == Value.exactly(1234.5)


def test_a_line_that_is_not_understood_is_told_by_its_number() -> None:
    reading = read("Ward 3\nUA 3.4 3.5 mg/dL\nAST 20 U/L\nlorem ipsum 7\n")
    assert values(reading) == {"ast": Value.exactly(20)}
    assert found(reading.problems) == [
        ("reader.line.not_certain", 2, ""),
        ("reader.line.unknown", 1, ""),
    ]


def test_lines_without_a_result_are_no_panel_and_say_so() -> None:
    reading = read("Dear colleague,\nnothing new.")
    assert reading.panels == ()
    assert "reader.line.no_result" in {p.key for p in reading.problems}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "paste.empty"),
        (" \n\t", "paste.empty"),
        ("x" * (LIMIT_CHARACTERS + 1), "paste.too_long"),
        ("x\n" * (LIMIT_LINES + 1), "line.too_many"),
    ],
)
def test_nothing_and_too_much_are_refused(text: str, key: str) -> None:
    assert refusal(text) == key


def test_a_message_of_hl7_is_known_by_its_start() -> None:
    text = (
        "\nMSH|^~\\&|LAB||||||ORU^R01|1|P|2.5\rPID|1||A||||F\rOBR|1|||1^panel^L|||20261002\r"
        "OBX|1|NM|3084-1^Urate^LN||3.4|mg/dL|||||F\r"
    )
    assert values(read(text)) == {"ua": Value.exactly(3.4)}


def test_a_file_of_text_is_read_as_what_is_pasted() -> None:
    text = "ID A\nUA 3.4 mg/dL\nT-Bil 0.5 mg/dL"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp932"):
        reading = read_panels(text.encode(encoding), "report.txt")
        assert values(reading) == values(read(text))


@given(st.text(st.characters(), max_size=80))
def test_whatever_is_pasted_is_read_or_refused(text: str) -> None:
    for pasted in (text, f"UA 3.4 mg/dL\n{text}", f"項目\t結果\t単位\n{text}"):
        try:
            reading = read_pasted(pasted, context=A)
        except PanelError as error:
            check_sentences(error.problem)
        else:
            for problem in reading.problems:
                check_sentences(problem)


@given(st.permutations(["UA 3.4 mg/dL", "T-Bil 0.5 mg/dL", "AST 20 U/L", "Sex: m"]))
def test_lines_in_any_order_give_the_same_panel(lines: list[str]) -> None:
    reading = read("\n".join(lines))
    assert len(values(reading)) == 3
    assert reading.panels[0].patient.sex is Sex.MALE
