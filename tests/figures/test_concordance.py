from dataclasses import replace

import pytest

from core.figures.concordance import concordance_line
from core.scoring.score import Concordance, Contribution, RiskScore
from core.text import Language, Text, text_in
from tests.figures.results import scored

EN, JA = text_in(Language.EN), text_in(Language.JA)
every_text = pytest.mark.parametrize("text", [EN, JA], ids=list(Language))


def shown(index: Concordance, *markers: str) -> RiskScore:
    parts = tuple(Contribution(key, 0.1, 1.0, 1.0) for key in markers)
    return replace(scored(), concordance=index, contributions=parts)


@pytest.mark.parametrize(
    ("index", "said"),
    [
        (
            Concordance(6, 4, 1, 0),
            "4 of 6 published directions shown, 1 of them beyond the interval",
        ),
        (
            Concordance(6, 4, 0, 1),
            "4 of 6 published directions shown, none of them beyond the interval, 1 undecided",
        ),
        (Concordance(2, 0, 0, 0), "0 of 2 published directions shown"),
    ],
)
def test_the_index_is_named_counted_and_put_into_proportion(index: Concordance, said: str) -> None:
    assert concordance_line(EN, shown(index, "ua")) == (
        f"Concordance index: {said}; unweighted. Healthy people show about half."
    )


@every_text
def test_of_a_single_direction_no_half_is_said(text: Text) -> None:
    assert text("figure.concordance.half") not in concordance_line(
        text, shown(Concordance(1, 1, 0, 0), "ua")
    )


@every_text
def test_several_acylcarnitines_are_said_to_count_once(text: Text) -> None:
    one_class = text("figure.concordance.one_class")
    index = Concordance(2, 1, 0, 0)
    assert one_class in concordance_line(text, shown(index, "ua", "ac_c16", "ac_c18"))
    assert one_class not in concordance_line(text, shown(index, "ua", "ac_c16"))


def test_the_index_has_its_japanese_name() -> None:
    assert concordance_line(JA, shown(Concordance(6, 4, 1, 1), "ua")).startswith("一致指数：")
