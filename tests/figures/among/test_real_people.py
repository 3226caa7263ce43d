"""The charts among others on real metabolomics sets, against SciPy and NumPy."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import percentileofscore

from core.cohort import Cohort
from core.figures.among import (
    among_table,
    raincloud_chart,
    small_multiples_chart,
    standings,
    two_analytes_chart,
)
from core.figures.among.place import place_of
from core.figures.chart import Chart
from core.figures.svg import svg_of
from core.figures.theme import LIGHT
from core.markers import CATALOGUE, Sex
from core.panel import Panel
from core.text import number
from tests.builders import panel
from tests.cohort.metabolomes import keys_of, metabolome
from tests.figures.among.people import EN

NAMED = {"L-Arginine": "arginine", "Ornithine": "ornithine", "Citrulline": "citrulline"}
PATIENT = panel(arginine=44.0, ornithine=86.0, citrulline=30.0)


@pytest.fixture(scope="module")
def fatigue(shared_data: Path) -> Cohort:
    """MTBLS161 with its amino acids known as markers."""
    people = metabolome(shared_data, "MTBLS161")
    known = {
        analyte.key: replace(analyte, marker=CATALOGUE[NAMED[analyte.title.strip()]])
        for analyte in people.analytes
        if analyte.title.strip() in NAMED
    }
    assert len(known) == len(NAMED)
    return replace(people, analytes=tuple(known.get(a.key, a) for a in people.analytes))


def column(people: Cohort, key: str, title: str) -> list[str]:
    table = among_table(EN, people, key, group="group", panel=PATIENT, sex=Sex.MALE)
    return next([str(cell) for cell in c.cells] for c in table.columns if c.title == title)


@pytest.mark.parametrize("title", NAMED)
def test_percentiles_of_the_patient_are_scipys(title: str, fatigue: Cohort) -> None:
    analyte = next(a for a in fatigue.analytes if a.title.strip() == title)
    place = place_of(PATIENT, analyte, Sex.MALE)
    assert place is not None
    found = standings(fatigue, analyte.key, place, sex=Sex.MALE, age=30, group="group")
    values = fatigue.values[:, fatigue.position(analyte.key)]
    for code, standing in enumerate(found):
        group = values[(fatigue.factors["group"].codes == code) & ~np.isnan(values)]
        judge = percentileofscore(group, place.low, kind="mean") / 100
        assert standing.low == standing.high == pytest.approx(judge, abs=1e-12)
        assert standing.size == len(group)


def test_percentiles_in_the_table_are_numpys(fatigue: Cohort) -> None:
    for key in keys_of(fatigue):
        values = fatigue.values[:, fatigue.position(key)]
        groups = [values[fatigue.factors["group"].codes == code] for code in (0, 1)]
        judges = [float(np.nanmedian(group)) for group in groups]
        assert column(fatigue, key, "Median") == [number(judge) for judge in judges]


def one(people: Cohort, patient: Panel) -> Chart:
    key = keys_of(people)[0]
    return raincloud_chart(EN, people, key, LIGHT, group="group", panel=patient, sex=Sex.MALE)


def several(people: Cohort, patient: Panel) -> Chart:
    keys = keys_of(people)
    return small_multiples_chart(
        EN, people, keys, LIGHT, group="group", panel=patient, sex=Sex.MALE
    )


def two(people: Cohort, patient: Panel) -> Chart:
    keys = keys_of(people)[0], keys_of(people)[1]
    return two_analytes_chart(EN, people, keys, LIGHT, group="group", panel=patient, sex=Sex.MALE)


@pytest.mark.parametrize("name", ["MTBLS161", "MTBLS90"])
@pytest.mark.parametrize("draw", [one, several, two])
@pytest.mark.parametrize("is_shared", [False, True])
def test_every_chart_of_real_people_is_drawn_and_can_be_taken_along(
    name: str, draw: Callable[[Cohort, Panel], Chart], shared_data: Path, is_shared: bool
) -> None:
    people = replace(metabolome(shared_data, name), is_shared=is_shared)
    chart = draw(people, PATIENT)
    assert svg_of(chart.figure).startswith("<svg")
    assert name in chart.title
    assert chart.words
    assert chart.table.csv()
