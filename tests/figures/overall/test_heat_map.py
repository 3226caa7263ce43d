from dataclasses import replace

import numpy as np
import pytest

from core.cohort import Cohort, Origin
from core.cohort.overall.clustering import MOST_PEOPLE, clustered
from core.figures.chart import Chart
from core.figures.overall.heat_map import LIMIT, heat_map_chart, limit_of
from core.figures.overall.heat_map_colours import named_every, row_height
from core.figures.theme import DARK, LIGHT, MOST_GROUPS, Tokens
from core.text import Text
from tests.builders import cohort
from tests.figures.groups.cohorts import EN, KEYS, TEXTS, check, people, points_of
from tests.figures.traces import traces


def chart(them: Cohort, text: Text = EN, tokens: Tokens = LIGHT) -> Chart:
    return heat_map_chart(text, clustered(them, KEYS, them.factors["group"]), tokens)


@pytest.mark.parametrize("text", TEXTS, ids=["en", "ja"])
@pytest.mark.parametrize("sizes", [(30, 20), (9,), (MOST_PEOPLE, 20, 20)])
@pytest.mark.parametrize("is_shared", [False, True])
def test_every_chart_has_what_belongs_to_it(
    text: Text, sizes: tuple[int, ...], is_shared: bool
) -> None:
    check(chart(people(*sizes, is_shared=is_shared), text))


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_colours_go_from_indigo_over_the_ground_to_persimmon(tokens: Tokens) -> None:
    matrix = traces(chart(people(30, 20), tokens=tokens).figure)[0]
    colours = [colour for _, colour in matrix.colorscale]
    assert colours == [tokens.controls, tokens.ground, tokens.cases]
    assert (matrix.zmin, matrix.zmax) == (-LIMIT, LIMIT)
    assert matrix.colorbar.title.text == "z score"


def test_values_beyond_the_colours_are_kept_and_their_share_is_said() -> None:
    them = people(30, 20)
    values = them.values.copy()
    values[0, 2] = 60.0
    found = chart(replace(them, values=values))
    assert np.nanmax(traces(found.figure)[0].z) > LIMIT
    assert found.notes[0].startswith("Colours end at ±3: 0.")
    assert chart(people(9)).notes[0] == "No value lies beyond the colours at ±3."


def test_each_group_has_a_row_of_its_own_that_says_who_is_in_it() -> None:
    them = people(30, 20)
    found = clustered(them, KEYS, them.factors["group"])
    figure = heat_map_chart(EN, found, LIGHT).figure
    rows = traces(figure)[1]
    for number in range(2):
        np.testing.assert_array_equal(~np.isnan(rows.z[number]), found.codes == number)
    assert list(figure.layout.yaxis.ticktext)[:2] == ["● g0", "▲ g1"]
    assert figure.layout.yaxis.range[1] < rows.y[0] < rows.y[1] < -0.5


@pytest.mark.parametrize("groups", [1, MOST_GROUPS + 1])
def test_there_are_no_rows_for_one_group_or_for_too_many(groups: int) -> None:
    found = chart(people(*[6] * groups))
    assert len(traces(found.figure)) == 1
    assert any("not told apart" in note for note in found.notes) is (groups > 1)


def test_of_a_shared_cohort_means_of_groups_are_drawn_and_nobody() -> None:
    found = chart(people(40, 30, 4, is_shared=True))
    (matrix,) = traces(found.figure)
    assert matrix.z.shape == (len(KEYS), 2)
    assert list(found.figure.layout.xaxis.ticktext) == ["● g0", "▲ g1"]
    assert points_of(found) == 0
    assert set(found.table.columns[3].cells) == {"–"}


@pytest.mark.parametrize(("shift", "limit"), [(0.0, (0.25, 0.5)), (50.0, (1.0, 2.0))])
def test_the_colours_of_means_reach_as_far_as_the_means(
    shift: float, limit: tuple[float, ...]
) -> None:
    them = people(40, 30, shift=shift, is_shared=True)
    found = clustered(them, KEYS, them.factors["group"])
    assert limit_of(found) in limit
    assert limit_of(found) >= np.abs(found.means).max()


@pytest.mark.parametrize(("shift", "said"), [(0.0, "mixed"), (9.0, "lie together")])
def test_the_title_says_whether_people_of_a_group_lie_together(shift: float, said: str) -> None:
    assert said in chart(people(30, 30, shift=shift)).title


def test_the_words_name_the_two_analytes_most_alike() -> None:
    words = chart(people(40)).words
    assert "Most alike are Uric acid (urate) and Total cholesterol." in words


def test_the_words_name_the_analytes_that_differ_most() -> None:
    them = people(30, 30)
    values = them.values.copy()
    values[30:, 3] += 4
    found = chart(replace(them, values=values))
    assert "The means of g0 and g1 differ most in Albumin (" in found.words


def test_a_sample_is_called_one_and_the_table_is_of_all() -> None:
    found = chart(people(MOST_PEOPLE, 50))
    assert any(f"Drawn are {MOST_PEOPLE} of {MOST_PEOPLE + 50} people" in n for n in found.notes)
    assert [column.title for column in found.table.columns[1:]] == [
        f"Mean z, g0 ({MOST_PEOPLE})",
        "Mean z, g1 (50)",
    ]


def test_where_rows_are_thin_only_some_have_names_and_it_is_said() -> None:
    random = np.random.default_rng(5)
    values = {f"a{number}": random.normal(size=12).tolist() for number in range(120)}
    found = heat_map_chart(EN, clustered(cohort(values), tuple(values)), LIGHT)
    every = named_every(120)
    assert every * row_height(120) >= 15
    assert len(found.figure.layout.yaxis.ticktext) == len(range(0, 120, every))
    assert any(f"every {every}th analyte" in note for note in found.notes)
    assert len(found.table.columns[0].cells) == 120


def test_simulated_people_are_called_so_in_the_title() -> None:
    assert "simulated" in chart(people(30, 20, origin=Origin.VIRTUAL)).title
