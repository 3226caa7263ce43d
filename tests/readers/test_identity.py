from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from core.errors import PanelError
from core.markers import Sex
from core.panel import Panel, Patient, Specimen
from core.readers.identity import NOTHING_TYPED, Context, agree, identified
from core.readers.reading import Reading
from tests.readers.files import check_sentences
from tests.strategies import panels

MORNING = datetime(2026, 10, 2, 9, 10)  # noqa: DTZ001 - local time


def reading_of(*some: Panel) -> Reading:
    return Reading(some, ())


def refusal(panel: Panel, context: Context) -> str:
    with pytest.raises(PanelError) as caught:
        identified(reading_of(panel), context, "panels.csv")
    check_sentences(caught.value.problem)
    assert caught.value.problem.place.file == "panels.csv"
    return caught.value.problem.key


@given(panels())
def test_where_nothing_was_typed_nothing_is_changed(panel: Panel) -> None:
    assert identified(reading_of(panel), NOTHING_TYPED, "") == reading_of(panel)


@given(panels())
def test_what_the_file_says_itself_may_be_typed_beside_it(panel: Panel) -> None:
    patient, specimen = panel.patient, panel.specimen
    typed = Context(
        patient.id,
        {name: getattr(patient, name) for name in ("sex", "age", "medication", "pregnant")},
        {name: getattr(specimen, name) for name in ("collected", "fasting", "haemolysed")},
    )
    assert identified(reading_of(panel), typed, "") == reading_of(panel)


def test_gaps_are_filled_by_what_was_typed() -> None:
    context = Context("A", {"sex": Sex.MALE, "age": None}, {"fasting": False})
    (panel,) = identified(reading_of(Panel(patient=Patient(id=""))), context, "").panels
    assert panel.patient == Patient(id="A", sex=Sex.MALE)
    assert panel.specimen == Specimen(fasting=False)


def nobody(sex: Sex | None) -> Panel:
    return Panel(patient=Patient(id="", sex=sex))


def test_one_typed_id_for_several_panels_is_told() -> None:
    reading = identified(reading_of(nobody(None), nobody(Sex.MALE)), Context("A"), "a.csv")
    assert [panel.patient.id for panel in reading.panels] == ["A", "A"]
    (told,) = reading.problems
    assert (told.key, told.details) == ("reader.context.all_of_one", {"count": 2})
    check_sentences(told)


def test_one_typed_id_is_not_that_of_a_man_and_of_a_woman() -> None:
    reading = identified(reading_of(nobody(Sex.FEMALE), nobody(Sex.MALE)), Context("A"), "a.csv")
    assert reading.panels == ()
    assert [told.key for told in reading.problems] == ["reader.context.several_people"]
    check_sentences(reading.problems[0])


def test_a_panel_of_nobody_is_refused() -> None:
    assert refusal(Panel(patient=Patient(id="")), NOTHING_TYPED) == "reader.context.no_id"
    typed = Context("", {"sex": Sex.MALE})
    assert refusal(Panel(patient=Patient(id="")), typed) == "reader.context.no_id"


@pytest.mark.parametrize("typed", ["B", "a", "A "])
def test_another_patient_than_was_typed_is_refused(typed: str) -> None:
    panel = Panel(patient=Patient(id="A"))
    assert refusal(panel, Context(typed)) == "reader.context.other_patient"


def test_one_other_patient_among_several_refuses_the_file() -> None:
    reading = reading_of(Panel(patient=Patient(id="A")), Panel(patient=Patient(id="B")))
    with pytest.raises(PanelError, match="other_patient"):
        identified(reading, Context("A"), "")


@pytest.mark.parametrize(
    "context",
    [
        Context(patient={"sex": Sex.FEMALE}),
        Context(patient={"age": 25.0}),
        Context(patient={"medication": True}),
        Context(specimen={"collected": date(2026, 10, 3)}),
        Context(specimen={"fasting": True}),
    ],
)
def test_whatever_else_differs_from_the_file_refuses_it(context: Context) -> None:
    patient = Patient(id="A", sex=Sex.MALE, age=24.0, medication=False)
    panel = Panel(patient=patient, specimen=Specimen(collected=MORNING, fasting=False))
    assert refusal(panel, context) == "reader.context.differs"


def test_the_text_of_a_refusal_names_nobody() -> None:
    with pytest.raises(PanelError) as caught:
        identified(reading_of(Panel(patient=Patient(id="yamada"))), Context("suzuki"), "")
    assert "yamada" not in str(caught.value)
    assert "suzuki" not in repr(caught.value)


@pytest.mark.parametrize(
    ("name", "read", "typed", "expected"),
    [
        ("age", 24.7, 24.0, True),
        ("age", 24.0, 25.0, False),
        ("minutes_to_separation", 90.2, 90.0, False),
        ("collected", MORNING, date(2026, 10, 2), True),
        ("collected", date(2026, 10, 2), MORNING, True),
        ("collected", MORNING, MORNING, True),
        ("collected", MORNING, MORNING.replace(minute=11), False),
        ("collected", MORNING, date(2026, 10, 3), False),
        ("collected", MORNING.replace(tzinfo=UTC), date(2026, 10, 2), True),
        ("collected", MORNING.replace(tzinfo=UTC), MORNING, True),
        ("collected", MORNING.replace(tzinfo=UTC), MORNING.replace(hour=8), False),
        ("fasting", True, False, False),
        ("sex", Sex.MALE, Sex.MALE, True),
    ],
)
def test_two_statements_agree_where_both_can_hold(
    name: str, read: object, typed: object, expected: bool
) -> None:
    assert agree(name, read, typed) is expected
