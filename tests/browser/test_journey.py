"""The main job in a real browser: a panel is brought in, checked, scored, compared, printed."""

import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, Request, expect

from core.readers.templates import template_csv, template_xlsx
from tests.browser.journeys import (
    REAL_PANEL,
    confirm,
    download_button,
    downloaded_text,
    open_page,
    times,
    upload,
    verdict,
)
from tests.browser.server import Server

NHANES = Path(__file__).parents[3] / "shared" / "data" / "nhanes4" / "nhanes4_bloods_subset.csv.gz"


@pytest.fixture(scope="module")
def real_person() -> dict[str, str]:
    if not NHANES.exists():
        pytest.skip("../shared/data with the NHANES adults is missing")
    people = pd.read_csv(NHANES).query("18 <= age < 60 and gender == 1")
    person = people.dropna(subset=["ttbl", "uap", "hdl"]).iloc[7]
    values = {"t_bil": person.ttbl, "ua": person.uap, "hdl_c": person.hdl, "age": person.age}
    return {"id": "NHANES-7", "sex": "male"} | {k: f"{v:g}" for k, v in values.items()}


def test_a_file_of_real_values_is_scored_compared_and_downloaded(
    page: Page, tmp_path: Path, real_person: dict[str, str]
) -> None:
    upload(page, "real.csv", REAL_PANEL.format(**real_person).encode())
    expect(page.get_by_text(real_person["ua"]).first).to_be_visible()
    confirm(page)
    sentence = verdict(page)
    printed = downloaded_text(page, tmp_path)
    assert real_person["id"] in printed
    assert times(sentence) in printed
    open_page(page, "cohort")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    expect(page.get_by_text(re.compile("virtual controls")).first).to_be_visible()


def test_it_takes_no_more_than_three_clicks_from_the_file_to_the_pdf(page: Page) -> None:
    upload(page, "template.xlsx", template_xlsx())
    page.get_by_role("button", name="Confirm and see the score").click()
    with page.expect_download() as waiting:
        download_button(page).click()
    assert waiting.value.suggested_filename.endswith(".pdf")


def test_an_example_is_one_click_from_its_score(page: Page) -> None:
    page.get_by_role("button", name="Open and see the score").first.click()
    expect(download_button(page)).to_be_visible()
    assert "virtual" in verdict(page)
    expect(page.get_by_text("simulation of published findings").first).to_be_visible()


def test_a_typed_panel_is_scored_and_downloaded(page: Page, tmp_path: Path) -> None:
    page.get_by_text("Type values").click()
    page.get_by_label("Patient ID (a pseudonym)").fill("TYPED-9")
    page.get_by_label("Sex", exact=True).click()
    page.get_by_role("option", name="male", exact=True).click()
    page.get_by_label("Age (years)").fill("27")
    page.get_by_label("Uric acid (urate)", exact=True).fill("3.6")
    page.get_by_role("button", name="Read and check").click()
    confirm(page)
    printed = downloaded_text(page, tmp_path)
    assert "TYPED-9" in printed
    assert times(verdict(page)) in printed


def test_a_typed_acylcarnitine_is_scored_with_its_typed_interval(page: Page) -> None:
    page.get_by_text("Type values").click()
    page.get_by_label("Patient ID (a pseudonym)").fill("TYPED-10")
    page.get_by_label("Sex", exact=True).click()
    page.get_by_role("option", name="female", exact=True).click()
    name = "Palmitoylcarnitine C16 (plasma)"
    page.get_by_label(name, exact=True).fill("0.24")
    page.get_by_label(f"Lower end of the laboratory's interval of {name}").fill("0.05")
    page.get_by_label(f"Upper end of the laboratory's interval of {name}").fill("0.25")
    page.get_by_role("button", name="Read and check").click()
    confirm(page)
    assert "virtual" in verdict(page)


def test_a_character_that_the_report_lacks_is_named_on_the_page(page: Page) -> None:
    upload(page, "panel.csv", "id,sex,UA (mg/dL)\nP-😀,male,3.4\n".encode())
    page.get_by_role("button", name="Confirm and see the score").click()
    expect(page.get_by_role("alert").first).to_contain_text("U+1F600")
    expect(download_button(page)).to_have_count(0)


def test_the_journey_works_in_japanese(page: Page, tmp_path: Path, server: Server) -> None:
    page.goto(f"{server.url}/?lang=ja")
    header = "患者ID,性別,年齢,尿酸 (mg/dL)\n症例-1,男性,24,3.4\n"
    upload(page, "検査.csv", header.encode("cp932"))
    confirm(page)
    printed = downloaded_text(page, tmp_path)
    assert "症例-1" in printed
    assert times(verdict(page)) in printed


def test_the_model_card_is_read_and_taken_along(page: Page, tmp_path: Path) -> None:
    open_page(page, "about")
    expect(page.get_by_text("Not validated on patients").first).to_be_visible()
    page.get_by_text("PROBAST+AI", exact=True).click()
    expect(page.get_by_text("High risk of bias").first).to_be_visible()
    printed = downloaded_text(page, tmp_path)
    assert "Not validated on patients" in printed
    assert "PROBAST+AI" in printed


def test_a_broken_file_gives_one_clear_sentence_and_the_server_stays_up(
    page: Page, server: Server
) -> None:
    upload(page, "broken.csv", b"PK\x03\x04\x00\x00binary")
    expect(page.get_by_role("alert").first).to_contain_text("broken.csv")
    assert server.is_up()
    upload(page, "template.csv", template_csv())
    expect(page.get_by_role("button", name="Confirm and see the score")).to_be_visible()


def test_a_bad_cell_is_named_and_the_rest_is_still_shown(page: Page) -> None:
    upload(page, "bad.csv", b"id,sex,UA (mg/dL),T-Bil (mg/dL)\nA-1,male,abc,0.6\n")
    expect(page.get_by_role("alert").first).to_contain_text(re.compile("row 2.*UA"))
    expect(page.get_by_text("Total bilirubin").first).to_be_visible()


def test_nothing_of_the_patient_is_in_an_address_or_a_log(page: Page, server: Server) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(remembered(request)))
    upload(page, "SECRET-FILE.csv", b"id,sex,UA (mg/dL)\nSECRET-ID,male,3.4567\n")
    confirm(page)
    for name in ("cohort", "about", "risk"):
        open_page(page, name)
        page.wait_for_timeout(300)
        assert "SECRET" not in page.url
        assert "3.4567" not in page.url
    assert not [address for address in asked if "SECRET" in address or "3.4567" in address]
    log = server.log.read_text(errors="replace")
    assert "SECRET" not in log
    assert "3.4567" not in log


def test_no_request_leaves_this_machine(page: Page, server: Server) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Open and see the score").first.click()
    expect(download_button(page)).to_be_visible()
    open_page(page, "cohort")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    strangers = [u for u in asked if not u.startswith((server.url, "data:", "blob:"))]
    assert not strangers


def test_forgetting_the_patient_leaves_nothing_of_them_on_the_page(page: Page) -> None:
    upload(page, "forget.csv", b"id,sex,UA (mg/dL)\nFORGET-ME,male,3.4\n")
    confirm(page)
    page.get_by_role("button", name="Forget this patient").click()
    expect(page.get_by_text("No panel yet")).to_be_visible()
    assert "FORGET-ME" not in page.content()


def remembered(request: Request) -> str:
    """Return the address of a request, without the body in which a file is sent."""
    return request.url
