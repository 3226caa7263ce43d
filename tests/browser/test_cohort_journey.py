"""A researcher's way in a real browser: a cohort brought in, grouped, looked at, taken along."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Locator, Page, expect

from core.cohort import Comparison, Design
from core.cohort.groups.comparison import compare
from core.readers.cohorts import read_cohort
from tests.browser.journeys import open_page, upload, wait_until_drawn
from tests.browser.server import Server

FACTOR = "Chronic Fatigue Syndrome"
LEVELS = ("non-CFS control", "CFS")
VIEWS = ("Marker by marker", "Two markers", "Groups compared", "All markers at once")
SECRET = "id,group,sex,UA (mg/dL)\n" + "".join(
    f"SECRET-ID-{i},SECRET-{'AB'[i % 2]},male,{3 + i}.4567\n" for i in range(8)
)


@pytest.fixture(scope="module")
def real_cohort(shared_data: Path) -> bytes:
    path = shared_data / "metabolomics" / "MTBLS161.xlsx"
    if not path.exists():
        pytest.skip("../shared/data with the metabolomes of MTBLS161 is missing")
    return path.read_bytes()


@pytest.fixture
def cohorts(page: Page) -> Page:
    """The cohort page of a visitor without a patient."""
    wait_until_drawn(page)
    open_page(page, "cohort")
    expect(page.get_by_role("heading", name="Cohorts and groups compared")).to_be_visible()
    wait_until_drawn(page)
    return page


@pytest.fixture
def japanese(browser: Browser, server: Server) -> Iterator[Page]:
    """The first page of a visitor who reads Japanese."""
    context = browser.new_context(viewport={"width": 1280, "height": 2000})
    context.set_default_timeout(20_000)
    opened = context.new_page()
    opened.goto(f"{server.url}/?lang=ja")
    yield opened
    context.close()


def bring(page: Page, name: str, content: bytes) -> None:
    """Bring in a file as a cohort, and wait until it is looked at."""
    page.get_by_role("button", name="Bring in a cohort").click()
    upload(page, name, content)
    expect(chosen(page)).to_have_value(name.rpartition(".")[0])
    wait_until_drawn(page)


def chosen(page: Page) -> Locator:
    """The box in which the cohort is chosen."""
    return page.get_by_role("combobox", name=re.compile("^(Selected .*)?(Cohort|コホート)"))


def show(page: Page, name: str) -> None:
    """Choose a view or a part of one, and wait until it is drawn."""
    page.get_by_role("radio", name=name, exact=True).click()
    page.wait_for_timeout(100)
    wait_until_drawn(page)


def group_by(page: Page, factor: str) -> None:
    """Choose the column that names the groups."""
    page.get_by_text("Choose groups, markers and adjustment").click()
    box = page.get_by_role("combobox", name="Groups by")
    expect(box).to_be_visible()
    # What opens while the fold still moves would be closed again.
    page.wait_for_function("document.getAnimations().every(a => a.playState === 'finished')")
    box.fill(factor)
    page.get_by_role("option", name=factor).click()
    expect(page.get_by_text(f"{factor}: {', '.join(LEVELS)}")).to_be_visible()


def taken(page: Page, name: str) -> Download:
    """Press a button that gives a file, the first of its name, and return the file."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).first.click()
    return waiting.value


def compared(data: bytes) -> Comparison:
    """The comparison that the page makes, made without it."""
    people = read_cohort(data, "MTBLS161.xlsx").cohort
    assert people is not None
    keys = tuple(analyte.key for analyte in people.analytes)
    return compare(people, Design(group=FACTOR, levels=LEVELS, analytes=keys))


def test_a_real_cohort_is_grouped_looked_at_in_every_view_and_taken_along(
    cohorts: Page, real_cohort: bytes
) -> None:
    bring(cohorts, "MTBLS161.xlsx", real_cohort)
    expect(cohorts.get_by_text("people 59 · analytes 29")).to_be_visible()
    group_by(cohorts, FACTOR)
    for view in VIEWS:
        show(cohorts, view)
        expect(cohorts.locator(".js-plotly-plot").first).to_be_visible()
    show(cohorts, "Groups compared")
    expect(cohorts.get_by_text("5 of 29 analytes differ between")).to_be_visible()
    drawn = taken(cohorts, "Picture (SVG)").path().read_text("utf-8")
    assert drawn.startswith("<svg")
    assert "L-Phenylalanine" in drawn
    assert taken(cohorts, "Picture (PNG)").path().read_bytes().startswith(b"\x89PNG")
    written = taken(cohorts, "All results (CSV)").path().read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written)))
    results = compared(real_cohort).results
    assert [row["marker"] for row in rows] == [result.analyte.key for result in results]
    assert [float(row["p"]) for row in rows] == [result.p for result in results]
    assert [float(row["q"]) for row in rows] == [result.q for result in results]


def test_the_report_on_a_real_cohort_is_a_pdf(cohorts: Page, real_cohort: bytes) -> None:
    bring(cohorts, "MTBLS161.xlsx", real_cohort)
    show(cohorts, "Report")
    assert taken(cohorts, "Make the report (PDF)").path().read_bytes().startswith(b"%PDF")


def test_the_made_up_example_is_seen_in_japanese_with_the_patient(japanese: Page) -> None:
    japanese.get_by_role("button", name="開いてスコアを見る").nth(1).click()
    expect(japanese.get_by_role("button", name=re.compile("PDF"))).to_be_visible()
    open_page(japanese, "cohort")
    expect(japanese.get_by_role("heading", name="集団の中での患者の位置")).to_be_visible()
    wait_until_drawn(japanese)
    japanese.get_by_role("button", name="コホートを取り込む").click()
    japanese.get_by_role("button", name="架空の例を開く").click()
    expect(japanese.get_by_text("値はすべて架空")).to_be_visible()
    for view in ("項目ごと", "2項目", "全項目を同時に"):
        show(japanese, view)
        chart = japanese.locator(".js-plotly-plot").first
        expect(chart.get_by_text("この患者").first).to_be_visible()
    show(japanese, "群間比較")
    expect(japanese.get_by_text("全結果（並べ替え可）")).to_be_visible()


def test_a_patient_is_the_diamond_on_the_charts_of_the_virtual_cohort(page: Page) -> None:
    page.get_by_role("button", name="Open and see the score").nth(1).click()
    expect(page.get_by_role("button", name=re.compile("PDF"))).to_be_visible()
    open_page(page, "cohort")
    for view in ("Marker by marker", "Two markers", "All markers at once"):
        show(page, view)
        chart = page.locator(".js-plotly-plot").first
        expect(chart.get_by_text(re.compile("this patient")).first).to_be_visible()


def test_nothing_of_a_cohort_is_in_an_address_or_a_log(cohorts: Page, server: Server) -> None:
    asked: list[str] = []
    cohorts.on("request", lambda request: asked.append(request.url))
    bring(cohorts, "SECRET-FILE.csv", SECRET.encode())
    for view in (*VIEWS, "Report"):
        show(cohorts, view)
    taken(cohorts, "Make the report (PDF)")
    assert not [address for address in (*asked, cohorts.url) if "SECRET" in address]
    assert not [address for address in asked if not address.startswith((server.url, "blob:"))]
    log = server.log.read_text(errors="replace")
    assert "SECRET" not in log
    assert ".4567" not in log


def test_another_visitor_does_not_see_the_cohort_and_forgetting_leaves_nothing(
    cohorts: Page, japanese: Page
) -> None:
    bring(cohorts, "SECRET-FILE.csv", SECRET.encode())
    wait_until_drawn(japanese)
    open_page(japanese, "cohort")
    expect(japanese.get_by_role("heading", name="コホートと群間比較")).to_be_visible()
    wait_until_drawn(japanese)
    assert "SECRET" not in japanese.content()
    cohorts.get_by_role("button", name="Bring in a cohort").click()
    cohorts.get_by_role("button", name="Forget all cohorts").click()
    expect(chosen(cohorts)).to_have_value("virtual cohort")
    wait_until_drawn(cohorts)
    assert "SECRET" not in cohorts.content()


def test_a_cohort_stays_while_another_page_is_looked_at(cohorts: Page) -> None:
    bring(cohorts, "stays.csv", SECRET.encode())
    open_page(cohorts, "about")
    expect(cohorts.get_by_text("Not validated on patients").first).to_be_visible()
    open_page(cohorts, "cohort")
    expect(chosen(cohorts)).to_have_value("stays")


def test_a_bad_file_is_told_and_the_charts_stay(cohorts: Page) -> None:
    cohorts.get_by_role("button", name="Bring in a cohort").click()
    upload(cohorts, "broken.csv", b"PK\x03\x04\x00\x00binary")
    expect(cohorts.get_by_role("alert").first).to_contain_text("broken.csv")
    expect(cohorts.locator(".js-plotly-plot").first).to_be_visible()
