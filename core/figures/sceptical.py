"""The sceptical reading in words: the score if the true AUC is the lower end of its interval.

That of the shipped model is the limit that the study published; a clinic's model has its own.
"""

from core.evidence.headline import STUDY
from core.figures import basis, words
from core.scoring.score import Estimate, RiskScore
from core.text import Text


def sceptical_probability(text: Text, estimate: Estimate, pre_test: float) -> str:
    """Write the post-test probability in the sceptical reading."""
    after = estimate.post_test(pre_test)
    return words.percent(text, after.sceptical, words.FIGURES_OF_RESULTS)


def sceptical_sentence(text: Text, result: RiskScore, pre_test: float) -> str:
    """Say the sceptical post-test probability, in people, and the likelihood ratio behind it."""
    estimate = result.estimate
    after = estimate.post_test(pre_test)
    people = words.people_for(after)
    return text(
        "figure.sceptical.sentence",
        after=sceptical_probability(text, estimate, pre_test),
        count=words.count(text, after.sceptical, people),
        people=f"{people:,}",
        cases=words.group(text, "cases", is_virtual=result.model.is_virtual),
        ratio=words.bare(estimate.sceptical_times),
    )


def sceptical_meaning(text: Text, result: RiskScore) -> str:
    """Say what the sceptical reading is, and how it lies to this score."""
    said = [_meaning(text, result)]
    if not is_chance(result):
        said.append(text(f"figure.sceptical.{relation(result.estimate)}"))
    return words.joined(text, said)


def is_chance(result: RiskScore) -> bool:
    """Say whether a clinic's model may be no better than chance, so that this reading is even."""
    return not result.model.is_virtual and basis.stated(result.model).auc_low <= basis.CHANCE


def _meaning(text: Text, result: RiskScore) -> str:
    if result.model.is_virtual:
        return text("figure.sceptical.meaning.virtual", auc=f"{STUDY.auc_low:.3f}")
    auc = basis.auc(basis.stated(result.model).auc_low)
    return text(f"figure.sceptical.meaning.{'nothing' if is_chance(result) else 'clinic'}", auc=auc)


def relation(estimate: Estimate) -> str:
    """Name where it lies: nearer to even than the score, not nearer, or on the other side.

    What reads the same at the figures shown is not nearer.
    """
    score, sceptical = estimate.log_ratio, estimate.sceptical
    if score * sceptical < 0:
        return "other_side"
    shown = words.bare(estimate.times), words.bare(estimate.sceptical_times)
    return "nearer" if abs(sceptical) < abs(score) and shown[0] != shown[1] else "not_nearer"
