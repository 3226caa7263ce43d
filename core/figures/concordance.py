"""The concordance index in one line, beside a score that is weighted."""

from core.evidence.population import is_acylcarnitine
from core.figures import words
from core.scoring.score import RiskScore
from core.text import Text


def concordance_line(text: Text, result: RiskScore) -> str:
    """Say how many published directions a panel shows, how many beyond, how many undecided.

    A clinic's model may read markers of which none was ever published.
    """
    index = result.concordance
    if not index.directions:
        return text("figure.concordance.none")
    counts = [text("figure.concordance.shown", shown=index.shown, directions=index.directions)]
    if index.shown:
        key = "beyond" if index.beyond else "none_beyond"
        counts.append(text(f"figure.concordance.{key}", beyond=index.beyond))
    if index.undecided:
        counts.append(text("figure.concordance.undecided", undecided=index.undecided))
    line = text("figure.concordance.line", counts=text("words.list").join(counts))
    return words.joined(text, [line, *_notes(text, result)])


def _notes(text: Text, result: RiskScore) -> list[str]:
    """Say that a class counts once, and what a healthy person shows where that means anything."""
    of_class = [one for one in result.contributions if is_acylcarnitine(one.marker)]
    said = [text("figure.concordance.one_class")] if len(of_class) > 1 else []
    if result.concordance.directions > 1:
        said.append(text("figure.concordance.half"))
    return said
