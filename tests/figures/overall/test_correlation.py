import math
from dataclasses import replace

import numpy as np
import pytest

from core.cohort import Cohort, Origin
from core.cohort.overall.association import correlations
from core.figures.chart import Chart
from core.figures.overall.correlation import MOST_WITH_COLUMNS, MOST_WITH_NUMBERS, correlation_chart
from core.figures.overall.correlation_words import MOST_LISTED, written
from core.figures.theme import LIGHT
from core.text import Text
from tests.builders import cohort
from tests.figures.groups.cohorts import EN, KEYS, TEXTS, check, people
from tests.figures.traces import traces

NAN = math.nan


def chart(them: Cohort, text: Text = EN) -> Chart:
    return correlation_chart(text, correlations(them, [a.key for a in them.analytes]), LIGHT)


def many(analytes: int) -> Cohort:
    random = np.random.default_rng(analytes)
    return cohort({f"a{number}": random.normal(size=15).tolist() for number in range(analytes)})


@pytest.mark.parametrize("text", TEXTS, ids=["en", "ja"])
@pytest.mark.parametrize(
    "them",
    [people(30, 20), people(30, is_shared=True), people(6, is_shared=True), many(20), many(50)],
    ids=["few analytes", "shared", "all withheld", "more analytes", "many analytes"],
)
def test_every_chart_has_what_belongs_to_it(text: Text, them: Cohort) -> None:
    check(chart(them, text))


def test_the_matrix_goes_from_minus_one_to_one_with_the_diagonal_from_the_top() -> None:
    found = chart(people(40))
    matrix = traces(found.figure)[0]
    assert (matrix.zmin, matrix.zmax) == (-1, 1)
    np.testing.assert_allclose(np.diag(matrix.z), 1)
    low, high = found.figure.layout.yaxis.range
    assert low > high


@pytest.mark.parametrize("analytes", [MOST_WITH_NUMBERS, MOST_WITH_NUMBERS + 1])
def test_numbers_stand_in_the_cells_where_there_is_room(analytes: int) -> None:
    texts = [t for t in traces(chart(many(analytes)).figure) if t.type == "scatter"]
    assert sum(len(t.text) for t in texts) == (analytes**2 if analytes == 12 else 0)


@pytest.mark.parametrize("analytes", [MOST_WITH_COLUMNS, MOST_WITH_COLUMNS + 1])
def test_names_stand_below_the_columns_where_there_is_room(analytes: int) -> None:
    found = chart(many(analytes))
    assert len(found.figure.layout.xaxis.ticktext) == (analytes if analytes == 40 else 0)
    assert any("same order as rows" in note for note in found.notes)


def test_columns_of_markers_have_their_symbols() -> None:
    found = correlations(people(40), KEYS)
    ticks = correlation_chart(EN, found, LIGHT).figure.layout.xaxis.ticktext
    assert list(ticks) == [a.marker.symbol for a in found.analytes if a.marker]


@pytest.mark.parametrize(("sign", "said"), [(1, "rise and fall together"), (-1, "go against")])
def test_the_title_names_the_closest_pair_and_which_way_it_goes(sign: int, said: str) -> None:
    values = np.arange(12.0)
    random = np.random.default_rng(1)
    them = cohort({"a": values.tolist(), "b": random.normal(size=12).tolist(),
                   "c": (sign * values**3).tolist()})  # fmt: skip
    title = chart(them).title
    assert said in title
    assert title.startswith(("a and c", "c and a"))


def test_the_table_lists_the_closest_pairs_first_and_says_how_many_there_are() -> None:
    found = chart(many(40))
    values = [abs(float(str(cell))) for cell in found.table.columns[2].cells]
    assert values == sorted(values, reverse=True)
    assert len(values) == MOST_LISTED
    assert any(f"{MOST_LISTED} closest pairs of 780" in note for note in found.notes)


def test_pairs_that_cannot_be_told_are_blank_and_counted() -> None:
    them = cohort({"a": [1.0, 2, 3, NAN, NAN, 4], "b": [NAN, NAN, 1, 2, 3, 4],
                   "c": [3.0, 1, 2, 5, 4, 6]})  # fmt: skip
    found = chart(them)
    assert np.isnan(traces(found.figure)[0].z).sum() == 2
    assert any(note.startswith("1 pairs stay blank") for note in found.notes)
    assert "Each pair is of the people who have both analytes: 4 to 4" not in found.notes


def test_of_a_shared_cohort_counts_are_rounded() -> None:
    found = chart(people(33, is_shared=True))
    assert set(found.table.columns[3].cells) == {"about 35"}
    assert any("This cohort is shared" in note for note in found.notes)


def test_where_nothing_can_be_told_the_title_says_so() -> None:
    assert "No two analytes" in chart(people(6, is_shared=True)).title


def test_one_level_is_named_in_the_title() -> None:
    them = people(30, 20)
    group = them.factors["group"]
    found = correlation_chart(EN, correlations(them, KEYS, group, "g1"), LIGHT, group)
    assert found.title.endswith("“made-up”, g1")
    assert "in 20 people" in found.words


@pytest.mark.parametrize(
    ("rho", "said"),
    [(0.5, "0.50"), (-0.001, "0.00"), (0.9978, "0.998"), (1.0, "1.00"), (-0.996, "-0.996")],
)
def test_a_correlation_that_is_nearly_one_is_not_written_as_one(rho: float, said: str) -> None:
    assert written(rho) == said


def test_simulated_people_are_called_so_in_the_title() -> None:
    assert "simulated" in chart(people(30, 20, origin=Origin.SURVEY)).title


def test_infinite_and_constant_analytes_are_named_below() -> None:
    them = people(30)
    values = them.values.copy()
    values[:, 1], values[:, 2] = np.inf, 7.0
    notes = " ".join(chart(replace(them, values=values)).notes)
    assert "with infinite values: Total cholesterol" in notes
    assert "without any difference between people: HDL cholesterol" in notes
