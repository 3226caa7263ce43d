from dataclasses import replace
from typing import Any

import pytest

from core.cards import Measured, Severity
from core.figures.chart import Chart
from core.figures.studio.telling import grounds, told_cautions, told_headline, told_is
from core.figures.studio.telling_chart import telling_chart
from core.figures.svg import svg_of
from core.figures.theme import DARK, LIGHT, Tokens
from core.scoring.clinic.telling import GroupsTold, NotTold, TargetTold, Telling, Told, tell
from core.scoring.score import Caution
from core.text import Language, text_in
from tests.builders import panel
from tests.scoring.clinic.outcome_models import severity_model, strata_model
from tests.text.test_sentences import tails

EN = text_in(Language.EN)
PANEL = panel(ua=5.0, hdl_c=60.0, t_bil=0.8)


def target(**changes: float) -> TargetTold:
    told = tell(PANEL, severity_model(unit="points"))
    assert isinstance(told, TargetTold)
    return replace(told, **changes)  # type: ignore[arg-type]


def groups(*memberships: float, fits: bool = True) -> GroupsTold:
    told = tell(PANEL, strata_model())
    assert isinstance(told, GroupsTold)
    return replace(told, memberships=memberships, fits=fits)


def with_q2(low: float, high: float) -> str:
    card = severity_model().card
    assert isinstance(card.severity, Severity)
    q2 = Measured((low + high) / 2, low, high)
    return grounds(EN, replace(card, severity=replace(card.severity, q2=q2)))


def traces(chart: Chart) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = chart.figure.to_dict()["data"]
    return found


EVERY: list[Told] = [target(), groups(0.7, 0.3), groups(0.2, 0.8, fits=False)]


def test_a_number_never_stands_without_its_interval_and_unit() -> None:
    said = told_headline(EN, target(value=34.0, low=12.0, high=56.0))
    assert said == ("HQ-25 by this model: 34.0 points (90 % interval: 12.0 to 56.0 points).")


def test_the_grounds_say_where_the_model_is_no_better_than_the_mean() -> None:
    assert "explained 30 % of the variance (95 % interval: 10 % to 50 %)" in with_q2(0.1, 0.5)
    assert "is not shown" in with_q2(-0.2, 0.3)
    assert "tells less than their mean" in with_q2(-0.9, -0.1)
    assert "made up" in with_q2(0.1, 0.5)


def test_the_likeliest_group_comes_first_and_the_others_follow() -> None:
    said = told_headline(EN, groups(0.24, 0.71, 0.05))
    assert said == "Most like group 2 of 3: 71 % (group 1 24 %, group 3 5 %)."


def test_two_groups_that_are_about_as_likely_are_told_together() -> None:
    told = groups(0.49, 0.51)
    said = told_headline(EN, told)
    assert said == "Not clearly one of the 2 groups: group 2 51 %, group 1 49 %."
    assert telling_chart(EN, told, LIGHT).title == EN("telling.chart.group_title_between")


def test_who_fits_no_group_is_not_said_to_be_like_one() -> None:
    said = told_headline(EN, groups(0.2, 0.8, fits=False))
    assert said.startswith("Fits none of the 2 groups")
    assert "%" not in said.replace("99 of 100", "")


@pytest.mark.parametrize("fits", [True, False])
def test_one_group_alone_is_no_group_to_be_put_into(fits: bool) -> None:
    said = told_headline(EN, groups(1.0, fits=fits))
    assert "no groups that could be told apart" in said
    assert ("farther" in said) is not fits


def test_every_refusal_of_a_clinics_model_has_a_sentence_of_its_own() -> None:
    wanted = {key for key in tails("no_score") if key.startswith("clinic_")} | {"pregnant_man"}
    assert tails("telling.none") == wanted


@pytest.mark.parametrize("language", Language)
def test_a_caution_about_a_score_is_said_as_it_holds_for_other_models(language: Language) -> None:
    text, lacking = text_in(language), Caution("clinic_not_measured", {"markers": "UA"})
    said = [
        told_cautions(text, replace(told, cautions=(lacking, Caution("medication")))).seen
        for told in (target(), groups(0.7, 0.3))
    ]
    assert len({one[0] for one in said}) == len(said)
    assert all(one[1] == text("caution.medication") for one in said)
    assert not any("score" in one[0] or "スコア" in one[0] for one in said)


def test_what_nobody_stated_is_kept_apart_from_what_was_seen() -> None:
    said = told_cautions(EN, replace(target(), cautions=(Caution("clinic_medication_unknown"),)))
    assert (said.seen, len(said.not_stated)) == ((), 1)


@pytest.mark.parametrize("language", Language)
def test_a_reason_stands_in_the_place_of_what_is_not_told(language: Language) -> None:
    told: Telling = tell(panel(ua=5.0), severity_model())
    assert isinstance(told, NotTold)
    assert "HDL-C" in told_headline(text_in(language), told)


@pytest.mark.parametrize("language", Language)
def test_a_row_of_a_file_says_what_its_figures_are(language: Language) -> None:
    text = text_in(language)
    named = text("studio_chart.with_unit", name="HQ-25", unit="points")
    assert named in told_is(text, severity_model(unit="points").card)
    assert "fits" in told_is(text, strata_model().card)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("told", EVERY, ids=["number", "group", "none"])
def test_the_patient_is_a_diamond_in_ink_on_the_page_and_in_a_file(
    language: Language, tokens: Tokens, told: Told
) -> None:
    chart = telling_chart(text_in(language), told, tokens)
    marks = [trace["marker"] for trace in traces(chart) if trace["mode"] == "markers"]
    assert [mark["symbol"] for mark in marks if mark["color"] == tokens.ink] == ["diamond"]
    assert svg_of(chart.figure).startswith("<svg")
    assert chart.title
    assert chart.words
    assert chart.notes


def test_the_axis_of_a_number_holds_its_interval_and_everybody() -> None:
    chart = telling_chart(EN, target(value=34.0, low=-60.0, high=140.0), LIGHT)
    low, high = chart.figure.layout.xaxis.range
    assert low < -60
    assert high > 140
    assert len(traces(chart)[0]["x"]) == 80


def test_the_rows_of_groups_are_their_probabilities_in_per_cent() -> None:
    chart = telling_chart(EN, groups(0.7, 0.3), LIGHT)
    assert list(traces(chart)[0]["x"]) == pytest.approx([70, 30])
    assert "group 1 70 %, group 2 30 %" in chart.words
