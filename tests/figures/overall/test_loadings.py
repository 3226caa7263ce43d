from dataclasses import replace

import numpy as np
import pytest

from core.cohort import Origin
from core.cohort.overall.components import Components, principal_components
from core.figures.overall.loadings import MOST_SHOWN, loadings_chart, most_telling
from core.figures.theme import LIGHT
from core.markers import CATALOGUE
from core.text import Text
from tests.builders import cohort
from tests.figures.groups.cohorts import EN, KEYS, TEXTS, check, people
from tests.figures.traces import traces


def made_up(analytes: int) -> Components:
    random = np.random.default_rng(3)
    values = random.normal(size=(60, analytes)) @ random.normal(size=(analytes, analytes))
    them = cohort({f"analyte {number}": column.tolist() for number, column in enumerate(values.T)})
    return principal_components(them, [a.key for a in them.analytes])


@pytest.mark.parametrize("text", TEXTS, ids=["en", "ja"])
@pytest.mark.parametrize("analytes", [2, 5, 40])
def test_every_chart_has_what_belongs_to_it(text: Text, analytes: int) -> None:
    check(loadings_chart(text, made_up(analytes), LIGHT))


def test_each_stem_ends_at_the_correlation_with_its_component() -> None:
    found = made_up(5)
    rows = most_telling(found, (0, 1))
    marks = [t for t in traces(loadings_chart(EN, found, LIGHT).figure) if t.mode == "markers"]
    for component, mark in enumerate(marks):
        np.testing.assert_allclose(mark.x, found.correlations[rows, component])
    assert [mark.xaxis for mark in marks] == ["x", "x2"]


def test_the_analytes_shown_are_those_most_is_told_of_in_order_of_the_first() -> None:
    found = made_up(40)
    rows = most_telling(found, (0, 1))
    told = (found.correlations[:, :2] ** 2).sum(axis=1)
    assert len(rows) == MOST_SHOWN
    assert told[rows].min() >= np.delete(told, rows).max()
    assert (np.diff(found.correlations[rows, 0]) <= 0).all()


def test_other_components_can_be_shown() -> None:
    figure = loadings_chart(EN, made_up(8), LIGHT, (2, 1)).figure
    titles = (figure.layout.xaxis.title.text, figure.layout.xaxis2.title.text)
    assert titles == ("Correlation with component 3", "Correlation with component 2")


def test_the_title_and_the_words_name_the_strongest_analytes() -> None:
    found = made_up(6)
    strongest = found.selection.analytes[int(np.abs(found.correlations[:, 0]).argmax())].key
    chart = loadings_chart(EN, found, LIGHT)
    assert chart.title.startswith(f"Component 1 follows {strongest} most closely")
    assert f"correlates most with {strongest} (" in chart.words


def test_the_table_holds_every_analyte_and_the_note_says_so() -> None:
    found = made_up(40)
    chart = loadings_chart(EN, found, LIGHT)
    assert len(chart.table.columns[0].cells) == 40
    assert any(f"{MOST_SHOWN} analytes of 40" in note for note in chart.notes)
    first = chart.table.columns[0].cells[0]
    row = [a.key for a in found.selection.analytes].index(str(first))
    loading = float(str(chart.table.columns[3].cells[0]))
    assert loading == pytest.approx(found.loadings[row, 0], abs=0.0006)


def test_names_are_in_the_language_and_long_ones_lose_their_middle() -> None:
    found = principal_components(people(40), KEYS)
    ticks = loadings_chart(TEXTS[1], found, LIGHT).figure.layout.yaxis.ticktext
    assert CATALOGUE["ua"].name("ja") in ticks
    long = "1-oleoyl-2-palmitoyl-sn-glycero-3-phosphocholine(34:1)"
    renamed = replace(made_up(2).selection.cohort.analytes[0], title=long)
    them = made_up(2).selection.cohort
    them = replace(them, analytes=(renamed, them.analytes[1]))
    found = principal_components(them, [a.key for a in them.analytes])
    ticks = loadings_chart(EN, found, LIGHT).figure.layout.yaxis.ticktext
    (tick,) = [tick for tick in ticks if "…" in tick]
    assert tick.startswith("1-oleoyl")
    assert tick.endswith("(34:1)")


def test_simulated_people_are_called_so_in_the_title() -> None:
    them = people(40, origin=Origin.VIRTUAL)
    assert "simulated" in loadings_chart(EN, principal_components(them, KEYS), LIGHT).title
