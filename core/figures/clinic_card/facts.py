"""The facts of a clinic's card, written out by name for the sentences that speak of them."""

from core.cards import AGE, ClinicCard, Kind
from core.cohort.cohort import SEX
from core.figures import words
from core.figures.studio.names import model_name, target_name
from core.markers import CATALOGUE, Sex
from core.text import Text

PAIR = 2


def facts(text: Text, card: ClinicCard) -> dict[str, str]:
    """Return every fact by the name of its placeholder."""
    controls, cases = groups_of(text, card)
    protocol = card.protocol
    said = {
        "model": model_name(card),
        "name": card.name,
        "version": card.version,
        "changed": text.date(card.results_changed_on),
        "cohort": card.cohort,
        "hash": card.data_sha256,
        "group": card.plan.group,
        "cases": cases,
        "controls": controls,
        "target": target_name(text, card),
        "count": f"{len(card.features):,}",
        "covariates": text("words.list").join(covariate_names(text, card)),
        "seconds": f"{card.seconds:,.0f}",
        **{name: f"{getattr(protocol, name):,}" for name in COUNTED},
        "seed": f"{protocol.seed}",
    }
    # What a file wrote must not begin a line of its own.
    return {name: " ".join(value.split()) for name, value in said.items()}


COUNTED = ("repeats", "folds", "inner", "permutations", "members")


def groups_of(text: Text, card: ClinicCard) -> tuple[str, str]:
    """Name the controls and the cases as the clinic's file does; a sex by its word."""
    if card.kind is not Kind.DISCRIMINATION or len(card.plan.levels) != PAIR:
        return "", ""
    first, second = (_level(text, card, level) for level in card.plan.levels)
    return first, second


def covariate_names(text: Text, card: ClinicCard) -> list[str]:
    """Name what markers are adjusted to."""
    return [_covariate(text, name) for name in card.plan.covariates]


def sex_name(text: Text, sex: str) -> str:
    """Name a sex; what is none stands as it is."""
    return words.sex(text, Sex(sex)) if sex in set(Sex) else sex


def _level(text: Text, card: ClinicCard, level: str) -> str:
    return sex_name(text, level) if card.plan.group == SEX else level


def _covariate(text: Text, name: str) -> str:
    if name in {AGE, SEX}:
        return text(f"cohort.factor.{name}")
    return words.marker_name(text, name) if name in CATALOGUE else name
