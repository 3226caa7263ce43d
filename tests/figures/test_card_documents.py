from dataclasses import replace

import pytest

from core.cards import ClinicCard, Kind
from core.figures.basis import honesty, honesty_in_full
from core.figures.card_documents import (
    DOCUMENTS,
    card_line,
    document_names,
    document_of,
    foot_of,
    notice_of,
)
from core.scoring.clinic.stamp import stamp_of
from core.text import Language, Text, text_in
from tests.figures.cards import SHIPPED
from tests.scoring.clinic.clinic_models import made_up_card

OWN = made_up_card(cohort="Kita Clinic 2026", is_made_up=False)
every_text = pytest.mark.parametrize("text", list(map(text_in, Language)), ids=list(Language))


def without_score(kind: Kind, *, is_made_up: bool = False) -> ClinicCard:
    plan = replace(OWN.plan, kind=kind)
    return replace(OWN, plan=plan, discrimination=None, is_made_up=is_made_up)


def test_the_checklists_of_a_simulation_are_for_the_shipped_model_alone() -> None:
    assert document_names(SHIPPED) == tuple(DOCUMENTS)
    assert document_names(OWN) == ("card",)


@every_text
def test_every_document_that_is_named_can_be_read(text: Text) -> None:
    for card in (SHIPPED, OWN):
        for name in document_names(card):
            assert document_of(text, card, name).sections


@every_text
def test_before_the_card_of_a_clinic_stands_its_honest_sentence(text: Text) -> None:
    assert notice_of(text, OWN) == honesty_in_full(text, stamp_of(OWN))
    assert foot_of(text, OWN) == honesty(text, stamp_of(OWN))
    assert foot_of(text, SHIPPED) == honesty(text, SHIPPED.stamp)


@every_text
@pytest.mark.parametrize("kind", [Kind.SEVERITY, Kind.STRATA])
def test_a_model_that_gives_no_score_is_said_to_give_none(text: Text, kind: Kind) -> None:
    said = text("card.clinic.no_score", cohort="Kita Clinic 2026")
    assert notice_of(text, without_score(kind)) == foot_of(text, without_score(kind)) == said


@every_text
def test_made_up_people_are_called_so_whatever_the_model_tells(text: Text) -> None:
    card = without_score(Kind.SEVERITY, is_made_up=True)
    assert notice_of(text, card) == text("card.clinic.made_up", cohort="Kita Clinic 2026")
    made_up = text("words.rests_on.made_up", cohort="Kita Clinic 2026")
    assert made_up in card_line(text, card)


@every_text
def test_the_line_of_a_card_names_model_version_and_people(text: Text) -> None:
    said = card_line(text, OWN)
    assert all(part in said for part in ("made-up 1.0.0", "Kita Clinic 2026"))
    assert SHIPPED.evidence_version in card_line(text, SHIPPED)
