import pytest

from core.figures.concordance import concordance_line
from core.scoring.score import Concordance
from core.text import Language, text_in

EN, JA = text_in(Language.EN), text_in(Language.JA)


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
        (Concordance(1, 0, 0, 1), "0 of 1 published directions shown, 1 undecided"),
    ],
)
def test_the_index_is_named_counted_and_put_into_proportion(index: Concordance, said: str) -> None:
    assert concordance_line(EN, index) == (
        f"Concordance index: {said}; unweighted; healthy people show about half."
    )


def test_the_index_has_its_japanese_name() -> None:
    assert concordance_line(JA, Concordance(6, 4, 1, 1)).startswith("一致指数：")
