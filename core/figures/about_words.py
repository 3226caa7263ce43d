"""What the About page says in sentences that hold figures of the evidence or of the model card."""

from core.evidence.headline import STUDY
from core.figures import words
from core.markers import REFERENCES
from core.scoring.card import Card
from core.text import Text, number

STUDY_REFERENCE = "setoyama-2022"


def headline(text: Text) -> str:
    """Say what the study reported of its own model, as a property of that model."""
    return text(
        "about.headline",
        auc=f"{STUDY.auc:.3f}",
        low=f"{STUDY.auc_low:.3f}",
        high=f"{STUDY.auc_high:.3f}",
        cases=STUDY.cases,
        controls=STUDY.controls,
        source=words.source(text, REFERENCES[STUDY_REFERENCE]),
    )


def trained(text: Text, card: Card) -> list[str]:
    """Say what a model was trained on, one count a sentence."""
    return [
        text(
            f"about.trained.{name}", count=f"{count:,.0f}" if count == int(count) else number(count)
        )
        for name, count in card.trained.items()
    ]
