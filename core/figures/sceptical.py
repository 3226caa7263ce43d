"""The sceptical reading in words: the score if the study's AUC was the lower limit it published."""

from core.evidence.headline import STUDY
from core.figures import words
from core.scoring.score import Estimate
from core.text import Text


def sceptical_probability(text: Text, estimate: Estimate, pre_test: float) -> str:
    """Write the post-test probability in the sceptical reading."""
    after = estimate.post_test(pre_test)
    return words.percent(text, after.sceptical, words.FIGURES_OF_RESULTS)


def sceptical_sentence(text: Text, estimate: Estimate, pre_test: float) -> str:
    """Say the sceptical post-test probability, in people, and the likelihood ratio behind it."""
    after = estimate.post_test(pre_test)
    people = words.people_for(after)
    return text(
        "figure.sceptical.sentence",
        after=sceptical_probability(text, estimate, pre_test),
        count=words.count(text, after.sceptical, people),
        people=f"{people:,}",
        ratio=words.bare(estimate.sceptical_times),
    )


def sceptical_meaning(text: Text) -> str:
    """Say when the sceptical reading holds, and why to look at it."""
    return text("figure.sceptical.meaning", auc=f"{STUDY.auc_low:.3f}")
