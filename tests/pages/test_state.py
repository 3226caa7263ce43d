import copyreg
import pickle
from types import MappingProxyType
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.errors import Problem
from core.evidence.base_rates import BASE_RATES
from core.panel import Panel, Patient
from core.readers.reading import Reading
from core.text import Language
from pages.shared.setting import OWN_SETTING
from pages.shared.state import SESSION, Session
from tests.builders import panel
from tests.pages.opening import PATIENCE, front_door, page, words

LEFTOVERS = """
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from pages.shared.forgetting import forget
context = get_script_run_ctx()
record = UploadedFileRec("1", "a.csv", "text/csv", b"P-1,3.4")
context.uploaded_file_mgr.add_file(context.session_id, record)
forget()
st.text(len(context.uploaded_file_mgr.get_files(context.session_id, ["1"])))
"""


# Corrections hold one, which pickle leaves to whoever knows better.
def as_dict(proxy: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return dict, (dict(proxy),)


copyreg.pickle(MappingProxyType, as_dict)


def test_forgetting_leaves_nothing_of_the_patient_in_the_session() -> None:
    app = front_door(lang="ja")
    data = b"id,sex,UA (mg/dL)\nSECRET-7,male,3.4\nSECRET-8,female,5\n"
    app.file_uploader[0].set_value(("SECRET.csv", data, "text/csv")).run()
    app.selectbox(key="patient-chosen-1").set_value(1).run()
    assert "SECRET" in repr(held(app))
    assert b"SECRET" in pickle.dumps(held(app)[SESSION].original)
    app.button(key="forget").click().run()
    assert "SECRET" not in repr(held(app))
    assert held(app)[SESSION].original is None
    assert b"SECRET" not in pickle.dumps(held(app)[SESSION])
    assert "SECRET" not in words(app)
    assert app.session_state[SESSION].language is Language.JA


def test_forgetting_drops_what_was_pasted_and_typed_beside_it() -> None:
    app = front_door()
    app.button_group(key="way").set_value("paste").run()
    app.text_area[0].set_value("患者番号 SECRET-7\nUA 3.4 mg/dL\nSECRET 5 mg/dL")
    app.text_input(key="patient-beside-id-0").set_value("SECRET-7")
    app.button(key="FormSubmitter:patient-paste-0-Read and check").click().run()
    assert held(app)[SESSION].panel.patient.id == "SECRET-7"
    app.button(key="forget").click().run()
    assert "SECRET" not in repr(held(app))
    assert b"SECRET" not in pickle.dumps(held(app)[SESSION])
    assert "SECRET" not in words(app)


def test_another_panel_takes_the_place_of_the_file_that_was_there() -> None:
    app = front_door()
    data = b"id,UA (mg/dL)\nSECRET-7,3.4\n"
    app.file_uploader[0].set_value(("a.csv", data, "text/csv")).run()
    app.button(key="example-1").click().run()
    assert held(app)[SESSION].original is None


def test_a_file_that_could_not_be_read_is_forgotten_too() -> None:
    app = front_door()
    app.file_uploader[0].set_value(("a.csv", b"UA (mg/dL),ward\n3.4,SECRET\n", "text/csv")).run()
    assert held(app)[SESSION].original is not None
    app.button(key="forget").click().run()
    assert b"SECRET" not in pickle.dumps(held(app)[SESSION])


def test_forgetting_empties_the_typed_form() -> None:
    app = front_door()
    app.button_group(key="way").set_value("typed").run()
    app.text_input(key="patient-typed-id-0").set_value("SECRET-9")
    app.text_input(key="patient-typed-ua-0").set_value("3.4")
    app.button(key="FormSubmitter:patient-form-0-Read and check").click().run()
    app.button(key="forget").click().run()
    app.button_group(key="way").set_value("typed").run()
    assert "SECRET" not in repr(held(app))
    assert {field.value for field in app.text_input} == {""}


def test_forgetting_drops_the_files_that_streamlit_keeps() -> None:
    app = AppTest.from_string(LEFTOVERS, default_timeout=PATIENCE).run()
    assert [text.value for text in app.text] == ["0"]


def test_streamlit_keeps_no_copy_of_a_file_that_was_read() -> None:
    app = front_door()
    app.file_uploader[0].set_value(("a.csv", b"id,UA (mg/dL)\nP-7,3.4\n", "text/csv")).run()
    assert not any(uploader.value for uploader in app.file_uploader)


def test_one_visitor_sees_nothing_of_another() -> None:
    page("risk", panel(ua=3.4))
    assert "P-1" not in words(page("risk"))


def test_a_new_reading_has_to_be_confirmed_anew() -> None:
    session = Session()
    session.take(Reading((panel(ua=3.4),), ()), confirmed=True)
    session.take(Reading((panel(ua=5.0),), ()))
    assert session.confirmed_panel is None


def test_a_failure_takes_the_place_of_what_was_there() -> None:
    session = Session()
    session.take(Reading((panel(ua=3.4),), ()), confirmed=True)
    session.fail(Problem("reader.file.empty"))
    assert session.panel is None
    assert session.failure == Problem("reader.file.empty")


@pytest.mark.parametrize(
    ("age", "setting"),
    [
        (15, "general_15_39"),
        (39.9, "general_15_39"),
        (40, "general_40_64"),
        (None, "general_15_39"),
    ],
)
def test_the_pre_test_probability_begins_with_the_age(age: float | None, setting: str) -> None:
    session = Session()
    session.take(Reading((aged(50), aged(age)), ()))
    assert session.setting == "general_40_64"
    session.choose(1)
    assert session.setting == setting
    assert session.pre_test == BASE_RATES[setting].probability


def test_a_setting_that_is_no_age_band_stays_for_the_next_panel() -> None:
    session = Session(setting=OWN_SETTING, pre_test=0.3)
    session.take(Reading((aged(50),), ()))
    assert (session.setting, session.pre_test) == (OWN_SETTING, 0.3)


def aged(age: float | None) -> Panel:
    """A panel of a person of this age."""
    return Panel(patient=Patient(id="P", age=age))


def held(app: AppTest) -> dict[str, Any]:
    """Everything in the session, widgets included."""
    return dict(app.session_state.items())
