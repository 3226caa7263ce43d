import pytest

from core.figures.probast import PARTS, Answer, Concern, overall, probast
from core.figures.section import Document
from core.scoring.card import Card
from core.text import Language, text_in
from tests.figures.cards import BARE, FULL, SHIPPED

EN = text_in(Language.EN)
each_language = pytest.mark.parametrize("language", Language)


def questions(document: Document) -> list[tuple[str, ...]]:
    return [
        tuple(str(cell) for cell in row)
        for section in document.sections[1:]
        for table in section.tables
        for row in zip(*(column.cells for column in table.columns), strict=True)
    ]


@pytest.mark.parametrize(
    ("part", "by_domain"), [("development", (3, 4, 4, 5)), ("evaluation", (3, 4, 4, 7))]
)
def test_each_part_asks_the_published_number_of_questions(
    part: str, by_domain: tuple[int, ...]
) -> None:
    assert tuple(len(domain.answers) for domain in PARTS[part]) == by_domain


def test_not_applicable_is_answered_only_where_the_instrument_allows_it() -> None:
    allowed = {"imbalance", "leakage", "resampling"}
    for domains in PARTS.values():
        for domain in domains:
            answers = domain.answers.items()
            assert {t for t, a in answers if a is Answer.NOT_APPLICABLE} <= allowed


@each_language
@pytest.mark.parametrize("card", [SHIPPED, FULL, BARE], ids=["shipped", "full", "bare"])
def test_every_question_has_a_number_an_answer_and_a_reason(card: Card, language: Language) -> None:
    held = questions(probast(text_in(language), card))
    assert len(held) == 34
    for number, topic, answer, reason in held:
        assert number[1] == "."
        assert topic
        assert answer
        assert reason
        assert "{" not in reason


@each_language
def test_the_first_thing_said_is_that_the_risk_is_high(language: Language) -> None:
    first = probast(text_in(language), SHIPPED).sections[0]
    assert (
        first.title
        == {
            Language.EN: "High risk of bias, high concern about applicability",
            Language.JA: "バイアスのリスクは高く、適用可能性の懸念も高い",
        }[language]
    )
    assert all(column.cells[-1] in ("high", "高い") for column in first.tables[0].columns[1:])


def test_the_analysis_has_no_judgement_of_applicability() -> None:
    table = probast(EN, SHIPPED).sections[0].tables[0]
    by_title = {column.title: column.cells[3] for column in table.columns}
    assert by_title["Evaluation: concern about applicability"] == "not judged"
    assert by_title["Evaluation: risk of bias"] == "high"


@pytest.mark.parametrize(
    ("concerns", "worst"),
    [
        ([Concern.LOW, Concern.LOW], Concern.LOW),
        ([Concern.LOW, Concern.UNCLEAR], Concern.UNCLEAR),
        ([Concern.UNCLEAR, Concern.HIGH, Concern.LOW], Concern.HIGH),
    ],
)
def test_the_judgement_over_all_is_the_worst_of_the_domains(
    concerns: list[Concern], worst: Concern
) -> None:
    assert overall(concerns) is worst


@pytest.mark.parametrize("part", PARTS)
def test_a_domain_answered_with_a_plain_no_is_not_of_low_concern(part: str) -> None:
    for domain in PARTS[part]:
        if Answer.NO in domain.answers.values():
            assert domain.bias is Concern.HIGH


def test_each_domain_says_why_it_was_judged_so() -> None:
    for section in probast(EN, SHIPPED).sections[1:]:
        assert "high" in section.paragraphs[0]
