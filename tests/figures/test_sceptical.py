import math

import pytest

from core.evidence.headline import STUDY
from core.figures.sceptical import sceptical_meaning, sceptical_sentence
from core.scoring.score import Estimate
from core.text import Language, Text, text_in
from tests.figures.results import ESTIMATE

EN = text_in(Language.EN)
every_text = pytest.mark.parametrize("text", list(map(text_in, Language)), ids=list(Language))


def test_the_sceptical_reading_is_said_as_probability_people_and_ratio() -> None:
    assert sceptical_sentence(EN, ESTIMATE, 0.0205, is_virtual=True) == (
        "After the test 3.2 %, about 32 virtual cases of 1,000 people; likelihood ratio 1.6."
    )


@every_text
def test_its_meaning_names_the_lower_limit_that_the_study_published(text: Text) -> None:
    assert f"{STUDY.auc_low:.3f}" in sceptical_meaning(text, ESTIMATE)


@every_text
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
    text: Text, times: float, sceptical: float, relation: str
) -> None:
    said = sceptical_meaning(text, Estimate(math.log(times), -1.0, 1.0, math.log(sceptical)))
    assert said.endswith(text(f"figure.sceptical.{relation}"))
