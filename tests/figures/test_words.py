import math
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Details
from core.figures import words
from core.figures.flags import Flag
from core.markers import CATALOGUE, REFERENCES, Interval, Marker, Reference, Sex
from core.panel import Measurement, Panel, Patient, Specimen, Value
from core.scoring.score import Caution, Estimate, ModelStamp, NoScore, PostTest, Unused
from core.text import Language, Text, text_in

EN, JA = text_in(Language.EN), text_in(Language.JA)
STAMP = ModelStamp("withdrawal-risk", "1.0.0", "2026.1", date(2026, 11, 20), is_virtual=True)

every_text = pytest.mark.parametrize("text", [EN, JA], ids=list(Language))
every_marker = pytest.mark.parametrize("marker", CATALOGUE.values(), ids=CATALOGUE)


def estimate(times: float, low: float, high: float) -> Estimate:
    return Estimate(math.log(times), math.log(low), math.log(high), math.log(times) / 2)


def measured(key: str, value: Value, text: str, unit: str = "") -> Measurement:
    return Measurement(marker=CATALOGUE[key], value=value, text=text, unit=unit)


@pytest.mark.parametrize(
    ("ratio", "written"),
    [
        (3.14, "3.1 times"),
        (0.0123, "0.012 times"),
        (26.4, "26 times"),
        (1e9, ">1,000 times"),
        (1e-9, "<0.001 times"),
    ],
)
def test_a_ratio_is_written_at_two_figures_and_not_beyond_a_thousand(
    ratio: float, written: str
) -> None:
    assert words.times(EN, ratio) == written


@given(st.floats(1e-9, 1, exclude_max=True))
def test_a_probability_that_is_not_certain_is_never_written_as_0_or_100(probability: float) -> None:
    assert words.percent(EN, probability) not in {"0 %", "100 %"}


def test_percent_is_written_as_each_language_does() -> None:
    assert (words.percent(EN, 0.0205), words.percent(JA, 0.0205)) == ("2.05 %", "2.05%")


def test_the_post_test_probability_is_said_in_people() -> None:
    after = estimate(3.1, 0.9, 9.8).post_test(0.0205)
    assert words.post_test(EN, after) == ("Before the test 2.05 %, after it 6.1 % (1.8 % to 17 %).")
    assert "of 1,000 people" in words.frequency(EN, after, is_virtual=True)
    assert "about 61 (18 to 170)" in words.frequency(EN, after, is_virtual=True)


@given(st.floats(1e-6, 0.999), st.floats(-6, 6), st.floats(0, 3))
def test_there_are_enough_people_to_count_at_least_one_up_to_a_limit(
    pre_test: float, middle: float, half: float
) -> None:
    after = Estimate(middle, middle - half, middle + half, middle / 2).post_test(pre_test)
    people = words.people_for(after)
    assert people * after.probability >= 1 or people == words.MOST_PEOPLE
    assert people == words.FEWEST_PEOPLE or people / 10 * after.probability < 1


@every_text
@pytest.mark.parametrize("is_virtual", [True, False])
def test_the_people_counted_are_the_cases_of_a_model_that_may_not_hold(
    text: Text, is_virtual: bool
) -> None:
    after = estimate(3.1, 0.9, 9.8).post_test(0.0205)
    said = words.frequency(text, after, is_virtual=is_virtual)
    assert said.startswith({"en": "If the model holds", "ja": "モデルが正しければ"}[text.language])
    of_model = ("cases of the model", "モデル上の症例")
    named = ("virtual cases", "仮想症例") if is_virtual else of_model
    assert any(name in said for name in named)


def test_no_one_and_everyone_are_never_said() -> None:
    nearly = PostTest(0.5, 0.5, 0.0001, 0.9999, 0.5)
    assert "(<1 to >999)" in words.frequency(EN, nearly, is_virtual=False)


@pytest.mark.parametrize(
    ("measurement", "written"),
    [
        (measured("ua", Value.exactly(3.4), "3.4"), "3.4 mg/dL"),
        (measured("ua", Value.exactly(3.4), "3,4"), "3.4 mg/dL"),
        (measured("ua", Value.exactly(3.4), "３．４０"), "3.40 mg/dL"),
        (measured("ua", Value.exactly(3.41328), "203", "umol/L"), "3.41 mg/dL"),
        (measured("t_bil", Value.exactly(0.4094), "7", "umol/L"), "0.41 mg/dL"),
        (measured("t_bil", Value.below(0.05), "<0.05"), "<0.05 mg/dL"),
        (measured("ck", Value.above(1000.0), ">1000"), ">1000 U/L"),
        (measured("ck", Value(10.0, 20.0), "10-20"), "10–20 U/L"),
        (measured("plt", Value.exactly(1234.0), "1234"), "1234 10³/µL"),
        (measured("qc_arg_fraction", Value.exactly(0.489), ""), "0.489"),
        (measured("ce_total", Value.exactly(2.0), "2.0"), "2.0 arbitrary units"),
    ],
)
def test_a_value_keeps_the_figures_the_assay_gave(measurement: Measurement, written: str) -> None:
    assert words.value(EN, measurement) == written


@pytest.mark.parametrize(
    ("ucum", "shown"),
    [
        ("umol/L", "µmol/L"),
        ("10*6/uL", "10⁶/µL"),
        ("10*12/L", "10¹²/L"),
        ("[IU]/L", "IU/L"),
        ("ukat/L", "µkat/L"),
        ("mg/dL", "mg/dL"),
        ("%", "%"),
        ("1", ""),
    ],
)
def test_a_ucum_unit_is_shown_as_people_write_it(ucum: str, shown: str) -> None:
    assert words.unit(EN, ucum) == shown


@pytest.mark.parametrize(
    ("interval", "ucum", "written"),
    [
        (Interval(0.4, 1.5), "mg/dL", "0.4–1.5 mg/dL"),
        (Interval(4.9, 6.0), "1", "4.9–6.0"),
        (Interval(2.0, 17.83), "1", "2.00–17.83"),
        (Interval(None, 0.14), "1", "≤0.14"),
        (Interval(3.0, None), "1", "≥3"),
        (Interval(None, None), "mg/dL", "no interval"),
        (None, "mg/dL", "no interval"),
    ],
)
def test_an_interval_is_written_with_like_decimals(
    interval: Interval | None, ucum: str, written: str
) -> None:
    assert words.interval(EN, interval, ucum) == written


@every_text
@pytest.mark.parametrize("reference", REFERENCES.values(), ids=REFERENCES)
def test_every_source_has_a_short_name(text: Text, reference: Reference) -> None:
    assert len(words.source(text, reference)) < 30


def test_an_interval_belongs_to_the_laboratory_or_to_a_source() -> None:
    assert words.owner(EN, Interval(1, 2)) == "laboratory's own"
    assert words.owner(EN, Interval(1, 2, REFERENCES["jccls-2022"])) == "JCCLS 2022"


@every_text
@every_marker
@pytest.mark.parametrize("sex", [*Sex, None])
def test_every_finding_of_every_marker_can_be_said(
    text: Text, marker: Marker, sex: Sex | None
) -> None:
    said = [words.finding(text, finding) for finding in marker.findings]
    assert len(set(said)) == len(said)
    evidence = words.evidence(text, marker, sex)
    assert any(one in evidence for one in said) or evidence == text("words.evidence.none")


def test_evidence_from_the_other_sex_is_said_not_to_apply() -> None:
    hdl = CATALOGUE["hdl_c"]
    assert words.evidence(EN, hdl, Sex.FEMALE) == "lower in female cases (Hayakawa 2018)"
    assert words.evidence(EN, hdl, Sex.MALE).endswith("not for this sex")
    assert words.evidence(EN, hdl, None).endswith("sex not given")


@every_text
@pytest.mark.parametrize("flag", Flag)
def test_every_flag_has_a_word_and_an_arrow_where_it_has_a_direction(
    text: Text, flag: Flag
) -> None:
    arrow = {Flag.LOW: "↓", Flag.HIGH: "↑"}.get(flag, "")
    assert words.flag(text, flag).startswith(arrow)
    assert words.flag(text, flag).removeprefix(arrow).strip()


def test_the_patient_is_one_line() -> None:
    moment = datetime(2026, 10, 2, 9, 10)  # noqa: DTZ001 - local time, as laboratories write it
    panel = Panel(
        patient=Patient(id="A-014", sex=Sex.MALE, age=24.9),
        specimen=Specimen(collected=moment, fasting=True),
    )
    assert words.patient_line(EN, panel) == (
        "Patient A-014 · male, 24 y · drawn 2026-10-02 09:10, fasting"
    )


@every_text
def test_what_is_not_known_of_the_patient_is_said_not_left_out(text: Text) -> None:
    line = words.patient_line(text, Panel(patient=Patient(id="X")))
    for key in ("sex.unknown", "age_unknown", "drawn_unknown", "fasting.unknown"):
        assert text(f"words.patient.{key}") in line


def test_keys_from_scoring_become_sentences_with_their_details() -> None:
    details: Details = {"age": "61", "youngest": 18, "oldest": 59}
    assert "Age 61" in words.caution(EN, Caution("age_outside", details))
    assert words.unused(EN, Unused("hdl_c", "other_sex")) == EN("unused.other_sex")
    assert words.no_score(EN, NoScore(key="pregnant", model=STAMP)) == EN("no_score.pregnant")


@pytest.mark.parametrize(
    ("ratio", "label"),
    [(1.0, "even"), (10.0, "10×"), (0.001, "1/1,000"), (1 / 3, "1/3")],
)
def test_a_tick_says_to_which_side_of_even_it_lies(ratio: float, label: str) -> None:
    assert words.tick(EN, ratio) == label


@every_text
def test_a_side_of_the_axis_is_named_by_its_group(text: Text) -> None:
    for name in ("cases", "controls"):
        for is_virtual in (True, False):
            group = words.group(text, name, is_virtual=is_virtual)
            assert group in words.side(text, name, is_virtual=is_virtual)


def test_sentences_are_joined_as_each_language_does() -> None:
    assert words.joined(EN, ["A.", "B.", "C."]) == "A. B. C."
    assert words.joined(JA, ["あ。", "い。"]) == "あ。い。"


def test_nearly_all_is_written_with_the_figures_it_takes() -> None:
    assert words.percent(EN, 0.997, 2) == "99.7 %"
