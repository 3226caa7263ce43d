import math
from dataclasses import replace

import pytest

from core.evidence.headline import STUDY
from core.figures.sceptical import sceptical_meaning, sceptical_sentence
from core.scoring.score import Estimate, ModelStamp, RiskScore
from core.text import Language, Text, text_in
from tests.figures.results import CLINIC, STAMP, scored
from tests.report.samples import BASIS

EN = text_in(Language.EN)
every_text = pytest.mark.parametrize("text", list(map(text_in, Language)), ids=list(Language))
every_model = pytest.mark.parametrize("model", [STAMP, CLINIC], ids=["virtual", "clinic"])
CHANCE = replace(CLINIC, basis=replace(BASIS, auc_low=0.47))


def of(times: float, sceptical: float, model: ModelStamp = STAMP) -> RiskScore:
    return scored(Estimate(math.log(times), -1.0, 1.0, math.log(sceptical)), model=model)


@pytest.mark.parametrize(("model", "cases"), [(STAMP, "virtual cases"), (CLINIC, "clinic cases")])
def test_the_sceptical_reading_is_said_as_probability_people_and_ratio(
    model: ModelStamp, cases: str
) -> None:
    assert sceptical_sentence(EN, scored(model=model), 0.0205) == (
        f"After the test 3.2 %, about 32 {cases} of 1,000 people; likelihood ratio 1.6."
    )


@every_text
def test_its_meaning_names_the_lower_limit_that_the_study_published(text: Text) -> None:
    assert f"{STUDY.auc_low:.3f}" in sceptical_meaning(text, scored())


@every_text
def test_that_of_a_clinics_model_names_the_lower_end_of_its_own_interval(text: Text) -> None:
    said = sceptical_meaning(text, scored(model=CLINIC))
    assert "0.58" in said
    assert f"{STUDY.auc_low:.3f}" not in said


@every_text
def test_where_that_end_is_no_better_than_chance_the_panel_is_said_to_tell_nothing(
    text: Text,
) -> None:
    said = sceptical_meaning(text, of(3.1, 1.0, CHANCE))
    assert said == text("figure.sceptical.meaning.nothing", auc="0.47")


@every_text
@every_model
@pytest.mark.parametrize(
    ("times", "sceptical", "relation"),
    [
        (3.1, 1.6, "nearer"),
        (0.2, 0.5, "nearer"),
        (3.1, 3.1, "not_nearer"),
        (3.104, 3.101, "not_nearer"),
        (3.1, 4.0, "not_nearer"),
        (0.2, 0.1, "not_nearer"),
        (3.1, 0.9, "other_side"),
        (0.8, 1.1, "other_side"),
    ],
)
def test_where_it_lies_to_the_score_is_said(
    text: Text, model: ModelStamp, times: float, sceptical: float, relation: str
) -> None:
    said = sceptical_meaning(text, of(times, sceptical, model))
    assert said.endswith(text(f"figure.sceptical.{relation}"))
