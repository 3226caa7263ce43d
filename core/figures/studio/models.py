"""Several models of one kind on one aligned scale, each with its interval."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.cards import ClinicCard, Kind, Measured
from core.figures.chart import Chart
from core.figures.studio.names import in_figure, model_name
from core.figures.studio.numbers import cell, measured
from core.figures.studio.rows import Look, Row, Scale, rows_figure
from core.figures.table import Column, Table
from core.figures.theme import Tokens
from core.text import Text

MEASURES = {Kind.DISCRIMINATION: ("auc", 0.5), Kind.SEVERITY: ("q2", 0.0)}
MOST = 40


@dataclass(frozen=True, slots=True)
class Trial:
    """One test of a model: within its own cohort, or on the people of another."""

    card: ClinicCard
    figure: Measured
    people: int
    day: str = ""


def models_chart(text: Text, cards: Sequence[ClinicCard], tokens: Tokens) -> Chart:
    """Draw the models of the kind that the first one is of which has a figure to compare by."""
    kind = next((card.kind for card in cards if card.kind in MEASURES), Kind.DISCRIMINATION)
    measure, line = MEASURES[kind]
    same = [card for card in cards if card.kind is kind]
    tests = [test for card in same for test in _tests(text, card)]
    looks = _looks(text, tokens)
    rows = [Row(in_figure(_name(text, one)), one.figure, looks[bool(one.day)]) for one in tests]
    name = text(f"studio_chart.measure.{measure}")
    return Chart(
        title=_title(text, tests, name),
        words=_words(text, tests, name),
        figure=rows_figure(rows[:MOST], Scale(name, line), tokens),
        table=_table(text, tests, name),
        notes=tuple(_notes(text, measure, (len(tests), len(cards) - len(same)))),
    )


def _tests(text: Text, card: ClinicCard) -> Iterator[Trial]:
    if card.discrimination:
        found = card.discrimination
        yield Trial(card, found.auc, found.cases + found.controls)
    elif card.severity:
        yield Trial(card, card.severity.q2, card.severity.people)
    for one in card.external if card.discrimination else ():
        yield Trial(card, one.auc, one.cases + one.controls, text.date(one.evaluated_on))


def _name(text: Text, test: Trial) -> str:
    return text("studio_chart.models.external", day=test.day) if test.day else model_name(test.card)


def _full_name(text: Text, test: Trial) -> str:
    if not test.day:
        return model_name(test.card)
    return text("studio_chart.models.full", model=model_name(test.card), test=_name(text, test))


def _looks(text: Text, tokens: Tokens) -> dict[bool, Look]:
    own, other = "studio_chart.models.own", "studio_chart.models.other"
    return {
        False: Look(text(own), "circle", tokens.controls),
        True: Look(text(other), "square", tokens.cases, is_open=True),
    }


def _title(text: Text, tests: Sequence[Trial], name: str) -> str:
    if not tests:
        return text("studio_chart.models.none")
    best = max(tests, key=lambda one: one.figure.value)
    return text(
        "studio_chart.models.title" if tests[1:] else "studio_chart.models.title_one",
        measure=name,
        name=_full_name(text, best),
        value=measured(text, best.figure),
    )


def _words(text: Text, tests: Sequence[Trial], name: str) -> str:
    if not tests:
        return text("studio_chart.models.none")
    said = [
        text("studio_chart.models.named", name=_full_name(text, one), value=cell(text, one.figure))
        for one in tests[:MOST]
    ]
    return text("studio_chart.models.words", measure=name, names=text("words.list").join(said))


def _table(text: Text, tests: Sequence[Trial], name: str) -> Table:
    return Table(
        text("studio_chart.models.table"),
        (
            Column(
                text("studio_chart.column.model"), tuple(_full_name(text, one) for one in tests)
            ),
            Column(name, tuple(cell(text, one.figure) for one in tests), is_number=True),
            Column(
                text("studio_chart.axis.people"),
                tuple(f"{one.people:,}" for one in tests),
                is_number=True,
            ),
            Column(text("studio_chart.column.cohort"), tuple(_cohort(text, one) for one in tests)),
        ),
    )


def _cohort(text: Text, test: Trial) -> str:
    return text("studio_chart.models.other") if test.day else test.card.cohort


def _notes(text: Text, measure: str, counts: tuple[int, int]) -> Iterator[str]:
    tests, others = counts
    if tests:
        yield text(f"studio_chart.models.line_{measure}")
        yield text("studio_chart.models.not_alike")
    if tests > MOST:
        yield text("studio_chart.most_shown", count=f"{MOST}", all=f"{tests}")
    if others:
        yield text("studio_chart.models.others", count=f"{others}")
