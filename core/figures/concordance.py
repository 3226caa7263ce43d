"""The concordance index in one line, beside a score that is weighted."""

from core.scoring.score import Concordance
from core.text import Text


def concordance_line(text: Text, index: Concordance) -> str:
    """Say how many published directions a panel shows, how many beyond, how many undecided."""
    counts = [text("figure.concordance.shown", shown=index.shown, directions=index.directions)]
    if index.shown:
        key = "beyond" if index.beyond else "none_beyond"
        counts.append(text(f"figure.concordance.{key}", beyond=index.beyond))
    if index.undecided:
        counts.append(text("figure.concordance.undecided", undecided=index.undecided))
    return text("figure.concordance.line", counts=text("words.list").join(counts))
