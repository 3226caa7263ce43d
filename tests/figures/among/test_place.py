import math

import pytest

from core.cohort import Analyte
from core.figures.among import Place, place_of
from core.figures.among.place import interval_of, value_words
from core.figures.flags import strip
from core.markers import CATALOGUE, Interval, Sex
from core.panel import Panel, Patient, Value
from tests.builders import measurement, panel
from tests.figures.among.people import EN

UA = CATALOGUE["ua"]
IN_SD = Analyte(key="ua", marker=UA, is_standardised=True)
IN_UNIT = Analyte(key="Urate", marker=UA)
UNKNOWN = Analyte(key="M1", title="Acetate")


def test_among_standardised_people_a_value_stands_where_its_strip_does() -> None:
    patient = panel(ua=4.2)
    found, expected = place_of(patient, IN_SD, Sex.MALE), strip(measurement("ua", 4.2), Sex.MALE)
    assert found is not None
    assert expected is not None
    assert (found.low, found.high) == (expected.low, expected.high)


def test_among_people_in_units_a_value_stands_at_itself_whatever_the_file_calls_it() -> None:
    assert place_of(panel(ua=4.2), IN_UNIT, Sex.MALE) == Place(4.2, 4.2)


@pytest.mark.parametrize(
    ("value", "place"),
    [(Value.below(2.0), Place(0.0, 2.0)), (Value.above(9.0), Place(9.0, math.inf))],
)
def test_a_limit_leaves_the_place_open_on_its_side(value: Value, place: Place) -> None:
    assert place_of(panel(ua=value), IN_UNIT, None) == place
    assert not place.is_exact


@pytest.mark.parametrize(
    ("patient", "analyte"),
    [(None, IN_UNIT), (panel(t_bil=0.5), IN_UNIT), (panel(ua=4.2), UNKNOWN), (None, UNKNOWN)],
)
def test_what_was_not_measured_or_is_no_marker_has_no_place(
    patient: Panel | None, analyte: Analyte
) -> None:
    assert place_of(patient, analyte, Sex.MALE) is None
    assert value_words(EN, patient, analyte) == ""


def test_without_an_interval_with_both_ends_nothing_is_standardised() -> None:
    arginase = Analyte(key="a", marker=CATALOGUE["arginase_1"], is_standardised=True)
    assert place_of(panel(arginase_1=30), arginase, Sex.MALE) is None


def test_the_laboratorys_own_interval_comes_first_and_then_the_catalogues() -> None:
    laboratory = Panel(
        patient=Patient(id="P-1"), measurements=(measurement("ua", 5.0, (4.0, 6.0)),)
    )
    assert interval_of(laboratory, IN_SD, Sex.MALE) == Interval(4.0, 6.0)
    assert interval_of(panel(), IN_SD, Sex.MALE) == UA.reference(Sex.MALE)
    assert interval_of(None, UNKNOWN, Sex.MALE) is None


def test_the_value_is_written_with_its_unit() -> None:
    assert value_words(EN, panel(ua=3.4), IN_UNIT) == "3.4 mg/dL"
