import gc
import pickle
import weakref
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core.panel import Patient
from pages.shared.cohort_held import Cohorts
from pages.shared.cohort_results import MOST_KEPT, Results
from tests.builders import cohort, panel
from tests.pages.cohorts import TWENTY, bring, brought, csv_of, held, key, rows_of, view
from tests.pages.opening import PATIENCE, front_door, page, words

DOWNLOADED = """
import streamlit as st
from streamlit import runtime
from pages.shared.forgetting import {name}
kept = runtime.get_instance().media_file_mgr
first = kept.add_deferred(lambda: b"P-1,3.4", "text/csv", "1.1", "a.csv")
kept.execute_deferred(first)
st.text(str(len(kept._file_metadata)) + " before")
{name}()
kept.remove_orphaned_files()  # as Streamlit does itself at the end of each run
st.text(str(len(kept._file_metadata)) + " after")
"""
LEFTOVERS = """
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from pages.shared.forgetting import {name}
context = get_script_run_ctx()
record = UploadedFileRec("1", "a.csv", "text/csv", b"P-1,3.4")
context.uploaded_file_mgr.add_file(context.session_id, record)
{name}()
st.text(len(context.uploaded_file_mgr.get_files(context.session_id, ["1"])))
"""
SECRET = csv_of(
    ["SECRET-1,SECRET-A,male,30,4.1,4.2", "SECRET-2,SECRET-B,male,31,5.1,4.3",
     "SECRET-3,SECRET-A,male,32,4.4,4.4", "SECRET-4,SECRET-B,male,33,5.4,4.1"]
)  # fmt: skip


def everything(app: AppTest) -> str:
    """All that the session holds, widgets included."""
    return repr(dict(app.session_state.items()))


def values(app: AppTest) -> "weakref.ref[np.ndarray[Any, Any]]":
    """A reference to the values of the clinic's first cohort that does not hold them."""
    own = next(iter(held(app).cohorts.own.values()))
    assert own.cohort is not None
    return weakref.ref(own.cohort.values)


def test_forgetting_all_cohorts_leaves_nothing_of_them_in_the_session() -> None:
    app = brought(SECRET, "SECRET.csv")
    view(app, "groups")
    assert "SECRET" in everything(app)
    app.button(key="cohort-forget").click().run()
    assert "SECRET" not in everything(app)
    assert not held(app).cohorts.own
    assert not held(app).cohorts.results.kept
    assert "SECRET" not in words(app)


@pytest.mark.parametrize("name", ["one", "two", "groups", "all"])
def test_after_forgetting_nobody_holds_the_values_of_a_cohort(name: str) -> None:
    app = view(brought(TWENTY), name)
    reference = values(app)
    app.button(key="cohort-forget").click().run()
    gc.collect()
    assert reference() is None


def test_a_removed_cohort_is_gone_and_the_others_stay() -> None:
    app = view(brought(TWENTY, "first.csv"), "groups")
    reference = values(app)
    bring(app, csv_of(rows_of(12)), "second.csv")
    app.selectbox(key=key(app, "chosen")).select_index(2).run()
    app.button(key=key(app, "remove")).click().run()
    gc.collect()
    assert reference() is None
    assert len(held(app).cohorts.own) == 1


def test_forgetting_the_patient_keeps_the_cohorts_and_all_that_was_computed() -> None:
    app = view(brought(TWENTY, panel=panel(ua=4.0, alb=4.2)), "groups")
    kept = list(held(app).cohorts.results.kept)
    app.button(key="forget").click().run()
    assert len(held(app).cohorts.own) == 1
    assert list(held(app).cohorts.results.kept) == kept
    assert "P-1" not in everything(app)


@pytest.mark.parametrize("name", ["one", "two", "groups", "all"])
def test_nothing_of_a_patient_is_kept_with_what_is_computed_of_a_cohort(name: str) -> None:
    app = view(brought(TWENTY, panel=panel(ua=4.0123, alb=4.2)), name)
    results = held(app).cohorts.results
    assert b"P-1" not in pickle.dumps([list(map(str, key)) for key in results.kept])
    assert not [part for key in results.kept for part in key if "Panel" in repr(type(part))]


@pytest.mark.parametrize("name", ["forget", "forget_cohorts"])
def test_forgetting_drops_the_files_that_streamlit_keeps(name: str) -> None:
    app = AppTest.from_string(LEFTOVERS.format(name=name), default_timeout=PATIENCE).run()
    assert [text.value for text in app.text] == ["0"]


@pytest.mark.parametrize("name", ["forget", "forget_cohorts"])
def test_forgetting_drops_what_was_made_for_a_download(name: str) -> None:
    app = AppTest.from_string(DOWNLOADED.format(name=name), default_timeout=PATIENCE).run()
    assert [text.value for text in app.text] == ["1 before", "0 after"]


def test_after_forgetting_a_patient_nobody_holds_the_panels_of_their_file() -> None:
    app = front_door()
    data = b"id,sex,UA (mg/dL)\nSECRET-7,male,3.4\nSECRET-8,female,5\n"
    app.file_uploader[0].set_value(("a.csv", data, "text/csv")).run()
    app.selectbox(key="patient-chosen-1").set_value(1).run()
    app.button(key="forget").click().run()
    gc.collect()
    held_on = [x for x in gc.get_objects() if isinstance(x, Patient) and "SECRET" in x.id]
    assert not held_on


def test_streamlit_keeps_no_copy_of_a_cohort_that_was_read() -> None:
    app = brought(TWENTY)
    assert not any(uploader.value for uploader in app.file_uploader)


def test_one_visitor_sees_no_cohort_of_another() -> None:
    brought(SECRET, "SECRET.csv")
    other = page("cohort")
    assert "SECRET" not in words(other)
    assert len(other.selectbox(key=key(other, "chosen")).options) == 2


def test_a_session_written_out_shows_no_value_of_a_cohort() -> None:
    app = brought(SECRET, "SECRET.csv")
    own = repr(held(app).cohorts)
    assert "SECRET" not in own
    assert "5.4" not in own


def test_what_was_computed_is_computed_once_and_the_oldest_goes_first() -> None:
    counted: list[int] = []

    def square(number: int) -> int:
        counted.append(number)
        return number * number

    results = Results()
    for _ in range(2):
        assert results.of(square, 7) == 49
    assert counted == [7]
    for number in range(100, 100 + MOST_KEPT):
        results.of(square, number)
    results.of(square, 7)
    assert counted.count(7) == 2
    assert len(results.kept) == MOST_KEPT


def test_what_was_computed_of_a_cohort_goes_with_it() -> None:
    first, second = (cohort({"ua": [4.0, 5.0]}) for _ in range(2))
    results = Results()
    for one in (first, second):
        results.of(len, one.values.shape)
        results.of(id, one)
    results.drop(first)
    assert not [key for key in results.kept if first in key]
    assert [key for key in results.kept if second in key]


def test_a_new_session_looks_at_the_virtual_cohort() -> None:
    assert Cohorts().chosen == "virtual"
