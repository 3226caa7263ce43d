"""What a clinician can correct of a reading, and how it is remembered and undone."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.readers.corrections import Meaning, key_of
from pages.shared.state import SESSION
from tests.pages.opening import front_door, words

TABLE = b"id,sex,Harn X,T-Bil (mg/dL)\nP-7,male,3.4,0.6\n"
NEXT = b"id,sex,Harn X,T-Bil (mg/dL)\nP-8,female,5.1,0.7\n"
OPEN = b"id;sex;UA (mg/dL);collected;CK (U/L)\nP-7;1;5;02/10/2026;1,500\nP-8;2;4;03/10/2026;900\n"
EUC = "患者番号,性別,尿酸 (mg/dL)\n症例-7,男性,3.4\n".encode("euc_jp")
KEY = key_of("Harn X")


def uploaded(data: bytes, name: str = "a.csv", app: AppTest | None = None) -> AppTest:
    app = app or front_door()
    app.file_uploader[0].set_value((name, data, "text/csv")).run()
    assert not app.exception
    return app


def box(app: AppTest, name: str) -> object:
    """The value of a selection box of the present patient."""
    return app.selectbox(key=f"patient-{name}-{generation(app)}").value


def choose(app: AppTest, name: str, value: object) -> None:
    app.selectbox(key=f"patient-{name}-{generation(app)}").set_value(value).run()


def press(app: AppTest, name: str) -> None:
    app.button(key=f"patient-{name}-{generation(app)}").click().run()
    assert not app.exception


def generation(app: AppTest) -> int:
    number: int = app.session_state[SESSION].generation
    return number


def markers(app: AppTest) -> set[str]:
    return {m.marker.key for m in app.session_state[SESSION].panel.measurements}


def corrected(data: bytes = TABLE) -> AppTest:
    """A file of which one unknown column was said to be uric acid in mg/dL."""
    app = uploaded(data)
    choose(app, f"as-{KEY}", Meaning(marker="ua"))
    choose(app, f"unit-{KEY}-ua", "mg/dL")
    press(app, "correct")
    return app


def test_the_check_says_how_the_file_was_read() -> None:
    said = words(uploaded(TABLE))
    assert "A table with one panel a row, UTF-8, separated by commas" in said
    assert "Of 4 names in the file, 3 are understood" in said


def test_an_unknown_column_is_corrected_to_a_marker_and_used() -> None:
    app = corrected()
    assert markers(app) == {"ua", "t_bil"}
    assert "1 correction is applied" in words(app)
    assert app.session_state[SESSION].confirmed_panel is None


def test_nothing_is_read_again_before_something_was_chosen() -> None:
    app = uploaded(TABLE)
    assert app.button(key=f"patient-correct-{generation(app)}").disabled


def test_a_correction_is_remembered_for_the_next_file_of_the_layout_even_after_forgetting() -> None:
    app = corrected()
    app.button(key="forget").click().run()
    uploaded(NEXT, "b.csv", app)
    assert markers(app) == {"ua", "t_bil"}
    assert "1 correction made before" in words(app)


def test_a_correction_is_kept_on_the_server_for_another_visitor() -> None:
    corrected()
    other = uploaded(NEXT, "b.csv")
    assert markers(other) == {"ua", "t_bil"}
    assert "1 correction made before" in words(other)


def test_a_correction_is_not_applied_to_another_layout() -> None:
    corrected()
    other = uploaded(TABLE.replace(b"sex", b"age").replace(b"male", b"31"))
    assert markers(other) == {"t_bil"}


def test_undoing_takes_the_correction_back_for_good(layouts: Path) -> None:
    app = corrected()
    assert list(layouts.iterdir())
    press(app, "undo")
    assert markers(app) == {"t_bil"}
    assert box(app, f"as-{KEY}") == Meaning()
    assert list(layouts.iterdir()) == []
    assert markers(uploaded(NEXT, "b.csv", app)) == {"t_bil"}


def test_what_is_kept_holds_no_text_of_the_file(layouts: Path) -> None:
    corrected()
    kept = "".join(p.name + p.read_text("utf-8") for p in layouts.iterdir())
    assert '"ua"' in kept
    for text in ("Harn", "P-7", "a.csv", "3.4"):
        assert text not in kept


def test_a_server_that_cannot_keep_says_so_and_reads_all_the_same(layouts: Path) -> None:
    layouts.write_text("a file in the way")
    app = corrected()
    assert markers(app) == {"ua", "t_bil"}
    assert "could not be kept on the server" in words(app)


def test_a_correction_with_which_nothing_can_be_read_leaves_what_was_there() -> None:
    app = uploaded(TABLE)
    choose(app, f"as-{KEY}", Meaning(field="id"))
    press(app, "correct")
    assert "means the same as" in words(app)
    assert markers(app) == {"t_bil"}
    assert box(app, f"as-{KEY}") == Meaning()


def test_a_file_asks_for_what_only_a_clinician_knows() -> None:
    app = uploaded(OPEN)
    choose(app, "question-decimal", ",")
    choose(app, "question-dates", "day-first")
    choose(app, f"sex-{key_of('1')}", "male")
    choose(app, f"sex-{key_of('2')}", "female")
    press(app, "correct")
    assert not app.error
    assert "male" in words(app)
    assert "drawn 2026-10-02" in words(app)
    assert app.session_state[SESSION].panel.get("ck").value.low == 1.5


def test_an_encoding_that_is_not_certain_is_asked_for_on_the_first_page() -> None:
    app = uploaded(EUC)
    assert "encoding" in words(app)
    choose(app, "question-encoding", "euc_jp")
    press(app, "correct")
    assert "Patient 症例-7" in words(app)


def test_a_table_in_which_nothing_is_known_can_be_named_column_by_column() -> None:
    app = uploaded(b"who,what\nP-7,3.4\n")
    choose(app, f"as-{key_of('who')}", Meaning(field="id"))
    choose(app, f"as-{key_of('what')}", Meaning(marker="ua"))
    choose(app, f"unit-{key_of('what')}-ua", "mg/dL")
    press(app, "correct")
    assert "Patient P-7" in words(app)
    assert markers(app) == {"ua"}


def test_an_understood_column_can_be_picked_and_corrected_too() -> None:
    app = uploaded(TABLE)
    bilirubin = key_of("T-Bil (mg/dL)")
    app.multiselect[0].set_value([bilirubin]).run()
    choose(app, f"as-{bilirubin}", Meaning(marker="ua"))
    press(app, "correct")
    assert markers(app) == {"ua"}


def test_what_the_file_leaves_out_is_typed_beside_it_and_read_again() -> None:
    app = uploaded(b"sex,UA (mg/dL)\nmale,3.4\n")
    assert "No patient ID was found" in words(app)
    number = generation(app)
    app.text_input(key=f"patient-again-id-{number}").set_value("P-7")
    app.text_input(key=f"patient-again-age-{number}").set_value("24")
    app.button(key=f"FormSubmitter:patient-again-{number}-Read again with this").click().run()
    assert "Patient P-7 · male, 24 y" in words(app)


@pytest.mark.parametrize(
    ("field", "typed", "said"), [("id", "P-9", 'patient "P-7"'), ("age", "old", "Age (years)")]
)
def test_what_is_typed_before_a_file_is_checked_against_it(
    field: str, typed: str, said: str
) -> None:
    app = front_door()
    app.text_input(key=f"patient-beside-{field}-0").set_value(typed)
    uploaded(TABLE, app=app)
    assert said in words(app)
    assert (app.session_state[SESSION].panel is None) == (field == "id")


def test_after_a_mismatch_the_typed_id_can_be_corrected_without_a_new_upload() -> None:
    app = front_door()
    app.text_input(key="patient-beside-id-0").set_value("P-9")
    uploaded(TABLE, app=app)
    number = generation(app)
    field = app.text_input(key=f"patient-again-id-{number}")
    assert field.value == "P-9"
    field.set_value("")
    app.button(key=f"FormSubmitter:patient-again-{number}-Read again with this").click().run()
    assert "Patient P-7" in words(app)


def test_a_pasted_block_is_read_with_what_was_typed_beside_it() -> None:
    app = front_door()
    app.button_group(key="way").set_value("paste").run()
    app.text_area[0].set_value("UA    3.4   mg/dL   3.7-7.8\nT-Bil   0.6   mg/dL\n")
    app.text_input(key="patient-beside-id-0").set_value("P-5")
    app.button(key="FormSubmitter:patient-paste-0-Read and check").click().run()
    assert not app.exception
    assert "Lines of a laboratory report" in words(app)
    assert "Patient P-5" in words(app)
    assert markers(app) == {"ua", "t_bil"}


def test_nothing_pasted_is_one_sentence() -> None:
    app = front_door()
    app.button_group(key="way").set_value("paste").run()
    app.button(key="FormSubmitter:patient-paste-0-Read and check").click().run()
    assert "Nothing was pasted" in words(app)
    assert not app.exception


def test_the_rule_for_several_results_stands_where_it_was_applied() -> None:
    rows = "P-7,UA,3.4,mg/dL\nP-7,UA,3.4,mg/dL\n"
    header = "id,test,result,unit\n"
    rule = "a corrected result stands before a final one, and"
    assert rule in words(uploaded((header + rows).encode()))
    assert rule not in words(uploaded((header + rows[:17]).encode()))


def test_the_column_that_holds_the_ids_can_be_said_where_none_was_found() -> None:
    app = uploaded(b"nr,UA (mg/dL)\nP-7,3.4\n")
    assert "No patient ID was found" in words(app)
    choose(app, f"as-{key_of('nr')}", Meaning(field="id"))
    press(app, "correct")
    assert "Patient P-7" in words(app)
    assert "Patient P-8" in words(uploaded(b"nr,UA (mg/dL)\nP-8,4.1\n", "b.csv", app))


def test_one_id_typed_for_several_panels_is_said_above_them() -> None:
    app = front_door()
    app.text_input(key="patient-beside-id-0").set_value("P-9")
    uploaded(b"collected,UA (mg/dL)\n2026-10-01,3.4\n2026-10-02,3.5\n", app=app)
    assert "all 2 panels are taken as those of the ID that was typed" in words(app)


def test_a_unit_in_doubt_is_asked_for_at_once() -> None:
    app = uploaded(b"id,UA (mg/dL)\nP-7,202\n")
    assert "is the unit µmol/L?" in words(app)
    assert box(app, f"as-{key_of('UA (mg/dL)')}") == Meaning(marker="ua")
