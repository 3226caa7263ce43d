import pytest

from core.markers import Interval
from core.readers.corrections import NONE, Meaning, key_of, unit_key
from tests.readers.fhir.resources import (
    SNOMED,
    URATE,
    Members,
    bundle,
    concept,
    measured,
    noted,
    observation,
    quantity,
    read,
)

MALE, FEMALE = concept("248153007", SNOMED), concept("248152002", SNOMED)


def between(low: float | None, high: float | None, unit: str = "mg/dL", **more: object) -> Members:
    ends = {"low": low, "high": high}
    return {k: quantity(v, unit) for k, v in ends.items() if v is not None} | more


def interval(*ranges: Members) -> Interval | None:
    return measured(observation(URATE, 5.0, referenceRange=list(ranges))).interval


def left_out(*ranges: Members) -> list[str]:
    """Why no interval is used; the value is."""
    panel, keys = noted(observation(URATE, 5.0, referenceRange=list(ranges)))
    assert panel.measurements[0].interval is None
    return keys


@pytest.mark.parametrize(("low", "high"), [(3.7, 7.8), (None, 7.8), (3.7, None)])
def test_an_interval_is_read_with_its_open_ends(low: float | None, high: float | None) -> None:
    assert interval(between(low, high)) == Interval(low, high)


def test_ends_in_another_unit_are_brought_into_that_of_the_value() -> None:
    assert interval(between(237.92, 475.84, "umol/L")) == Interval(4, 8)


def test_ends_without_a_unit_are_in_that_of_the_value() -> None:
    assert interval({"low": {"value": 3.7}, "high": {"value": 7.8}}) == Interval(3.7, 7.8)


def test_ends_in_a_unit_that_cannot_be_converted_are_left_out() -> None:
    assert left_out(between(1, 2, "U/L")) == ["fhir.range.unit"]


def test_the_interval_of_the_sex_of_the_patient_is_taken() -> None:
    men = between(3.7, 7.8, appliesTo=[MALE])
    women = between(2.6, 5.5, appliesTo=[FEMALE])
    assert interval(women, men) == Interval(3.7, 7.8)


@pytest.mark.parametrize("words", ["male", "Male", "男性", "M"])
def test_the_sex_may_be_stated_in_words(words: str) -> None:
    ranges = [between(1, 2, appliesTo=[{"text": "F"}]), between(3, 4, appliesTo=[{"text": words}])]
    assert interval(*ranges) == Interval(3, 4)


@pytest.mark.parametrize(
    "applies",
    [{"appliesTo": [FEMALE]}, {"appliesTo": [MALE, {"text": "Pregnant"}]},
     {"appliesTo": [{"text": "Athletes"}]}, {"age": {"low": quantity(40, "a")}},
     {"age": {"high": quantity(28, "a")}}, {"age": {"low": quantity(1, "mo")}}],
)  # fmt: skip
def test_an_interval_for_others_is_told_and_not_used(applies: Members) -> None:
    assert left_out(between(3, 4, **applies)) == ["fhir.range.nobody"]


def test_the_interval_of_the_age_of_the_patient_is_taken() -> None:
    young = between(3, 4, age={"low": quantity(18, "a"), "high": quantity(29, "a")})
    old = between(5, 6, age={"low": quantity(30, "a")})
    assert interval(old, young) == Interval(3, 4)


def test_two_intervals_that_may_both_hold_are_not_used() -> None:
    assert left_out(between(3, 4), between(5, 6)) == ["fhir.range.several"]


def test_an_interval_stated_twice_is_one() -> None:
    assert interval(between(3, 4), between(3, 4)) == Interval(3, 4)


def test_an_interval_of_another_meaning_is_passed_over() -> None:
    meaning = "http://terminology.hl7.org/CodeSystem/referencerange-meaning"
    therapy = between(1, 2, type=concept("therapeutic", meaning))
    assert interval(therapy, between(3, 4, type=concept("normal", meaning))) == Interval(3, 4)
    assert interval(therapy) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3.7-7.8", Interval(3.7, 7.8)),
        ("3.7 - 7.8 mg/dL", Interval(3.7, 7.8)),
        ("70_105", Interval(70, 105)),
        ("13 to 18", Interval(13, 18)),
        ("3.7〜7.8", Interval(3.7, 7.8)),
        ("237.92-475.84 μmol/L", Interval(4, 8)),
        ("<5.0", Interval(None, 5)),
        ("≦5.0", Interval(None, 5)),
        (">=40", Interval(40, None)),
    ],
)
def test_a_text_that_surely_states_an_interval_is_read(text: str, found: Interval) -> None:
    assert interval({"text": text}) == found


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Negative", "fhir.range.text"),
        ("M 3.7-7.8 F 2.6-5.5", "fhir.range.text"),
        ("3,7-7,8", "fhir.range.text"),
        ("-", "fhir.range.text"),
        ("3.7-7.8 fL", "fhir.range.unit"),
        ("7.8-3.7", "reader.row.interval"),
    ],
)
def test_a_text_that_is_not_certain_is_told_and_not_used(text: str, key: str) -> None:
    assert left_out({"text": text}) == [key]


@pytest.mark.parametrize("end", [{"unit": "mg/dL"}, {"value": 3, "comparator": "<"}])
def test_an_end_that_is_no_plain_number_leaves_the_interval_out(end: Members) -> None:
    assert left_out({"low": end}) == ["fhir.range.end"]


@pytest.mark.parametrize(
    ("ends", "unit"),
    [((4, 8), "umol/L"), ((4, 8), ""), ((4, 8), "mg/dL"), ((0.23792, 0.47584), "mmol/L")],
)
def test_ends_follow_what_was_said_of_the_unit_of_the_value(
    ends: tuple[float, float], unit: str
) -> None:
    # The value says umol/L where mg/dL is meant, and so do ends that bear that unit or none.
    meant = Meaning(marker="ua", unit="mg/dL", unit_for=unit_key("umol/L"))
    said = NONE.with_meaning(key_of(URATE), meant)
    stated = observation(
        URATE,
        valueQuantity=quantity(5.0, "umol/L"),
        referenceRange=[between(*ends, unit)],
    )
    (panel,) = read(bundle(stated), corrections=said).panels
    assert panel.measurements[0].interval == Interval(4, 8)
