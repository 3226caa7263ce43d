"""The studio in a real browser: work is begun, seen again after a reload, and ended."""

from playwright.sync_api import Page, expect

from core.text import Language, text_in
from tests.browser.journeys import open_page, wait_until_drawn
from tests.browser.server import Server

EN, JA = text_in(Language.EN), text_in(Language.JA)


def test_work_of_the_studio_outlives_a_reload_and_ends_when_it_is_cancelled(
    page: Page, server: Server
) -> None:
    wait_until_drawn(page)
    open_page(page, "studio")
    page.get_by_role("button", name=EN("cohort.bring.example")).click()
    start = page.get_by_role("button", name=EN("studio.start"))
    expect(start).to_be_enabled()
    start.click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert page.url.endswith("/studio?lang=en")
    page.goto(f"{server.url}/studio?lang=ja")
    task = JA("studio.task.train", name="made-up-example-discrimination")
    expect(page.get_by_text(task).first).to_be_visible()
    page.get_by_role("button", name=JA("studio.job.cancel")).click()
    cancelled = JA("studio.job.cancelled", name="made-up-example-discrimination")
    expect(page.get_by_text(cancelled)).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    open_page(page, "models")
    listed = page.get_by_role("table").first
    expect(listed).to_contain_text(JA("models.state.active"))
    expect(listed).not_to_contain_text("made-up-example")
