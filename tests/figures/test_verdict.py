import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.verdict import verdict
from core.scoring.score import Caution, Estimate, RiskScore
from core.text import Language, Text, text_in
from tests.figures.results import CLINIC, scored

EN = text_in(Language.EN)
every_text = pytest.mark.parametrize("text", list(map(text_in, Language)), ids=list(Language))
SEEN = tuple(Caution(key) for key in ("haemolysed", "medication", "not_fasting"))


def result(times: float, low: float, high: float, *cautions: Caution) -> RiskScore:
    estimate = Estimate(math.log(times), math.log(low), math.log(high), math.log(times) / 2)
    return replace(scored(estimate), cautions=cautions)


def test_the_verdict_names_group_ratio_and_interval_in_one_sentence() -> None:
    assert verdict(EN, result(3.1, 1.2, 9.8)) == (
        "This panel is somewhat more like the virtual cases than the virtual controls "
        "(3.1 times; 90 % of plausible worlds: 1.2 to 9.8)."
    )


@pytest.mark.parametrize(
    ("given_result", "said"),
    [
        (result(1.4, 0.5, 4), "about equally like the virtual cases and the virtual controls"),
        (result(0.7, 0.5, 4), "about equally like the virtual cases and the virtual controls"),
        (result(1.6, 1.5, 1.7), "somewhat more like the virtual cases"),
        (result(6.0, 0.9, 20), "leans towards the virtual cases"),
        (result(6.0, 1.1, 20), "clearly more like the virtual cases"),
        (result(0.5, 0.1, 2), "leans towards the virtual controls"),
        (result(0.5, 0.1, 0.9), "somewhat more like the virtual controls"),
        (result(0.1, 0.05, 0.5), "clearly more like the virtual controls"),
    ],
)
def test_the_wording_follows_the_ratio_and_whether_the_interval_leaves_even_out(
    given_result: RiskScore, said: str
) -> None:
    assert said in verdict(EN, given_result)


@every_text
@given(st.floats(-8, 8), st.floats(0, 3))
def test_even_is_said_to_be_within_an_interval_that_holds_it(
    text: Text, middle: float, half: float
) -> None:
    said = verdict(text, scored(Estimate(middle, middle - half, middle + half, 0.0)))
    words = {"en": ("somewhat", "clearly"), "ja": ("やや", "明らかに")}[text.language]
    assert not (half >= abs(middle) and any(word in said for word in words))


@pytest.mark.parametrize("cautions", [(Caution("far_from_population"),), SEEN])
@pytest.mark.parametrize("direction", [1, -1])
def test_nothing_is_clear_far_out_or_under_many_cautions(
    cautions: tuple[Caution, ...], direction: int
) -> None:
    low, times, high = sorted(value**direction for value in (6.0, 10.0, 20.0))
    assert "clearly" in verdict(EN, result(times, low, high, *SEEN[:2], Caution("age_unknown")))
    assert "somewhat" in verdict(EN, result(times, low, high, *cautions))


@every_text
@given(st.floats(-8, 8), st.floats(0, 3))
def test_a_model_of_a_clinics_own_people_is_never_called_virtual(
    text: Text, middle: float, half: float
) -> None:
    estimate = Estimate(middle, middle - half, middle + half, middle / 2)
    said = verdict(text, scored(estimate, model=CLINIC))
    assert "virtual" not in said
    assert "仮想" not in said
