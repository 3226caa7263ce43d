"""The figures of a model card, written out by name for the sentences that speak of them."""

from core.evidence.base_rates import BASE_RATES
from core.evidence.headline import STUDY
from core.figures import words
from core.markers import Sex
from core.scoring.card import Card, Metric
from core.text import Text

FULL = "full"
HOLD_OUT = "study.hold_out"
SETTING = "general_15_39"
# Small enough that three decimals would show little; all others have three.
PLACES = {"regret": 5, "ece": 4}
# Said as the range over both sexes and every set of markers.
RANGES = ("limit_auc", "regret", "brier", "ece", "slope", "coverage", "world_error")


def card_figures(text: Text, card: Card) -> dict[str, str]:
    """Return every figure by the name of its placeholder; what the card lacks is said to lack."""
    return {
        "name": card.name,
        "version": card.version,
        "evidence": card.evidence_version,
        "changed": text.date(card.results_changed_on),
        "libraries": text("words.list").join(f"{k} {v}" for k, v in card.libraries.items()),
        "base_rate": words.percent(text, BASE_RATES[SETTING].probability),
        **{name: counted(text, card, name) for name in ("worlds", "patients", "seed")},
        "people": counted(text, card, "virtual_people_per_sex"),
        **{f"markers_{sex}": f"{len(card.features.get(sex, ()))}" for sex in Sex},
        **{f"auc_{sex}": full_auc(text, card, sex) for sex in Sex},
        **{name: span(text, card, name) for name in RANGES},
        **study_figures(text, card),
    }


def study_figures(text: Text, card: Card) -> dict[str, str]:
    """Return what the study said of itself, and how its people were divided."""
    people = STUDY.cases + STUDY.controls
    held = next((int(a.figure) for a in card.assumptions if a.key == HOLD_OUT), None)
    lacking = text("card.not_measured")
    return {
        "cases": f"{STUDY.cases}",
        "controls": f"{STUDY.controls}",
        "study_people": f"{people}",
        "molecules": f"{STUDY.molecules}",
        "study_auc": f"{STUDY.auc:.3f}",
        "study_low": f"{STUDY.auc_low:.3f}",
        "study_high": f"{STUDY.auc_high:.3f}",
        "held": lacking if held is None else f"{held}",
        "rest": lacking if held is None else f"{people - held}",
    }


def counted(text: Text, card: Card, name: str) -> str:
    """Write a count of the training."""
    count = card.trained.get(name)
    return text("card.not_measured") if count is None else f"{count:,.0f}"


def full_auc(text: Text, card: Card, sex: Sex) -> str:
    """Write the simulated AUC of a sex with every marker of the model."""
    found = [m for m in card.metrics if (m.sex, m.subset, m.name) == (sex, FULL, "auc")]
    return figure(text, found[0]) if found else text("card.not_measured")


def span(text: Text, card: Card, name: str) -> str:
    """Write from where to where a measure reaches over both sexes and every set of markers."""
    values = [m.value for m in card.metrics if m.name == name]
    if not values:
        return text("card.not_measured")
    return text("card.span", low=decimals(name, min(values)), high=decimals(name, max(values)))


def decimals(name: str, value: float) -> str:
    """Write a measure at its own number of decimals; what rounds to nothing has no sign."""
    places = PLACES.get(name, 3)
    return f"{round(value, places) + 0.0:.{places}f}"


def figure(text: Text, metric: Metric) -> str:
    """Write a measure, with its interval if it has one."""
    ends = (metric.value, metric.low, metric.high)
    value, low, high = (decimals(metric.name, n) for n in ends)
    if metric.low == metric.high:
        return value
    return text("figure.with_interval", value=value, low=low, high=high)
