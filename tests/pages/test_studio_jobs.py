import time

import pytest
from streamlit.testing.v1 import AppTest

from core.errors import Problem
from core.jobs import Job, Jobs, State
from core.jobs.job import held_lock
from pages.shared import resources
from tests.pages.cohorts import EN
from tests.pages.opening import page, words
from tests.pages.studios import NUMBER, ask_for_little, put_job, studio_of, studio_with
from tests.registry.versions import put

LONGEST = 60.0


def looked_at(app: AppTest, number: str = NUMBER) -> AppTest:
    """Look at what came of a job."""
    return app.button(key=f"studio-look-{number}").click().run()


def waited_for(number: str) -> Job:
    """A job once it is over."""
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        job = resources.jobs().get(number)
        if job and job.state.is_over:
            return job
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def test_work_that_goes_on_is_seen_by_whoever_opens_the_page() -> None:
    put_job(share=0.4, step="reading")
    with held_lock(resources.VAR / "jobs" / NUMBER):
        app = page("studio")
    assert EN("studio.task.train", name="clinic") in words(app)
    assert [button.key for button in app.button if "cancel" in str(button.key)]
    assert NUMBER not in words(app)


def test_below_the_button_that_began_work_it_is_said_where_the_work_is_seen() -> None:
    assert EN("studio.job.above") not in words(studio_with())
    put_job(share=0.4, step="reading")
    with held_lock(resources.VAR / "jobs" / NUMBER):
        assert EN("studio.job.above") in words(studio_with())


def test_cancelled_work_is_said_to_have_left_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Jobs, "cancel", lambda *_: put_job(State.CANCELLED, "f" * 16))
    put_job()
    with held_lock(resources.VAR / "jobs" / NUMBER):
        app = page("studio")
        app.button(key=f"studio-cancel-{NUMBER}").click().run()
        assert not app.exception
        assert studio_of(app).job == NUMBER
    app = looked_at(page("studio"), "f" * 16)
    assert EN("studio.job.cancelled", name="clinic") in words(app)


def test_work_that_failed_says_why_in_one_sentence() -> None:
    put_job(State.FAILED, problem=Problem("job.memory", {}))
    app = looked_at(page("studio"))
    assert [str(error.value).replace("\\", "") for error in app.error] == [EN("job.memory")]
    app.button(key="studio-close").click().run()
    assert not app.error


def test_work_whose_process_died_is_told_as_failed() -> None:
    put_job()
    app = looked_at(page("studio"))
    assert EN("job.stopped") in words(app)


def test_what_came_of_work_is_shown_after_a_reload_and_closed_again() -> None:
    put(resources.registry())
    put_job(State.DONE, version="1.0.0")
    app = looked_at(page("studio"))
    assert not app.exception
    assert "clinic 1.0.0" in words(app)
    assert "AUC 0.80" in words(app)
    app.button(key="studio-close").click().run()
    assert "AUC 0.80" not in words(app)


def test_a_result_whose_model_was_taken_away_says_so() -> None:
    put_job(State.DONE, version="1.0.0")
    app = looked_at(page("studio"))
    assert not app.exception
    assert app.error


def test_an_entry_of_the_list_can_be_removed_and_the_model_stays() -> None:
    put(resources.registry())
    put_job(State.DONE, version="1.0.0")
    app = page("studio")
    app.button(key=f"studio-forget-{NUMBER}").click().run()
    assert resources.jobs().every() == ()
    assert resources.registry().entry("clinic", "1.0.0").problem is None


def test_a_model_is_trained_shown_and_put_to_use_from_a_file_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask_for_little(monkeypatch)
    app = studio_with()
    app.button(key="studio-start").click().run()
    ended = waited_for(studio_of(app).job)
    assert (ended.state, ended.problem) == (State.DONE, None)
    app.run()
    assert "clinic-discrimination 1.0.0" in words(app)
    app.button(key="model-activate-clinic-discrimination-1.0.0").click().run()
    assert not app.error
    assert EN("models.use.active") in words(app)
    assert resources.registry().active().parent.name == "clinic-discrimination"
