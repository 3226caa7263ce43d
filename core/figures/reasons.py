"""The reasons beside a score as sentences: cautions, what was left out, what pushes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.figures import words
from core.scoring.score import Caution, RiskScore, Unused
from core.text import Text

# Not seen in the panel, but missing beside it: what `circumstances_are_stated` says of the shipped
# model, and the rules of a clinic's model of its own.
NOT_STATED = frozenset(
    (
        "age_unknown",
        "medication_unknown",
        "pregnancy_unknown",
        "fasting_unknown",
        "handling_unknown",
        "catalogue_interval",
        "clinic_age_unknown",
        "clinic_medication_unknown",
    )
)


# So many cautions can be read in a column beside others.
FEW = 2


@dataclass(frozen=True, slots=True)
class Cautions:
    """What was seen, to be read first, and what nobody stated, to be said in short."""

    seen: tuple[str, ...]
    not_stated: tuple[str, ...]

    @property
    def are_many(self) -> bool:
        """Say whether they need the width of the page rather than a column."""
        return len(self.seen) > FEW


def cautions(text: Text, said: Sequence[Caution]) -> Cautions:
    """Say each caution in one sentence, in the order given."""
    return Cautions(
        tuple(words.caution(text, one) for one in said if one.key not in NOT_STATED),
        tuple(words.caution(text, one) for one in said if one.key in NOT_STATED),
    )


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
