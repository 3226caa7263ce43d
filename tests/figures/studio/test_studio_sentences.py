"""The sentence above a clinic's model: honest where its interval reaches chance."""

from dataclasses import replace

import pytest

from core.cards import Kind, Measured, Warned
from core.figures.studio.sentences import (
    caution_sentences,
    external_headline,
    headline,
    warned_sentences,
)
from core.text import Language, Text, text_in
from tests.figures.studio.records import card, degenerate, external, strata

EN, JA = text_in(Language.EN), text_in(Language.JA)
CARDS = {**{str(kind): card(kind) for kind in Kind}, **degenerate()}


def test_the_headline_counts_pairs_of_a_hundred() -> None:
    said = headline(EN, card())
    assert said.startswith("Of 100 pairs of a case and a control, the model ranks 71 rightly")
    assert "58 to 82; chance: 50" in said
    assert "AUC 0.71 (95 % 0.58 to 0.82)" in said
    assert "(39 cases, 44 controls)" in said
    assert "100組のうち71組" in headline(JA, card())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bare", "Whether the model tells cases from controls at all is not shown"),
        ("worse", "worse than chance"),
        ("large", "0.712 (95 % 0.709 to 0.716)"),
        ("severity", "31 % of the variance of HQ-25 total (95 % interval: 10 to 47 %)"),
        ("severity", "typically out by 11.6 (95 % 10.0 to 13.4) points"),
        ("no severity", "the interval of Q² −0.10 (95 % −0.40 to 0.10) holds 0"),
        ("worse severity", "tells less of HQ-25 total than the mean does"),
        ("strata", "fall into 3 groups (of 27, 21, 12)"),
        ("one group", "The 19 people could not be told apart"),
        ("nothing", "holds no figures"),
    ],
)
def test_the_headline_says_no_more_than_the_interval_does(name: str, said: str) -> None:
    assert said in headline(EN, CARDS[name])


@pytest.mark.parametrize("text", [EN, JA], ids=["en", "ja"])
@pytest.mark.parametrize("name", CARDS)
def test_there_is_a_headline_for_every_card(name: str, text: Text) -> None:
    assert headline(text, CARDS[name])
    assert "{" not in headline(text, CARDS[name])


def test_groups_whose_stability_is_not_known_are_said_to_be_so() -> None:
    held = replace(card(Kind.STRATA), strata=replace(strata(), numbers=()))
    assert "was not measured" in headline(EN, held)


@pytest.mark.parametrize(
    ("auc", "said"),
    [
        (Measured(0.66, 0.52, 0.78), "In new people (25 cases, 61 controls)"),
        (Measured(0.6, 0.45, 0.72), "That the model works in new people is not shown"),
        (Measured(0.4, 0.3, 0.49), "worse than chance"),
    ],
)
def test_new_people_have_a_headline_of_their_own(auc: Measured, said: str) -> None:
    found = replace(external(), auc=auc)
    assert said in external_headline(EN, found)
    assert external_headline(JA, found)


def test_made_up_people_are_said_to_be_so_before_any_other_caution() -> None:
    first, *others = caution_sentences(EN, card())
    assert "made up" in first
    assert len(others) == 1
    assert not caution_sentences(EN, CARDS["bare"])


def test_a_warning_of_another_version_is_said_by_its_name() -> None:
    (said,) = warned_sentences(EN, card(), [Warned("from_the_future", {"people": 3.0})])
    assert "from_the_future" in said


def test_known_warnings_are_said_once_with_their_details() -> None:
    known = Warned("few_people", {"cases": 12, "controls": 14, "people": 26})
    (said,) = warned_sentences(EN, card(), [known, known])
    assert "12" in said
