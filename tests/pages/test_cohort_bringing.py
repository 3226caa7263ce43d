import pytest
from streamlit.testing.v1 import AppTest

from core.readers.cohorts.example import example_csv
from core.text import Text
from tests.builders import panel
from tests.pages.cohorts import (
    EN,
    JA,
    TWENTY,
    bring,
    brought,
    csv_of,
    held,
    key,
    rows_of,
    view,
)
from tests.pages.opening import page, words

CROSSTAB = b"id,marker,value,unit\nP-1,UA,5.1,mg/dL\nP-2,UA,4.1,mg/dL\nP-3,UA,4.5,mg/dL\n"
GROUPS = b"id,group\nP-1,control\nP-2,case\nP-3,case\n"


def test_a_file_is_read_named_after_itself_and_what_was_understood_is_listed() -> None:
    app = brought(TWENTY, "liver clinic.csv")
    assert not app.exception
    assert app.selectbox(key=key(app, "chosen")).options[2] == "liver clinic"
    assert "people 20 · analytes 2 · columns of groups 2" in words(app)
    listed = app.table[0].value.astype(str).to_numpy().tolist()
    assert [row[0].replace("\\", "") for row in listed] == [
        "id", "group", "sex", "age", "UA (mg/dL)", "Alb (g/dL)",
    ]  # fmt: skip
    assert "Uric acid" in listed[4][1]


def test_several_cohorts_stay_side_by_side_and_one_leaves_alone() -> None:
    app = brought(TWENTY, "first.csv")
    bring(app, csv_of(rows_of(12)), "second.csv")
    assert app.selectbox(key=key(app, "chosen")).options[2:] == ["first", "second"]
    app.button(key=key(app, "remove")).click().run()
    assert app.selectbox(key=key(app, "chosen")).options[2:] == ["first"]
    assert app.selectbox(key=key(app, "chosen")).value == "virtual"


def test_two_cohorts_of_one_name_are_told_apart() -> None:
    app = brought(TWENTY)
    bring(app, csv_of(rows_of(12)))
    assert app.selectbox(key=key(app, "chosen")).options[2:] == ["clinic", "clinic (2)"]


def test_a_cohort_is_renamed_and_keeps_its_settings() -> None:
    app = brought(TWENTY)
    app.selectbox(key=key(app, "strata-group")).set_value("sex").run()
    app.text_input(key=key(app, "name")).set_value("Autumn").run()
    own = next(iter(held(app).cohorts.own.values()))
    assert own.cohort is not None
    assert own.cohort.name == "Autumn"
    assert held(app).cohorts.designs[held(app).cohorts.chosen].strata == "sex"
    assert "“Autumn”" in words(app)


def test_a_name_of_blanks_is_not_taken() -> None:
    app = brought(TWENTY)
    app.text_input(key=key(app, "name")).set_value("  ").run()
    assert "“clinic”" in words(app)


def test_what_is_shared_names_its_threshold_and_draws_nobody() -> None:
    app = brought(csv_of(rows_of(6)))
    assert "counts under 5" in app.toggle(key=key(app, "shared")).label
    app.toggle(key=key(app, "shared")).set_value(True).run()
    assert not app.exception
    view(app, "groups")
    reasons = set(app.dataframe[0].value[EN("cohort.sorted.reason")])
    assert reasons == {EN("comparison.reason.small_cell", limit=5)}


def test_a_second_table_gives_groups_to_results_that_have_none() -> None:
    app = brought(CROSSTAB)
    assert EN("cohort.settings.no_groups") in words(app)
    app.file_uploader[1].set_value(("groups.csv", GROUPS, "text/csv")).run()
    assert not app.exception
    assert EN("cohort.settings.no_groups") not in words(app)
    assert "control" in words(app)


@pytest.mark.parametrize("text", [EN, JA], ids=["en", "ja"])
def test_the_made_up_example_is_one_click_away_and_called_made_up(text: Text) -> None:
    app = page("cohort")
    if text is JA:
        app.button_group(key="language-en").set_value("ja").run()
    app.button(key=key(app, "example")).click().run()
    assert not app.exception
    assert text("cohort.example.made_up") in words(app).replace("\\", "")
    assert len(app.get("plotly_chart")) == 2


def test_the_template_is_the_made_up_example() -> None:
    app = bring(page("cohort"), example_csv(EN), "template.csv")
    assert "people 60 · analytes 12" in words(app)
    assert not app.error


def test_a_file_that_is_no_cohort_is_told_in_a_sentence_and_the_page_stays() -> None:
    app = brought(b"PK\x03\x04\x00\x00binary", "broken.csv")
    assert not app.exception
    assert "broken.csv" in app.error[0].value.replace("\\", "")
    assert app.get("plotly_chart")


def test_another_cohort_takes_the_reason_away() -> None:
    app = brought(b"PK\x03\x04\x00\x00binary", "broken.csv")
    bring(app, TWENTY)
    assert not app.error


def test_the_patient_is_among_the_people_of_the_clinic() -> None:
    app = brought(TWENTY, panel=panel(ua=4.0, alb=4.4))
    assert "this patient among the people of “clinic”" in words(app)


def test_a_cohort_survives_a_change_of_language() -> None:
    app = brought(TWENTY)
    app.button_group(key="language-en").set_value("ja").run()
    assert len(held(app).cohorts.own) == 1


def test_a_column_is_said_to_be_a_marker_in_a_unit_and_then_to_be_as_it_was_read() -> None:
    app = brought(csv_of(rows_of(20), "id,group,sex,age,Harn X,Alb (g/dL)"), panel=panel(ua=4.0))
    assert "this patient among" not in words(app)
    column = app.selectbox(key=key(app, "column"))
    column.select_index(column.options.index("Harn X")).run()
    say(app, EN("cohort.correct.meaning"), "Uric acid (urate)")
    say(app, EN("figure.column.unit"), "mg/dL")
    app.button(key=key(app, "correct")).click().run()
    assert not app.exception
    assert "this patient among the people of “clinic”" in words(app)
    column = app.selectbox(key=key(app, "column"))
    column.select_index(column.options.index("Harn X")).run()
    say(app, EN("cohort.correct.meaning"), EN("cohort.correct.as_read"))
    app.button(key=key(app, "correct")).click().run()
    assert "this patient among" not in words(app)


def say(app: AppTest, label: str, choice: str) -> None:
    """Choose in the box with a label."""
    box = next(one for one in app.selectbox if one.label == label)
    box.select_index(box.options.index(choice)).run()
