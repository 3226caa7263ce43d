import re

import pytest

from core.figures.section import Document
from core.figures.tripod import ITEMS, Status, tripod
from core.scoring.card import Card
from core.text import Language, text_in
from tests.figures.cards import BARE, FULL, SHIPPED

EN = text_in(Language.EN)
each_language = pytest.mark.parametrize("language", Language)


def rows(document: Document) -> dict[str, tuple[str, str, str]]:
    found = [
        row
        for section in document.sections
        for table in section.tables
        for row in zip(*(column.cells for column in table.columns), strict=True)
    ]
    return {str(number): (str(a), str(b), str(c)) for number, a, b, c in found}


def test_the_checklist_has_27_items_in_their_order_with_all_their_parts() -> None:
    numbers = [item.number for item in ITEMS]
    assert len(numbers) == len(set(numbers)) == 52
    main = [int(re.sub("[a-g]", "", number)) for number in numbers]
    assert main == sorted(main)
    assert set(main) == set(range(1, 28))


@pytest.mark.parametrize(
    ("item", "parts"),
    [("3", "abc"), ("5", "ab"), ("8", "abc"), ("12", "abcdefg"), ("18", "abcdef"), ("27", "abc")],
)
def test_an_item_has_the_parts_that_were_published(item: str, parts: str) -> None:
    held = [i.number for i in ITEMS if re.fullmatch(f"{item}[a-g]?", i.number)]
    assert held == [f"{item}{part}" for part in parts]


@each_language
@pytest.mark.parametrize("card", [SHIPPED, FULL, BARE], ids=["shipped", "full", "bare"])
def test_every_item_is_answered(language: Language, card: Card) -> None:
    held = rows(tripod(text_in(language), card))
    assert list(held) == [item.number for item in ITEMS]
    for topic, status, answer in held.values():
        assert topic
        assert status
        assert answer
        assert "{" not in answer


def test_the_summary_counts_what_the_rows_say() -> None:
    document = tripod(EN, SHIPPED)
    held = [status for _, status, _ in rows(document).values()]
    told = document.sections[0].paragraphs[1]
    assert [int(n) for n in re.findall(r"\d+", told)] == [
        len(held),
        *(held.count(EN(f"tripod.status.{status}")) for status in Status),
    ]


@pytest.mark.parametrize("number", ["14", "18c", "18d", "19"])
def test_what_was_not_done_is_said_to_be_so(number: str) -> None:
    assert rows(tripod(EN, SHIPPED))[number][1] == "not done"


def test_performance_is_said_to_be_simulated_and_none_on_patients() -> None:
    answer = rows(tripod(EN, FULL))["23a"][2]
    assert "In the simulation only: AUC 0.800 (0.600–0.950)" in answer
    assert answer.endswith("On patients: none.")


def test_the_number_of_patients_is_the_cards() -> None:
    assert rows(tripod(EN, SHIPPED))["21"][2].endswith("Patients: 0.")
