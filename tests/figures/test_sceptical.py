import pytest

from core.evidence.headline import STUDY
from core.figures.sceptical import sceptical_meaning, sceptical_sentence
from core.text import Language, text_in
from tests.figures.results import ESTIMATE


def test_the_sceptical_reading_is_said_as_probability_people_and_ratio() -> None:
    assert sceptical_sentence(text_in(Language.EN), ESTIMATE, 0.0205) == (
        "After the test 3.2 %, about 32 of 1,000 people; likelihood ratio 1.6."
    )


@pytest.mark.parametrize("language", Language)
def test_its_meaning_names_the_lower_limit_that_the_study_published(language: Language) -> None:
    assert f"{STUDY.auc_low:.3f}" in sceptical_meaning(text_in(language))
