"""The sceptical reading in words: the score if the study's AUC was the lower limit it published."""

from core.evidence.headline import STUDY
from core.figures import words
from core.scoring.score import Estimate
from core.text import Text


def sceptical_probability(text: Text, estimate: Estimate, pre_test: float) -> str:
    """Write the post-test probability in the sceptical reading."""
    after = estimate.post_test(pre_test)
    return words.percent(text, after.sceptical, words.FIGURES_OF_RESULTS)


def sceptical_sentence(text: Text, estimate: Estimate, pre_test: float, *, is_virtual: bool) -> str:
    """Say the sceptical post-test probability, in people, and the likelihood ratio behind it."""
    after = estimate.post_test(pre_test)
    people = words.people_for(after)
    return text(
        "figure.sceptical.sentence",
        after=sceptical_probability(text, estimate, pre_test),
        count=words.count(text, after.sceptical, people),
        people=f"{people:,}",
        cases=words.group(text, "cases", is_virtual=is_virtual),
        ratio=words.bare(estimate.sceptical_times),
    )


def sceptical_meaning(text: Text, estimate: Estimate) -> str:
    """Say what the sceptical reading is, and how it lies to this score."""
    meaning = text("figure.sceptical.meaning", auc=f"{STUDY.auc_low:.3f}")
    return words.joined(text, [meaning, text(f"figure.sceptical.{relation(estimate)}")])


def relation(estimate: Estimate) -> str:
    """Name where it lies: nearer to even than the score, not nearer, or on the other side.

    What reads the same at the figures shown is not nearer.
    """
    score, sceptical = estimate.log_ratio, estimate.sceptical
    if score * sceptical < 0:
        return "other_side"
    shown = words.bare(estimate.times), words.bare(estimate.sceptical_times)
    return "nearer" if abs(sceptical) < abs(score) and shown[0] != shown[1] else "not_nearer"
