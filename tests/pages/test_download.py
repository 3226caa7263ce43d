from dataclasses import replace

import pytest

from core.scoring.background import background
from core.scoring.model import Model
from core.scoring.scorer import score
from core.text import Language
from pages.shared import download
from pages.shared.download import safe, summary
from tests.builders import panel
from tests.pages.opening import page


@pytest.mark.parametrize("language", Language)
def test_the_button_gives_a_pdf(language: Language, model: Model) -> None:
    patient = panel(ua=3.4)
    made = summary(
        patient,
        score(patient, model),
        pre_test=0.02,
        language=language,
        behind=background(patient, model),
    )
    assert made.startswith(b"%PDF")


def test_what_goes_wrong_in_the_thread_of_the_download_names_no_value(
    monkeypatch: pytest.MonkeyPatch, model: Model
) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise ValueError("uric acid 3.4")

    monkeypatch.setattr(download, "render_pdf", broken)
    patient = panel(ua=3.4)
    with pytest.raises(RuntimeError, match=r"^ValueError$") as caught:
        summary(patient, score(patient, model), pre_test=0.02, language=Language.EN, behind=None)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("name", "file"), [("P-1", "P-1"), ("a/b\\c:d", "a_b_c_d"), ("患者", "患者")]
)
def test_a_patient_id_in_a_file_name_holds_no_mark_that_a_system_forbids(
    name: str, file: str
) -> None:
    assert safe(name) == file


def test_where_the_font_lacks_a_character_the_page_says_so_in_place_of_the_button() -> None:
    patient = panel(ua=3.4)
    unshown = replace(patient, patient=replace(patient.patient, id="P-😀"))
    app = page("risk", unshown)
    assert "U+1F600" in str(app.error[0].value).replace("\\", "")
    assert not [button for button in app.get("download_button") if "pdf" in str(button.key)]
    assert not app.exception
