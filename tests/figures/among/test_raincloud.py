import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cohort import Cohort, Factor, Origin
from core.cohort.cohort import BELOW, SEX
from core.figures.among import raincloud_chart
from core.figures.chart import Chart
from core.figures.svg import svg_of
from core.figures.theme import DARK, LIGHT, MOST_GROUPS, Tokens
from core.markers import CATALOGUE, Interval, Sex
from core.panel import Panel, Patient, Value
from core.text import Text
from tests.builders import cohort, measurement, panel
from tests.figures.among.people import EN, JA, own, points_of, seconds, virtual
from tests.figures.traces import notes, traces


def chart(  # noqa: PLR0913 - what a page may ask for
    people: Cohort,
    key: str = "ua",
    patient: Panel | None = None,
    *,
    text: Text = EN,
    tokens: Tokens = LIGHT,
    group: str = "group",
    is_log: bool | None = None,
) -> Chart:
    return raincloud_chart(
        text, people, key, tokens, group=group, panel=patient, sex=Sex.MALE, is_log=is_log
    )


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_groups_are_told_apart_by_shape_dashes_sign_and_colour(tokens: Tokens) -> None:
    drawn = chart(own(60, groups=("a", "b", "c")), "x", tokens=tokens)
    points = [t for t in traces(drawn.figure) if t.mode == "markers"]
    areas = [t for t in traces(drawn.figure) if t.fill == "toself" and len(t.x) > 10]
    for found in (
        {trace.marker.symbol for trace in points},
        {trace.line.dash for trace in areas},
        {trace.marker.color for trace in points},
    ):
        assert len(found) == 3
    labels = notes(drawn.figure)
    assert labels == ["● a (n = 20)", "▲ b (n = 20)", "■ c (n = 20)"]


@pytest.mark.parametrize(("key", "value"), [("ua", 5.0), ("t_bil", 0.6)])
def test_the_patient_is_a_solid_diamond_at_its_value_with_a_line_down_to_the_axis(
    key: str, value: float
) -> None:
    drawn = chart(virtual(), key, panel(ua=5.0, t_bil=0.6))
    ((x, y),) = points_of(drawn.figure, "diamond")
    assert x == pytest.approx(value)
    down = [t for t in traces(drawn.figure) if t.mode == "lines" and t.line.color == LIGHT.ink]
    assert list(down[0].x) == [x, x]
    assert list(down[0].y) == [0, y]
    assert y > 2
    assert any(words.startswith("this patient:") for words in notes(drawn.figure))


@pytest.mark.parametrize(
    ("value", "at", "arrow"), [(Value.below(0.4), 0.4, "◀"), (Value.above(1.2), 1.2, "▶")]
)
@pytest.mark.parametrize("people", [virtual(), own()], ids=["in SD", "in units"])
def test_a_limit_is_an_open_diamond_with_an_arrow(
    value: Value, at: float, arrow: str, people: Cohort
) -> None:
    drawn = chart(people, "t_bil", panel(t_bil=value))
    ((x, _),) = points_of(drawn.figure, "diamond-open")
    assert x == pytest.approx(at)
    assert arrow in notes(drawn.figure)


def test_a_patient_far_beyond_everybody_stands_at_the_end_with_an_arrow() -> None:
    drawn = chart(own(), "ua", panel(ua=400.0))
    ((x, _),) = points_of(drawn.figure, "diamond")
    assert x < drawn.figure.layout.xaxis.range[1]
    assert "▶" in notes(drawn.figure)
    assert "this patient: 400 mg/dL" in notes(drawn.figure)


def test_the_band_is_the_laboratorys_own_interval_and_says_so() -> None:
    patient = Panel(
        patient=Patient(id="P-1", sex=Sex.MALE),
        measurements=(measurement("ua", 5.0, (4.0, 6.0)),),
    )
    drawn = chart(virtual(), "ua", patient)
    band = next(t for t in traces(drawn.figure) if t.fillcolor == LIGHT.band)
    assert (min(band.x), max(band.x)) == pytest.approx((4.0, 6.0))
    assert {"reference interval 4–6", "laboratory's own"} <= set(notes(drawn.figure))


def test_without_a_patient_the_band_is_the_catalogues() -> None:
    drawn = chart(virtual(), "ua")
    interval = CATALOGUE["ua"].reference(Sex.MALE)
    band = next(t for t in traces(drawn.figure) if t.fillcolor == LIGHT.band)
    assert isinstance(interval, Interval)
    assert (min(band.x), max(band.x)) == pytest.approx((interval.low, interval.high))
    assert not points_of(drawn.figure, "diamond")


def test_an_analyte_of_the_file_alone_has_neither_band_nor_patient() -> None:
    drawn = chart(own(), "x", panel(ua=5.0))
    assert not [t for t in traces(drawn.figure) if t.fillcolor == LIGHT.band]
    assert "catalogue does not hold it" in drawn.words


@pytest.mark.parametrize(("is_log", "kind"), [(None, "log"), (True, "log"), (False, "linear")])
@pytest.mark.parametrize("people", [virtual(), own()], ids=["in SD", "in units"])
def test_the_axis_is_as_asked_or_as_the_analytes_own_scale(
    is_log: bool | None, kind: str, people: Cohort
) -> None:
    axis = chart(people, "t_bil", is_log=is_log).figure.layout.xaxis
    assert axis.type == kind
    assert axis.title.text == "Total bilirubin, mg/dL"
    assert len(axis.tickvals) == len(axis.ticktext) >= 2


@pytest.mark.parametrize("people", [own(), virtual()], ids=["below 0", "in SD"])
def test_a_logarithm_that_cannot_be_taken_is_refused_with_a_note(people: Cohort) -> None:
    key = "x" if people.origin is Origin.OWN else "arginase_1"
    drawn = chart(people, key, is_log=True)
    assert drawn.figure.layout.xaxis.type == "linear"
    assert "The axis is linear: a logarithm needs values above 0." in drawn.notes
    assert not [n for n in chart(people, key, is_log=False).notes if "linear" in n]


def test_a_title_says_what_is_seen_and_that_people_are_simulated() -> None:
    assert chart(virtual(), "ua", panel(ua=5.0)).title == (
        "Uric acid (urate): this patient among virtual (simulated) people, male"
    )
    assert chart(virtual(), "ua").title == "Uric acid (urate) of virtual (simulated) people, male"
    survey = replace(own(), origin=Origin.SURVEY)
    assert "simulated from a US survey" in chart(survey, "ua").title
    assert "シミュレーション" in chart(virtual(), "ua", text=JA).title


@pytest.mark.parametrize(("patient", "whose"), [(None, "catalogue"), (panel(ua=5.0), "patient")])
def test_simulated_people_are_brought_to_the_unit_by_an_interval_that_is_named(
    patient: Panel | None, whose: str
) -> None:
    said = chart(virtual(), patient=patient).notes
    assert EN(f"among.note.brought_back.{whose}", unit="mg/dL") in said


@pytest.mark.parametrize(("sex", "is_told"), [(None, True), (Sex.MALE, False)])
def test_what_was_found_in_one_sex_only_is_said_where_both_are_drawn(
    sex: Sex | None, is_told: bool
) -> None:
    both = cohort(
        {"ua": [0.1, 0.3, -0.2, 0.5, *[math.nan] * 4], "t_bil": [0.1 * n for n in range(8)]},
        origin=Origin.VIRTUAL,
        sex=["male"] * 4 + ["female"] * 4,
        group=["control", "case"] * 4,
    )
    said = EN("among.note.only.male", analyte=CATALOGUE["ua"].name("en"))
    for key, is_reported_in_one in (("ua", True), ("t_bil", False)):
        drawn = raincloud_chart(EN, both, key, LIGHT, group="group", panel=None, sex=sex)
        assert (said in drawn.notes) == (is_told and is_reported_in_one)


def test_people_of_the_other_sex_are_left_out() -> None:
    mixed = cohort({"x": [1.0, 2, 3, 4]}, group=["a"] * 4, sex=["male", "female", "male", None])
    assert notes(chart(mixed, "x").figure) == ["● a (n = 2)"]
    by_sex = chart(mixed, "x", group=SEX).figure
    assert notes(by_sex) == ["● male (n = 2)", "▲ female (n = 1)"]


def test_the_words_say_where_the_patient_stands_and_the_medians() -> None:
    said = chart(own(), "ua", panel(ua=5.0)).words
    assert "lies above" in said
    assert "Medians: a " in said


def test_points_of_a_shared_cohort_are_not_drawn_and_the_note_says_why() -> None:
    drawn = chart(own(400, is_shared=True), "t_bil", panel(t_bil=0.6))
    marks = [t for t in traces(drawn.figure) if t.mode == "markers"]
    assert [t.marker.symbol for t in marks] == ["diamond"]
    assert any("This cohort is shared" in note for note in drawn.notes)
    assert notes(drawn.figure)[0] == "● a (n = about 200)"


def test_a_shared_group_of_a_few_is_withheld_and_the_others_drawn() -> None:
    people = replace(own(40), is_shared=True)
    few = Factor("group", ("a", "b"), (np.arange(40) < 4).astype(np.int32))
    drawn = chart(replace(people, factors={"group": few}), "x")
    assert "▲ b (n = fewer than 5)" in notes(drawn.figure)
    colours = {t.line.color for t in traces(drawn.figure) if t.mode == "lines"}
    assert LIGHT.groups[0].colour in colours
    assert LIGHT.groups[1].colour not in colours


BAD: dict[str, list[float]] = {
    "all missing": [math.nan] * 8,
    "all infinite": [math.inf, -math.inf] * 4,
    "constant": [5.0] * 8,
    "constant nothing": [0.0] * 8,
    "one person": [5.0] + [math.nan] * 7,
    "one far out": [1.0, 2, 3, 4, 5, 6, 7, 1e12],
    "nobody": [],
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("is_shared", [False, True])
@pytest.mark.parametrize("key", ["ua", "t_bil", "x"])
def test_a_poor_cohort_is_drawn_as_what_it_is(name: str, is_shared: bool, key: str) -> None:
    values = BAD[name]
    groups = (["a"] * 4 + ["b"] * 3 + ["c"])[: len(values)]
    people = cohort({key: values}, group=groups, is_shared=is_shared)
    levels = Factor("group", ("a", "b", "c", "empty"), people.factors["group"].codes)
    drawn = chart(replace(people, factors={"group": levels}), key, panel(ua=5.0, t_bil=0.6))
    assert svg_of(drawn.figure)
    assert any("empty (n = 0)" in label for label in notes(drawn.figure))


def test_forty_levels_are_cut_to_those_that_can_be_told_apart_and_it_is_said() -> None:
    people = cohort({"x": [float(n) for n in range(80)]}, group=[f"g{n % 40}" for n in range(80)])
    drawn = chart(people, "x")
    assert len(notes(drawn.figure)) == MOST_GROUPS
    assert any("34" in note and "told apart" in note for note in drawn.notes)


@settings(max_examples=40)
@given(
    st.lists(st.floats(-1e6, 1e6) | st.just(math.nan), min_size=1, max_size=30),
    st.integers(0, 2**31),
    st.booleans(),
    st.sampled_from([None, True, False]),
)
def test_any_values_any_limits_and_any_axis_can_be_drawn(
    values: list[float], seed: int, is_shared: bool, is_log: bool | None
) -> None:
    random = np.random.default_rng(seed)
    people = cohort(
        {"ua": values}, group=[f"g{n % 3}" for n in range(len(values))], is_shared=is_shared
    )
    sides = random.integers(BELOW, 2, (len(values), 1)).astype(np.int8)
    drawn = chart(replace(people, limits=sides), "ua", panel(ua=5.0), is_log=is_log)
    assert svg_of(drawn.figure)
    assert drawn.words


def test_a_hundred_thousand_people_are_drawn_in_well_under_half_a_second() -> None:
    people = own(100_000)
    assert seconds(lambda: chart(people, "t_bil", panel(t_bil=0.6))) < 0.4
    drawn = chart(people, "t_bil", panel(t_bil=0.6))
    assert sum(len(t.x) for t in traces(drawn.figure)) < 2_000
    assert any("200 chosen at random" in note for note in drawn.notes)
