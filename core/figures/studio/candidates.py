"""Candidates side by side on the same folds, and the model that was kept beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.cards import Discrimination, Measured, Severity
from core.figures.chart import Chart
from core.figures.studio.names import candidate_name, in_figure
from core.figures.studio.numbers import cell, measured, percent
from core.figures.studio.rows import Look, Row, Scale, rows_figure
from core.figures.table import Column, Table
from core.figures.theme import Tokens
from core.figures.words import joined
from core.text import Text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate by its name, how it did, and its share in the kept model."""

    name: str
    figure: Measured
    weight: float


def candidates_chart(text: Text, record: Discrimination | Severity, tokens: Tokens) -> Chart:
    """Draw each candidate by itself, those of the kept model filled, and the kept one first."""
    measure, whole, candidates = _of(text, record)
    name = text(f"studio_chart.measure.{measure}")
    looks = _looks(text, tokens)
    rows = [Row(text("studio_chart.candidates.kept"), whole, looks["kept"])]
    rows += [
        Row(in_figure(one.name), one.figure, looks["part" if one.weight else "aside"])
        for one in candidates
    ]
    parts = [one for one in candidates if one.weight]
    return Chart(
        title=_title(text, parts, len(candidates), name, measured(text, whole)),
        words=_words(text, parts, candidates, name),
        figure=rows_figure(rows, Scale(name), tokens),
        table=candidates_table(text, record),
        notes=(text("studio_chart.candidates.note"),) if candidates else (),
    )


def _of(text: Text, record: Discrimination | Severity) -> tuple[str, Measured, list[Candidate]]:
    """Return the measure, that of the kept model, and the candidates, the best first."""
    if isinstance(record, Discrimination):
        measure, whole = "auc", record.auc
        found = [Candidate(c.name, c.auc, c.weight) for c in record.candidates]
    else:
        measure, whole = "q2", record.q2
        found = [Candidate(c.name, c.q2, c.weight) for c in record.candidates]
    candidates = [replace(one, name=candidate_name(text, one.name)) for one in found]
    return measure, whole, sorted(candidates, key=lambda one: -one.figure.value)


def _looks(text: Text, tokens: Tokens) -> dict[str, Look]:
    return {
        "kept": Look(text("studio_chart.candidates.kept"), "circle", tokens.ink),
        "part": Look(text("studio_chart.candidates.part"), "square", tokens.controls),
        "aside": Look(text("studio_chart.candidates.aside"), "square", tokens.muted, is_open=True),
    }


def _title(
    text: Text, parts: Sequence[Candidate], every: int, name: str, value: str
) -> str:  # fmt: skip
    if every < 2:  # noqa: PLR2004 - one has no other beside it
        return text("studio_chart.candidates.title_one", measure=name, value=value)
    return text(
        "studio_chart.candidates.title",
        parts=f"{len(parts)}",
        all=f"{every}",
        measure=name,
        value=value,
    )


def _words(
    text: Text, parts: Sequence[Candidate], candidates: Sequence[Candidate], name: str
) -> str:
    said = [text("studio_chart.candidates.words", measure=name)]
    if parts:
        names = [_weighed(text, one) for one in parts]
        said.append(text("studio_chart.candidates.parts", names=text("words.list").join(names)))
    if candidates:
        best = candidates[0]
        value = measured(text, best.figure)
        said.append(text("studio_chart.candidates.best", name=best.name, value=value))
    return joined(text, said)


def _weighed(text: Text, one: Candidate) -> str:
    return text("studio_chart.candidates.weighed", name=one.name, share=percent(text, one.weight))


def candidates_table(text: Text, record: Discrimination | Severity) -> Table:
    """Return how the kept model and each candidate did."""
    measure, whole, candidates = _of(text, record)
    shares = [percent(text, one.weight) if one.weight else "–" for one in candidates]
    return Table(
        text("studio_chart.candidates.table"),
        (
            Column(
                text("studio_chart.column.candidate"),
                (text("studio_chart.candidates.kept"), *(one.name for one in candidates)),
            ),
            Column(
                text(f"studio_chart.measure.{measure}"),
                (cell(text, whole), *(cell(text, one.figure) for one in candidates)),
                is_number=True,
            ),
            Column(text("studio_chart.column.weight"), ("–", *shares), is_number=True),
        ),
    )
