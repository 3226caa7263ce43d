import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.markers import (
    CATALOGUE,
    REFERENCES,
    Contrast,
    Direction,
    Grade,
    Interval,
    Marker,
    Scale,
    Sex,
)
from core.markers.marker import STANDARD_NORMAL_97_5

MARKERS = list(CATALOGUE.values())
ACYLCARNITINES = {key for key in CATALOGUE if key.startswith("ac_")}
# EVIDENCE section 5: these are skewed.
SKEWED = {"tg", "alt", "ggt", "ck", "t_bil", "crp", "hs_crp"}

each_marker = pytest.mark.parametrize("marker", MARKERS, ids=lambda marker: marker.key)
closed = [
    pytest.param(marker, interval, id=f"{marker.key}-{sex}")
    for marker in MARKERS
    for sex, interval in marker.intervals.items()
    if interval.is_closed
]


@each_marker
def test_a_marker_is_named_in_both_languages(marker: Marker) -> None:
    assert set(marker.names) == {"en", "ja"}
    assert all(name.strip() == name != "" for name in (*marker.names.values(), marker.symbol))


@each_marker
def test_an_interval_holds_for_both_sexes_and_is_in_order(marker: Marker) -> None:
    assert set(marker.intervals) in (set(), set(Sex))
    for interval in marker.intervals.values():
        assert interval.low is not None or interval.high is not None
        if interval.low is not None and interval.high is not None:
            assert 0 < interval.low < interval.high


@each_marker
def test_every_interval_and_finding_names_a_known_source(marker: Marker) -> None:
    sources = [i.reference for i in marker.intervals.values()]
    sources += [f.reference for f in marker.findings]
    sources += [marker.within_person.reference] if marker.within_person else []
    assert all(source and REFERENCES[source.key] is source for source in sources)
    assert all(i.grade for i in marker.intervals.values())


@each_marker
def test_a_loinc_code_is_written_as_one_and_stands_once(marker: Marker) -> None:
    assert marker.loinc == "" or re.fullmatch(r"\d{1,5}-\d", marker.loinc)
    same = [m.key for m in MARKERS if m.loinc and m.loinc == marker.loinc]
    assert same in ([], [marker.key])


@pytest.mark.parametrize(("marker", "interval"), closed)
def test_both_ends_of_an_interval_are_1_96_sd_from_its_middle(
    marker: Marker, interval: Interval
) -> None:
    assert marker.standardised(interval.low or 0, interval) == pytest.approx(-STANDARD_NORMAL_97_5)
    assert marker.standardised(interval.high or 0, interval) == pytest.approx(STANDARD_NORMAL_97_5)


@pytest.mark.parametrize(("marker", "interval"), closed)
@given(z=st.floats(-6, 6))
def test_a_place_on_the_scale_is_found_again(marker: Marker, interval: Interval, z: float) -> None:
    value = marker.unstandardised(z, interval)
    if value > 0 or marker.scale is Scale.LINEAR:
        assert marker.standardised(value, interval) == pytest.approx(z, abs=1e-9)


@pytest.mark.parametrize("key", sorted(SKEWED))
def test_a_skewed_marker_is_standardised_on_the_logarithm(key: str) -> None:
    assert CATALOGUE[key].scale is Scale.LOG


@pytest.mark.parametrize("key", sorted(ACYLCARNITINES))
def test_what_was_only_remembered_has_no_code_and_no_interval(key: str) -> None:
    marker = CATALOGUE[key]
    assert (marker.grade, marker.loinc, dict(marker.intervals)) == (Grade.M, "", {})


@pytest.mark.parametrize(
    ("key", "sex", "direction"),
    [
        ("t_bil", Sex.MALE, Direction.LOWER),
        ("arginine", Sex.MALE, Direction.LOWER),
        ("ornithine", Sex.MALE, Direction.HIGHER),
        ("arginase_1", Sex.MALE, Direction.HIGHER),
        ("ua", Sex.MALE, Direction.LOWER),
        ("hdl_c", Sex.FEMALE, Direction.LOWER),
        *((key, sex, Direction.HIGHER) for key in sorted(ACYLCARNITINES) for sex in Sex),
    ],
)
def test_the_published_findings_stand_with_direction_and_sex(
    key: str, sex: Sex, direction: Direction
) -> None:
    finding = CATALOGUE[key].case_control(sex)
    assert finding is not None
    assert finding.direction is direction
    assert finding.reference.doi


def test_no_other_marker_enters_a_score() -> None:
    scored = {sex: {m.key for m in MARKERS if m.case_control(sex)} for sex in Sex}
    men = {"t_bil", "ua", "arginine", "ornithine", "arginase_1"}
    assert scored == {Sex.MALE: men | ACYLCARNITINES, Sex.FEMALE: {"hdl_c"} | ACYLCARNITINES}


@each_marker
def test_a_trait_in_volunteers_or_a_group_of_cases_lets_no_marker_into_the_score(
    marker: Marker,
) -> None:
    contrasts = {f.contrast for f in marker.findings}
    if Contrast.CASE_CONTROL not in contrasts:
        assert not any(marker.case_control(sex) for sex in (*Sex, None))


def test_total_acylcarnitine_does_not_stand_for_the_long_chain_species() -> None:
    assert CATALOGUE["acylcarnitine_total"].findings == ()
    assert CATALOGUE["acylcarnitine_c2"].findings == ()


# EuBIVAS 2022, table 2 (rows transcribed), and Thompson 2012, table 1 (read): in percent.
@pytest.mark.parametrize(
    ("key", "percent", "grade"),
    [
        ("t_bil", 20.9, Grade.B),
        ("ua", 8.32, Grade.B),
        ("hdl_c", 5.67, Grade.B),
        ("arginine", 13.1, Grade.A),
        ("ornithine", 16.8, Grade.A),
    ],
)
def test_the_published_variation_within_a_person_stands_with_its_grade(
    key: str, percent: float, grade: Grade
) -> None:
    within = CATALOGUE[key].within_person
    assert within is not None
    assert within.cv == pytest.approx(percent / 100)
    assert within.grade is grade
    assert within.reference.doi


@each_marker
def test_a_person_varies_less_than_people_do(marker: Marker) -> None:
    for interval in marker.intervals.values():
        if marker.within_person and interval.is_closed:
            middle = marker.unstandardised(0, interval)
            assert 0 < (marker.within_sd(middle, interval) or 0) < 1


@pytest.mark.parametrize("key", sorted(ACYLCARNITINES | {"arginase_1"}))
def test_a_variation_nobody_here_has_read_is_not_stated(key: str) -> None:
    assert CATALOGUE[key].within_person is None


def test_no_two_markers_answer_to_the_same_name() -> None:
    bearers: dict[str, set[str]] = {}
    for marker in MARKERS:
        for name in (marker.key, marker.symbol, *marker.names.values(), *marker.aliases):
            bearers.setdefault(name.casefold(), set()).add(marker.key)
    assert {name: keys for name, keys in bearers.items() if len(keys) > 1} == {}


def test_every_reference_with_a_doi_is_written_as_one() -> None:
    assert all(re.fullmatch(r"(10\.\d{4,}/\S+)?", r.doi) for r in REFERENCES.values())
