"""What a score rests on, in words: the honest sentence and the line of its model.

A clinic's model says whom it was trained on and how well it told them apart; the shipped one that
it is a simulation.
"""

from core.figures import words
from core.scoring.score import Basis, ModelStamp
from core.text import Text

AUC_DECIMALS = 2
CHANCE = 0.5
# What the head and foot of a page have room for.
LONGEST_NAME = 60


def honesty(text: Text, stamp: ModelStamp) -> str:
    """Say what the score rests on; stands wherever a score does."""
    if stamp.is_virtual:
        return text("words.honesty.virtual")
    basis = stated(stamp)
    said = [text("words.honesty.clinic", **figures(basis))]
    if may_be_chance(basis):
        said.append(text(f"words.honesty.chance.{'below' if is_below(basis) else 'within'}"))
    said.append(text(f"words.honesty.elsewhere.{'yes' if basis.is_tested_elsewhere else 'no'}"))
    if basis.is_made_up:
        said.append(text("words.honesty.made_up"))
    return words.joined(text, said)


def honesty_in_full(text: Text, stamp: ModelStamp) -> str:
    """Say what the score rests on and, where it means anything, whom cases were compared with."""
    if stamp.basis and stamp.basis.is_made_up:
        return honesty(text, stamp)
    kind = words.kind(is_virtual=stamp.is_virtual)
    return words.joined(text, [honesty(text, stamp), text(f"words.honesty.compared.{kind}")])


def score_is(text: Text, stamp: ModelStamp) -> str:
    """Say what a number is where it stands alone, in a row of a file."""
    if stamp.is_virtual:
        return text("command.score_is.virtual")
    return text("command.score_is.clinic", honesty=honesty(text, stamp))


def foot(text: Text, stamp: ModelStamp) -> str:
    """Say in short what the score rests on; stands below every page."""
    if stamp.is_virtual:
        return text("words.foot.virtual")
    basis = stated(stamp)
    key = "elsewhere" if basis.is_tested_elsewhere else "clinic"
    return text(
        f"words.foot.{'made_up' if basis.is_made_up else key}", cohort=on_one_line(basis.cohort)
    )


def model_line(text: Text, stamp: ModelStamp) -> str:
    """Name the model, what it rests on and the day its results last changed."""
    if stamp.is_virtual:
        evidence = text("words.rests_on.evidence", evidence=stamp.evidence_version)
        return line(text, stamp, evidence)
    basis = stated(stamp)
    return line(text, stamp, people(text, basis.cohort, is_made_up=basis.is_made_up))


def line(text: Text, stamp: ModelStamp, rests_on: str) -> str:
    """Name a model in one line with what it rests on."""
    return text(
        "words.model",
        name=stamp.name,
        version=stamp.version,
        rests_on=rests_on,
        date=text.date(stamp.results_changed_on),
    )


def people(text: Text, cohort: str, *, is_made_up: bool) -> str:
    """Say whom a clinic's model was trained on."""
    key = "made_up" if is_made_up else "people"
    return text(f"words.rests_on.{key}", cohort=on_one_line(cohort))


def stated(stamp: ModelStamp) -> Basis:
    """Return what a clinic's model rests on. Raises ValueError if it does not say so."""
    if stamp.basis is None:
        raise ValueError("a clinic's model says whom it was trained on")
    return stamp.basis


def may_be_chance(basis: Basis) -> bool:
    """Say whether the interval of the AUC, as it is written, leaves open that it is chance."""
    return round(basis.auc_low, AUC_DECIMALS) <= CHANCE


def is_below(basis: Basis) -> bool:
    """Say whether even the upper end of the interval is no better than chance."""
    return round(basis.auc_high, AUC_DECIMALS) <= CHANCE


def figures(basis: Basis) -> dict[str, str]:
    """Write the figures of a clinic's model by the names of their placeholders."""
    return {
        "cases": f"{basis.cases:,}",
        "controls": f"{basis.controls:,}",
        "cohort": on_one_line(basis.cohort),
        "auc": auc(basis.auc),
        "low": auc(basis.auc_low),
        "high": auc(basis.auc_high),
    }


def auc(value: float) -> str:
    """Write an AUC; the people of one clinic bear no more than two decimals."""
    return f"{value:.{AUC_DECIMALS}f}"


def on_one_line(name: str) -> str:
    """Return what a clinic calls its people, cut to what a page has room for."""
    name = " ".join(name.split())
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
