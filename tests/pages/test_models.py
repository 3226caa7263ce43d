import shutil
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from core.cards import ClinicCard, External, Measured
from core.errors import ModelError
from core.jobs import State, Task
from core.registry import Registry, change_card
from pages.shared import resources
from tests.pages.cohorts import EN, JA, bring, held, key
from tests.pages.opening import page, words
from tests.pages.studios import FORTY, keep_requests, put_job, studio_of
from tests.registry.versions import put, put_card
from tests.scoring.clinic.clinic_models import made_up_discrimination

SOME = Measured(0.7, 0.6, 0.8)


def cells(app: AppTest) -> str:
    """Everything in the list of models."""
    return str(app.table[0].value.to_numpy().tolist()).replace("\\\\", "")


def open_model(app: AppTest, version: str = "1.0.0", name: str = "clinic") -> AppTest:
    box = next(b for b in app.selectbox if str(b.key).startswith("model-opened"))
    return box.set_value((name, version)).run()


def press(app: AppTest, name: str, version: str = "1.0.0") -> AppTest:
    return app.button(key=f"model-{name}-clinic-{version}").click().run()


def external(card: ClinicCard) -> ClinicCard:
    """The same card with an evaluation on new people."""
    found = made_up_discrimination()
    tested = External(
        evaluated_on=date(2026, 11, 24), data_sha256="1" * 64, cases=35, controls=44, left_out=3,
        auc=Measured(0.71, 0.59, 0.82), sensitivity=SOME, specificity=SOME, brier=SOME, slope=SOME,
        intercept=SOME, expected_to_observed=SOME, roc=found.roc, calibration=found.calibration,
        benefits=found.benefits, drift=(),
    )  # fmt: skip
    return replace(card, external=(tested,))


def test_the_shipped_model_stands_in_the_list_and_scores() -> None:
    app = page("models")
    assert not app.exception
    assert EN("models.state.active") in cells(app)
    assert EN("models.shipped.what") in words(app)
    assert not [b for b in app.button if "retire" in str(b.key)]


def test_that_nothing_scores_is_told_where_the_active_model_is_gone_or_broken() -> None:
    registry = resources.registry()
    put(registry)
    assert EN("models.nothing_scores") not in words(page("models"))
    registry.activate("clinic", "1.0.0")
    assert EN("models.nothing_scores") not in words(page("models"))
    card = registry.folder("clinic", "1.0.0").joinpath("card.json")
    card.write_text("{")
    assert EN("models.nothing_scores") in words(page("models"))
    shutil.rmtree(card.parent)
    app = page("models")
    assert not app.exception
    assert EN("models.nothing_scores") in words(app)


def test_the_list_tells_where_each_model_stands_and_why_one_cannot_be_read() -> None:
    put(resources.registry())
    put_card(resources.registry(), "other", "1.0.0").joinpath("card.json").write_text("{")
    resources.registry().retire("clinic", "1.0.0")
    app = page("models")
    assert not app.exception
    for state in ("active", "retired", "unreadable"):
        assert EN(f"models.state.{state}") in cells(app)
    assert "other 1.0.0: The card" in words(app)


def test_a_model_is_opened_with_its_sentence_cautions_and_charts() -> None:
    put(resources.registry())
    app = open_model(page("models"))
    assert not app.exception
    assert "AUC 0.80" in words(app)
    assert "made up" in str(app.warning[0].value)
    app.button_group(key="model-view-made-up").set_value("calibration").run()
    assert not app.exception


def test_to_use_a_model_is_confirmed_and_the_shipped_one_can_be_chosen_again() -> None:
    put(resources.registry())
    app = open_model(page("models"))
    assert EN("models.use.changes", name="clinic", version="1.0.0") in words(app)
    assert EN("models.use.made_up") in words(app)
    press(app, "activate")
    assert EN("models.use.active") in words(app)
    assert resources.registry().active().name == "1.0.0"
    shipped = next(e for e in resources.registry().entries() if e.is_shipped)
    open_model(app, shipped.version, shipped.name)
    app.button(key=f"model-activate-{shipped.name}-{shipped.version}").click().run()
    assert resources.registry().active() == shipped.folder


def test_a_model_is_retired_and_restored_and_an_active_one_cannot_be() -> None:
    put(resources.registry())
    app = press(open_model(page("models")), "retire")
    assert EN("models.state.retired") in cells(app)
    press(app, "restore")
    assert EN("models.state.retired") not in cells(app)
    press(app, "activate")
    assert not [b for b in app.button if "model-retire-clinic" in str(b.key)]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ModelError("registry.retired", name="clinic", version="1.0.0"), "registry.retired"),
        (OSError("no space"), "models.not_kept"),
    ],
)
def test_a_choice_that_cannot_be_kept_is_said(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    put(resources.registry())
    app = open_model(page("models"))

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Registry, "activate", refuse)
    press(app, "activate")
    assert not app.exception
    sentence = EN(said, name="clinic", version="1.0.0")
    assert [str(e.value).replace("\\", "") for e in app.error] == [sentence]


def test_two_models_are_compared_on_one_scale_and_one_alone_is_not() -> None:
    put(resources.registry())
    put_card(resources.registry(), "clinic", "1.1.0", auc=0.6)
    app = page("models")
    app.multiselect(key="models-compared").set_value(["clinic 1.0.0"]).run()
    assert EN("models.compare.two") in words(app)
    app.multiselect(key="models-compared").set_value(["clinic 1.0.0", "clinic 1.1.0"]).run()
    assert not app.exception
    assert "clinic 1.0.0" in words(app)


def test_a_model_for_columns_no_panel_holds_says_why_it_cannot_score() -> None:
    put_card(resources.registry(), "clinic", "1.0.0", markers=("ua", "x_1"))
    app = open_model(page("models"))
    assert "reads 1 columns that no panel can hold" in words(app)
    assert not [b for b in app.button if "activate" in str(b.key)]


def test_what_was_found_on_other_people_stands_below_with_its_drift() -> None:
    change_card(put(resources.registry()), external)
    app = open_model(page("models"))
    assert not app.exception
    assert EN("models.external.title", date="2026-11-24") in words(app)
    assert EN("models.external.left_out", count=3) in words(app)
    assert "AUC 0.71" in words(app)


@pytest.mark.parametrize("task", [Task.EVALUATE, Task.RECALIBRATE])
def test_a_model_is_tried_on_a_cohort_that_is_brought_in_here(
    monkeypatch: pytest.MonkeyPatch, task: Task
) -> None:
    put(resources.registry())
    kept = keep_requests(monkeypatch)
    app = bring(open_model(page("models")), FORTY)
    assert "Cases: case (n = 20). Controls: control (n = 20)." in words(app)
    app.button(key=f"model-{task}").click().run()
    assert not app.exception
    assert (kept[0].task, kept[0].model, kept[0].file) == (task, ("clinic", "1.0.0"), FORTY)
    assert kept[0].plan.levels == ("control", "case")


def test_the_file_a_model_learnt_from_is_no_test_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = keep_requests(monkeypatch)
    app = bring(open_model(with_model()), FORTY)
    app.button(key="model-evaluate").click().run()
    digest = kept[0].data_sha256
    change_card(resources.registry().folder("clinic", "1.0.0"),
                lambda card: replace(card, data_sha256=digest))  # fmt: skip
    app.run()
    assert EN("models.evaluate.same_people") in words(app)
    assert not [b for b in app.button if b.key == "model-evaluate"]


def with_model() -> AppTest:
    """The page with one model of the clinic's."""
    put(resources.registry())
    return page("models")


def test_people_without_what_the_model_reads_are_refused_in_a_sentence() -> None:
    lacking = b"id,group,Alb (g/dL)\n" + b"".join(
        b"P-%d,%s,4.%d\n" % (i, (b"control", b"case")[i % 2], i % 10) for i in range(30)
    )
    app = bring(open_model(with_model()), lacking)
    assert not app.exception
    assert "holds too little of what the model reads" in words(app)


def test_what_a_finished_evaluation_made_is_opened() -> None:
    put(resources.registry())
    put_job(State.DONE, task=Task.EVALUATE, version="1.0.0")
    app = page("models")
    app.button(key="studio-look-0123456789abcdef").click().run()
    assert studio_of(app).model == ("clinic", "1.0.0")
    assert studio_of(app).job == ""
    assert "AUC 0.80" in words(app)


def test_the_way_from_a_result_to_its_evaluation_opens_that_model() -> None:
    put(resources.registry())
    put_job(State.DONE, version="1.0.0")
    app = page("studio")
    app.button(key="studio-look-0123456789abcdef").click().run()
    press(app, "evaluate")
    assert [title.value for title in app.title] == [EN("models.title")]
    assert studio_of(app).model == ("clinic", "1.0.0")


def test_forgetting_the_patient_keeps_the_plans_and_the_model_that_is_open() -> None:
    app = open_model(with_model())
    assert held(app).studio.model == ("clinic", "1.0.0")
    assert key(app, "x")


def test_the_list_is_there_in_japanese() -> None:
    put(resources.registry())
    app = page("models")
    app.button_group(key="language-en").set_value("ja").run()
    assert JA("models.state.active") in cells(app)
