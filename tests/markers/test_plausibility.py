import csv
import gzip
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.errors import PanelError, Severity
from core.figures.problems import problem_sentence
from core.markers import CATALOGUE, Interval, Marker, Sex
from core.markers.plausibility import Likelier, likelier_note, likelier_unit, usual_band
from core.markers.units import accepted_units, convert, to_unit
from core.text import Language, text_in

MARKERS = list(CATALOGUE.values())
ASKED_ABOUT_AT_MOST = 0.001
# Of real values whose unit was mistaken for the other usual one, the share that is noticed at
# least: stated in the marker's own unit though in SI, and the other way round. Urea nitrogen
# differs by less than 3 times between its units, so that no rule tells them apart.
NOTICED = {
    "alb": ("albumin", 0.85, 0.85),
    "alp_ifcc": ("alp", 0.98, 0.98),
    "un": ("bun", 0.0, 0.0),
    "cre": ("creat", 0.95, 0.95),
    "glu": ("glucose", 0.85, 0.85),
    "t_bil": ("ttbl", 0.60, 0.85),
    "ua": ("uap", 0.99, 0.99),
    "ggt": ("ggt", 0.75, 0.55),
    "hba1c": ("hba1c", 0.85, 0.85),
    "hdl_c": ("hdl", 0.99, 0.95),
    "ldl_c": ("ldl", 0.95, 0.95),
    "tg": ("trig", 0.65, 0.90),
    "tc": ("totchol", 0.95, 0.95),
    "rbc": ("rbc", 0.0, 0.0),
    "wbc": ("wbc", 0.0, 0.0),
    "mcv": ("mcv", 0.0, 0.0),
    "crp": ("crp", 0.0, 0.0),
}
EVERY = 10


@pytest.fixture(scope="module")
def people(shared_data: Path) -> list[dict[str, str]]:
    path = shared_data / "nhanes4" / "nhanes4_bloods_subset.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def measured(people: list[dict[str, str]], column: str) -> NDArray[np.float64]:
    return np.array([float(row[column]) for row in people if row[column] not in ("", "NA")])


def asked(marker: Marker, values: NDArray[np.float64], unit: str) -> float:
    """The share of values about whose unit is asked; only those outside the band are looked at."""
    band = usual_band(marker, unit)
    if band is None:
        return 0.0
    outside = values[(values < band[0]) | (values > band[1])]
    return sum(likelier_unit(marker, v, unit) is not None for v in outside.tolist()) / len(values)


@pytest.mark.parametrize("key", NOTICED)
def test_of_real_values_in_their_true_unit_hardly_one_is_asked_about(
    key: str, people: list[dict[str, str]]
) -> None:
    marker, values = CATALOGUE[key], measured(people, NOTICED[key][0])
    for unit in accepted_units(marker):
        stated = np.array([to_unit(marker, value, unit) for value in values.tolist()])
        assert asked(marker, stated, unit) < ASKED_ABOUT_AT_MOST, unit


@pytest.mark.parametrize("key", NOTICED)
def test_of_real_values_in_the_wrong_one_of_two_units_most_are_noticed(
    key: str, people: list[dict[str, str]]
) -> None:
    column, in_own, in_si = NOTICED[key]
    marker, values = CATALOGUE[key], measured(people, column)[::EVERY]
    si_values = np.array([to_unit(marker, value, marker.si_unit) for value in values.tolist()])
    shares = asked(marker, si_values, marker.unit), asked(marker, values, marker.si_unit)
    assert (shares[0] >= in_own, shares[1] >= in_si) == (True, True), shares


@pytest.mark.parametrize(
    ("key", "number", "unit", "likelier"),
    [
        ("ua", 8.5, "umol/L", "mg/dL"),
        ("ua", 350, "mg/dL", "umol/L"),
        ("hb", 140, "g/dL", "g/L"),
        ("hb", 14, "g/mL", "g/dL"),
        ("hba1c", 5.4, "mmol/mol", "%"),
        ("hba1c", 38, "%", "mmol/mol"),
        ("wbc", 5600, "10*3/uL", "/uL"),
        ("rbc", 450, "10*6/uL", "10*4/uL"),
        ("plt", 22, "10*3/uL", "10*4/uL"),
        ("hdl_c", 1.4, "mg/dL", "mmol/L"),
        ("ht", 45, "L/L", "%"),
    ],
)
def test_a_number_far_off_in_its_unit_and_usual_in_one_other_is_asked_about(
    key: str, number: float, unit: str, likelier: str
) -> None:
    found = likelier_unit(CATALOGUE[key], number, unit)
    own = CATALOGUE[key].unit
    assert found == Likelier(number, unit, convert(CATALOGUE[key], number, unit), own, likelier)


@pytest.mark.parametrize(
    ("key", "number", "unit"),
    [
        ("ua", 5.0, "mg/dL"),
        ("ua", 0.0, "mg/dL"),
        ("ua", 1e6, "mg/dL"),
        ("ua", math.nan, "mg/dL"),
        ("hb", 4.0, "g/dL"),
        ("un", 5.0, "mg/dL"),
        ("mcv", 900.0, "fL"),
        ("crp", 50.0, "mg/dL"),
        ("arginase_1", 1e6, "ng/mL"),
    ],
)
def test_nothing_is_asked_where_nothing_speaks_for_another_unit(
    key: str, number: float, unit: str
) -> None:
    assert likelier_unit(CATALOGUE[key], number, unit) is None
    assert likelier_note(CATALOGUE[key], number, unit) is None


@pytest.mark.parametrize("marker", MARKERS, ids=lambda marker: marker.key)
def test_the_catalogues_own_interval_is_asked_about_in_no_unit(marker: Marker) -> None:
    for interval in marker.intervals.values():
        for end in (interval.low, interval.high):
            for unit in accepted_units(marker) if end is not None else ():
                assert likelier_unit(marker, to_unit(marker, end or 0, unit), unit) is None


@given(marker=st.sampled_from(MARKERS), number=st.floats(0, 1e9), data=st.data())
def test_within_the_band_nothing_is_asked_and_what_is_asked_offers_another_size(
    marker: Marker, number: float, data: st.DataObject
) -> None:
    unit = data.draw(st.sampled_from(accepted_units(marker)))
    band, found = usual_band(marker, unit), likelier_unit(marker, number, unit)
    if found is not None:
        assert band is not None
        assert not band[0] <= number <= band[1]
        assert convert(marker, number, found.likelier) != found.as_used


@pytest.mark.parametrize("marker", MARKERS, ids=lambda marker: marker.key)
def test_a_marker_without_a_closed_interval_has_no_band(marker: Marker) -> None:
    opened = dict.fromkeys(Sex, Interval(None, 5.0))
    for bare in (replace(marker, intervals={}), replace(marker, intervals=opened)):
        assert all(usual_band(bare, unit) is None for unit in accepted_units(bare))


def test_a_unit_that_is_not_accepted_is_refused_as_everywhere() -> None:
    with pytest.raises(PanelError):
        likelier_unit(CATALOGUE["ua"], 5.0, "furlong")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("key", "number", "unit", "parts"),
    [
        ("ua", 8.5, "umol/L", ("8.5 µmol/L", "0.143 mg/dL")),
        ("ua", 350, "mg/dL", ("350 mg/dL", "µmol/L")),
        ("plt", 22, "10*3/uL", ("22 10³/µL", "10⁴/µL")),
    ],
)
def test_the_question_shows_the_number_and_both_units_as_people_write_them(
    key: str, number: float, unit: str, parts: tuple[str, ...], language: Language
) -> None:
    note = likelier_note(CATALOGUE[key], number, unit)
    assert note is not None
    assert note.severity is Severity.NOTE
    said = problem_sentence(text_in(language), note)
    assert all(part in said for part in parts)
    assert "*" not in said
