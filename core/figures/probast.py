"""PROBAST+AI filled in for the shipped model: Moons et al. 2025, doi 10.1136/bmj-2024-082505.

Two parts, development (quality) and evaluation (risk of bias), of four domains; 16 and 18
signalling questions with their published numbers, topics and reasons in our own words
(`probast.toml`). To answer one differently, change it here and its reason there.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.figures.card_figures import card_figures
from core.figures.section import Document, Section
from core.figures.table import Column, Table
from core.scoring.card import Card
from core.text import Text


class Answer(StrEnum):
    """An answer to a signalling question."""

    YES = "yes"
    PROBABLY_YES = "probably_yes"
    PROBABLY_NO = "probably_no"
    NO = "no"
    NO_INFORMATION = "no_information"
    NOT_APPLICABLE = "not_applicable"


class Concern(StrEnum):
    """A judgement on a domain."""

    LOW = "low"
    HIGH = "high"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain of one part: answers by topic, and both judgements.

    `bias` is the concern about quality (development) or the risk of bias (evaluation);
    applicability is not judged for the analysis.
    """

    name: str
    answers: dict[str, Answer]
    bias: Concern
    applicability: Concern | None


YES, PROBABLY_YES, PROBABLY_NO, NO, NO_INFORMATION, NOT_APPLICABLE = Answer

SOURCES = {"sources": NO, "design": NO, "selection": NO}
PREDICTORS = {"alike": PROBABLY_YES, "prepared": YES, "unaware": NO, "at_hand": PROBABLY_NO}
OUTCOME = {
    "outcome": NO,
    "outcome_alike": PROBABLY_YES,
    "outcome_unaware": YES,
    "time_between": NO_INFORMATION,
}


def domains(analysis: dict[str, Answer]) -> tuple[Domain, ...]:
    """Return the four domains; the first three are answered alike in both parts."""
    return (
        Domain("participants", SOURCES, Concern.HIGH, Concern.HIGH),
        Domain("predictors", PREDICTORS, Concern.HIGH, Concern.HIGH),
        Domain("outcome", OUTCOME, Concern.HIGH, Concern.HIGH),
        Domain("analysis", analysis, Concern.HIGH, None),
    )


PARTS: dict[str, tuple[Domain, ...]] = {
    "development": domains(
        {
            "size": NO,
            "handling": YES,
            "gaps": PROBABLY_YES,
            "imbalance": NOT_APPLICABLE,
            "overfitting": PROBABLY_YES,
        }
    ),
    "evaluation": domains(
        {
            "not_apparent": PROBABLY_YES,
            "size": NO,
            "gaps": PROBABLY_NO,
            "imbalance": NOT_APPLICABLE,
            "leakage": NOT_APPLICABLE,
            "resampling": NOT_APPLICABLE,
            "measures": NO,
        }
    ),
}


def overall(concerns: list[Concern]) -> Concern:
    """Return the judgement over domains: the worst of them."""
    if Concern.HIGH in concerns:
        return Concern.HIGH
    return Concern.UNCLEAR if Concern.UNCLEAR in concerns else Concern.LOW


def probast(text: Text, card: Card) -> Document:
    """Return the filled assessment: judgements first, then the questions by part and domain."""
    figures = card_figures(text, card)
    summary = text("probast.summary.body", **figures)
    sections = [
        domain_section(text, part, number, figures) for part in PARTS for number in range(4)
    ]
    return Document(
        text("probast.title"),
        (
            Section(
                text("probast.summary.title"),
                tuple(summary.splitlines()),
                tables=(judgement_table(text),),
            ),
            *sections,
        ),
    )


def judgement_table(text: Text) -> Table:
    """Return both judgements of every domain and over all, by part."""
    names = [domain.name for domain in next(iter(PARTS.values()))]
    columns = [
        Column(
            text("probast.column.domain"),
            (*(text(f"probast.domain.{name}") for name in names), text("probast.overall")),
        )
    ]
    for part, held in PARTS.items():
        judged = [d.applicability for d in held if d.applicability]
        bias = [d.bias for d in held]
        applicability = [d.applicability for d in held]
        columns += [
            concern_column(text, f"{part}_bias", [*bias, overall(bias)]),
            concern_column(text, f"{part}_applicability", [*applicability, overall(judged)]),
        ]
    return Table(text("probast.judgements"), tuple(columns))


def concern_column(text: Text, name: str, concerns: list[Concern | None]) -> Column:
    """Return a column of judgements; a domain not judged says so."""
    cells = tuple(
        text(f"probast.concern.{c}") if c else text("probast.not_judged") for c in concerns
    )
    return Column(text(f"probast.column.{name}"), cells)


def domain_section(text: Text, part: str, position: int, figures: dict[str, str]) -> Section:
    """Return a domain of a part: its judgements with why, then its questions."""
    domain = PARTS[part][position]
    name = text(f"probast.domain.{domain.name}")
    title = text("probast.heading", part=text(f"probast.part.{part}"), domain=name)
    concern = text(f"probast.concern.{domain.bias}")
    why = [text(f"probast.because.{part}_{domain.name}", concern=concern, **figures)]
    if domain.applicability:
        concern = text(f"probast.concern.{domain.applicability}")
        why.append(text(f"probast.applies.{domain.name}", concern=concern, **figures))
    return Section(
        title, tuple(why), tables=(question_table(text, title, part, position, figures),)
    )


def question_table(
    text: Text, title: str, part: str, position: int, figures: dict[str, str]
) -> Table:
    """Return one row a signalling question."""
    answers = PARTS[part][position].answers
    numbers = tuple(f"{position + 1}.{n}" for n in range(1, len(answers) + 1))
    columns = (
        Column(text("probast.column.number"), numbers, is_short=True),
        Column(text("probast.column.question"), tuple(text(f"probast.topic.{t}") for t in answers)),
        Column(
            text("probast.column.answer"),
            tuple(text(f"probast.answer.{a}") for a in answers.values()),
        ),
        Column(
            text("probast.column.reason"),
            tuple(text(f"probast.reason.{part}_{t}", **figures) for t in answers),
        ),
    )
    return Table(title, columns)
