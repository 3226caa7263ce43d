"""The reasons beside a score as sentences: what is missing, what was left out, what pushes it."""

from collections.abc import Sequence

from core.figures import words
from core.figures.table import Column, Table
from core.scoring.score import Missing, RiskScore, Unused
from core.text import Text

MISSING_SHOWN = 5


def missing_table(text: Text, missing: Sequence[Missing]) -> Table:
    """Return what the most informative missing markers would each add."""
    shown = missing[:MISSING_SHOWN]
    names = tuple(words.marker_name(text, one.marker) for one in shown)
    gains = tuple(words.auc_gain(text, one) for one in shown)
    columns = (
        Column(text("figure.column.marker"), names),
        Column(text("figure.column.gain"), gains, is_number=True),
    )
    return Table(text("figure.table.missing"), columns)


def missing_note(text: Text, missing: Sequence[Missing]) -> str:
    """Say how the table is meant, and how many markers it leaves out."""
    more = len(missing) - MISSING_SHOWN
    return text("figure.missing.more", count=more) if more > 0 else text("figure.missing.all")


def unused_sentences(text: Text, unused: Sequence[Unused]) -> list[str]:
    """Say once for each reason which markers it left out."""
    by_reason: dict[str, list[str]] = {}
    for one in unused:
        name = words.marker_name(text, one.marker)
        by_reason.setdefault(words.unused(text, one), []).append(name)
    comma = text("words.list")
    return [
        text("figure.unused", markers=comma.join(names), reason=reason)
        for reason, names in by_reason.items()
    ]


def contributions_words(text: Text, result: RiskScore) -> str:
    """Say by what each marker multiplies the score, for those who cannot see the bars."""
    factors = (
        text(
            "figure.contribution",
            marker=words.marker_name(text, one.marker),
            factor=words.factor(text, one.times),
        )
        for one in result.contributions
    )
    return text("words.list").join(factors)
