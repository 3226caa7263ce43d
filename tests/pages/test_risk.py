import pytest

from core.evidence.base_rates import BASE_RATES
from core.markers import Sex
from core.panel import Specimen, Value
from pages.shared.setting import OWN_SETTING
from pages.shared.state import SESSION
from tests.builders import panel
from tests.pages.opening import page, words

SCORED = panel(ua=3.4, t_bil=0.4, hdl_c=45, crp=Value.below(0.02))


def test_the_score_stands_with_its_interval_its_honest_sentence_and_its_model() -> None:
    said = words(page("risk", SCORED))
    assert "90 % of plausible worlds" in said
    assert "simulation of published findings, not from patients" in said
    assert "Model withdrawal-risk" in said


def test_the_page_draws_the_strip_and_the_contributions_each_with_words_for_them() -> None:
    charts = page("risk", SCORED).get("plotly_chart")
    assert len(charts) == 2
    assert all(chart.proto.alt for chart in charts)


def test_every_measured_marker_stands_in_the_table_used_or_with_the_reason_why_not() -> None:
    table = page("risk", SCORED).table[-1].value.astype(str)
    assert len(table) == len(SCORED.measurements)
    assert all(table.iloc[:, -1].str.len() > 2)


@pytest.mark.parametrize("setting", BASE_RATES)
def test_a_setting_sets_the_pre_test_probability(setting: str) -> None:
    app = page("risk", SCORED)
    app.selectbox(key="patient-setting-0").set_value(setting).run()
    assert app.session_state[SESSION].pre_test == BASE_RATES[setting].probability
    assert not app.exception


def test_a_number_of_ones_own_is_set_by_the_slider_or_the_box_and_shown_in_both() -> None:
    app = page("risk", SCORED)
    app.selectbox(key="patient-setting-0").set_value(OWN_SETTING).run()
    app.number_input(key="patient-box-0").set_value(0.25).run()
    assert app.slider(key="patient-slider-0").value == 0.25
    app.slider(key="patient-slider-0").set_value(0.5).run()
    assert app.number_input(key="patient-box-0").value == 0.5
    assert "Before the test 50 %" in words(app)


@pytest.mark.parametrize(
    ("unscored", "reason"),
    [
        (panel(Sex.FEMALE, ua=3.4), "No score"),
        (panel(None, ua=3.4), "the sex is not stated"),
    ],
)
def test_without_a_score_the_page_says_why(unscored: object, reason: str) -> None:
    app = page("risk", unscored)  # type: ignore[arg-type]
    assert reason in str(app.title[0].value).replace("\\", "")
    assert "What would give a score" in words(app)
    assert "Every marker measured is in the score" not in words(app)
    assert not app.exception


def test_late_separation_is_said_and_what_it_spoils_is_left_out() -> None:
    late = panel(specimen=Specimen(minutes_to_separation=90), ua=3.4, arginine=44, ornithine=86)
    said = words(page("risk", late))
    assert "90 min" in said
    assert "Arginine (plasma), Ornithine (plasma): plasma separated too late" in said


def test_the_sceptical_reading_stands_beside_the_post_test_probability() -> None:
    app = page("risk", SCORED)
    assert "Sceptical reading" in [str(heading.value) for heading in app.subheader]
    assert "the lower limit it published, 0.648" in words(app)


def test_the_sceptical_reading_follows_the_pre_test_probability() -> None:
    app = page("risk", SCORED)
    before = words(app)
    app.selectbox(key="patient-setting-0").set_value("study_mix").run()
    sceptical = next(line for line in before.splitlines() if "likelihood ratio" in line)
    assert sceptical not in words(app)


def test_the_concordance_index_is_one_line_named_so() -> None:
    said = [line for line in words(page("risk", SCORED)).splitlines() if "oncordance" in line]
    assert len(said) == 1
    assert said[0].startswith("Concordance index: 2 of 2 published directions shown")


def test_what_is_missing_stands_in_a_ranked_table_with_one_row_for_the_acylcarnitines() -> None:
    table = page("risk", SCORED).table[0].value.astype(str)
    assert str(table.iloc[0, 0]).replace("\\", "") == "any long-chain acylcarnitine"
    assert sum("carnitine" in cell for cell in table.iloc[:, 0]) == 1


def test_the_second_draw_is_said_with_the_markers_it_covers() -> None:
    said = words(page("risk", SCORED))
    assert "If the same person were drawn again, 9 of 10 scores would lie between" in said
    assert "T-Bil, UA (EuBIVAS 2022, grade B)" in said


def test_what_was_seen_is_a_caution_and_what_was_not_stated_is_small() -> None:
    bare = panel(specimen=Specimen(haemolysed=True), ua=3.4, t_bil=0.5, arginine=44)
    app = page("risk", bare)
    assert "haemolysed" in str(app.warning[0].value)
    assert "Fasting not stated" not in str(app.warning[0].value)
    assert "Fasting not stated" in words(app)
