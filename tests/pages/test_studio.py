import pytest
from streamlit.testing.v1 import AppTest

from core.cards import Aim, Kind
from core.text import Language
from pages.shared import resources
from tests.pages.cohorts import EN, JA, csv_of, held, key, rows_of
from tests.pages.opening import page, words
from tests.pages.studios import (
    FORTY,
    asked,
    choose,
    choose_kind,
    keep_requests,
    studio_of,
    studio_with,
)
from tests.registry.versions import put

START = "studio-start"
WIDE = csv_of(
    [f"{row},{i * i % 37 / 8},{i % 9}" for i, row in enumerate(rows_of(40))],
    "id,group,sex,age,UA (mg/dL),Alb (g/dL),X-1,HQ-25",
)


def can_start(app: AppTest) -> bool:
    return not app.button(key=START).disabled


def test_the_studio_asks_for_people_first_and_offers_no_simulated_ones() -> None:
    app = page("studio")
    assert EN("studio.people.none") in words(app)
    assert not app.selectbox
    assert [button for button in app.button if button.key == START] == []


def test_one_click_brings_in_the_example_which_is_marked_as_made_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = keep_requests(monkeypatch)
    app = page("studio")
    next(b for b in app.button if b.label == EN("cohort.bring.example")).click().run()
    assert EN("cohort.example.made_up") in words(app)
    app.button(key=START).click().run()
    assert not app.exception
    assert [request.is_made_up for request in kept] == [True]
    assert kept[0].file.startswith(b"\xef\xbb\xbf")


def test_every_setting_begins_with_a_proposal_that_can_be_started() -> None:
    app = studio_with()
    plan = asked(app)
    assert (plan.group, plan.levels) == ("group", ("control", "case"))
    assert plan.analytes == ("ua", "alb")
    assert plan.covariates == ("age", "sex")
    assert "clinic-discrimination 1.0.0" in words(app)
    assert can_start(app)


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_says_what_it_gives_and_what_it_cannot_claim(kind: Kind) -> None:
    app = choose_kind(studio_with(WIDE), kind)
    assert not app.exception
    assert EN(f"studio.kind.{kind}.gives") in words(app)
    assert EN(f"studio.kind.{kind}.cannot") in words(app)
    assert asked(app, kind).kind is kind


def test_a_share_of_cases_that_cannot_be_is_told_and_nothing_starts() -> None:
    app = studio_with()
    app.number_input(key=key(app, "studio-prevalence")).set_value(150.0).run()
    assert EN("studio.hindrance.prevalence") in words(app)
    assert app.button(key=START).disabled


def test_what_is_chosen_is_what_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = keep_requests(monkeypatch)
    app = choose(studio_with(), "aim", Aim.SENSITIVITY)
    app.number_input(key=key(app, "studio-wanted")).set_value(80).run()
    app.number_input(key=key(app, "studio-prevalence")).set_value(5.0).run()
    app.text_input(key=key(app, "studio-name-discrimination")).set_value(" my-model ").run()
    choose(app, "controls-discrimination-group", "case")
    choose(app, "cases-discrimination-group", "control")
    app.button(key=START).click().run()
    plan = kept[0].plan
    assert (plan.aim, plan.wanted, plan.prevalence) == (Aim.SENSITIVITY, 0.8, 0.05)
    assert (plan.name, plan.levels) == ("my-model", ("case", "control"))
    assert (kept[0].file, kept[0].file_name) == (FORTY, "clinic.csv")
    assert studio_of(app).job


def test_markers_are_a_set_or_chosen_one_by_one() -> None:
    app = choose(studio_with(WIDE), "markers-discrimination", "every")

    assert asked(app).analytes == ("ua", "alb", "X-1")
    assert EN("studio.markers.no_panels") in words(app)
    choose(app, "markers-discrimination", "chosen")
    assert EN("learning.no_analyte") in words(app)
    assert not can_start(app)
    app.multiselect(key=key(app, "studio-each-discrimination")).set_value(["alb"]).run()
    assert asked(app).analytes == ("alb",)
    assert can_start(app)


def test_a_severity_model_wants_a_number_to_tell() -> None:
    app = choose_kind(studio_with(WIDE), Kind.SEVERITY)
    assert EN("studio.hindrance.no_target") in words(app)
    assert not can_start(app)
    target = next(a for a in app.selectbox if a.label == EN("studio.target"))
    target.select_index(1).run()
    assert asked(app, Kind.SEVERITY).target == "HQ-25"
    assert can_start(app)


@pytest.mark.parametrize(
    ("name", "key_of_sentence"),
    [("My Model", "registry.name"), ("withdrawal-risk", "registry.reserved")],
)
def test_a_name_that_cannot_be_is_said_before_the_start(name: str, key_of_sentence: str) -> None:
    app = studio_with()
    app.text_input(key=key(app, "studio-name-discrimination")).set_value(name).run()
    assert EN(key_of_sentence, name=name, longest="60") in words(app)
    assert not can_start(app)


def test_a_name_again_is_a_new_version_and_stands_for_one_kind_only() -> None:
    put(resources.registry())
    app = studio_with()
    app.text_input(key=key(app, "studio-name-discrimination")).set_value("clinic").run()
    assert "clinic 1.1.0" in words(app)
    choose_kind(app, Kind.STRATA)
    app.text_input(key=key(app, "studio-name-strata")).set_value("clinic").run()
    assert EN("studio.hindrance.other_kind", name="clinic") in words(app)
    assert not can_start(app)


def test_too_few_people_are_refused_in_one_sentence() -> None:
    app = studio_with(csv_of(rows_of(12)))
    assert "12 people are too few" in words(app)
    assert not can_start(app)


def test_a_file_with_nothing_to_learn_from_is_told_and_the_page_stays() -> None:
    app = studio_with(b"PK\x03\x04\x00\x00binary", "broken.csv")
    assert not app.exception
    assert "broken.csv" in words(app)
    assert EN("studio.people.none") in words(app)


def test_plans_are_kept_for_each_kind_and_each_cohort_by_itself() -> None:
    app = choose(studio_with(), "aim", Aim.SPECIFICITY)
    choose_kind(app, Kind.STRATA)
    assert asked(app, Kind.STRATA).levels == ("case",)
    choose_kind(app, Kind.DISCRIMINATION)
    assert asked(app).aim is Aim.SPECIFICITY
    first = held(app).cohorts.chosen
    app.file_uploader[0].set_value(("second.csv", FORTY, "text/csv")).run()
    assert asked(app).aim is Aim.BALANCED
    choose(app, "chosen", first)
    assert asked(app).aim is Aim.SPECIFICITY


def test_the_studio_speaks_japanese_with_the_same_choices() -> None:
    app = studio_with()
    app.button_group(key="language-en").set_value(Language.JA).run()
    assert not app.exception
    assert JA("studio.kind.discrimination.gives") in words(app)
    assert asked(app).levels == ("control", "case")


def test_forgetting_the_cohorts_forgets_what_was_planned_with_them() -> None:
    secret = csv_of([row.replace("case", "SECRET-G") for row in rows_of(40)])
    app = studio_with(secret, "SECRET.csv")
    assert "SECRET-G" in repr(asked(app))
    app.button(key="cohort-forget").click().run()
    assert studio_of(app).plans == {}
    assert "SECRET" not in repr(dict(app.session_state.items()))


def test_the_address_holds_nothing_but_the_language() -> None:
    assert studio_with().query_params == {"lang": "en"}
