import pytest

from core.figures.circumstances import circumstances
from core.markers import Sex
from core.panel import Panel, Patient, Specimen
from core.text import Language, text_in

STATED = Panel(
    patient=Patient(id="P-1", medication=True, pregnant=False),
    specimen=Specimen(haemolysed=True, minutes_to_separation=90),
)


def test_what_was_stated_is_said() -> None:
    assert circumstances(text_in(Language.EN), STATED) == (
        "takes drugs · not pregnant · haemolysed · plasma separated after 90 min"
    )


@pytest.mark.parametrize(
    ("language", "unstated"), [(Language.EN, "not stated"), (Language.JA, "記載なし")]
)
def test_what_was_not_stated_is_said_to_be_so(language: Language, unstated: str) -> None:
    said = circumstances(text_in(language), Panel(patient=Patient(id="P-1")))
    assert said.count(unstated) == 4


@pytest.mark.parametrize(("pregnant", "is_said"), [(None, False), (False, True)])
def test_whether_a_man_is_pregnant_is_said_only_where_stated(
    *, pregnant: bool | None, is_said: bool
) -> None:
    panel = Panel(patient=Patient(id="P-1", sex=Sex.MALE, pregnant=pregnant))
    assert ("pregnan" in circumstances(text_in(Language.EN), panel)) is is_said
