"""From nothing to a score by each of the three ways in, as a clinician clicks."""

import csv
import io

import pytest
from streamlit.testing.v1 import AppTest

from core.readers.examples import example_panels
from core.readers.templates import template_csv, template_xlsx
from pages.shared.state import SESSION
from tests.pages.opening import front_door, words

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def titles(app: AppTest) -> list[str]:
    return [str(title.value) for title in app.title]


def uploaded(name: str, data: bytes) -> AppTest:
    app = front_door()
    app.file_uploader[0].set_value((name, data, "text/csv")).run()
    return app


def typing(**fields: str) -> AppTest:
    """Open the form and type into its fields; what is typed stands under the field's own key."""
    app = front_door()
    app.button_group(key="way").set_value("typed").run()
    for name, text in fields.items():
        app.text_input(key=f"patient-{name.replace('__', '-')}-0").set_value(text)
    return app


def send(app: AppTest) -> None:
    app.button(key="FormSubmitter:patient-form-0-Read and check").click().run()


def has_pdf(app: AppTest) -> bool:
    return any("pdf" in str(button.key) for button in app.get("download_button"))


@pytest.mark.parametrize("number", range(1, 4))
def test_each_example_is_one_click_from_its_score_and_its_pdf(number: int) -> None:
    app = front_door()
    app.button(key=f"example-{number}").click().run()
    assert not app.exception
    assert not app.error
    assert "virtual cases" in titles(app)[0]
    assert f"EXAMPLE-{number}" in words(app)
    assert "simulation of published findings" in words(app)
    assert has_pdf(app)


@pytest.mark.parametrize(("name", "data"), [("a.csv", template_csv()), ("a.xlsx", template_xlsx())])
def test_a_file_is_one_click_from_its_check_and_one_more_from_its_score(
    name: str, data: bytes
) -> None:
    app = uploaded(name, data)
    assert titles(app) == ["Check what was read"]
    app.button(key="confirm").click().run()
    assert "virtual cases" in titles(app)[0]
    assert has_pdf(app)


def test_the_check_shows_each_value_as_read_and_as_used_and_whose_interval_judges_it() -> None:
    app = uploaded("a.csv", b"id,sex,UA (umol/L),CK (U/L)\nP-7,male,202,900\n")
    table = app.table[0].value.astype(str).map(lambda cell: cell.replace("\\", ""))
    row = " | ".join(table.iloc[0])
    assert "202 umol/L" in row
    assert "3.40 | :gray[mg/dL]" in row
    assert "3.7–7.8" in row
    assert ":gray[JCCLS 2022]" in row
    assert "↓ low" in row
    assert "↑ high" in " | ".join(table.iloc[1])


def test_what_was_not_understood_is_listed_with_its_place_and_the_rest_still_shown() -> None:
    app = uploaded("a.csv", b"id,sex,UA (mg/dL),Hb (g/dL)\nP-7,male,low,15\n")
    assert 'row 2, column "UA (mg/dL)"' in words(app)
    assert "a.csv: A table" in words(app)
    assert len(app.table[0].value) == 1


def test_what_a_file_says_is_never_markup_on_the_page() -> None:
    picture = "![x](https://example.org/x.png)"
    app = uploaded("a.csv", f"id,sex,UA (mg/dL),Hb (g/dL)\n{picture},male,{picture},15\n".encode())
    drawn = [str(element.value) for kind in (app.markdown, app.error) for element in kind]
    assert any("example" in text for text in drawn)
    assert not any("](https" in text for text in drawn)


def test_a_file_that_is_no_panel_is_one_sentence_and_the_ways_in_stay() -> None:
    app = uploaded("a.csv", b"\x00\x01\x02")
    assert not app.exception
    assert len(app.error) == 1
    assert "a.csv" in words(app)
    assert "example-1" in [button.key for button in app.button]


def test_of_several_panels_the_one_that_is_meant_is_chosen_and_checked_anew() -> None:
    app = uploaded("a.csv", b"id,sex,UA (mg/dL)\nP-7,male,3.4\nP-8,female,5.0\n")
    app.button(key="confirm").click().run()
    session = app.session_state[SESSION]
    assert session.confirmed_panel.patient.id == "P-7"
    session.choose(1)
    assert session.panel.patient.id == "P-8"
    assert session.confirmed_panel is None


def test_choosing_another_panel_shows_it() -> None:
    app = uploaded("a.csv", b"id,sex,UA (mg/dL)\nP-7,male,3.4\nP-8,female,5.0\n")
    app.selectbox(key="patient-chosen-1").set_value(1).run()
    assert "Patient P-8" in words(app)


def test_typed_values_are_read_checked_and_scored() -> None:
    app = typing(typed__id="P-9", typed__ua="202")
    app.selectbox(key="patient-typed-sex-0").set_value("male")
    app.selectbox(key="patient-unit-ua-0").set_value("umol/L")
    send(app)
    assert titles(app) == ["Check what was read"]
    assert "Patient P-9" in words(app)
    app.button(key="confirm").click().run()
    assert "virtual cases" in titles(app)[0]


def test_a_typed_acylcarnitine_is_scored_by_the_laboratorys_own_interval() -> None:
    app = typing(typed__id="P-9", typed__ac_c16="0.24", low__ac_c16="0.05", high__ac_c16="0.25")
    app.selectbox(key="patient-typed-sex-0").set_value("female")
    send(app)
    app.button(key="confirm").click().run()
    assert "virtual cases" in titles(app)[0]


def test_a_typed_field_that_is_not_understood_is_named_as_the_form_names_it() -> None:
    app = typing(typed__id="P-9", typed__age="old", typed__ua="3.4")
    send(app)
    assert 'field "Age (years)"' in words(app)


def test_the_template_of_the_page_is_read_by_the_page_itself() -> None:
    rows = list(csv.reader(io.StringIO(template_csv().decode("utf-8-sig"))))
    assert len(uploaded("t.csv", template_csv()).session_state[SESSION].reading.panels) == (
        len(rows) - 1
    )


def test_the_examples_are_those_the_cards_describe() -> None:
    late, full, woman = example_panels()
    assert (late.specimen.minutes_to_separation or 0) > 60
    assert len(full.measurements) > len(late.measurements)
    assert woman.patient.sex == "female"
