import pytest

from core.errors import PanelError
from core.markers import CATALOGUE
from core.markers.units import conversion
from core.readers import read_panels
from core.readers.corrections import NONE, Corrections, DateOrder, Meaning, key_of
from core.readers.names import FIELD_NAMES
from core.readers.original import Original
from core.readers.questions import (
    NOT_USED,
    RESULT_FIELDS,
    Question,
    answer_to,
    asked_about,
    in_question_first,
    is_in_question,
    lacks_unit,
    needs_correcting,
    possible_meanings,
    possible_units,
    questions,
    said_of,
    unknown_sexes,
    with_answer,
    with_chosen,
)
from core.readers.reading import Reading
from core.readers.understanding import Item, Understanding

MEASURABLE = [marker for marker in CATALOGUE.values() if not marker.derived]
OPEN = b"id;sex;UA (mg/dL);collected;CK (U/L)\nP-7;1;5;02/10/2026;1,500\nP-8;2;4;03/10/2026;900\n"
TABLE = b"id,UA (mg/dL),T-Bil,ward\nP-7,3.4,0.6,west\n"
LONG = "患者番号,検査項目名,結果値,単位\nP-7,尿酸,3.4,mg/dL\nP-7,謎,1,mg/dL\n".encode()
ANSWERS = {Question.ENCODING: "euc_jp", Question.DECIMAL: ",", Question.DATES: "day-first"}


def read(data: bytes, corrections: Corrections = NONE) -> tuple[Reading, Understanding]:
    reading = read_panels(data, "a.csv", corrections)
    assert reading.understanding is not None
    return reading, reading.understanding


def item(data: bytes, name: str, corrections: Corrections = NONE) -> Item:
    return next(i for i in read(data, corrections)[1].items if i.name == name)


def test_a_file_asks_for_what_its_texts_do_not_prove() -> None:
    problems = read(OPEN)[0].problems
    assert questions(problems, NONE) == {Question.DECIMAL, Question.DATES}
    assert unknown_sexes(problems) == ("1", "2")


def test_a_file_that_proves_itself_asks_for_nothing() -> None:
    problems = read(b"id,sex,UA (mg/dL),collected\nP-7,male,3.4,2026-10-02\n")[0].problems
    assert questions(problems, NONE) == frozenset()
    assert unknown_sexes(problems) == ()


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (TABLE, True),
        (OPEN, True),
        (b"id,UA (mg/dL)\nP-7,202\n", True),
        (b"id,UA (mg/dL),ward\nP-7,3.4,west\n", False),
        (b"nr,UA (mg/dL)\nP-7,3.4\n", True),
        (b"sex,UA (mg/dL)\nmale,3.4\n", False),
    ],
)
def test_a_correction_is_wanted_where_it_would_make_more_usable(
    data: bytes, *, wanted: bool
) -> None:
    reading = Original(data, "a.csv").read()
    assert reading.understanding is not None
    assert needs_correcting(reading, reading.understanding, NONE) is wanted


def test_a_column_whose_unit_is_in_doubt_is_asked_about() -> None:
    reading, understood = read(b"id,UA (mg/dL),T-Bil (mg/dL)\nP-7,202,0.6\n")
    assert [i.name for i in asked_about(understood.items, reading.problems)] == ["UA (mg/dL)"]


def test_bytes_that_prove_no_encoding_ask_for_one() -> None:
    with pytest.raises(PanelError) as caught:
        read_panels("患者番号,尿酸 (mg/dL)\n症例,3.4\n".encode("euc_jp"), "a.csv")
    assert questions([caught.value.problem], NONE) == {Question.ENCODING}


@pytest.mark.parametrize(("question", "answer"), ANSWERS.items())
def test_an_answer_is_held_and_may_be_given_anew(question: Question, answer: str) -> None:
    said = with_answer(NONE, question, answer)
    assert answer_to(question, said) == answer
    assert questions((), said) == {question}
    assert with_answer(said, question, "") == NONE


def test_answered_questions_are_settled() -> None:
    said = Corrections(decimal=",", dates=DateOrder.DAY_FIRST)
    said = with_answer(said, Question.DATES, "day-first")
    reading = read(OPEN, said)[0]
    assert not {"reader.cell.comma", "reader.cell.day_or_month"} & {p.key for p in reading.problems}


def test_what_lacks_a_unit_comes_first_then_what_is_not_known() -> None:
    items = in_question_first(read(TABLE)[1].items)
    assert [i.name for i in items] == ["T-Bil", "ward", "id", "UA (mg/dL)"]
    assert [is_in_question(i) for i in items] == [True, True, False, False]


def test_two_columns_of_one_name_are_asked_about_once() -> None:
    understood = read(b"id,UA (mg/dL),ward,ward\nP-7,3.4,a,b\n")[1]
    assert [i.name for i in in_question_first(understood.items)].count("ward") == 1


@pytest.mark.parametrize("unit", ["mg/dL", "furlong", ""])
def test_a_unit_is_lacking_where_it_is_missing_or_not_accepted(unit: str) -> None:
    assert lacks_unit(Item("x", Meaning(marker="ua"), unit)) == (unit != "mg/dL")


def test_a_computed_figure_lacks_no_unit() -> None:
    for marker in (marker for marker in CATALOGUE.values() if marker.derived):
        assert not lacks_unit(Item("x", Meaning(marker=marker.key)))


@pytest.mark.parametrize("marker", MEASURABLE, ids=lambda marker: marker.key)
def test_any_marker_can_be_said_in_any_of_its_units(marker: object) -> None:
    understood = read(TABLE)[1]
    meaning = next(
        m
        for m in possible_meanings(understood, item(TABLE, "ward"), NONE)
        if m.marker and CATALOGUE[m.marker] is marker
    )
    units = possible_units(meaning)
    assert units[0] == ""
    for unit in units[1:]:
        assert conversion(CATALOGUE[meaning.marker], unit).into(2.0) > 0


def test_a_column_of_panels_can_be_a_field_and_no_part_of_a_result() -> None:
    understood = read(TABLE)[1]
    fields = {m.field for m in possible_meanings(understood, item(TABLE, "ward"), NONE)}
    assert fields == {"", *FIELD_NAMES}


@pytest.mark.parametrize("data", [LONG, b"who,what\nP-7,3.4\n"])
def test_where_a_row_may_be_a_result_a_column_can_be_part_of_one(data: bytes) -> None:
    understood = read(data)[1]
    fields = {m.field for m in possible_meanings(understood, understood.items[-1], NONE)}
    assert fields == {"", *FIELD_NAMES, *RESULT_FIELDS}


def test_what_a_name_means_now_is_always_among_what_it_can_mean() -> None:
    data = b"id,UA (mg/dL),UA low,UA high,e-GFR\nP-7,3.4,3,7,90\n"
    understood = read(data)[1]
    for one in understood.items:
        assert said_of(NONE, one) in possible_meanings(understood, one, NONE)


def test_only_what_is_new_becomes_a_correction() -> None:
    one = item(TABLE, "UA (mg/dL)")
    assert with_chosen(NONE, one, said_of(NONE, one)) == NONE
    assert with_chosen(NONE, one, NOT_USED).meanings == {one.key: NOT_USED}


def test_a_unit_that_was_said_before_stays_among_the_choices() -> None:
    assert "furlong" in possible_units(Meaning(marker="ua"), "furlong")
    assert possible_units(Meaning(field="id")) == ("",)


def test_a_marker_that_was_chosen_is_read_in_the_unit_behind_the_name() -> None:
    data = b"id,Harn X (mg/dL),Harn Y (mg/dL) [x]\nP-7,3.4,5\n"
    said = NONE.with_meaning(key_of("Harn X (mg/dL)"), Meaning(marker="ua"))
    assert not lacks_unit(item(data, "Harn X (mg/dL)", said))
    assert read(data, said)[0].panels[0].measurements[0].unit == "mg/dL"
