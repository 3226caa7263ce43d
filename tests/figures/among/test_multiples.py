import math
from dataclasses import replace

import numpy as np
import pytest

from core.cohort import Cohort
from core.figures.among import small_multiples_chart
from core.figures.among.groups import SHARES
from core.figures.among.multiples import MOST_ANALYTES
from core.figures.among.overview import LEAST_REACH, MOST_REACH, overviews, reach_of
from core.figures.chart import Chart
from core.figures.svg import svg_of
from core.figures.theme import LIGHT, Tokens
from core.markers import CATALOGUE, Sex
from core.markers.marker import STANDARD_NORMAL_97_5
from core.panel import Panel, Value
from core.text import Text
from tests.builders import cohort, factor, panel
from tests.figures.among.people import EN, JA, asked, own, points_of, seconds, virtual
from tests.figures.traces import notes, traces


def chart(
    people: Cohort, patient: Panel | None = None, text: Text = EN, tokens: Tokens = LIGHT
) -> Chart:
    keys = tuple(analyte.key for analyte in people.analytes)
    return small_multiples_chart(
        text, people, keys, tokens, group="group", panel=patient, sex=Sex.MALE
    )


def test_standardised_analytes_stand_in_sd_of_their_interval() -> None:
    people, patient = virtual(), panel(ua=5.0)
    ua, *_ = overviews(EN, asked(people, patient), people.analytes)
    assert ua.boxes[0] == pytest.approx(np.quantile(people.values[::2, 0], SHARES))
    assert ua.band == pytest.approx((-STANDARD_NORMAL_97_5, STANDARD_NORMAL_97_5))
    interval = CATALOGUE["ua"].reference(Sex.MALE)
    assert interval is not None
    assert ua.place == pytest.approx((CATALOGUE["ua"].standardised(5.0, interval),) * 2)


@pytest.mark.parametrize("key", ["ua", "t_bil"])
def test_other_analytes_stand_in_sd_of_the_first_group(key: str) -> None:
    people = own()
    analyte = people.analyte(key)
    values = people.values[::2, people.position(key)]
    drawn = np.log10(values) if key == "t_bil" else values
    q1, median, q3 = np.quantile(values, (0.25, 0.5, 0.75))
    if key == "t_bil":
        q1, median, q3 = np.log10((q1, median, q3))
    spread = (q3 - q1) / 1.3489795
    (row,) = overviews(EN, asked(people, panel(ua=5.0, t_bil=0.6)), (analyte,))
    assert row.boxes[0, 2] == pytest.approx(0)
    assert row.boxes[0, 3] - row.boxes[0, 1] == pytest.approx(1.3489795)
    at = {"ua": 5.0, "t_bil": math.log10(0.6)}[key]
    assert row.place == pytest.approx(((at - median) / spread,) * 2)
    assert row.band is not None
    assert row.band[0] < row.band[1]
    assert len(drawn) == 30


def test_every_analyte_has_a_row_with_its_name_and_the_patients_value() -> None:
    drawn = chart(virtual(), panel(ua=5.0, t_bil=Value.below(0.4)))
    assert {"Uric acid (urate)", "5.0 mg/dL", "◀"} <= set(notes(drawn.figure))
    assert any(label.startswith("<0.4") for label in notes(drawn.figure))
    # One for the row, one for the legend; the open one is that of the limit.
    assert len(points_of(drawn.figure, "diamond")) == 2
    assert len(points_of(drawn.figure, "diamond-open")) == 1


def test_both_groups_are_told_apart_by_shape_and_colour_in_the_legend() -> None:
    drawn = chart(virtual(), panel(ua=5.0))
    named = [trace for trace in traces(drawn.figure) if trace.showlegend]
    assert [trace.name for trace in named] == ["virtual controls", "virtual cases", "this patient"]
    assert [t.marker.symbol for t in named] == ["circle", "triangle-up", "diamond"]
    assert [t.marker.line.color for t in named[:2]] == [LIGHT.controls, LIGHT.cases]


def test_the_words_name_the_analytes_in_which_the_patient_is_beyond_the_first_group() -> None:
    far = chart(virtual(), panel(ua=1.0, t_bil=0.7)).words
    assert far == (
        "Of 2 analytes measured, this patient lies beyond the 5th to 95th percentile of virtual "
        "controls in 1: Uric acid (urate)."
    )
    assert "there is none" in chart(virtual(), panel(ua=5.7)).words
    assert "no place in any of them" in chart(virtual()).words


def test_a_limit_is_beyond_only_where_it_surely_is() -> None:
    assert "there is none" in chart(virtual(), panel(ua=Value.below(9.0))).words
    assert "in 1: Uric" in chart(virtual(), panel(ua=Value.below(1.0))).words


def test_the_title_says_how_many_analytes_of_whom() -> None:
    assert chart(virtual(), panel(ua=5.0)).title == (
        "3 analytes: this patient among virtual (simulated) people, male"
    )
    assert chart(own(), text=JA).title == "3項目：「made-up」の集団（男性）"


def test_an_analyte_that_cannot_be_scaled_is_left_out_and_counted() -> None:
    flat = cohort({"ua": [5.0] * 20, "x": [float(n) for n in range(20)]}, group=["a"] * 20)
    drawn = chart(flat)
    assert "Uric acid (urate)" not in notes(drawn.figure)
    assert any("do not differ: 1." in note for note in drawn.notes)


def test_nobody_is_measured_in_an_analyte_that_is_left_out() -> None:
    people = virtual()
    people.values[:, 1] = math.nan
    assert "Total bilirubin" not in notes(chart(people).figure)


def test_more_analytes_than_an_overview_holds_are_counted() -> None:
    many = cohort(
        {f"x{n}": [float(m) for m in range(9)] for n in range(MOST_ANALYTES + 4)}, group=["a"] * 9
    )
    drawn = chart(many)
    assert len(drawn.table.columns[0].cells) == MOST_ANALYTES
    assert any(f"holds {MOST_ANALYTES}: 4." in note for note in drawn.notes)


def test_the_axis_reaches_over_everything_within_reason() -> None:
    people = virtual()
    rows = overviews(EN, asked(people), people.analytes)
    assert LEAST_REACH <= reach_of(rows) < MOST_REACH
    far = tuple(replace(row, place=(90.0, 90.0)) for row in rows)
    assert reach_of(far) == MOST_REACH


def test_a_patient_beyond_the_axis_stands_within_it_with_an_arrow() -> None:
    drawn = chart(own(), panel(ua=400.0))
    x, _ = points_of(drawn.figure, "diamond")[0]
    assert x < drawn.figure.layout.xaxis.range[1] - 0.2
    assert "▶" in notes(drawn.figure)


@pytest.mark.parametrize("size", [0, 1, 4, 60])
@pytest.mark.parametrize("is_shared", [False, True])
def test_any_cohort_is_drawn_as_far_as_it_can_be(size: int, is_shared: bool) -> None:
    people = replace(own(), is_shared=is_shared).of_people(np.arange(size))
    drawn = chart(people, panel(ua=5.0))
    assert svg_of(drawn.figure)
    assert drawn.words


def test_the_table_holds_what_is_drawn() -> None:
    table = chart(virtual(), panel(ua=5.0)).table
    assert [column.title for column in table.columns] == [
        "Analyte",
        "this patient",
        "virtual controls: median (5th to 95th percentile), SD",
        "virtual cases: median (5th to 95th percentile), SD",
    ]
    assert table.columns[1].cells == ("5.0 mg/dL", "–", "–")


def test_where_the_groups_are_the_sexes_the_scale_is_that_of_men() -> None:
    people = replace(own(), factors={"sex": factor("sex", ["male", "female"] * 30)})
    drawn = small_multiples_chart(
        EN, people, ("ua",), LIGHT, group="sex", panel=panel(ua=5.0), sex=Sex.MALE
    )
    assert drawn.figure.layout.xaxis.title.text == "SD from the median of men"


def test_a_hundred_thousand_people_in_thirty_analytes_take_under_half_a_second() -> None:
    random = np.random.default_rng(1)
    columns = {f"x{n}": random.normal(size=100_000).tolist() for n in range(MOST_ANALYTES)}
    people = cohort(columns, group=["a", "b"] * 50_000, sex=["male"] * 100_000)
    assert seconds(lambda: chart(people)) < 0.5
