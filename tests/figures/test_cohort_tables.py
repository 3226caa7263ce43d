import numpy as np

from core.cohort.distributions import Distribution
from core.figures.cohort_tables import distribution_table, scatter_table
from core.figures.comparison import Comparison, TwoMarkers
from core.figures.flags import Strip
from core.figures.marker_axis import marker_axis
from core.markers import CATALOGUE, Sex
from core.text import Language, text_in

EN = text_in(Language.EN)
UA, T_BIL = (marker_axis(CATALOGUE[k], CATALOGUE[k].reference(Sex.MALE)) for k in ("ua", "t_bil"))
PEOPLE = Distribution(np.linspace(-2, 2, 101), np.linspace(-3, 1, 51))


def cells(title: str, compared: Comparison) -> tuple[object, ...]:
    table = distribution_table(EN, compared)
    return next(column.cells for column in table.columns if column.title == title)


def test_the_groups_stand_in_the_markers_unit() -> None:
    compared = Comparison(UA, PEOPLE, None)
    assert cells("Group", compared) == ("● virtual controls", "▲ virtual cases")
    assert cells("People", compared) == ("101", "51")
    assert cells("Median", compared) == (UA.written(0.0), UA.written(-1.0))


def test_a_correlation_is_never_minus_nothing_and_a_constant_has_none() -> None:
    up = np.column_stack([np.array([-1.0, 0, 1, 0]), np.array([0.0, 1, 0, -1])])
    tilted = up + np.column_stack([np.zeros(4), -0.001 * up[:, 0]])
    flat = np.column_stack([np.zeros(4), np.arange(4.0)])
    table = scatter_table(EN, TwoMarkers((UA, T_BIL), tilted, flat, (None, None)))
    assert table.columns[-1].cells == ("0.00", "–")


def test_the_table_says_above_how_many_of_a_group_the_patient_lies() -> None:
    compared = Comparison(UA, PEOPLE, Strip(0.0, 0.0))
    assert cells("Patient lies above", compared) == ("50 %", "75 %")


def test_without_a_place_for_the_patient_the_table_has_a_dash() -> None:
    assert cells("Patient lies above", Comparison(UA, PEOPLE, None)) == ("–", "–")


def test_two_markers_have_both_medians_and_their_correlation() -> None:
    line = np.column_stack([np.linspace(-1, 1, 11), np.linspace(1, -1, 11)])
    two = TwoMarkers((UA, T_BIL), line, line, (None, None))
    table = scatter_table(EN, two)
    assert table.columns[2].title == "Median of Uric acid (urate), mg/dL"
    assert table.columns[2].cells[0] == UA.written(0.0)
    assert table.columns[-1].cells == ("-1.00", "-1.00")
