import pytest

from core.errors import PanelError, Problem
from core.readers.corrections import NONE, Corrections, Meaning, key_of
from core.readers.original import Original, recognised

TABLE = b"id,sex,Harn X (mg/dL),T-Bil (mg/dL)\nP-7,male,3.4,0.6\n"
AS_UA = NONE.with_meaning(key_of("Harn X (mg/dL)"), Meaning(marker="ua"))
TWO_IDS = NONE.with_meaning(key_of("sex"), Meaning(field="id"))
JAPANESE = "患者番号,尿酸 (mg/dL)\n症例-7,3.4\n"
PASTED = "患者番号 P-7\n尿酸 3.4 mg/dL\n"


def markers(original: Original, corrections: Corrections = NONE) -> set[str]:
    return {m.marker.key for p in original.read(corrections).panels for m in p.measurements}


def nothing_kept(_: str) -> Corrections:
    return NONE


def test_a_file_is_read_again_with_other_corrections() -> None:
    original = Original(TABLE, "a.csv")
    assert markers(original) == {"t_bil"}
    assert markers(original, AS_UA) == {"t_bil", "ua"}


def test_a_pasted_text_is_read_as_lines() -> None:
    assert markers(Original(PASTED)) == {"ua"}


@pytest.mark.parametrize("original", [Original(TABLE, "a.csv"), Original(PASTED)])
def test_what_was_typed_beside_it_fills_its_gaps(original: Original) -> None:
    typed = Original(original.content, original.name, {"age": "24", "fasting": "yes", "sex": ""})
    panel = typed.read().panels[0]
    assert (panel.patient.age, panel.specimen.fasting) == (24, True)


@pytest.mark.parametrize("original", [Original(TABLE, "a.csv"), Original(PASTED)])
def test_another_patient_typed_beside_it_is_refused(original: Original) -> None:
    with pytest.raises(PanelError) as caught:
        Original(original.content, original.name, {"id": "P-8"}).read()
    assert caught.value.problem.key == "reader.context.other_patient"


def test_without_an_id_what_was_understood_is_kept_to_say_which_column_holds_it() -> None:
    original = Original(b"nr,sex,UA (mg/dL)\nP-7,male,3.4\nP-8,female,4.1\n", "a.csv")
    reading = original.read()
    assert reading.panels == ()
    assert reading.understanding is not None
    assert [p.key for p in reading.problems] == ["reader.context.no_id", "reader.column.unknown"]
    said = original.read(NONE.with_meaning(key_of("nr"), Meaning(field="id")))
    assert [panel.patient.id for panel in said.panels] == ["P-7", "P-8"]


def test_what_was_said_of_the_column_of_ids_holds_for_the_next_file_of_the_layout() -> None:
    original = Original(b"nr,UA (mg/dL)\nP-7,3.4\n", "a.csv")
    as_id = NONE.with_meaning(key_of("nr"), Meaning(field="id"))
    layout = recognised(original, nothing_kept).layout
    read = recognised(original, {layout: as_id}.__getitem__)
    assert [panel.patient.id for panel in read.reading.panels] == ["P-7"]


def test_what_is_typed_and_not_understood_is_told_by_its_field() -> None:
    problem = Original(TABLE, "a.csv", {"age": "old"}).read().problems[0]
    assert (problem.key, problem.place.column) == ("reader.cell.age", "age")


def test_neither_content_nor_name_stands_in_the_words_for_it() -> None:
    written = repr(Original(TABLE, "P-7.csv", {"id": "P-7"}))
    assert "P-7" not in written


def test_what_is_kept_for_a_layout_is_applied_and_said_to_be() -> None:
    original = Original(TABLE, "a.csv")
    layout = recognised(original, nothing_kept).layout
    read = recognised(original, {layout: AS_UA}.__getitem__)
    assert read.is_remembered
    assert (read.corrections, read.layout) == (AS_UA, layout)
    assert len(read.reading.panels[0].measurements) == 2


def test_corrections_do_not_change_for_which_layout_they_are_kept() -> None:
    original = Original(b"who,what\nP-7,3.4\n", "a.csv")
    said = NONE.with_meaning(key_of("what"), Meaning(marker="ua", unit="mg/dL"))
    said = said.with_meaning(key_of("who"), Meaning(field="id"))
    first, second = (recognised(original, nothing_kept, some) for some in (NONE, said))
    assert first.layout == second.layout
    assert second.reading.panels[0].patient.id == "P-7"
    assert not second.is_remembered


def test_kept_corrections_with_which_it_cannot_be_read_are_left_out_and_told() -> None:
    read = recognised(Original(TABLE, "a.csv"), lambda _: TWO_IDS)
    assert read.corrections == NONE
    assert read.reading.problems[0].key == "reader.column.duplicate"
    assert read.reading.panels


def test_kept_corrections_that_are_broken_are_told() -> None:
    broken = Problem("understanding.kept.broken")
    assert recognised(Original(TABLE, "a.csv"), lambda _: broken).reading.problems[0] == broken


def test_the_encoding_that_was_said_is_what_the_layout_is_read_in() -> None:
    original = Original(JAPANESE.encode("euc_jp"), "a.csv")
    with pytest.raises(PanelError):
        recognised(original, nothing_kept)
    read = recognised(original, nothing_kept, Corrections(encoding="euc_jp"))
    plain = recognised(Original(JAPANESE.encode(), "a.csv"), nothing_kept)
    assert read.layout == plain.layout
    assert read.reading.panels[0].patient.id == "症例-7"
