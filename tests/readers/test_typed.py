from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Place, Severity
from core.markers import CATALOGUE, Interval, Marker, Sex
from core.markers.units import accepted_units
from core.panel import Measurement, Patient, Source, Specimen, Value
from core.readers.identity import Context
from core.readers.reading import Reading
from core.readers.typed import Typed, read_typed, typed_context
from tests.readers.files import check_sentences, found
from tests.strategies import markers

CONTEXT = {
    "id": "A-014",
    "sex": "male",
    "age": "24",
    "collected": "2026-10-02 09:10",
    "fasting": "yes",
    "medication": "no",
    "haemolysed": "",
    "minutes_to_separation": "90",
    "pregnant": "",
}
UA = {"ua": Typed("3.4", "mg/dL")}


def read(context: dict[str, str], values: dict[str, Typed]) -> Reading:
    reading = read_typed(context, values)
    for problem in reading.problems:
        check_sentences(problem)
    return reading


def test_a_typed_panel_holds_all_that_was_typed() -> None:
    reading = read(CONTEXT, UA | {"t_bil": Typed("<8.55", "μmol/L"), "crp": Typed("", "mg/dL")})
    (panel,) = reading.panels
    assert reading.problems == ()
    assert panel.source is Source.TYPED
    assert panel.patient == Patient(id="A-014", sex=Sex.MALE, age=24, medication=False)
    assert panel.specimen == Specimen(
        collected=datetime(2026, 10, 2, 9, 10),  # noqa: DTZ001 - local time
        fasting=True,
        minutes_to_separation=90,
    )
    assert panel.measurements[1] == Measurement(
        marker=CATALOGUE["t_bil"],
        value=Value.below(0.5),
        text="<8.55",
        unit="μmol/L",
        place=Place(column="t_bil"),
    )
    assert len(panel.measurements) == 2


def test_an_id_and_a_value_are_enough() -> None:
    (panel,) = read({"id": "A"}, UA).panels
    assert (panel.patient, panel.specimen) == (Patient(id="A"), Specimen())


@pytest.mark.parametrize("context", [{}, {"id": ""}, {"id": " - "}])
def test_without_an_id_there_is_no_panel(context: dict[str, str]) -> None:
    reading = read(context, UA)
    assert reading.panels == ()
    assert found(reading.problems) == [("reader.cell.no_id", None, "id")]


@pytest.mark.parametrize("values", [{}, {"ua": Typed("", "mg/dL")}, {"ua": Typed("-", "mg/dL")}])
def test_without_a_value_there_is_no_panel(values: dict[str, Typed]) -> None:
    reading = read(CONTEXT, values)
    assert reading.panels == ()
    assert found(reading.problems) == [("reader.typed.no_value", None, "")]


@pytest.mark.parametrize(
    ("value", "unit", "key"),
    [
        ("3,4", "mg/dL", "reader.cell.comma"),
        ("-3.4", "mg/dL", "reader.cell.negative"),
        ("high", "mg/dL", "reader.cell.not_a_number"),
        ("3.4", "", "unit.missing"),
        ("3.4", "U/L", "unit.not_accepted"),
        ("3.4", "furlong", "unit.unknown"),
    ],
)
def test_a_refused_value_is_named_by_its_marker_and_the_rest_is_read(
    value: str, unit: str, key: str
) -> None:
    reading = read(CONTEXT, {"ua": Typed(value, unit), "t_bil": Typed("0.5", "mg/dL")})
    assert [m.marker.key for m in reading.panels[0].measurements] == ["t_bil"]
    assert found(reading.problems) == [(key, None, "ua")]


@pytest.mark.parametrize(("field", "typed"), [("sex", "1"), ("age", "old"), ("fasting", "perhaps")])
def test_a_refused_statement_is_named_by_its_field_and_stays_unknown(
    field: str, typed: str
) -> None:
    reading = read(CONTEXT | {field: typed}, UA)
    (problem,) = reading.problems
    assert problem.place == Place(column=field)
    (panel,) = reading.panels
    known = panel.specimen if field == "fasting" else panel.patient
    assert getattr(known, field) is None


@pytest.mark.parametrize(
    ("context", "values"),
    [({"colour": "red"}, UA), (CONTEXT, {"unobtainium": Typed("1", "mg/dL")})],
)
def test_a_field_that_no_form_has_is_our_own_mistake(
    context: dict[str, str], values: dict[str, Typed]
) -> None:
    with pytest.raises(KeyError):
        read_typed(context, values)


@pytest.mark.parametrize(
    ("low", "high", "interval"),
    [
        ("0.05", "0.25", Interval(0.05, 0.25)),
        ("", "0.25", Interval(None, 0.25)),
        ("0.05", "", Interval(0.05, None)),
        ("", "", None),
    ],
)
def test_the_laboratorys_own_interval_is_held_with_an_empty_end_open(
    low: str, high: str, interval: Interval | None
) -> None:
    reading = read({"id": "A"}, {"ac_c16": Typed("0.21", "nmol/mL", low, high)})
    assert reading.problems == ()
    assert reading.panels[0].measurements[0].interval == interval


def test_the_interval_is_in_the_unit_that_was_chosen() -> None:
    reading = read({"id": "A"}, {"ua": Typed("202", "umol/L", "178.44", "416.36")})
    assert reading.panels[0].measurements[0].interval == Interval(3.0, 7.0)


@pytest.mark.parametrize(
    ("low", "high", "key"),
    [
        ("0.25", "0.05", "reader.row.interval"),
        ("<0.05", "0.25", "reader.cell.limit"),
        ("a", "0.25", "reader.cell.not_a_number"),
        ("0.05", "0.25 nmol/mL", "reader.cell.limit"),
    ],
)
def test_an_interval_that_is_refused_is_named_and_the_value_still_read(
    low: str, high: str, key: str
) -> None:
    reading = read({"id": "A"}, {"ac_c16": Typed("0.21", "nmol/mL", low, high)})
    assert found(reading.problems) == [(key, None, "ac_c16")]
    assert reading.panels[0].measurements[0].interval is None


def test_an_interval_without_a_value_is_not_dropped_in_silence() -> None:
    reading = read({"id": "A"}, UA | {"ac_c16": Typed("", "nmol/mL", "0.05", "0.25")})
    assert found(reading.problems) == [("reader.typed.interval_alone", None, "ac_c16")]


@given(marker=markers(), number=st.floats(1e-3, 1e5), data=st.data())
def test_every_marker_can_be_typed_in_every_unit_it_is_offered_in(
    marker: Marker, number: float, data: st.DataObject
) -> None:
    unit = data.draw(st.sampled_from(accepted_units(marker)))
    reading = read_typed({"id": "A"}, {marker.key: Typed(repr(number), unit)})
    assert [p for p in reading.problems if p.severity is Severity.REFUSED] == []
    assert reading.panels[0].measurements[0].unit == unit


@given(st.text(), st.text(), st.text())
def test_whatever_is_typed_is_read_or_refused(identity: str, value: str, unit: str) -> None:
    for problem in read_typed({"id": identity}, {"ua": Typed(value, unit, value, unit)}).problems:
        check_sentences(problem)


def test_what_is_typed_beside_a_file_is_parsed_as_the_form_is() -> None:
    context, told = typed_context({"id": " P-1 ", "sex": "male", "age": "24", "fasting": "no"})
    assert told == ()
    assert context.id == "P-1"
    assert context.patient == {"sex": Sex.MALE, "age": 24}
    assert context.specimen == {"fasting": False}


def test_what_is_left_empty_beside_a_file_states_nothing() -> None:
    assert typed_context({"id": "", "sex": "", "age": " "}) == (Context(), ())


def test_what_is_not_understood_beside_a_file_is_told_by_its_field() -> None:
    context, told = typed_context({"age": "old", "fasting": "yes"})
    assert [(p.key, p.place.column) for p in told] == [("reader.cell.age", "age")]
    assert context.specimen == {"fasting": True}
