"""Panels as clinics have them, in a real browser: read, corrected, remembered, scored, refused."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.journeys import confirm, upload, verdict
from tests.browser.server import Server

LONG = (
    "患者番号,性別,年齢,採血日時,検査項目名,結果値,単位,基準値,状態\n"
    "症例-7,男性,24,2026/10/02 09:10,総ビリルビン,0.6,mg/dL,0.4-1.5,最終\n"
    "症例-7,男性,24,2026/10/02 09:10,尿酸,3.4,mg/dL,3.7-7.8,中間\n"
).encode("cp932")
UNKNOWN = b"id,sex,Harn X,T-Bil (mg/dL)\n{id},male,3.4,0.6\n"
PASTED = "T-Bil    0.6   mg/dL   0.4-1.5\nUA       3.4   mg/dL   3.7-7.8\n"
OBX = "OBX|{n}|NM|{loinc}^{name}^LN||{value}|mg/dL^mg/dL^UCUM|{range}|N|||F"
HL7 = "\r".join(
    (
        "MSH|^~\\&|LAB|HOSP|||20261002101500+0900||ORU^R01^ORU_R01|1|P|2.5",
        "PID|1||HL7-7^^^HOSP^PI||||20020401|M",
        "OBR|1|||24323-8^Panel^LN|||20261002091000+0900|||||||||||||||20261002100000|||F",
        OBX.format(n=1, loinc="1975-2", name="Bilirubin", value="0.6", range="0.4-1.5"),
        OBX.format(n=2, loinc="3084-1", name="Urate", value="3.4", range="3.7-7.8"),
    )
)


def observation(loinc: str, value: float) -> dict[str, object]:
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [{"code": "laboratory"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": loinc}]},
        "subject": {"reference": "Patient/p"},
        "effectiveDateTime": "2026-10-02T09:10:00+09:00",
        "valueQuantity": {
            "value": value,
            "unit": "mg/dL",
            "system": "http://unitsofmeasure.org",
            "code": "mg/dL",
        },
    }


PATIENT = {
    "resourceType": "Patient",
    "id": "p",
    "identifier": [{"value": "FHIR-7"}],
    "gender": "male",
    "birthDate": "2002-04-01",
}
RESOURCES = (PATIENT, observation("1975-2", 0.6), observation("3084-1", 3.4))
FHIR = json.dumps(
    {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": resource} for resource in RESOURCES],
    }
)


@pytest.fixture
def other(browser: Browser, server: Server) -> Iterator[Page]:
    """The page of another visitor of the same server."""
    context = browser.new_context(viewport={"width": 1280, "height": 2000})
    context.set_default_timeout(20_000)
    opened = context.new_page()
    opened.goto(server.url)
    yield opened
    context.close()


def unknown(patient: str) -> bytes:
    return UNKNOWN.replace(b"{id}", patient.encode())


def unfold(page: Page, title: str) -> None:
    """Unfold a part of the page; what opens while it grows would be closed again."""
    page.get_by_text(title).click()
    settle(page)


def settle(page: Page) -> None:
    """Wait until nothing on the page moves."""
    page.wait_for_function("document.getAnimations().every(a => a.playState === 'finished')")


def correct(page: Page) -> None:
    """Say that the column "Harn X" is uric acid in mg/dL."""
    unfold(page, "Correct how it was read")
    page.get_by_role("combobox", name="Harn X", exact=True).fill("Uric")
    page.get_by_role("option", name="Uric acid (urate)").click()
    page.get_by_role("combobox", name='Unit of "Harn X"').click()
    page.get_by_role("option", name="mg/dL", exact=True).click()
    page.get_by_role("button", name="Read again with the corrections").click()
    expect(page.get_by_text("1 correction is applied")).to_be_visible()


def forget(page: Page) -> None:
    """Forget the patient, and wait until the box for a file is that of the first page."""
    page.get_by_role("button", name="Forget this patient").click()
    expect(page.get_by_role("heading", name="Bring in a blood panel")).to_be_visible()
    expect(page.get_by_text("Bring in another panel")).to_have_count(0)


def undo(page: Page) -> None:
    page.get_by_role("button", name="Undo the corrections").click()
    expect(page.get_by_text("1 correction")).to_have_count(0)


def test_a_japanese_long_table_is_read_and_scored(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?lang=ja")
    upload(page, "検査.csv", LONG)
    expect(page.get_by_text("1行に1結果の表、Shift_JIS (CP932)")).to_be_visible()
    expect(page.get_by_text("中間報告").first).to_be_visible()
    confirm(page)
    assert re.search(r"倍", verdict(page))
    expect(page.get_by_text("症例-7").first).to_be_visible()


def test_a_corrected_column_is_remembered_for_the_next_file_and_undone(
    page: Page, other: Page
) -> None:
    upload(page, "first.csv", unknown("FIRST"))
    correct(page)
    expect(page.get_by_text("Uric acid (urate)").first).to_be_visible()
    forget(page)
    upload(page, "second.csv", unknown("SECOND"))
    expect(page.get_by_text("1 correction made before")).to_be_visible()
    upload(other, "third.csv", unknown("THIRD"))
    expect(other.get_by_text("1 correction made before")).to_be_visible()
    undo(page)
    expect(page.get_by_text("SECOND").first).to_be_visible()
    undo(other)


def test_a_correction_is_made_with_the_keyboard_alone(page: Page) -> None:
    upload(page, "keys.csv", unknown("KEYS"))
    opened = page.get_by_text("Correct how it was read")
    expect(opened).to_be_visible()
    page.locator("summary", has=opened).focus()
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("combobox", name="Harn X", exact=True).focus()
    page.keyboard.type("Uric")
    expect(page.get_by_role("option", name="Uric acid (urate)")).to_be_visible()
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name='Unit of "Harn X"').focus()
    page.keyboard.type("mg/dL")
    expect(page.get_by_role("option", name="mg/dL", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Read again with the corrections")
    expect(button).to_be_enabled()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 correction is applied")).to_be_visible()
    undo(page)


def test_nothing_of_a_corrected_file_is_kept_on_the_server(page: Page, server: Server) -> None:
    upload(page, "SECRET-FILE.csv", unknown("SECRET-ID"))
    correct(page)
    folder = server.log.parent / "var" / "layouts"
    kept = "".join(path.name + path.read_text("utf-8") for path in folder.iterdir())
    assert '"ua"' in kept
    for text in ("SECRET", "Harn", "3.4"):
        assert text not in kept
    undo(page)
    assert "SECRET" not in server.log.read_text(errors="replace")


def test_a_pasted_block_is_read_and_scored(page: Page) -> None:
    page.get_by_text("Paste", exact=True).click()
    page.get_by_label("Rows from a laboratory report").fill(PASTED)
    page.get_by_label("Patient ID (a pseudonym)").fill("PASTED-5")
    page.get_by_role("combobox", name="Sex", exact=True).click()
    page.get_by_role("option", name="male", exact=True).click()
    page.get_by_role("button", name="Read and check").click()
    expect(page.get_by_text("Lines of a laboratory report")).to_be_visible()
    confirm(page)
    expect(page.get_by_text("PASTED-5").first).to_be_visible()


@pytest.mark.parametrize(
    ("name", "data", "shape", "patient"),
    [
        ("message.hl7", HL7, "HL7 v2, UTF-8", "HL7-7"),
        ("bundle.json", FHIR, "FHIR R4, UTF-8", "FHIR-7"),
    ],
)
def test_a_message_and_a_bundle_are_read_and_scored(
    page: Page, name: str, data: str, shape: str, patient: str
) -> None:
    upload(page, name, data.encode())
    expect(page.get_by_text(shape)).to_be_visible()
    expect(page.get_by_text("2026-10-02 09:10 +09:00").first).to_be_visible()
    confirm(page)
    expect(page.get_by_text(f"Patient {patient}").first).to_be_visible()
    assert "virtual" in verdict(page)


def test_a_typed_id_that_the_file_contradicts_is_refused(page: Page) -> None:
    unfold(page, "Add what the file does not say of patient and draw")
    page.get_by_label("Patient ID (a pseudonym)").fill("SOMEBODY-ELSE")
    page.get_by_label("Age (years)").click()
    upload(page, "a.csv", b"id,sex,UA (mg/dL)\nP-7,male,3.4\n")
    expect(page.get_by_role("alert").first).to_contain_text('results of patient "P-7"')
    expect(page.get_by_role("button", name="Confirm and see the score")).to_have_count(0)
    page.get_by_label("Patient ID (a pseudonym)").first.fill("")
    page.get_by_role("button", name="Read again with this").click()
    expect(page.get_by_text("Patient P-7").first).to_be_visible()


@pytest.mark.parametrize("kind", ["a panel a row", "a result a row", "FHIR bundle"])
def test_what_was_read_is_taken_along_and_read_again(page: Page, kind: str) -> None:
    upload(page, "a.csv", b"id,sex,UA (mg/dL)\nTAKEN-7,male,3.4\n")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile(kind)).click()
    forget(page)
    upload(page, waiting.value.suggested_filename, waiting.value.path().read_bytes())
    expect(page.get_by_text("Patient TAKEN-7").first).to_be_visible()
    expect(page.get_by_text("3.4 mg/dL").first).to_be_visible()
